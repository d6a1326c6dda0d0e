"""Which row of a sheet holds the headers of a table, in whatever language, and what they name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from models.checks.checked import column_letter
from models.checks.matching import clean_name, fold_header
from models.declaration.kinds import LANGUAGES, Column, Kind, Table
from models.declaration.rules import RULES
from models.declaration.tables import TABLE_BY_KEY
from models.declaration.units import read_unit
from models.problems import Problem, Severity
from models.words.text import Argument
from models.xlsx.grid import Sheet, SheetRow


@dataclass(frozen=True)
class Field:
    """One column of a sheet.

    Attributes:
        index: its place from 0.
        key: its key.
        column: its declaration; None: it is unknown.
        units: what its header says of units behind the name, such as "k€".
    """

    index: int
    key: str
    column: Column | None
    units: tuple[str, ...] = ()

    @property
    def name(self) -> Argument:
        """What a sentence calls it: by its label, or else as its header does."""
        return self.key if self.column is None else self.column.labels

    @property
    def letter(self) -> str:
        """The letter of the column in the sheet."""
        return column_letter(self.index)


@dataclass
class TableSheet:
    """A sheet that is a table: its row of headers, the columns found, what is wrong with it."""

    sheet: Sheet
    table: Table
    header: SheetRow
    fields: list[Field] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def at_header(self, field: Field) -> str:
        """Return the address of the header of a column."""
        return f"{field.letter}{self.header.number}"

    def error(
        self, code: str, found: Argument, mend: Argument, cell: str = "", column: str | None = None
    ) -> Problem:
        """Return an error at a cell of the sheet, of a column of the table."""
        return self.problem(Severity.ERROR, code, found, mend, cell, column)

    def warning(
        self, code: str, found: Argument, mend: Argument, cell: str = "", column: str | None = None
    ) -> Problem:
        """Return a warning at a cell of the sheet, of a column of the table."""
        return self.problem(Severity.WARNING, code, found, mend, cell, column)

    def problem(
        self,
        severity: Severity,
        code: str,
        found: Argument,
        mend: Argument,
        cell: str = "",
        column: str | None = None,
    ) -> Problem:
        """Return a problem at a cell of the sheet, of a column of the table."""
        table, sheet = self.table.key, self.sheet.name
        return Problem(severity, code, found, mend, table, column=column, sheet=sheet, cell=cell)


_ROWS_SEARCHED = 40
_LONGEST_HEADER = 200
_FEWEST_COLUMNS = 2
_FEWEST_OF_ONE_REQUIRED = 3
_FEWEST_RULES = 2
_UNIT = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*\*?\s*$")
"""What people add to a header: (EUR), [persons]."""
_FOOTNOTE = re.compile(r"[\s:¹²³⁴⁵†‡]+$")
"""What may stand behind a name and is no part of it."""
_LOOSE_UNIT = re.compile(r"[\s,;:/|–—-]+")
"""What stands before a unit without brackets: cost, k€."""


def reads_blank(value: Any) -> bool:
    """Say whether a cell holds nothing that is seen."""
    return value is None or (isinstance(value, str) and not clean_name(value))


@cache
def _declared_names(key: str) -> Mapping[str, str]:
    """Return the declared column of a table for each folded header, keys before labels."""
    table = TABLE_BY_KEY[key]
    names = {fold_header(column.key): column.key for column in table.columns}
    for column in table.columns:
        for label in column.labels.all():
            names.setdefault(fold_header(label), column.key)
    return names


def named_column(table: Table, text: str) -> str | None:
    """Return the key of the declared column that a header names, None where it names none."""
    return named_with_units(table, text)[0]


def names_plainly(table: Table, text: str) -> str | None:
    """Return the column whose name is all that a header says, None where it says more or else."""
    return _declared_names(table.key).get(fold_header(text[:_LONGEST_HEADER]))


def named_with_units(table: Table, text: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the declared column that a header names, and what it says of units behind the name."""
    names = _declared_names(table.key)
    whole, *shorter = _readings(text[:_LONGEST_HEADER])
    if whole[0] in names or table.open_prefix == "":
        return names.get(whole[0]), ()
    found = ((names[name], units) for name, units in shorter if name in names)
    return next(found, (None, ()))


