"""How soon the first window and the sample's split are there, and whether the window ever stops.

Run by hand: python -m tests.benchmarks.window_speed   (on a screen, or under xvfb-run)

The first window, as `desktop.app.start.start` shows it, is compared with a bare PySide6 window,
each in a process of its own, started in turn. The second part does the main paths in one window and
measures, by a clock in the window's thread, the longest time in which it could not have answered.
"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice, pairwise
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.app.window import MainWindow
from desktop.document.edits import ClauseEdits
from desktop.engine.client import EngineProcess
from desktop.engine.question import AnswerState
from desktop.engine.responsive import stay_responsive
from desktop.look import formats
from desktop.look.rule_editor import PercentEditor
from desktop.look.theme import Theme
from desktop.pages.compare.page import ComparePage
from desktop.pages.page import PAGES
from desktop.pages.rules.page import RulesPage
from desktop.project.places import SAMPLE, SafePlaces
from installer.environment import PACKAGES
from models.clause import AT_LEAST, Clause
from models.declaration.tables import TABLES
from models.words.language import ENGLISH

RUNS = 5
BEAT_MILLISECONDS = 2
PASTED_ROWS = 1_000
PASTED_WITHIN_SECONDS = 5.0
_BARE = """
import time; start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.show(); app.processEvents()
print(time.perf_counter() - start)
"""
_OURS = """
import time, os; start = time.perf_counter()
from desktop.engine.responsive import stay_responsive
stay_responsive()
from PySide6.QtWidgets import QApplication
import desktop.app.start
from desktop.look import formats
from desktop.app.window import MainWindow
from desktop.project.places import SAMPLE
from desktop.look.theme import Theme
app = QApplication([])
window = MainWindow(Theme(app), formats.reading_locale())
window.empty_page.say_opening(SAMPLE.name)
window.show(); app.processEvents()
shown = time.perf_counter() - start
import tempfile
from pathlib import Path
from PySide6.QtCore import QSettings
from desktop.project.places import SafePlaces
from desktop.engine.client import EngineProcess
engine = EngineProcess()
engine.begin()
folder = Path(tempfile.mkdtemp())
places = SafePlaces(folder, folder, QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
window.begin(engine, places)
window.open_path(SAMPLE)
while not window.document.split_is_current:
    app.processEvents(); time.sleep(0.001)
app.processEvents()
print(shown, time.perf_counter() - start - shown, flush=True)
engine.end()
os._exit(0)
"""


def main() -> None:
    """Print the start beside a bare window, then the longest block of each path."""
    _measure_start()
    stay_responsive()
    _measure_paths()


def _measure_start() -> None:
    for package in PACKAGES:  # as the first start leaves them
        compileall.compile_dir(package, quiet=1)
    bare, ours, split = [], [], []
    for _ in range(RUNS):
        bare.append(_seconds(_BARE)[0])
        shown, solved = _seconds(_OURS)
        ours.append(shown)
        split.append(solved)
    ratio = statistics.median(o / b for o, b in zip(ours, bare, strict=True))
    print(
        f"first window {statistics.median(ours):.2f} s, "
        f"a bare one {statistics.median(bare):.2f} s, ratio {ratio:.2f}; "
        f"the sample's split {statistics.median(split):.2f} s after it"
    )


def _seconds(program: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return [float(part) for part in done.stdout.split()]


class _Clock:
    """Beats in the window's thread; a late beat is a window that could not answer."""

    def __init__(self) -> None:
        self._beats: list[float] = []
        self._timer = QTimer()
        self._timer.timeout.connect(lambda: self._beats.append(time.perf_counter()))
        self._timer.start(BEAT_MILLISECONDS)

    def during(self, window: MainWindow, path: Callable[[], object]) -> float:
        """Return the longest gap while a path is gone and everything settles after it."""
        self._beats = [time.perf_counter()]
        path()
        settled = 0
        while settled < 300:
            QApplication.processEvents()
            time.sleep(0.001)
            busy = any(one.busy for one in window.questions)
            is_on = window.solving.state in (AnswerState.COMPUTING, AnswerState.CANCELLING)
            is_open = window.document.case is not None
            settled = settled + 1 if is_open and not busy and not is_on else 0
        self._beats.append(time.perf_counter())
        return max(late - early for early, late in pairwise(self._beats))


def _measure_paths() -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder = Path(tempfile.mkdtemp())
    settings = QSettings(str(folder / "relais.ini"), QSettings.Format.IniFormat)
    places = SafePlaces(folder, folder, settings)
    engine = EngineProcess()
    engine.begin()
    window = MainWindow(Theme(app), formats.reading_locale())
    window.begin(engine, places)
    window.resize(1366, 768)
    window.show()
    clock = _Clock()
    print(f"open the sample: {clock.during(window, lambda: window.open_path(SAMPLE)) * 1e3:.0f} ms")
    for name, path in _paths(window, folder).items():
        print(f"{name}: {clock.during(window, path) * 1e3:.0f} ms at most")
    window.document.undo_stack.blockSignals(True)
    sys.stdout.flush()
    window.keeper.end()
    engine.end()


def _paths(window: MainWindow, folder: Path) -> dict[str, Callable[[], object]]:
    pages = {
        f"show {kind.class_name} for the first time": partial(window.show_number, kind.number)
        for kind in PAGES
    }
    return {
        **pages,
        "drag a slider": lambda: _drag(window),
        "a clause that clashes": lambda: _clash(window),
        "take the repair": lambda: _repair(window),
        "paste 1,000 rows": lambda: _paste(window),
        "undo to the start": lambda: _undo_all(window),
        "compare a third scenario": lambda: _compare(window),
        "another scenario": lambda: window.document.choose_scenario(_other(window)),
        "export the result": lambda: window.files.export_result(folder / "result.xlsx", ENGLISH),
        "meeting view": window.start_meeting,
    }


def _other(window: MainWindow) -> str:
    scenarios = window.document.open_case.scenarios()
    return next(name for name in scenarios if name != window.document.scenario)


def _drag(window: MainWindow) -> None:
    editor = window.page_of(RulesPage).rules.rows["own_share_min"].editor
    assert isinstance(editor, PercentEditor)
    editor.slider.setSliderDown(True)
    for step in range(5, 45, 2):
        editor.slider.setValue(step)
        _answer_for(0.03)
    editor.slider.setSliderDown(False)


def _clash(window: MainWindow) -> None:
    window.show_page(window.page_of(RulesPage))
    clause = Clause("at_least", payer="DG", sense=AT_LEAST, value=40_000_000.0, scenario="base")
    ClauseEdits(window.document).add(clause)


def _repair(window: MainWindow) -> None:
    conflict = window.page_of(RulesPage).outcome.conflict
    conflict.findChildren(QPushButton)[0].click()


def _paste(window: MainWindow) -> None:
    """Paste rows of the case's own flows below the last one, so that the split is found again."""
    page, count = window.data_page, len(window.document.open_case.table("Flows"))
    at = [table.key for table in TABLES].index("Flows")
    _act(window.show_data_page)
    _act(partial(page.tabs.setCurrentIndex, at))
    _act(page.grid.selectAll)
    _act(page.grid.copy)
    _act(page.grid.add_row)
    _act(partial(page.grid.setCurrentIndex, page.grid.table.index(count, 0)))
    lines = QApplication.clipboard().text().splitlines()
    QApplication.clipboard().setText("\n".join(islice(cycle(lines), PASTED_ROWS)))
    page.grid.paste()
    until = time.perf_counter() + PASTED_WITHIN_SECONDS
    while len(window.document.open_case.table("Flows")) != count + PASTED_ROWS:
        if time.perf_counter() > until:
            raise AssertionError(f"{PASTED_ROWS} rows were not pasted")
        _answer_for(0.005)


def _undo_all(window: MainWindow) -> None:
    stack = window.document.undo_stack
    while stack.canUndo():
        _act(stack.undo)


def _act(step: Callable[[], object]) -> None:
    step()
    _answer_for(0.05)


def _answer_for(seconds: float) -> None:
    """Let the window answer, as between two acts of a person."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.001)


def _compare(window: MainWindow) -> None:
    page = window.page_of(ComparePage)
    window.show_page(page)
    compared = page.comparing
    further = [one for one in compared.scenarios() if one not in compared.chosen.choices]
    compared.choose(further[0], on=True)


if __name__ == "__main__":
    main()
