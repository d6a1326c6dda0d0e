"""A case in the tables of a project file, and that of a frozen scenario as packed bytes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from sqlite3 import Connection
from types import NoneType

import pandas as pd

from models.case import NEWEST_EDITION, Case, UnknownSheet, case_of
from models.checks.matching import fold_header
from models.declaration.kinds import NUMERIC_KINDS, Kind
from models.declaration.tables import TABLE_BY_KEY, TABLES
from models.project.schema import ROWS, rows_name
from models.project.values import parsed, row_text, row_texts, rows_of
from models.used import FIRST_EDITION

_TEXTS = frozenset(Kind) - NUMERIC_KINDS - {Kind.YES_NO, Kind.RULE_VALUE}
"""The kinds of columns that hold nothing but texts."""

_OTHER_NAME = "{}_1"
"""What something unknown is called where a later edition of the method took its name."""

GAP = 1 << 20
"""Rows stand this far apart, so that others fit between them without moving any."""


def put_case(connection: Connection, case: Case) -> None:
    """Write a whole case; there must be none yet."""
    for table in TABLES:
        put_table(connection, case, table.key)
    for place, sheet in enumerate(case.unknown_sheets):
        texts = [row_text(row) for row in sheet.rows]
        values = (place, sheet.name, f"[{','.join(texts)}]")
        connection.execute("INSERT INTO sheets VALUES (?, ?, ?)", values)


def put_table(connection: Connection, case: Case, key: str) -> None:
    """Write all rows of one table in place of those that are there."""
    frame = case.table(key)
    columns = json.dumps([str(column) for column in frame.columns])
    unknown = json.dumps(case.unknown_columns.get(key))
    connection.execute("REPLACE INTO tables VALUES (?, ?, ?)", (key, columns, unknown))
    name = rows_name(key)
    connection.execute(ROWS.format(name=name))
    connection.execute(f"DELETE FROM {name}")
    rows = ((at * GAP, text) for at, text in enumerate(texts_of(frame)))
    connection.executemany(f"INSERT INTO {name} VALUES (?, ?)", rows)


def texts_of(frame: pd.DataFrame, rows: Sequence[int] | None = None) -> Iterator[str]:
    """Yield the rows of a table as they are written; only some of them where they are named."""
    chosen = frame if rows is None else frame.iloc[list(rows)]
    return row_texts([chosen[column].to_numpy() for column in chosen.columns])


def stored_case(connection: Connection) -> Case:
    """Read the case.

    Raises:
        ValueError, KeyError, TypeError: what is there was not written by `put_case`.
        TooLargeError: it is more than is read of any file.
    """
    frames, unknown = {}, {}
    for key, columns, unknown_columns in connection.execute("SELECT * FROM tables").fetchall():
        texts = connection.execute(f"SELECT row FROM {rows_name(key)} ORDER BY place").fetchall()
        frames[key] = _frame([text for (text,) in texts], parsed(columns))
        if (aside := parsed(unknown_columns)) is not None:
            unknown[key] = tuple(aside)
    if {table.key for table in TABLES if table.edition == FIRST_EDITION} - set(frames):
        raise KeyError("tables")
    named = connection.execute("SELECT name, rows FROM sheets ORDER BY place")
    sheets = [UnknownSheet(name, tuple(map(tuple, rows_of([rows])[0]))) for name, rows in named]
    return sound(case_of(*kept_unknown(frames, unknown, tuple(sheets))))


def kept_unknown(
    frames: dict[str, pd.DataFrame],
    unknown: Mapping[str, tuple[str, ...]],
    sheets: tuple[UnknownSheet, ...],
) -> tuple[dict[str, pd.DataFrame], dict[str, tuple[str, ...]], tuple[UnknownSheet, ...]]:
    """Return what a file holds, so that what nobody knew when it was written is still unknown.

    A column or a sheet that has the name of one that a later edition brought gets another.
    """
    renamed = {
        key: {column: _OTHER_NAME.format(column) for column in columns if _declares(key, column)}
        for key, columns in unknown.items()
    }
    frames = {key: frame.rename(columns=renamed.get(key, {})) for key, frame in frames.items()}
    columns = {key: tuple(renamed[key].get(one, one) for one in unknown[key]) for key in unknown}
    tables = {fold_header(name) for table in TABLES for name in (table.key, *table.labels.all())}
    others = (
        replace(sheet, name=_OTHER_NAME.format(sheet.name))
        if fold_header(sheet.name) in tables
        else sheet
        for sheet in sheets
    )
    return frames, columns, tuple(others)


def _declares(table: str, column: str) -> bool:
    return column in (declared.key for declared in TABLE_BY_KEY[table].columns)


def sound(case: Case) -> Case:
    """Return a case whose cells are of the types that `Case` promises.

    Raises:
        ValueError: one is not: something else than this program wrote it.
    """
    for table in TABLES:
        frame = case.table(table.key)
        declared = {column.key: column.kind for column in table.columns}
        for key in frame.columns:
            found = set(map(type, frame[key].tolist()))
            if list in found or (declared.get(key) in _TEXTS and not found <= {str, NoneType}):
                raise ValueError(table.key, key)
    if any(list in set(map(type, row)) for sheet in case.unknown_sheets for row in sheet.rows):
        raise ValueError("sheets")
    return case


def case_as_bytes(case: Case) -> bytes:
    """Return all of a case, packed."""
    record = {
        "tables": {
            table.key: {"columns": list(map(str, frame)), "rows": list(texts_of(frame))}
            for table in TABLES
            for frame in [case.table(table.key)]
        },
        "unknown": {key: list(columns) for key, columns in case.unknown_columns.items()},
        "sheets": [[sheet.name, list(map(row_text, sheet.rows))] for sheet in case.unknown_sheets],
        "edition": case.edition,
    }
    return zlib.compress(json.dumps(record).encode("ascii"))


def case_of_text(text: str) -> Case:
    """Return the case that `case_as_bytes` packed, from its text.

    One that says nothing of its edition was agreed under the first one (2-method 2.1).

    Raises:
        ValueError, KeyError, TypeError: it is none.
        TooLargeError: it is more than is read of any file.
    """
    record = parsed(text)
    frames = {
        key: _frame(table["rows"], table["columns"]) for key, table in record["tables"].items()
    }
    unknown = {key: tuple(columns) for key, columns in record["unknown"].items()}
    sheets = (UnknownSheet(name, tuple(map(tuple, rows_of(r)))) for name, r in record["sheets"])
    case = sound(case_of(*kept_unknown(frames, unknown, tuple(sheets))))
    edition = record.get("edition", FIRST_EDITION)
    if edition not in range(FIRST_EDITION, NEWEST_EDITION + 1):
        raise ValueError("edition")
    return replace(case, edition=edition)


def _frame(texts: Sequence[str], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows_of(texts), columns=columns, dtype=object)
