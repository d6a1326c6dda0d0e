"""What is found out about a split that rests, for a view that somebody looks at."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QTimer, Slot

from desktop.document.document import Document
from desktop.document.solving import Solving
from desktop.engine.question import AnswerState, PageQuestion, Question
from desktop.engine.watch import Watch
from models.case import Case
from models.words.text import Text

_CALM_MILLISECONDS = 100
"""How long a split rests before anything else is found out about it."""
_GIVEN_UP = (AnswerState.CANCELLED, AnswerState.FAILED)
_Answer = TypeVar("_Answer")


class LayerQuestion(PageQuestion, Generic[_Answer]):
    """Asks one thing about the split that is shown, once it rests and while somebody looks.

    A class of it says how that is found. Answers are kept while the case stays as it is. What
    runs is let go as soon as the split is no longer current, or nobody looks any more, so that it
    is in the way of no other split.
    """

    def __init__(
        self, document: Document, solving: Solving, question: Question, unforeseen: Text
    ) -> None:
        super().__init__(question, unforeseen, document)
        self._document, self._solving = document, solving
        self._is_looked_at = False
        self._scenario = ""
        self._due = QTimer(self, singleShot=True, interval=_CALM_MILLISECONDS)
        self._due.timeout.connect(self._ask)
        document.split_changed.connect(self._begin)
        solving.state_changed.connect(self._begin)

    def find(self, case: Case, scenario: str, watch: Watch) -> _Answer:
        """Find the answer; in another thread than the window's."""
        raise NotImplementedError

    @property
    def is_known(self) -> bool:
        """Whether there is an answer about the split that is shown."""
        return self.state is AnswerState.CURRENT

    @property
    def answer(self) -> _Answer | None:
        """What was found of the split that is shown; None: nothing yet, or there is nothing."""
        found: _Answer | None = self.question.kept.get(self._scenario) if self.is_known else None
        return found

    def look(self, *, now: bool) -> None:
        """Say whether somebody looks at the answer."""
        if now != self._is_looked_at:
            self._is_looked_at = now
            self._begin()

    @Slot()
    def act(self) -> None:
        """Do what is offered beside the state: stop what runs, or ask again."""
        if self.state is AnswerState.COMPUTING:
            self.question.cancel()
        else:
            self._stand(AnswerState.EMPTY)
            self._begin()

    @Slot()
    def _begin(self) -> None:
        """Find out how things stand, and ask where that is to be done."""
        solved = self._document.solved
        self.question.about(None if solved is None else solved.case)
        if solved is None or not self._solving.rests:
            self._stand(AnswerState.WAITING)
        elif solved.split.scenario in self.question.kept:
            self._scenario = solved.split.scenario
            self._stand(AnswerState.CURRENT)
        elif not self._is_looked_at:
            self._stand(AnswerState.EMPTY)
        elif not self.question.busy and self.state not in _GIVEN_UP:
            self._due.start()
            self._stand(AnswerState.WAITING, stop=False)

    def _stand(self, state: AnswerState, *, stop: bool = True) -> None:
        """Stand like this, and say so if that is something else."""
        if stop:
            self._due.stop()
        if self.state is not state or self.question.busy:
            self.question.stand(state)

    @Slot()
    def _ask(self) -> None:
        solved = self._document.solved
        if solved is None or not self._solving.rests:  # as while a slider moves on
            return
        case = solved.case
        self._scenario = scenario = solved.split.scenario
        self.question.ask(lambda watch: self.find(case, scenario, watch), scenario)
