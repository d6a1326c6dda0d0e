"""Starts the application: the window first, the case and the engine after it shows.

What nobody foresaw is shown in a dialog with the whole text, instead of a window that dies
silently.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QSocketNotifier,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from desktop.app import interrupt as stopping
from desktop.app.terminal import no_window, tell
from desktop.app.window import MainWindow
from desktop.app.window_place import restore_place
from desktop.look import formats
from desktop.look.language import kept_language, say, show_in
from desktop.look.theme import Theme
from desktop.project.places import SAMPLE, usual_places
from models.words.text import text

if TYPE_CHECKING:
    from desktop.app.dialogs import CrashDialog

_NO_SCREEN = 2
"""The exit status where no window can be shown, as that of wrong use."""


def start(case_path: Path | None) -> int:
    """Show the window with a case, the sample where none is named, and run until it closes.

    Returns the exit status of the application.
    """
    app = _application()
    app.setApplicationName("Relais")
    app.setOrganizationName("Relais")
    CrashHandler().install()
    places = usual_places()
    show_in(kept_language(places.settings))
    path, theme = case_path or SAMPLE, Theme(app)
    theme.keep_in(places.settings)
    window = MainWindow(theme, formats.reading_locale())
    restore_place(window, places.settings)
    window.empty_page.say_opening(path.name)
    window.show()
    app.processEvents()
    from desktop.engine.client import EngineProcess  # noqa: PLC0415  # the window shows

    engine = EngineProcess()
    engine.begin()
    window.begin(engine, places)
    window.case_actions.look_for_lost_edits()
    window.tour_at_first_start()
    # Not before the loop runs: one that does not run yet cannot be ended.
    QTimer.singleShot(0, partial(_hear_signals, app))
    QTimer.singleShot(1, window, partial(window.open_path, path))
    status = app.exec()
    engine.end()
    return status


def _application() -> QApplication:
    """Make the application; where it has no screen say so, since Qt would only abort."""
    said: list[str] = []

    def hear(kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            tell(_no_screen((*said, message)[0]))
            os._exit(_NO_SCREEN)
        said.append(message)

    before = qInstallMessageHandler(hear)
    app = QApplication(sys.argv[:1])
    qInstallMessageHandler(before)
    for message in said:
        tell(message)
    return app


def _no_screen(why: str) -> str:
    return no_window(
        text(
            "Relais finds no screen for its window ({reason}). Start it on a desktop, and see that "
            "DISPLAY, WAYLAND_DISPLAY and QT_QPA_PLATFORM are right.",
            reason=why.strip(),
        )
    )


def _hear_signals(app: QApplication) -> None:
    """Let Ctrl+C and a request to end close the window, also while Qt waits for something.

    Python hears of a signal only between two steps of its own: each signal makes it take one.
    """
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.setblocking(False)
    signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    heard = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, app)
    heard.activated.connect(lambda: (theirs, ours.recv(64)))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _close)


def _close(number: int, _frame: object) -> None:
    """End the window after whatever it is in the middle of; raising would break that off."""
    tell(say(text("Stopped.")))
    QApplication.exit(128 + number)


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
            QApplication.exit(stopping.status_of(error))
            return
        sys.__excepthook__(kind, error, trace)
        if self.dialog is None or not self.dialog.isVisible():
            import traceback  # noqa: PLC0415  # the first window needs none

            from desktop.app.dialogs import CrashDialog  # noqa: PLC0415

            self.dialog = CrashDialog("".join(traceback.format_exception(kind, error, trace)))
            self.dialog.open()
