"""Starts the application: the window first, the case and the engine after it shows."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop import formats
from desktop.commands.names import COMMANDS
from desktop.commands.output import tell
from desktop.crash import CrashHandler
from desktop.main_window import MainWindow
from desktop.sample import SAMPLE
from desktop.theme import Theme

_NO_SCREEN = 2
"""The exit status where no window can be shown, as that of wrong use."""


def start(case_path: Path | None) -> int:
    """Show the window with a case, the sample where none is named, and run until it closes.

    Returns the exit status of the application.
    """
    app = _application()
    app.setApplicationName("Relais")
    app.setOrganizationName("Relais")
    crash = CrashHandler()
    crash.install()
    path = case_path or SAMPLE
    window = MainWindow(None, Theme(app), formats.reading_locale())
    window.empty_page.say_opening(path.name)
    window.show()
    app.processEvents()
    from desktop.apart.engine_process import EngineProcess  # noqa: PLC0415  # the window shows

    engine = EngineProcess()
    engine.begin()
    window.furnish(engine.services())
    window.open_path(path)
    window.case_actions.look_for_lost_edits()
    window.overlays.tour_at_first_start()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    status = app.exec()
    engine.end()
    return status


def _application() -> QApplication:
    """Make the application; where it has no screen say so, since Qt would only abort."""
    said: list[str] = []

    def hear(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            tell(_no_screen((*said, text)[0]))
            os._exit(_NO_SCREEN)
        said.append(text)

    before = qInstallMessageHandler(hear)
    app = QApplication(sys.argv[:1])
    qInstallMessageHandler(before)
    for text in said:
        tell(text)
    return app


def _no_screen(why: str) -> str:
    return (
        f"Relais finds no screen for its window ({why.strip()}). Start it on a desktop, and see "
        "that DISPLAY, WAYLAND_DISPLAY and QT_QPA_PLATFORM are right. Without a window: relais "
        f"{', '.join(COMMANDS)} (see relais --help)."
    )
