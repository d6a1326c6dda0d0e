"""Starts the application: the window first, the case and the engine after it shows."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop import formats
from desktop.crash import CrashHandler
from desktop.main_window import MainWindow
from desktop.sample import SAMPLE
from desktop.theme import Theme


def start(case_path: Path | None) -> int:
    """Show the window with a case, the sample where none is named, and run until it closes.

    Returns the exit status of the application.
    """
    app = QApplication(sys.argv[:1])
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
    status = app.exec()
    engine.end()
    return status
