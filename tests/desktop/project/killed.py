"""A window in a process of its own that edits without end, to be killed, and its reopening.

Each edit n writes n into the next cell of a column, so that the last edit that is there can be
read from the case. The child says the number of each edit as soon as it is finished.
"""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import time
from pathlib import Path

from models.case import Case

COLUMN = "note"
TABLE = "Flows"

_CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QLocale, QSettings, QTimer
from PySide6.QtWidgets import QApplication
from models.editing import CellEdit
from desktop.app.window import MainWindow
from desktop.project.places import SafePlaces
from desktop.look.theme import Theme
from tests.desktop.builders import EngineHere, quick

case, own, save_as = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
app = QApplication(["relais"])
settings = QSettings(str(own / "settings.ini"), QSettings.Format.IniFormat)
places = SafePlaces(own / "recovery", own, settings)
engine = EngineHere(solve=quick)
window = MainWindow(Theme(app), QLocale.c())
window.begin(engine, places)
window.show()
document, keeper = window.document, window.keeper
made = []

def edit():
    frame = document.open_case.table("Flows")
    number = len(made) + 1
    made.append(number)
    row = number % len(frame)
    change = CellEdit(row, "note", frame["note"].iloc[row], str(number))
    document.set_cells("Flows", [change])
    if save_as and number % 7 == 0:
        window.files.save_as(Path(save_as.format(number % 2)))

def begin(_path):
    keeper.kept.connect(lambda number: print(number, flush=True))
    timer = QTimer(window)
    timer.timeout.connect(edit)
    timer.start(int(sys.argv[4]))

window.files.opened.connect(begin)
window.open_path(case)
app.exec()
"""


def edited_until_killed(
    case: Path, own: Path, seconds: float, save_as: str = "", pause: int = 3
) -> int:
    """Edit a case in a window of its own and kill it; return the last finished edit.

    Args:
        case: the file.
        own: the program's own folder.
        seconds: how long after the first finished edit, and the first save, it is killed.
        save_as: where it saves now and then, with a place for 0 and 1 in turn.
        pause: milliseconds between edits.
    """
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(case), str(own), save_as, str(pause)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,  # what is read ahead would come last
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    try:
        said = child.stdout.readline()
        assert said, "the child ended by itself"
        while save_as and not Path(save_as.format(1)).exists():
            said += _read_for(child, 0.01)
            assert child.poll() is None, "the child ended by itself"
        said += _read_for(child, seconds)
    finally:
        child.kill()
        said_last, _ = child.communicate()
    finished = [int(line) for line in (said + said_last).split(b"\n")[:-1]]
    return finished[-1]


def _read_for(child: subprocess.Popen[bytes], seconds: float) -> bytes:
    """Read what the child says for a while."""
    assert child.stdout is not None
    until, said = time.monotonic() + seconds, b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while (left := until - time.monotonic()) > 0:
            if selector.select(left):
                said += os.read(child.stdout.fileno(), 65536)
    return said


def last_edit(case: Case) -> int:
    """Return the last edit that is in a case; every edit before it must be there too."""
    notes = case.table(TABLE)[COLUMN].tolist()
    numbers = [int(note) if str(note).isdigit() else 0 for note in notes]
    last, count = max(numbers), len(notes)
    for number in range(max(1, last - count + 1), last + 1):
        assert numbers[number % count] == number
    return last
