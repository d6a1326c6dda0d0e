"""A problem of every kind that the code can make, each from a tiny workbook."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
from openpyxl.comments import Comment

from models.checks.edition import edition_change
from models.checks.every import check_case
from models.declaration.rules import BURDEN_BASES, GOALS, KEY_PARTS, ONE_KEY, RULES, TIMINGS
from models.declaration.tables import TABLES
from models.exchange.answers import Reply
from models.exchange.deciding import all_accepted, decided
from models.exchange.issued import IssuedVersion, issued_version
from models.exchange.merging import merge_of
from models.exchange.offered import set_beside
from models.exchange.returned import read_returned
from models.problems import Problem, RelaisError, Severity
from models.project.any_case import not_as_frozen
from models.project.project import FrozenScenario
from models.scenarios import rules_of
from models.workbook.dressed.issue import Issue, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.plain import write_case
from models.workbook.reading import examine, read_case
from models.workbook.result import write_result
from solver.inputs.assumptions import assumptions
from solver.solve import prepare, solve_to_explain
from tests.models.exchange.builders import WORKED, changed_workbook, without_row
from tests.models.workbook.said import with_stored
from tests.models.workbook.small_case import Sheets, small, with_cells, with_row, write
from tests.models.xlsx.archives import parts_of, replaced, valid, with_part
from tests.sentences.faulty import FAULTY

Make = Callable[[Path], object]
Find = Callable[[Path], Iterable[Problem]]

ROOT = Path(__file__).resolve().parent.parent
_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
_ONE_WORD = frozenset({"comments", "macros", "refused"})
_NO_KIND = frozenset(
    {
        "custom-properties",
        "half-year",
        "highs-ds",
        "relais-case",
        "stand-alone",
        "utf-16-le",
        "utf-32-le",
        "utf-8",
        "utf-8-sig",
        "yyyy-mm-dd",
    }
)
"""Texts of the code that read like the code of a problem and are none."""
_OTHERS = ("none", "relais solve", "relais explain CASE KEY", "NEW", "March", "April", "EUR")
"""What is typed the same in every language, a scenario that is added, months, a currency."""
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
    for number, (make, find) in enumerate(_finders()):
        path, problems = folder / f"{number}.xlsx", list[Problem]()
        try:
            make(path)
            problems.extend(find(path))
        except RelaisError as error:
            problems += error.as_problems()
        for problem in problems:
            if problem.code not in made:
                made[problem.code] = Made(problem, path, _names(path))
    return made


def _finders() -> Iterator[tuple[Make, Find]]:
    """Yield what writes a workbook, and what is to be found in it."""
    yield from ((make, _problems) for make in (*_makers(), *_OF_OTHERS))
    yield from _RETURNED


def _makers() -> Iterator[Make]:
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
    if (change := edition_change(found.case)) is not None:
        yield change.as_problem()
    prepared = prepare(found.case, "base")
    with (
        mock.patch("solver.solve.may_range_all", return_value=False),
        mock.patch("solver.solve.is_large", return_value=True),
    ):
        split = solve_to_explain(prepared).split
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
        *KEY_PARTS,
        *TIMINGS,
        ONE_KEY,
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
    except (KeyError, OSError, ValueError, BadZipFile, ParseError):
        return  # what is no workbook has no names
    for sheet in book.worksheets:
        yield sheet.title
        yield from (cell for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def _without(sheet: str) -> Sheets:
    return {key: rows for key, rows in small().items() if key != sheet}


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
    {**_without("Budgets"), "Budgetss": [["payer", "limit"], ["city", 5]]},
    {**small(), "Rounds": [["round", "order", "date"], ["first", 1, "3/4/2026"]]},
    {**small(), "Rounds": [["round", "order", "date"], ["first", 1, datetime(2026, 3, 1, 9, 30)]]},
    {
        **small(),
        "Existing": [
            ["payer", "year", "stage", "territory", "amount"],
            ["city", 2023, "welcome", "city", 9e9],
        ],
    },
)


def _with_part(name: str, content: bytes) -> Make:
    """Return what writes a workbook in which another program left a part."""
    return lambda path: path.write_bytes(with_part(valid(path.parent), name, content))


def _with_stored_text(old: bytes, new: bytes) -> Make:
    """Return what writes a workbook that stores something else in a part with figures or texts."""

    def make(path: Path) -> None:
        content = valid(path.parent)
        name = next(name for name, part in parts_of(content).items() if part.count(old) == 1)
        path.write_bytes(replaced(content, name, old, new))

    return make


def _damaged_comments(path: Path) -> None:
    book = openpyxl.load_workbook(write(small(), path))
    book["Flows"]["F3"].comment = Comment("Counted again in May.", "City")
    book.save(path)
    content = path.read_bytes()
    name = next(name for name in parts_of(content) if "comment" in name and name.endswith(".xml"))
    path.write_bytes(with_part(content, name, b"<comments"))


def _external_formula(path: Path) -> None:
    with_stored({("Costs", "D2"): ("[1]Sheet1!A1", 5000)}, path)


def _result(path: Path) -> None:
    case = read_case(write(small(), path)).case
    prepared = prepare(case, "new")
    write_result(prepared.case, solve_to_explain(prepared).split, path, already_adjusted=False)


def _issued_to(recipient: str, change: Callable[[Any], None]) -> Make:
    """Return what writes a workbook that was issued, and came back changed."""

    def make(path: Path) -> None:
        issue = Issue(WORKED, "worked", "en", date(2026, 11, 22))
        write_dressed(issue_for(issue, recipient) if recipient else issue, path)
        changed_workbook(path, path, change)

    return make


def _typed(sheet: int, cell: str, value: Any) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book.worksheets[sheet][cell] = value

    return change


def _kept(_book: Any) -> None:
    pass


_OF_OTHERS: tuple[Make, ...] = (
    _with_part("xl/vbaProject.bin", b"\0macro"),
    _with_stored_text(b"<v>90000</v>", b"<v>9_0</v>"),
    _with_stored_text(b"unfunded; host_residual; least_change", b"x" * 40_000),
    _damaged_comments,
    _external_formula,
    _result,
    _issued_to("port", lambda book: book.remove(book["_relais"])),
    _issued_to("port", _typed(1, "A5", "other")),
)
"""What write workbooks that were solved, issued, or made by another program."""


def _answer_to(issue: str = "", case_name: str = "") -> Find:
    """Return what is said of an answer to the worked example, issued to Port."""
    sent = IssuedVersion(WORKED, "port", issue, case_name)
    version = partial(issued_version, sent=sent)
    return lambda path: read_returned(path, version, WORKED).problems


def _merged(path: Path) -> Iterator[Problem]:
    """Yield what is said of an answer from which all deletions are taken over."""
    back = read_returned(path, lambda _name, _identity: IssuedVersion(WORKED), WORKED)
    merge = merge_of(WORKED, (back,))
    decided(merge, all_accepted(merge, deletions=True))
    yield from ()


def _set_beside(path: Path) -> Iterator[Problem]:
    """Yield what is said where an answer that is set beside the case has a sheet of its own."""
    back = read_returned(path, lambda _name, _identity: IssuedVersion(WORKED), WORKED)
    seen = set_beside(WORKED, [Reply("", path.name, "port", back)], {})
    return (left.problem for left in seen.left_out)


def _with_sheet(path: Path) -> None:
    write_case(WORKED, path)
    changed_workbook(path, path, lambda book: book.create_sheet("extra").append(["note"]))


def _without_column(path: Path) -> None:
    write_case(WORKED, path)
    changed_workbook(path, path, lambda book: book["Flows"].delete_cols(2))


_RETURNED: tuple[tuple[Make, Find], ...] = (
    (_issued_to("port", _typed(1, "D5", "other")), _answer_to()),
    (_issued_to("port", _kept), _answer_to("20261122", "worked")),
    (_issued_to("port", _kept), _answer_to("20261122", "elsewhere")),
    (_without_column, _answer_to()),
    (_with_sheet, _set_beside),
    (lambda path: write_case(without_row(WORKED, "Territories", 2), path), _merged),
)
"""What write answers, and what is said of each."""
