"""Rows that name what a deletion takes away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from models.case import Case
from models.declaration.tables import TABLE_BY_KEY
from models.exchange.addresses import ABSENT
from models.exchange.editing import Amendment
from models.exchange.keyed import Keyed
from models.problems import Problem, Severity
from models.words.text import Argument, Number, Quoted, counted, listed, text

_NAMED_IN = {
    "unknown-territory": "Territories",
    "unknown-stage": "Stages",
    "unknown-scenario": "Scenarios",
}

Named = tuple[str, str]
"""A table and the name of a row in it; of Scenarios, that of a column."""


def with_leftovers_as_one(
    errors: Iterable[Problem], before: Case, after: Case, edits: Sequence[Amendment]
) -> tuple[Problem, ...]:
    """Return the errors, those of rows that name a deleted thing as one for each such thing.

    Args:
        errors: what is wrong with the case after the edits.
        before: the case before them, which still has what they delete.
        after: the case after them.
        edits: what was done.
    """
    gone = _deleted(before, edits)
    left: dict[Named, list[Problem]] = {named: [] for named in gone}
    others: list[Problem] = []
    for problem in errors:
        left.get(_named_by(problem, after), others).append(problem)
    return (*(_leftover(named, rows) for named, rows in left.items() if rows), *others)


def _deleted(before: Case, edits: Sequence[Amendment]) -> tuple[Named, ...]:
    """Return the territories, stages and scenarios that go, as they were written."""
    found: list[Named] = []
    for edit in edits:
        where = edit.where
        if edit.value is not ABSENT or where.table not in _NAMED_IN.values():
            continue
        if where.table == "Scenarios":
            found += [(where.table, str(where.column))] if where.subject == "column" else []
        elif where.subject == "row":
            found.append((where.table, _as_written(before, where.table, where.key or ())))
    return tuple(found)


def _as_written(before: Case, table: str, key: Sequence[Any]) -> str:
    return str(Keyed(TABLE_BY_KEY[table], before.table(table)).identity(tuple(key))[0])


def _named_by(problem: Problem, after: Case) -> Named:
    """Return what the cell of an unknown name names, ("", "") for any other problem."""
    table = _NAMED_IN.get(problem.code)
    if table is None or problem.row is None:
        return "", ""
    return table, str(after.table(problem.table)[problem.column].tolist()[problem.row])


def _leftover(named: Named, rows: Sequence[Problem]) -> Problem:
    table, name = named
    by_table = Counter(of_table for of_table, _ in dict.fromkeys((p.table, p.row) for p in rows))
    first = _first(rows)
    found = counted(
        "Deleting {name} from {sheet} leaves 1 row that names it: {places}; first {first}, {row}.",
        "Deleting {name} from {sheet} leaves {count} rows that name it: {places}; first {first}, "
        "{row}.",
        sum(by_table.values()),
        name=Quoted(name),
        sheet=TABLE_BY_KEY[table].labels,
        places=listed((_rows_in(one, number) for one, number in by_table.items()), last=""),
        first=TABLE_BY_KEY[first.table].labels,
        row=first.row_key,
    )
    mend = text("Delete those too, or keep it.")
    return Problem(Severity.ERROR, "deletion-leaves-rows", found, mend, table)


def _rows_in(table: str, number: int) -> Argument:
    sheet = TABLE_BY_KEY[table].labels
    return text("{count} in {sheet}", count=Number(number), sheet=sheet)


def _first(rows: Sequence[Problem]) -> Problem:
    tables = list(TABLE_BY_KEY)
    return min(rows, key=lambda problem: (tables.index(problem.table), problem.row or 0))
