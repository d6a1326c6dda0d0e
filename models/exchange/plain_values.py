"""Values of differences as JSON can hold them, for the trail and for `--json`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from models.declaration.tables import TABLE_BY_KEY
from models.exchange.addresses import ABSENT, Where


def identity_as_record(where: Where, identity: Sequence[Any]) -> dict[str, object]:
    """Return what a difference is about; `key` is null for a column or a sheet as a whole."""
    key = None
    if where.key is not None:
        names = TABLE_BY_KEY[where.table].identity
        key = {name: plain(cell) for name, cell in zip(names, identity, strict=True)}
    return {"subject": where.subject, "sheet": where.table, "key": key, "column": where.column}


def plain_value_of(where: Where, value: Any) -> object:
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
