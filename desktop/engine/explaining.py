"""Keeps the reasons in step with the split and with what is chosen."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desktop.document.document import Document, Solved
from desktop.engine.question import AnswerState, PageQuestion, Question
from desktop.engine.tasks import EXPLAIN, TaskRunner
from desktop.engine.why_questions import AboutSplit, Found, Topic, still_there
from models.words.text import text

WHY_SENTENCES = {
    AnswerState.WAITING: text("The reasons follow when the split is current."),
    AnswerState.UNASKED: text("In a case of this size the reasons take a while."),
    AnswerState.COMPUTING: text("Working out why…"),
    AnswerState.CANCELLED: text("Working out why was cancelled."),
}
WHY_ACTIONS = {
    AnswerState.UNASKED: text("Work out why"),
    AnswerState.CANCELLED: text("Work out why"),
}
DEBOUNCE_MILLISECONDS = 120
_MOST_UNASKED = 20_000  # D145
"""Payers times programmes up to which nobody minds that the scenario is solved once more."""


class Explaining(PageQuestion):
    """Asks the engine about what is chosen; what was found is kept while the split is current."""

    def __init__(
        self,
        document: Document,
        question: Question,
        engine: TaskRunner,
    ) -> None:
        super().__init__(question, text("The reasons could not be found."), document)
        self.topic: Topic = AboutSplit()
        self._document, self._engine = document, engine
        self._active = False
        self._asked_for: Solved | None = None
        document.split_changed.connect(self._on_split_changed)

    @property
    def found(self) -> Found | None:
        """What was found out, where that is about the split that is current."""
        is_current = self.state is AnswerState.CURRENT
        return self.question.kept.get(self.topic) if is_current else None

    def ask(self, topic: Topic) -> None:
        """Ask about something else in the split there is."""
        if topic != self.topic:
            self.topic = topic
            self._begin()

    def set_active(self, active: bool) -> None:
        """Say whether anybody sees the reasons; nothing is asked of the engine otherwise."""
        if active != self._active:
            self._active = active
            self._begin()

    @Slot()
    def ask_anyway(self) -> None:
        """Ask again, or ask though the case is large."""
        self._asked_for = self._document.solved
        self._begin()

    @Slot()
    def _on_split_changed(self) -> None:
        solved = self._document.solved
        self.topic = AboutSplit() if solved is None else still_there(self.topic, solved.split)
        self._begin()

    def _begin(self) -> None:
        """Find out how things stand and ask the engine if that is to be done."""
        solved, engine, topic = self._document.solved, self._engine, self.topic
        self.question.about(solved)
        if solved is None or not self._document.split_is_current:
            self.question.stand(AnswerState.WAITING)
        elif topic in self.question.kept:
            self.question.stand(AnswerState.CURRENT)
        elif _is_large(solved) and self._asked_for is not solved:
            self.question.stand(AnswerState.UNASKED)
        elif not self._active:
            self.question.stand(AnswerState.COMPUTING)  # as soon as somebody looks
        else:
            case, scenario = solved.case, solved.split.scenario
            self.question.ask(
                lambda watch: engine.ask(EXPLAIN, watch, case, scenario, topic),
                topic,
                after=DEBOUNCE_MILLISECONDS,
            )


def _is_large(solved: Solved) -> bool:
    return len(solved.split.payers) * len(solved.split.programmes) > _MOST_UNASKED
