"""What nobody foresaw: a dialog with the whole text, instead of a window that dies silently."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.app import interrupt as stopping
from desktop.app.terminal import tell
from desktop.look.language import say
from models.words.text import text

if TYPE_CHECKING:
    from desktop.app.dialogs import CrashDialog


class CrashHandler:
    """Takes over uncaught errors; shows one dialog at a time."""

    def __init__(self) -> None:
        self.dialog: CrashDialog | None = None

    def install(self) -> None:
        """Handle every uncaught error from now on."""
        sys.excepthook = self.handle

    def handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Print the error and show it; Ctrl+C is none, and closes the window."""
        if isinstance(error, KeyboardInterrupt):
            tell(say(text("Stopped.")))
            QCoreApplication.exit(stopping.status_of(error))
            return
        sys.__excepthook__(kind, error, trace)
        if self.dialog is None or not self.dialog.isVisible():
            import traceback  # noqa: PLC0415  # the first window needs none

            from desktop.app.dialogs import CrashDialog  # noqa: PLC0415

            self.dialog = CrashDialog("".join(traceback.format_exception(kind, error, trace)))
            self.dialog.open()
