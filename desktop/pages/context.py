"""What the window gives to each of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from PySide6.QtCore import QLocale, QSettings

    from desktop.document.document import Document
    from desktop.document.solving import Solving
    from desktop.engine.question import Question
    from desktop.engine.tasks import TaskRunner
    from desktop.look.theme import Theme
    from desktop.project.files import Files
    from models.words.text import Argument


_Computing = TypeVar("_Computing")


@dataclass(frozen=True, eq=False)
class Context:
    """The open case, the engine and the look.

    Attributes:
        settings: what the program keeps for its user from one start to the next.
        new_question: makes a question for the background, with its progress and Cancel in the
            status bar under this title; the window closes it, also when the pages are made anew.
        new_kept_question: makes one that stays when the pages are made anew.
        say: shows a sentence in the status bar for a while.
    """

    document: Document
    solving: Solving
    files: Files
    engine: TaskRunner
    settings: QSettings
    theme: Theme
    locale: QLocale
    new_question: Callable[[Argument], Question]
    new_kept_question: Callable[[Argument], Question]
    say: Callable[[str], None]
    _kept: dict[type, object] = field(default_factory=dict)

    def keep(self, kind: type[_Computing], make: Callable[[], _Computing]) -> _Computing:
        """Return what pages compute with, which stays when they are made anew in a language.

        Args:
            kind: its class.
            make: makes it where there is none yet.
        """
        if kind not in self._kept:
            self._kept[kind] = make()
        return cast("_Computing", self._kept[kind])
