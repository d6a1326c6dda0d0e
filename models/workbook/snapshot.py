"""The tables of a case as one line of plain text, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import pandas as pd

from models.case import Case, case_of
from models.declaration.tables import TABLES
from models.problems import RelaisError
from models.words.text import text


def snapshot_of(case: Case) -> str:
    """Return the tables of a case as JSON: the columns and rows of each that has rows.

    Only ASCII, and without the marks that a workbook would escape. Sheets that are no tables
    are left out.
    """
    tables = {
        table.key: _plain(case.table(table.key))
        for table in TABLES
        if len(case.table(table.key)) or case.open_columns(table.key)
    }
    unknown = {key: list(columns) for key, columns in sorted(case.unknown_columns.items())}
    described = json.dumps({"tables": tables, "unknown_columns": unknown}, separators=(",", ":"))
    return described.replace("_x", "\\u005fx")


@lru_cache(maxsize=1)
def case_of_snapshot(snapshot: str) -> Case:
    """Return the case that `snapshot_of` described; the last one is kept, being asked for often.

    Raises:
        RelaisError: the text is none that it wrote.
    """
    try:
        described = json.loads(snapshot)
        frames = {key: _frame(table) for key, table in described["tables"].items()}
        unknown = {key: tuple(names) for key, names in described["unknown_columns"].items()}
        return case_of(frames, unknown)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        what = text("What was sent cannot be read any more: the hidden sheet was changed.")
        mend = text("Ask for a copy that is made from the workbook that was sent.")
        raise RelaisError(what, "_relais", mend) from error


def _plain(frame: pd.DataFrame) -> Mapping[str, Any]:
    columns = [str(column) for column in frame.columns]
    cells = [[_plain_value(value) for value in frame[column].tolist()] for column in columns]
    return {"columns": columns, "rows": [list(row) for row in zip(*cells, strict=True)]}


def _plain_value(value: Any) -> Any:
    if value is None or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return None
    if isinstance(value, datetime | date | time | timedelta):
        return str(value)
    return value


def _frame(table: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(table["rows"], columns=table["columns"], dtype=object)
