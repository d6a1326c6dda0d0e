"""Starts the application: the window first, the case and the engine after it shows."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import formats
from desktop.crash import CrashHandler
from desktop.main_window import MainWindow
from desktop.sample import SAMPLE
from desktop.services import engine_services
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
    window = MainWindow(engine_services(), Theme(app), formats.reading_locale())
    window.show()
    QTimer.singleShot(0, lambda: window.open_path(case_path or SAMPLE))
    QTimer.singleShot(0, window.case_actions.look_for_lost_edits)
    window.overlays.tour_at_first_start()
    return app.exec()
