"""A problem of every kind that the code can make, each from a tiny workbook."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock
from zipfile import BadZipFile

import openpyxl

from models.checks.every import check_case
from models.declaration.rules import BURDEN_BASES, GOALS, RULES
from models.declaration.tables import TABLES
from models.problems import Problem, RelaisError, Severity
from models.project.any_case import not_as_frozen
from models.project.project import FrozenScenario
from models.scenarios import rules_of
from models.workbook.reading import examine
from solver.inputs.assumptions import assumptions
from solver.solve import prepare, solve_prepared
from tests.models.workbook.small_case import Sheets, small, with_cells, with_row, write
from tests.sentences.faulty import FAULTY

ROOT = Path(__file__).resolve().parent.parent
_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
_ONE_WORD = frozenset({"comments", "macros", "refused"})
_NO_KIND = frozenset(
    {
        "custom-properties",
        "half-year",
        "highs-ds",
        "relais-case",
        "utf-16-le",
        "utf-32-le",
        "utf-8",
        "utf-8-sig",
    }
)
"""Texts of the code that read like the code of a problem and are none."""
_OTHERS = ("none", "relais solve", "relais explain CASE KEY", "NEW", "March", "EUR")
"""What is typed the same in every language, a scenario that is added, a month, a currency."""
OF_OTHER_FILES = frozenset(
    {
        "changed-key",
        "comments",
        "deletion-leaves-rows",
        "external-formula",
        "given-row-changed",
        "held-scenario",
        "identity-gone",
        "long-text",
        "lost-column",
        "macros",
        "misspelt-sheet",
        "other-case",
        "other-issue",
        "unreadable-cell",
    }
)
"""Kinds that need a workbook that was issued, returned, solved or made by another program."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def kinds_in_the_code() -> set[str]:
    """Return the code of every kind of problem of a case or of what is read as one."""
    files = [file for package in ("models", "solver") for file in (ROOT / package).rglob("*.py")]
    texts = {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {one for one in texts if _CODE.fullmatch(one)} - _NO_KIND | _ONE_WORD


@dataclass(frozen=True, eq=False)
class Made:
    """A problem, the workbook it is found in, and the names that are that workbook's own.

    Attributes:
        names: words of its cells and sheets, and keys, which no language translates.
    """

    problem: Problem
    path: Path
    names: frozenset[str]


def made_in(folder: Path) -> Mapping[str, Made]:
    """Make a problem of each kind, by code."""
    made: dict[str, Made] = {}
    for number, make in enumerate(_makers()):
        path = folder / f"{number}.xlsx"
        try:
            make(path)
            problems = list(_problems(path))
        except RelaisError as error:
            problems = list(error.as_problems())
        for problem in problems:
            if problem.code not in made:
                made[problem.code] = Made(problem, path, _names(path))
    return made


def _makers() -> Iterator[Callable[[Path], object]]:
    for group in FAULTY.values():
        yield from group.values()
    for sheets in _MORE:
        yield partial(write, sheets)


def _problems(path: Path) -> Iterator[Problem]:
    found = examine(path)
    yield from found.problems
    if found.case is None or any(one.severity is Severity.ERROR for one in found.problems):
        return
    rules = found.case.table("Scenarios")
    yield from check_case(found.case.with_table("Scenarios", rules.assign(NEW=None)))
    yield from assumptions(found.case)
    prepared = prepare(found.case, "base")
    with mock.patch("solver.solve.may_range_all", return_value=False):
        split = solve_prepared(prepared)
    yield from split.warnings
    frozen = FrozenScenario("new", "2026-03-01", found.case, rules_of(found.case, "new"), split)
    yield from not_as_frozen([frozen])


def _names(path: Path) -> frozenset[str]:
    declared = (key for table in TABLES for key in (table.key, *(c.key for c in table.columns)))
    texts = [
        *declared,
        *(rule.key for rule in RULES),
        *GOALS,
        *BURDEN_BASES,
        *_OTHERS,
        path.name,
        *_written(path),
    ]
    return frozenset(word for text in texts for word in _WORD.findall(str(text).replace("_", " ")))


def _written(path: Path) -> Iterator[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path)
    except (KeyError, OSError, ValueError, BadZipFile):
        return  # what is no workbook has no names
    for sheet in book.worksheets:
        yield sheet.title
        yield from (cell for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def _only_headers(sheet: str) -> Sheets:
    return {key: rows[:1] if key == sheet else rows for key, rows in small().items()}


def _projected(*flows: list[Any]) -> Sheets:
    sheets = with_row("Scenarios", 7, "project_until", 2027)
    sheets["Flows"] += flows
    return sheets


def _in_circles() -> Sheets:
    sheets = small()
    sheets["Flows"] = [
        sheets["Flows"][0],
        [2023, "welcome", "city", "welcome", "Liège", 5],
        [2023, "welcome", "Liège", "welcome", "city", 5],
        [2024, None, None, "work", "city", 1],
        [2024, "work", "city", None, None, 1],
    ]
    return sheets


def _rounded_to(unit: float) -> Sheets:
    sheets = with_row("Scenarios", 7, "rounding", unit)
    sheets["Flows"].append([2023, None, None, "welcome", "Liège", 1])
    return sheets


_MORE: tuple[Sheets, ...] = (
    _only_headers("Flows"),
    with_cells(*(("Territories", f"F{row}", "no") for row in range(2, 6))),
    with_cells(("Stages", "E3", "no")),
    with_cells(("Scenarios", "B4", 2050), ("Scenarios", "C4", 2050)),
    _projected(),
    _projected([2024, None, None, "reception", "Liège", 30]),
    _in_circles(),
    with_row("Flows", 8, 2024, None, None, "welcome", "city", 5),
    _rounded_to(1e9),
    _rounded_to(20_000),
    _rounded_to(90_000),
    _rounded_to(200_000),
    with_cells(("Adjustments", "E2", 1e13)),
    with_cells(("Scenarios", "D1", "NEW "), ("Scenarios", "D2", 0.1)),
    {("Flws" if key == "Flows" else key): rows for key, rows in small().items()},
)
