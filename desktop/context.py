"""What the window gives to each of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QLocale, QSettings

    from desktop.background import Lane
    from desktop.document import Document
    from desktop.files import Files
    from desktop.services import Services
    from desktop.solving import Solving
    from desktop.theme import Theme


@dataclass(frozen=True, eq=False)
class Context:
    """The open case, the engine and the look.

    Attributes:
        settings: what the program keeps for its user from one start to the next.
        new_lane: makes a lane for work in the background, with its progress and Cancel in the
            status bar under this title; the window closes it.
        say: shows a sentence in the status bar for a while.
    """

    document: Document
    solving: Solving
    files: Files
    services: Services
    settings: QSettings
    theme: Theme
    locale: QLocale
    new_lane: Callable[[str], Lane]
    say: Callable[[str], None]
