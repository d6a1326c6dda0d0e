"""What is found out about a split that rests, for a view that somebody looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from PySide6.QtCore import QTimer, Slot

from desktop.document.document import Document, Solved
from desktop.document.solving import Solving
from desktop.engine.question import AnswerState, PageQuestion, Question
from desktop.engine.tasks import TaskRunner
from desktop.engine.watch import Watch
from desktop.pages.context import Context
from models.case import Case
from models.words.text import Text

_CALM_MILLISECONDS = 100
"""How long a split rests before anything else is found out about it."""
_GIVEN_UP = (AnswerState.CANCELLED, AnswerState.FAILED)
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, eq=False)
class _Found(Generic[_Answer]):
    """An answer, and which scenario of which case it is about."""

    case: Case
    scenario: str
    answer: _Answer


class LayerQuestion(PageQuestion, Generic[_Answer]):
    """Asks one thing about the split that is shown, once it rests and while somebody looks.

    A class of it says how that is found, what that is called while it goes on, and in `unforeseen`
    what is told where it failed. Answers are kept while the case stays as it is; the last one also
    until the next is there, since its split is shown until then. What runs is let go as soon as
    the split is no longer current, or nobody looks any more, so that it is in the way of no other
    split.
    """

    title: Text
    unforeseen: Text

    @classmethod
    def of(cls, context: Context) -> Self:
        """Return the one of a window, which outlives pages that are made anew."""
        return context.keep(
            cls,
            lambda: cls(
                context.document,
                context.solving,
                context.new_kept_question(cls.title),
                context.engine,
            ),
        )

    def __init__(
        self, document: Document, solving: Solving, question: Question, engine: TaskRunner
    ) -> None:
        super().__init__(question, self.unforeseen, document)
        self._document, self._solving, self._engine = document, solving, engine
        self._is_looked_at = False
        self._wanted: Solved | None = None
        self._asked_for: Case | None = None
        self._found: _Found[_Answer] | None = None
        self._due = QTimer(self, singleShot=True, interval=_CALM_MILLISECONDS)
        self._due.timeout.connect(self._ask)
        question.finished.connect(self._on_finished)
        document.split_changed.connect(self._begin)
        solving.state_changed.connect(self._begin)

    def find(self, case: Case, scenario: str, watch: Watch) -> _Answer:
        """Find the answer; in another thread than the window's."""
        raise NotImplementedError

    def takes_long(self, solved: Solved) -> bool:
        """Say whether a split is so large that somebody has to ask for it."""
        del solved
        return False

    def knows(self, solved: Solved) -> bool:
        """Say whether there is an answer about a split, current or not."""
        found = self._found
        return (
            found is not None
            and found.case is solved.case
            and found.scenario == solved.split.scenario
        )

    def answer(self, solved: Solved) -> _Answer | None:
        """Return what was found of a split; None: nothing yet, or there is nothing."""
        return self._found.answer if self._found is not None and self.knows(solved) else None

    def look(self, *, now: bool) -> None:
        """Say whether somebody looks at the answer."""
        if now != self._is_looked_at:
            self._is_looked_at = now
            self._begin()

    @Slot()
    def ask_anyway(self) -> None:
        """Ask again, or ask though it takes long."""
        solved = self._document.solved
        self._asked_for = None if solved is None else solved.case
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
            self._take(solved, self.question.kept[solved.split.scenario])
            self._stand(AnswerState.CURRENT)
        elif not self._is_looked_at:
            self._stand(AnswerState.EMPTY)
        elif self.takes_long(solved) and self._asked_for is not solved.case:
            self._stand(AnswerState.UNASKED)
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
        self._wanted, case, scenario = solved, solved.case, solved.split.scenario
        self.question.ask(lambda watch: self.find(case, scenario, watch), scenario)

    @Slot(object)
    def _on_finished(self, answer: _Answer) -> None:
        if self._wanted is not None:
            self._take(self._wanted, answer)

    def _take(self, solved: Solved, answer: _Answer) -> None:
        self._found = _Found(solved.case, solved.split.scenario, answer)
