"""The program as it starts: its own process, its own application."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop import window
from desktop.main_window import MainWindow

def shown_without_the_engine():
    (main,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    print("visible", main.isVisible(), "pandas", "pandas" in sys.modules)
    watch = QTimer(main, interval=50)
    watch.timeout.connect(lambda: main.document.split_is_current and finish(main, watch))
    watch.start()

def finish(main, watch):
    watch.stop()
    print(main.split_page.sentence.text())
    main.close()

def run(*_):
    QTimer.singleShot(0, shown_without_the_engine)
    return real_run()

real_run, QApplication.exec = QApplication.exec, run
print("status", window.start(None))
"""


def test_it_starts_on_the_sample_and_shows_its_window_before_the_engine_is_loaded(
    tmp_path: Path,
) -> None:
    own = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **own},
    )
    lines = ran.stdout.replace("\u00a0", " ").splitlines()
    assert lines[0] == "visible True pandas False", ran.stderr
    assert "needed in 2026–2030" in lines[1]
    assert lines[2] == "status 0"