@lru_cache(maxsize=4096)
def _readings(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a header may name, folded, with the units behind it; first the whole header."""
    name, units = _FOOTNOTE.sub("", text), list[str]()
    found: list[tuple[str, tuple[str, ...]]] = [(fold_header(text), ()), (fold_header(name), ())]
    while match := _UNIT.search(name):
        name = _FOOTNOTE.sub("", name[: match.start()])
        units.insert(0, match[1].strip())
        found.append((fold_header(name), tuple(units)))
    for gap in reversed(list(_LOOSE_UNIT.finditer(name))):
        unit = read_unit(name[gap.end() :].rstrip("* "))
        # What is for each of something may well be another figure: spending per person.
        if gap.start() and unit.is_known and not unit.says_nothing and not unit.per:
            loose = name[gap.end() :].strip()
            found.append((fold_header(name[: gap.start()]), (loose, *units)))
    return tuple(found)


def unit_in_name(text: str) -> str:
    """Return the unit behind the name of a sheet, "" where there is none."""
    units = [unit for _, units in _readings(text)[1:] for unit in units if not unit.isdigit()]
    return max(units, key=len, default="")


@cache
def needed_columns(key: str) -> frozenset[str]:
    """Return the columns that the sheet of a table must have: where others are open, the base."""
    columns = TABLE_BY_KEY[key].columns
    return frozenset(c.key for c in columns if c.required or c.kind is Kind.RULE_VALUE)


def header_row(sheet: Sheet, table: Table) -> SheetRow:
    """Return the row of headers of a table: the first that names all the columns it must have.

    Only where there is none it is the row that names the most columns, so that a second and
    fuller row of headers further down does not hide the rows above it.
    """
    named = [(row, recognised(row, table)) for row in sheet.rows[:_ROWS_SEARCHED]]
    whole = [(row, columns) for row, columns in named if columns >= needed_columns(table.key)]
    tops = {shape.first for shape in sheet.shapes}
    if shaped := [row for row, _ in whole if row.number in tops]:
        return shaped[0]
    if whole:
        return _first_sure(whole)
    return max(named, key=lambda one: len(one[1]), default=(SheetRow(1, ()), set()))[0]


def table_rows(sheet: Sheet, header: int) -> list[SheetRow]:
    """Return the rows below the headers, without the row of totals of an Excel table."""
    totals = {s.last for s in sheet.shapes if s.has_totals and s.first == header}
    return [row for row in sheet.rows if row.number > header and row.number not in totals]


_Named = tuple[SheetRow, set[str]]
"""A row and the columns of a table that it names."""


def _first_sure(whole: Sequence[_Named]) -> SheetRow:
    """Return the first row that is more than a title, or the fuller one right below it."""
    first, *others = [one for one in whole if len(one[1]) >= _FEWEST_COLUMNS] or whole
    for row, columns in others:
        is_right_below = row.number == first[0].number + 1
        if not is_right_below or len(columns) <= len(first[1]):
            break
        first = row, columns
    return first[0]


def names_all(row: SheetRow, table: Table) -> bool:
    """Say whether a row names every column that the sheet of a table must have."""
    return recognised(row, table).issuperset(needed_columns(table.key))


def recognised(row: SheetRow, table: Table) -> set[str]:
    """Return the declared columns of a table that a row names."""
    texts = (value for value in row.values if isinstance(value, str))
    return {key for text in texts if (key := named_column(table, text)) is not None}


def has_required(sheet: Sheet, table: Table) -> bool:
    """Say whether a sheet has a row of headers with every column that a table must have."""
    return names_all(header_row(sheet, table), table)


def looks_like(sheet: Sheet, table: Table) -> int:
    """Return how many columns of a table a sheet has, 0 where it is hardly that table.

    Where any further column may stand, as those of scenarios, unknown headers say nothing.
    """
    row = header_row(sheet, table)
    count = len(recognised(row, table))
    if not names_all(row, table):
        return 0
    if table.open_prefix == "":
        return count
    headers = sum(value is not None for value in row.values)
    is_one = len(needed_columns(table.key)) == 1
    fewest = _FEWEST_OF_ONE_REQUIRED if is_one else _FEWEST_COLUMNS
    return count if count >= max(fewest, headers / 2) else 0


@cache
def _rule_names() -> frozenset[str]:
    return frozenset(fold_header(t) for rule in RULES for t in (rule.key, *rule.labels.all()))


def lists_rules(sheet: Sheet) -> bool:
    """Say whether most texts in the first column of a sheet are rules, under any header."""
    rows = sheet.rows[:_ROWS_SEARCHED]
    first = min((i for row in rows for i, v in enumerate(row.values) if v is not None), default=0)
    texts = [value for row in rows if isinstance(value := row.value(first), str)]
    rules = sum(fold_header(text[:_LONGEST_HEADER]) in _rule_names() for text in texts)
    return rules >= _FEWEST_RULES and rules > len(texts) / 2


def header_language(row: SheetRow, table: Table) -> dict[str, int]:
    """Return for each language how many headers are labels in it; keys are of no language."""
    keys = {fold_header(column.key) for column in table.columns}
    texts = {name for v in row.values if isinstance(v, str) for name, _ in _readings(v)} - keys
    return {
        language: sum(
            fold_header(column.labels.in_language(language)) in texts for column in table.columns
        )
        for language in LANGUAGES
    }
