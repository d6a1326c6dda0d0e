"""How long the program takes on inputs that are large in one way, and how much memory.

    python -m tests.benchmarks.hostile_sizes [WORD …]

Runs a command on each input whose name has one of the words in it (all of them without any), and
prints the seconds (beside them those that the processor was busy, since others may use the machine
too) and the largest memory of the whole process, its exit status, and where it took more than 20 s
or 1 GB.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import xlsxwriter

from models.project.files import image_of
from models.project.project import Project
from models.workbook.reading import read_case

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "worked.xlsx"
MOST_SECONDS, MOST_MEGABYTES = 20, 1024
_SEAL = b"relais-seal:"

Lines = Iterable[Sequence[object]]
Sheets = Mapping[str, Lines]

_SMALL: Sheets = {
    "Territories": [["territory", "population"], ["city", 1000], ["land", 9000]],
    "Stages": [["stage", "order", "cofunded"], ["school", 0, "yes"], ["work", 2, "no"]],
    "Flows": [
        ["year", "from_stage", "from_territory", "to_stage", "to_territory", "persons"],
        [2020, "", "", "school", "city", 100],
        [2021, "school", "city", "work", "land", 60],
    ],
    "Costs": [["stage", "cost_per_person"], ["school", 5000]],
    "Benefits": [["stage", "benefit_per_person"], ["work", 4000]],
}
_FLOWS = [["year", "to_stage", "to_territory", "persons"]]


@dataclass(frozen=True)
class Input:
    """An input: how it is written, and what is asked of it (FILE stands for it)."""

    name: str
    write: Callable[[Path], None]
    command: Sequence[str] = ("check", "FILE", "--json")
    suffix: str = ".xlsx"


def _workbook(sheets: Callable[[], Sheets]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        for name, lines in ({**_SMALL, **sheets()}).items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(lines):
                sheet.write_row(row, 0, line)
        book.close()

    return write


def _nested(count: int, parent: Callable[[int], int | None], pays: str = "yes") -> Lines:
    yield ["territory", "parent", "pays"]
    yield ["city", "", "yes"]
    yield ["land", "", "yes"]
    for number in range(count):
        above = parent(number)
        yield [f"t{number}", "" if above is None else f"t{above}", pays]


def _above(count: int) -> Callable[[int], int | None]:
    return lambda number: number + 1 if number + 1 < count else None


def _wide(head: Sequence[str], cells: Sequence[object], columns: int, rows: int) -> Lines:
    further = columns - len(head)
    yield [*head, *(f"further {number}" for number in range(further))]
    for row in range(rows):
        yield [*cells, *(row * further + number for number in range(further))]


def _project(*statements: str, frozen: Callable[[], bytes] | None = None) -> Callable[[Path], None]:
    """Return what writes a sealed project in which something was done."""

    def write(path: Path) -> None:
        image = image_of(Project(read_case(SAMPLE).case))
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.deserialize(image[: image.rindex(_SEAL)])
            for statement in statements:
                connection.execute(statement)
            if frozen is not None:
                values = ("base", "2026", "{}", "{}", frozen())
                connection.execute("INSERT INTO frozen VALUES (?, ?, ?, ?, ?)", values)
            changed = bytes(connection.serialize())
        path.write_bytes(changed + _SEAL + hashlib.sha256(changed).digest())

    return write


def _wide_costs() -> Sheets:
    return {"Costs": _wide(["stage", "cost_per_person"], ["school", 5], 300, 30_000)}


def _nothing(_path: Path) -> None:
    """Write nothing: the command names a case that is there."""


def _bomb() -> bytes:
    packing = zlib.compressobj(9)
    return b"".join([*(packing.compress(bytes(10**7)) for _ in range(600)), packing.flush()])


_COSTLY = "length(replace(hex(zeroblob(200000000)), '0', '11'))"
_MANY_ROWS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) "
    "INSERT INTO history SELECT i, '', '' FROM n"
)
_MANY_VALUES = "'[' || replace(hex(zeroblob(20000000)), '0', '[],') || '0]'"

_SWEEP = ("sweep", str(SAMPLE), "--json", "--jobs", "1", "--vary")

INPUTS = (
    Input(
        "199,000 names that nearly match",
        _workbook(lambda: {
            "Territories": [["territory"], *([f"municipality {n}"] for n in range(600))],
            "Flows": [*_FLOWS, *([2020, "work", f"municipalty {n}", 1] for n in range(199_000))],
        }),
    ),
    Input(
        "99,000 unknown names and 100,000 known ones",
        _workbook(lambda: {
            "Territories": [["territory"], *([f"municipality {n}"] for n in range(100_000))],
            "Flows": [*_FLOWS, *([2020, "work", f"municipalty {n}", 1] for n in range(99_000))],
        }),
    ),
    Input(
        "a chain of 4,000 parents",
        _workbook(lambda: {"Territories": _nested(4000, _above(4000))}),
    ),
    Input(
        "a chain of 4,000 parents of which none pays, solved",
        _workbook(lambda: {"Territories": _nested(4000, _above(4000), "no")}),
        ("solve", "FILE", "--json"),
    ),
    Input(
        "a chain of 199,000 parents of which none pays",
        _workbook(lambda: {"Territories": _nested(199_000, _above(199_000), "no")}),
    ),
    Input(
        "a circle of 199,000 parents",
        _workbook(lambda: {"Territories": _nested(199_000, lambda n: (n + 1) % 199_000)}),
    ),
    Input(
        "199,000 territories under one",
        _workbook(lambda: {"Territories": _nested(199_000, lambda n: 0 if n else None)}),
    ),
    Input("a sweep of 10^9 points", _nothing, (*_SWEEP, "own_share_min=0:1:1000000000")),
    Input(
        "a sweep of 10^9 points in three rules",
        _nothing,
        (*_SWEEP, *(f"{rule}=0:1:1000" for rule in ("own_share_min", "benefit_cap", "rounding"))),
    ),
    Input(
        "a sweep of 10^9 samples",
        _nothing,
        ("sweep", str(SAMPLE), "--json", "--samples", "1000000000", "--spread", "Flows.persons=9"),
    ),
    Input("a project with 6 GB in a blob", _project(frozen=_bomb), suffix=".relais"),
    Input(
        "a project with a generated column",
        _project(
            "DROP TABLE settings",
            "CREATE TABLE settings (name TEXT PRIMARY KEY, base TEXT,"
            f" value TEXT GENERATED ALWAYS AS ({_COSTLY}) VIRTUAL)",
            *(f"INSERT INTO settings (name) VALUES ('{n}')" for n in range(10)),
        ),
        suffix=".relais",
    ),
    Input(
        "a project with a costly condition",
        _project(
            "DROP TABLE history",
            "CREATE TABLE history (place INTEGER PRIMARY KEY, moment TEXT NOT NULL,"
            f" text TEXT NOT NULL CHECK ({_COSTLY} > 0))",
            "PRAGMA ignore_check_constraints = 1",
            *(f"INSERT INTO history VALUES ({n}, '', '')" for n in range(10)),
        ),
        suffix=".relais",
    ),
    Input("a project with 3,000,000 rows", _project(_MANY_ROWS), suffix=".relais"),
    Input(
        "a project with a text of 60 MB of lists",
        _project(f"INSERT INTO settings VALUES ('x', {_MANY_VALUES})"),
        suffix=".relais",
    ),
    Input(
        "a project with a text of 200 MB",
        _project("INSERT INTO history VALUES (1, '', hex(zeroblob(100000000)))"),
        suffix=".relais",
    ),
    Input(
        "a project with 20,000 tables",
        _project("BEGIN", *(f"CREATE TABLE t{n} (x)" for n in range(20_000)), "COMMIT"),
        suffix=".relais",
    ),
    Input(
        "300 columns and 30,000 rows of a table",
        _workbook(_wide_costs),
    ),
    Input(
        "300 columns and 30,000 rows of no table",
        _workbook(lambda: {"Overview": _wide(["what"], ["x"], 300, 30_000)}),
    ),
    Input(
        "299 scenarios and 30,000 rules",
        _workbook(lambda: {"Scenarios": _wide(["rule", "base"], ["rounding", 1], 300, 30_000)}),
    ),
    Input(
        "100,000 clauses",
        _workbook(lambda: {
            "Clauses": [
                ["clause", "payer", "measure", "sense", "value"],
                *([f"c{n}", "city", "amount", "at most", n] for n in range(100_000)),
            ],
        }),
    ),
    Input(
        "2,400 adjustments, solved",
        _workbook(lambda: {
            "Adjustments": [
                ["scenario", "sheet", "column", "year", "stage", "territory", "operation", "value"],
                *(
                    ["base", "Flows", "persons", year, stage, place, operation, 1]
                    for year in range(1900, 2200)
                    for stage in ("school", "work")
                    for place in ("city", "land")
                    for operation in ("add", "multiply")
                ),
            ],
        }),
        ("solve", "FILE", "--json"),
    ),
    Input(
        "199,000 policies",
        _workbook(lambda: {
            "Policies": [["policy", "category"], *([f"p{n}", "general"] for n in range(199_000))],
        }),
    ),
    Input(
        "2,000 stages",
        _workbook(lambda: {
            "Stages": [["stage", "order", "cofunded"], *([f"s{n}", n, "yes"] for n in range(2000))],
            "Flows": [*_FLOWS, *([2020, f"s{n % 2000}", "city", 1] for n in range(100_000))],
            "Costs": [["stage", "cost_per_person"], ["s1", 5000]],
            "Benefits": [["stage", "benefit_per_person"], ["s2", 4000]],
        }),
    ),
    Input(
        "199,000 times the same row",
        _workbook(lambda: {
            "Flows": [*_FLOWS, *([2020, "work", "city", 1] for _ in range(199_000))],
        }),
    ),
    Input(
        "199,000 problems alike, in a copy",
        _workbook(lambda: {
            "Flows": [*_FLOWS, *([2020, "work", "city", -n] for n in range(199_000))],
        }),
        ("check", "FILE", "--annotate", "COPY"),
    ),
    Input(
        "40,000 long texts",
        _workbook(lambda: {
            "Policies": [
                ["policy", "category", "note"],
                *([f"{n} {'x' * 3000}", "general", f"{n} {'z' * 3000}"] for n in range(20_000)),
            ],
        }),
    ),
)  # fmt: skip


def _write(number: int, path: Path) -> None:
    INPUTS[number].write(path)


def _measured(given: Input, folder: Path) -> tuple[float, float, float, int]:
    """Return the seconds, those of the processor, the megabytes and the exit status."""
    path = folder / f"input{given.suffix}"
    writing = get_context("spawn").Process(target=_write, args=(INPUTS.index(given), path))
    writing.start()  # in a process of its own: what it takes would count for those begun later
    writing.join()
    names = {"FILE": str(path), "COPY": str(folder / "copy.xlsx")}
    command = [sys.executable, "-m", "desktop", *(names.get(part, part) for part in given.command)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds, busy = time.perf_counter() - start, used.ru_utime + used.ru_stime
    return seconds, busy, used.ru_maxrss / 1024, process.returncode


def main() -> None:
    """Measure and print."""
    words = sys.argv[1:]
    for given in INPUTS:
        if words and not any(word in given.name for word in words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            seconds, busy, megabytes, status = _measured(given, Path(folder))
        too_much = seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES
        end = "  TOO MUCH" if too_much else ""
        times = f"{seconds:7.1f} s ({busy:5.1f} s busy)"
        print(f"{given.name:54} {times} {megabytes:6.0f} MB  exit {status}{end}", flush=True)


if __name__ == "__main__":
    main()
