"""The data of a frozen scenario as bytes: rows that never change need no tables of their own."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pandas as pd

from models.case import Case, UnknownSheet, case_of
from models.declaration.tables import TABLES
from models.project.sizes import parsed
from models.project.stored_case import sound, texts_of
from models.project.values import row_text, rows_of


def case_as_bytes(case: Case) -> bytes:
    """Return all of a case, packed."""
    record = {
        "tables": {table.key: _table_record(case.table(table.key)) for table in TABLES},
        "unknown": {key: list(columns) for key, columns in case.unknown_columns.items()},
        "sheets": [[sheet.name, list(map(row_text, sheet.rows))] for sheet in case.unknown_sheets],
    }
    return zlib.compress(json.dumps(record).encode("ascii"))


def case_of_text(text: str) -> Case:
    """Return the case that `case_as_bytes` packed, from its text.

    Raises:
        ValueError, KeyError, TypeError: it is none.
        TooLargeError: it is more than is read of any file.
    """
    record = parsed(text)
    frames = {key: _frame(table) for key, table in record["tables"].items()}
    unknown = {key: tuple(columns) for key, columns in record["unknown"].items()}
    sheets = (UnknownSheet(name, tuple(map(tuple, rows_of(r)))) for name, r in record["sheets"])
    return sound(case_of(frames, unknown, tuple(sheets)))


def _table_record(frame: pd.DataFrame) -> dict[str, Any]:
    return {"columns": [str(column) for column in frame.columns], "rows": list(texts_of(frame))}


def _frame(table: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows_of(table["rows"]), columns=table["columns"], dtype=object)
