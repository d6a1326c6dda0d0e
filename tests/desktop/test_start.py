"""The program as it starts: its own process, its own application."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.app.terminal import COMMANDS
from tests.desktop.conftest import SAMPLES

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.app import start
from desktop.app.window import MainWindow

def shown_without_the_engine():
    (main,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    print("visible", main.isVisible(), "pandas", "pandas" in sys.modules)
    watch = QTimer(main, interval=50)
    watch.timeout.connect(lambda: main.document.split_is_current and finish(main, watch))
    watch.start()

def finish(main, watch):
    watch.stop()
    print(main.split_page.sentence.text())
    print("solver here", "highspy" in sys.modules)
    main.close()

def run(*_):
    QTimer.singleShot(0, shown_without_the_engine)
    return real_run()

real_run, QApplication.exec = QApplication.exec, run
print("status", start.start(None))
"""


LOADING = """
import sys
import threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.app import start
from desktop.app.window import MainWindow
from desktop.pages.page import PAGES

aside = []

class Notes:
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is not threading.main_thread():
            aside.append(name)

def look(watch):
    (main,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    if all(main.is_made(page.number) for page in PAGES):
        watch.stop()
        main.close()

def run(*_):
    watch = QTimer(QApplication.instance(), interval=50)
    watch.timeout.connect(lambda: look(watch))
    watch.start()
    return real_run()

real_run, QApplication.exec = QApplication.exec, run
sys.meta_path.insert(0, Notes())
start.start(None)
texts = {name: getattr(sys.modules.get(name), "__file__", None) for name in aside}
print(len(texts), "loaded aside")
print([name for name, file in texts.items() if name.startswith("PySide6")
       or (file and name.startswith("desktop") and "PySide6" in Path(file).read_text())])
"""


def started(program: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    own = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **own},
    )


def test_what_uses_qt_is_loaded_in_the_thread_of_the_window_only(tmp_path: Path) -> None:
    ran = started(LOADING, tmp_path)
    count, with_qt = ran.stdout.splitlines()
    assert int(count.split()[0]) > 100, ran.stderr
    assert with_qt == "[]"


def test_it_starts_on_the_sample_and_shows_its_window_before_the_engine_is_loaded(
    tmp_path: Path,
) -> None:
    ran = started(PROGRAM, tmp_path)
    lines = ran.stdout.replace("\u00a0", " ").splitlines()
    assert lines[0] == "visible True pandas False", ran.stderr
    assert "needed in 2026–2028" in lines[1]
    assert lines[2:] == ["solver here False", "status 0"]


NO_SCREENS: dict[str, dict[str, str]] = {
    "no display": {},
    "a display that does not answer": {"DISPLAY": ":7654"},
    "no such host": {"DISPLAY": "nowhere.invalid:0"},
    "no such platform": {"QT_QPA_PLATFORM": "nowhere"},
    "no compositor": {"QT_QPA_PLATFORM": "wayland", "XDG_RUNTIME_DIR": "/nowhere"},
    "X without a display": {"QT_QPA_PLATFORM": "xcb"},
}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
@pytest.mark.parametrize("variables", NO_SCREENS.values(), ids=list(NO_SCREENS))
@pytest.mark.parametrize("case", [[], [str(SAMPLES / "worked.xlsx")]], ids=["sample", "case"])
def test_without_a_screen_it_says_so_and_names_what_needs_none(
    variables: dict[str, str], case: list[str]
) -> None:
    of_screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in of_screens}
    command = [sys.executable, "-m", "desktop", *case]
    ran = subprocess.run(
        command, env=kept | variables, capture_output=True, text=True, check=False, timeout=120
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Relais finds no screen for its window (" in ran.stderr
    assert all(name in ran.stderr for name in COMMANDS)


def test_what_qt_warns_of_at_the_start_is_still_said(tmp_path: Path) -> None:
    program = (
        "from PySide6.QtWidgets import QApplication\n"
        "from PySide6.QtCore import qWarning\n"
        "from desktop.app import start\n"
        "class Warning(QApplication):\n"
        "    def __init__(self, words):\n"
        "        super().__init__(words)\n"
        "        qWarning('a small thing')\n"
        "start.QApplication = Warning\n"
        "start._application()\n"
    )
    ran = started(program, tmp_path)
    assert "a small thing" in ran.stderr


def test_libraries_of_the_window_that_are_missing_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Missing:
        def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
            if name == "desktop.app.start":
                why = "libEGL.so.1: cannot open shared object file"
                raise ImportError(why, name="PySide6.QtGui", path="QtGui.so")

    monkeypatch.delitem(sys.modules, "desktop.app.start", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    monkeypatch.setattr("desktop.engine.responsive.stay_responsive", lambda: None)
    assert main([]) == 2
    said = capsys.readouterr().err
    assert "libEGL.so.1" in said
    assert all(name in said for name in COMMANDS)


WAITING = """
from PySide6.QtCore import QTimer
from desktop.app import start
app = start._application()
start.CrashHandler().install()
QTimer.singleShot(0, lambda: (start._hear_signals(app), print("waits", flush=True)))
raise SystemExit(app.exec())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
@pytest.mark.parametrize(("number", "status"), [(2, 130), (15, 143)])
def test_ctrl_c_closes_a_window_in_which_nothing_happens(number: int, status: int) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-c", WAITING],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert waiting.stdout is not None
    assert waiting.stdout.readline() == "waits\n"
    waiting.send_signal(number)
    _, said = waiting.communicate(timeout=60)
    assert (waiting.returncode, said) == (status, "Stopped.\n")
