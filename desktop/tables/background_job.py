"""Work on a table: at once where it is little, else in the background while the window lives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from desktop.engine.question import Question
from desktop.engine.watch import StoppedError, Watch
from models.words.text import Argument

AT_ONCE_ROWS = 2_000
"""How many rows are filtered, sorted or looked through at once."""
AT_ONCE_CELLS = 4_000
"""How many cells are copied, pasted or replaced at once."""

NewQuestion = Callable[[Argument], Question]
Cancelled = Callable[[], bool]
"""Says whether work is no longer wanted."""
_Found = TypeVar("_Found")
_Item = TypeVar("_Item")
_ITEMS_BETWEEN = 2_000
"""After how many items work in the background looks whether it is still wanted."""


def _never() -> bool:
    return False


def while_wanted(items: Iterable[_Item], cancelled: Cancelled) -> Iterator[_Item]:
    """Return items one by one.

    Raises:
        StoppedError: they are no longer wanted.
    """
    for number, item in enumerate(items):
        if number % _ITEMS_BETWEEN == 0 and cancelled():
            raise StoppedError
        yield item


class TableJob(QObject):
    """One kind of work on a table; the newest request counts.

    Signals:
        changed: work is under way now, or no longer.
        given_up: the user stopped the work; what it would have found is not wanted any more.
    """

    changed = Signal()
    given_up = Signal()

    def __init__(self, title: str, new_question: NewQuestion | None, parent: QObject) -> None:
        super().__init__(parent)
        self._title, self._new_question = title, new_question
        self._question: Question | None = None
        self._take: Callable[[object], None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether the answer to the newest request is still to come."""
        return self._take is not None

    def ask(
        self,
        work: Callable[[Cancelled], _Found],
        take: Callable[[_Found], None],
        *,
        at_once: bool,
    ) -> None:
        """Do the work and hand over what it found; an earlier request no longer counts.

        Args:
            work: is given what says whether it is still wanted; may raise StoppedError.
            take: takes over the result, in the thread of the window.
            at_once: whether the work is little enough to be done before this returns.
        """
        if at_once or self._new_question is None:
            self.drop()
            take(work(_never))
            return

        def run(watch: Watch) -> _Found:
            return work(watch.cancelled)

        self._set_take(take)  # type: ignore[arg-type]  # the question hands back what `run` found
        self._the_question(self._new_question).ask(run)

    def drop(self) -> None:
        """Want nothing any more."""
        if self._take is not None and self._question is not None:
            self._set_take(None)
            self._question.cancel()

    def _the_question(self, new_question: NewQuestion) -> Question:
        """Return the question; a table that stays small never needs one."""
        if self._question is None:
            self._question = new_question(self._title)
            self._question.finished.connect(self._on_finished)
            self._question.failed.connect(self._on_given_up)
            self._question.cancelled.connect(self._on_given_up)
        return self._question

    def _set_take(self, take: Callable[[object], None] | None) -> None:
        was_busy, self._take = self.is_busy, take
        if was_busy != self.is_busy:
            self.changed.emit()

    @Slot(object)
    def _on_finished(self, found: object) -> None:
        take = self._take
        if take is not None:
            self._take = None
            take(found)
            self.changed.emit()

    @Slot()
    def _on_given_up(self) -> None:
        if self._take is not None:
            self._set_take(None)
            self.given_up.emit()
