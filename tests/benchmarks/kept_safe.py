"""Kills a window at random moments, and measures what a large edit costs while it is kept.

    python -m tests.benchmarks.kept_safe [--moments 30]

Each time the process is killed while it edits, or edits and saves, and the case is opened again:
the last edit that was finished must be there. Then every row of 100,000 flows is changed in one
edit; the longest time for which the window did not answer is measured with and without keeping
the edit, in the same run.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from PySide6.QtCore import QCoreApplication, QTimer

from desktop.document.document import Document
from desktop.project.keeper import Keeper
from desktop.project.opened import OpenedCase
from desktop.project.recovery import all_lost_edits, lost_edits_of
from models.case import Case, case_of
from models.editing import CellEdit
from models.project.files import read_project, write_project
from models.project.project import Project
from models.workbook.reading import read_case
from tests.desktop.project.killed import edited_until_killed, last_edit

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "worked.xlsx"
ROWS = 100_000


def main() -> None:
    """Run both parts and print what came of them."""
    options = argparse.ArgumentParser()
    options.add_argument("--moments", type=int, default=30)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chance = random.Random(given.seed)
    kept = sum(_killed_once(at, chance) for at in range(given.moments))
    print(f"{kept} of {given.moments}: everything up to the last finished edit was there")
    _measure_large_edit()


def _killed_once(at: int, chance: random.Random) -> bool:
    """Kill a window that edits a project, a workbook, or a workbook that it saves."""
    folder = Path(tempfile.mkdtemp())
    own, seconds = folder / "own", chance.uniform(0, 3)
    way = ("project", "workbook", "saving")[at % 3]
    if way == "project":
        path = folder / "case.relais"
        write_project(Project(read_case(SAMPLE).case), path)
        finished = edited_until_killed(path, own, seconds, pause=chance.randint(0, 20))
        found = _reopened(path, own)
    elif way == "workbook":
        finished = edited_until_killed(SAMPLE, own, seconds, pause=chance.randint(0, 20))
        found = max(last_edit(lost.read().case) for lost in all_lost_edits(own / "recovery"))
    else:
        save_as = str(folder / "saved-{}.relais")
        finished = edited_until_killed(SAMPLE, own, seconds, save_as)
        lost = [last_edit(one.read().case) for one in all_lost_edits(own / "recovery")]
        files = [_reopened(path, own) for path in folder.glob("saved-?.relais")]
        found = max(lost + files)
    print(f"{way:9} killed after {seconds:.2f} s: finished {finished}, found {found}")
    shutil.rmtree(folder)
    return found >= finished


def _reopened(path: Path, own: Path) -> int:
    """Return the last edit in what the window would open."""
    project = read_project(path)
    lost = lost_edits_of(own / "recovery", path, project.stamp)
    return last_edit((lost.read() if lost else project).case)


def _flows() -> Case:
    count = np.arange(ROWS)
    return case_of(
        {
            "Flows": pd.DataFrame(
                {
                    "year": np.full(ROWS, 2024.0),
                    "to_stage": [f"stage {n % 7}" for n in count],
                    "to_territory": [f"municipality {n % 581}" for n in count],
                    "persons": count * 1.1,
                }
            )
        }
    )


def _measure_large_edit() -> None:
    app = QCoreApplication.instance() or QCoreApplication([])
    for keeps in (False, True, True):
        folder = Path(tempfile.mkdtemp())
        document = Document()
        case, path = _flows(), folder / "large.relais"
        document.replace_case(case, path, ())
        keeper = Keeper(document, folder / "recovery")
        if keeps:
            keeper.begin(OpenedCase(case, (), path, is_new=True))
            document.add_row("Policies", 0)  # makes the working copy
            _wait(keeper, 1, app)
        cells = [CellEdit(row, "persons", row * 1.1, float(row)) for row in range(ROWS)]
        started = time.perf_counter()
        document.set_cells("Flows", cells)
        returned = time.perf_counter() - started
        worst = _worst_pause(app, keeper, 2 if keeps else 0)
        took = time.perf_counter() - started
        words = "kept" if keeps else "not kept"
        print(
            f"{ROWS:,} cells {words}: the call took {returned * 1000:.0f} ms, then the window "
            f"paused for {worst * 1000:.0f} ms at most; done after {took:.2f} s"
        )
        keeper.end()
        document.undo_stack.blockSignals(True)  # nothing listens any more
        shutil.rmtree(folder)


def _wait(keeper: Keeper, number: int, app: QCoreApplication) -> None:
    while keeper.answered < number:
        app.processEvents()
        time.sleep(0.001)


def _worst_pause(app: QCoreApplication, keeper: Keeper, number: int) -> float:
    """Return the longest time between two beats of a clock in the window's thread."""
    beats = [time.perf_counter()]
    clock = QTimer()
    clock.timeout.connect(lambda: beats.append(time.perf_counter()))
    clock.start(5)
    until = time.perf_counter() + 1
    while keeper.answered < number or time.perf_counter() < until:
        app.processEvents()
        time.sleep(0.0005)
    return max(late - early for early, late in pairwise(beats))


if __name__ == "__main__":
    main()
