"""What the page Trajectories asks of the engine, and when."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desktop.document.document import Document
from desktop.engine.question import AnswerState, PageQuestion, Question
from desktop.engine.tasks import TRACE, TaskRunner
from models.results.trajectories import Trajectories, TrajectoryQuery
from models.words.text import text


class Tracing(PageQuestion):
    """Follows people when somebody looks and something has changed.

    Attributes:
        query: what is to be shown.
        answer: the newest answer there is, current or not.
    """

    def __init__(
        self,
        document: Document,
        question: Question,
        engine: TaskRunner,
    ) -> None:
        super().__init__(question, text("People's ways could not be followed."), document)
        self._document, self._engine = document, engine
        self.query = TrajectoryQuery()
        self.answer: Trajectories | None = None
        self._watched, self._due = False, document.case is not None
        question.finished.connect(self._on_finished)
        document.case_replaced.connect(self._on_case_replaced)
        document.table_changed.connect(self._on_table_changed)
        # Problems are known anew after every edit, and after every opening: only then is it
        # known whether the flows can be read.
        document.problems_changed.connect(self.refresh)
        document.scenario_changed.connect(self.refresh)
        if self._due:
            question.stand(AnswerState.COMPUTING)

    def look(self, *, now: bool) -> None:
        """Say whether anybody looks; nothing is computed for nobody."""
        self._watched = now
        if now and self._due:
            self.refresh()

    def ask(self, query: TrajectoryQuery) -> None:
        """Ask for something else."""
        if query != self.query:
            self.query = query
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Compute what is asked for the case as it is."""
        case, scenario, query = self._document.case, self._document.scenario, self.query
        self._due = case is None or not self._watched
        if case is None or self._due:
            return
        if self._document.has_errors:
            self.question.stand(AnswerState.REFUSED)
        else:
            engine = self._engine
            self.question.ask(lambda watch: engine.ask(TRACE, watch, case, scenario, query))

    @Slot()
    def _on_case_replaced(self) -> None:
        self.query, self.answer = TrajectoryQuery(), None
        self._on_table_changed()

    @Slot()
    def _on_table_changed(self) -> None:
        self._due = True
        self.question.stand(AnswerState.COMPUTING)

    @Slot(object)
    def _on_finished(self, answer: Trajectories) -> None:
        self.answer, self.query = answer, answer.query
