"""What the window gives to each of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtCore import QLocale, QSettings

    from desktop.document.document import Document
    from desktop.document.solving import Solving
    from desktop.engine.background import Lane
    from desktop.engine.services import Services
    from desktop.look.theme import Theme
    from desktop.project.files import Files
    from models.words.text import Argument


_Computing = TypeVar("_Computing")


class Kept(QObject):
    """What pages compute with: it stays when the pages themselves are made anew.

    Attributes:
        new_lane: makes a lane for it, as that of the context does for the pages.
    """

    def __init__(self, new_lane: Callable[[Argument], Lane], parent: QObject) -> None:
        super().__init__(parent)
        self.new_lane = new_lane
        self._kept: dict[type, object] = {}

    def keep(self, kind: type[_Computing], make: Callable[[], _Computing]) -> _Computing:
        """Return the one of a kind, made now if there is none yet."""
        if kind not in self._kept:
            self._kept[kind] = make()
        return cast("_Computing", self._kept[kind])


@dataclass(frozen=True, eq=False)
class Context:
    """The open case, the engine and the look.

    Attributes:
        settings: what the program keeps for its user from one start to the next.
        new_lane: makes a lane for work in the background, with its progress and Cancel in the
            status bar under this title; the window closes it, also when the pages are made anew.
        kept: what pages compute with, from one language to the next.
        say: shows a sentence in the status bar for a while.
    """

    document: Document
    solving: Solving
    files: Files
    services: Services
    settings: QSettings
    theme: Theme
    locale: QLocale
    new_lane: Callable[[Argument], Lane]
    kept: Kept
    say: Callable[[str], None]
