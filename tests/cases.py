"""Small cases for the tests, written as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from models.case import Case, case_of
from models.declaration.tables import TABLE_BY_KEY
from models.editing import CellEdit, Value, by_columns, with_columns
from models.workbook.reading import read_case

SAMPLES = Path(__file__).parent.parent / "sample_data"
FIRST_EDITION = Path(__file__).parent / "desktop" / "commands" / "first_edition"
"""The samples as they were under the first edition of the method, kept as they are."""


def case(**rows: Iterable[Sequence[Any] | Mapping[str, Any]] | Mapping[str, Any]) -> Case:
    """Make a case from rows in the order of the columns of the first edition; cells may miss.

    A row given as a mapping has any columns. Scenarios are given as a mapping: rule to value of
    the base, or to values by scenario.
    """
    tables = {key: _table(key, given) for key, given in rows.items()}
    return case_of(tables)


def _table(key: str, given: Any) -> pd.DataFrame:
    if key == "Scenarios":
        return _scenarios(given)
    table = TABLE_BY_KEY[key]
    first = [column.key for column in table.columns if column.edition <= table.edition]
    rows = [
        row if isinstance(row, Mapping) else dict(zip(first, row, strict=False)) for row in given
    ]
    return pd.DataFrame(rows, columns=[column.key for column in table.columns], dtype=object)


def _scenarios(given: Mapping[str, Any]) -> pd.DataFrame:
    rows = [
        {"rule": rule, **(value if isinstance(value, Mapping) else {"base": value})}
        for rule, value in given.items()
    ]
    names = dict.fromkeys(["rule", "base", *(name for row in rows for name in row)])
    return pd.DataFrame(rows, columns=list(names), dtype=object)


def with_rules(base: Case, **rules: Any) -> Case:
    """Return the case with other rules in its base scenario."""
    return base.with_table("Scenarios", _scenarios(rules))


def with_rows(base: Case, key: str, rows: Iterable[Sequence[Any] | Mapping[str, Any]]) -> Case:
    """Return the case with one table replaced."""
    return base.with_table(key, _table(key, rows))


def worked() -> Case:
    """Return the worked example of 2-method 2.9."""
    return sample_case("worked")


@cache
def sample_case(name: str) -> Case:
    """Return the case of a sample, read once: nobody can change it."""
    return read_case(SAMPLES / f"{name}.xlsx").case


@cache
def first_sample(name: str) -> Case:
    """Return the case of a sample as it was under the first edition of the method."""
    return read_case(FIRST_EDITION / f"{name}.xlsx").case


def with_cells(case: Case, table: str, cells: Sequence[tuple[int, str, Value]]) -> Case:
    """Return the case with other values in some cells (row, column, value)."""
    edits = by_columns([CellEdit(row, column, None, value) for row, column, value in cells])
    return with_columns(
        case, table, [(edit.column, edit.rows, edit.after) for edit in edits.columns]
    )
