"""Differences and their parts as plain values, for `--json`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from models.declaration.tables import TABLE_BY_KEY
from models.exchange.differences import Difference
from models.exchange.located import Source
from models.exchange.where import ABSENT, Where


def difference_as_record(found: Difference, source: Source) -> dict[str, object]:
    """Return a difference; `old` and `new` are null where a cell is blank or nothing is there."""
    return {
        **where_as_record(found.where, found.identity),
        "change": found.kind,
        "old": value_as_json(found.where, found.old),
        "new": value_as_json(found.where, found.new),
        "source": source_as_record(source),
    }


def where_as_record(where: Where, identity: Sequence[Any]) -> dict[str, object]:
    """Return what a difference is about; `key` is null for a column or a sheet as a whole."""
    key = None
    if where.key is not None:
        names = TABLE_BY_KEY[where.table].identity
        key = {name: plain(cell) for name, cell in zip(names, identity, strict=True)}
    return {"subject": where.subject, "sheet": where.table, "key": key, "column": where.column}


def source_as_record(source: Source) -> dict[str, str]:
    """Return where a value stands."""
    return {"file": source.file, "sheet": source.sheet, "cell": source.cell}


def value_as_json(where: Where, value: Any) -> object:
    """Return a cell, a row as an object, a column as true, or a sheet as its rows."""
    if value is ABSENT:
        return None
    if where.subject == "row":
        return {column: plain(cell) for column, cell in value}
    if where.subject == "sheet":
        return [[plain(cell) for cell in row] for row in value]
    return plain(value)


def plain(cell: Any) -> object:
    """Return one cell; whole numbers without a fraction, dates as ISO texts."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, date | datetime | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else cell
