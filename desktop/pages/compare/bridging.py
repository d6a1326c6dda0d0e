"""The bridge that is looked at: walked in the background, kept while the case is unchanged."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desktop.document.document import Document
from desktop.engine.question import AnswerState, PageQuestion, Question
from desktop.engine.tasks import BRIDGE, TaskRunner
from models.results.bridge import Bridge, BridgeEnd
from models.words.text import text


class Bridging(PageQuestion):
    """Walks from one split to another; ways that were walked are kept.

    Attributes:
        solved: how many of the steps are solved, of how many.
    """

    def __init__(self, document: Document, question: Question, engine: TaskRunner) -> None:
        super().__init__(
            question, text("The way between the two splits could not be walked."), document
        )
        self.solved = 0, 0
        self._document, self._engine = document, engine
        self._wanted: tuple[BridgeEnd, BridgeEnd] | None = None
        question.progressed.connect(self._on_progressed)
        self.cancel, self.retry = question.cancel, question.retry

    @property
    def bridge(self) -> Bridge | None:
        """The bridge, where it is walked."""
        return self.question.kept.get(self._wanted)

    def want(self, start: BridgeEnd, end: BridgeEnd) -> None:
        """Show the way between two splits of the case as it is; walk it where it is not known."""
        case, engine, wanted = self._document.open_case, self._engine, (start, end)
        self.question.about(case)
        if wanted == self._wanted and self.state is AnswerState.COMPUTING:
            return
        self._wanted, self.solved = wanted, (0, 0)
        self.question.ask(lambda watch: engine.ask(BRIDGE, watch, case, start, end), wanted)

    def forget(self) -> None:
        """Show no bridge."""
        self._wanted = None
        self.question.stand(AnswerState.EMPTY)

    @Slot(str, int, int)
    def _on_progressed(self, stage: str, done: int, of: int) -> None:
        if stage == "bridge":
            self.solved = done, of
            self.changed.emit()
