"""Making differences in a case: a new case, the old one stays as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import pandas as pd

from models.case import Case, UnknownSheet
from models.checks.every import check_case
from models.declaration.tables import TABLE_BY_KEY
from models.exchange.addresses import ABSENT, Address, RowKey
from models.exchange.differences import Difference, kind_of
from models.exchange.keyed import Keyed
from models.problems import Problem, Severity


@dataclass(frozen=True)
class Amendment:
    """One thing to be made what it should be; the value is as in `Difference.new`."""

    where: Address
    value: Any


def edits_of(found: Iterable[Difference]) -> tuple[Amendment, ...]:
    """Return the edits that make the old side the new one."""
    return tuple(Amendment(difference.where, difference.new) for difference in found)


def edited(case: Case, edits: Iterable[Amendment]) -> Case:
    """Return the case with all of the edits, in whatever order they are given.

    Rows keep their order; new ones follow in the order of their keys. A cell of a row that is
    deleted as well, or of no row, has no effect.
    """
    by_table: dict[str, list[Amendment]] = defaultdict(list)
    for edit in sorted(edits, key=lambda edit: edit.where.order):
        by_table[edit.where.table].append(edit)
    for name, own in by_table.items():
        is_sheet = any(edit.where.subject == "sheet" for edit in own)
        case = _with_sheet(case, own[-1]) if is_sheet else _with_table(case, name, own)
    return case


def _with_table(case: Case, name: str, edits: Sequence[Amendment]) -> Case:
    keyed = Keyed(TABLE_BY_KEY[name], case.table(name))
    touched = {edit.where.key for edit in edits if edit.where.key is not None}
    columns = {column: keyed.cells_as_typed(column, touched) for column in keyed.columns}
    rows: dict[RowKey, Any] = {}
    for edit in edits:
        key, column = edit.where.key or (), edit.where.column
        if column is None:
            rows[key] = edit.value
        elif edit.value is not ABSENT:
            cells = columns.setdefault(column, keyed.cells(column))
            if key in keyed.rows:
                cells[keyed.rows[key]] = edit.value
    added_up = {row for key in touched for row in keyed.further.get(key, ())}
    columns = _with_rows(columns, rows, keyed, added_up)
    gone = {e.where.column for e in edits if e.where.subject == "column" and e.value is ABSENT}
    return _replaced(case, name, {name: columns[name] for name in columns if name not in gone})


def _with_rows(
    columns: Mapping[str, list[Any]],
    rows: Mapping[RowKey, Any],
    keyed: Keyed,
    added_up: Collection[int],
) -> dict[str, list[Any]]:
    """Return the columns with the rows that are deleted, replaced or added.

    `added_up` are those that now stand in another one with the same key.
    """
    dropped = {keyed.rows[key] for key in rows if key in keyed.rows and rows[key] is ABSENT}
    dropped.update(added_up)
    there = {key: dict(row) for key, row in rows.items() if row is not ABSENT}
    replaced = {keyed.rows[key]: row for key, row in there.items() if key in keyed.rows}
    new = [row for key, row in there.items() if key not in keyed.rows]
    result: dict[str, list[Any]] = {}
    for column in dict.fromkeys(chain(columns, *replaced.values(), *new)):
        kept = [
            replaced[row].get(column) if row in replaced else cell
            for row, cell in enumerate(columns.get(column) or keyed.cells(column))
            if row not in dropped
        ]
        result[column] = [*kept, *(row.get(column) for row in new)]
    return result


def _replaced(case: Case, name: str, columns: Mapping[str, list[Any]]) -> Case:
    """Put a table in place: declared columns, then the open ones, then those nobody declared."""
    unknown = tuple(column for column in columns if kind_of(name, column) is None)
    order = [*(column for column in columns if column not in unknown), *unknown]
    frame = pd.DataFrame({column: columns[column] for column in order}, dtype=object)
    others = {key: names for key, names in case.unknown_columns.items() if key != name}
    aside = {**others, name: unknown} if unknown else others
    return replace(case.with_table(name, frame), unknown_columns=aside)


def _with_sheet(case: Case, edit: Amendment) -> Case:
    sheets = {sheet.name: sheet for sheet in case.unknown_sheets}
    if edit.value is ABSENT:
        sheets.pop(edit.where.table, None)
    else:
        sheets[edit.where.table] = UnknownSheet(edit.where.table, edit.value)
    return replace(case, unknown_sheets=tuple(sheets.values()))


def new_errors(before: Case, after: Case) -> tuple[Problem, ...]:
    """Return the errors of a changed case that it did not have before the change."""
    known = {likeness(problem) for problem in check_case(before)}
    errors = (p for p in check_case(after) if p.severity is Severity.ERROR)
    return tuple(problem for problem in errors if likeness(problem) not in known)


def likeness(problem: Problem) -> tuple[object, ...]:
    """Return what tells a problem from others, whatever row it stands in now."""
    return problem.code, problem.table, problem.column or "", problem.row_key, problem.found
