"""How long `relais check` takes on 100,000 flows, against openpyxl reading the file twice.

    python -m tests.benchmarks.check_speed [ROWS]

Prints the seconds of both, their ratio, the largest memory of the check, and how long a check
goes on after it was told to stop.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import openpyxl
import xlsxwriter

from models.workbook.reading import examine
from models.xlsx.guard import LARGE_LIMITS

_TERRITORIES, _FIRST_YEAR = 300, 1990
_STAGES = (("reception", 0, "no"), ("welcome", 1, "yes"), ("work", 2, "no"))


def _flows(rows: int) -> list[list[object]]:
    """Return flows that differ in their year or their ends: onward moves between territories."""
    pairs = _TERRITORIES * _TERRITORIES
    return [
        [
            _FIRST_YEAR + number // pairs,
            "welcome",
            f"t{number % pairs // _TERRITORIES}",
            "work",
            f"t{number % _TERRITORIES}",
            number % 97 + 0.25,
        ]
        for number in range(rows)
    ]


def write_case(path: Path, rows: int) -> None:
    """Write a case of so many flows."""
    sheets: dict[str, list[list[object]]] = {
        "Territories": [
            ["territory", "population"],
            *([f"t{number}", 1000 + number] for number in range(_TERRITORIES)),
        ],
        "Stages": [["stage", "order", "cofunded"], *map(list, _STAGES)],
        "Flows": [
            ["year", "from_stage", "from_territory", "to_stage", "to_territory", "persons"],
            *_flows(rows),
        ],
        "Costs": [["stage", "cost_per_person"], ["welcome", 5000]],
        "Benefits": [["stage", "benefit_per_person"], ["work", 4000]],
    }
    book = xlsxwriter.Workbook(str(path))
    for name, lines in sheets.items():
        sheet = book.add_worksheet(name)
        for row, line in enumerate(lines):
            sheet.write_row(row, 0, line)
    book.close()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _openpyxl_twice(path: Path) -> None:
    for is_values in (True, False):
        book = openpyxl.load_workbook(path, read_only=True, data_only=is_values)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            for _ in sheet.iter_rows(values_only=True):
                pass
        book.close()


def _check(path: Path) -> None:
    command = [sys.executable, "-m", "desktop", "check", str(path), "--json"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def _seconds_to_stop(path: Path) -> float:
    """Return the longest that reading goes on without asking whether to stop."""
    told: list[float] = [time.perf_counter()]
    examine(path, lambda _what, _percent: told.append(time.perf_counter()), LARGE_LIMITS)
    told.append(time.perf_counter())
    return max(later - earlier for earlier, later in pairwise(told))


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.xlsx"
        write_case(path, rows)
        check = min(_seconds(lambda: _check(path)) for _ in range(2))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        reading = min(_seconds(lambda: examine(path, None, LARGE_LIMITS)) for _ in range(2))
        twice = _seconds(lambda: _openpyxl_twice(path))
        stopping = _seconds_to_stop(path)
    print(f"rows                       {rows:>9,}")
    print(f"openpyxl twice             {twice:9.2f} s")
    print(f"reading and checking       {reading:9.2f} s  {reading / twice:.2f} of it")
    print(f"relais check, whole run    {check:9.2f} s  {check / twice:.2f} of it")
    print(f"largest memory of a check  {memory:9.0f} MB")
    print(f"longest without asking     {stopping:9.2f} s")


if __name__ == "__main__":
    main()
