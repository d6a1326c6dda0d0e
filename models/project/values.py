"""The values of cells as JSON that keeps their types, and how much of it is read of a file.

1, 1.0, true and dates stay apart. Dates and the like, which only unknown columns and sheets can
hold, are objects of one name, such as {"date": "2026-11-22"}; numbers that are none (NaN) stand as
{"float": "nan"}. The limits keep a file of a few bytes from taking all the memory there is.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.words.language import ENGLISH
from models.words.text import Argument, Number, text

MB = 1024 * 1024
MOST_BYTES = 300 * MB
"""Of a file, and of what the frozen scenarios of one come to when they are unpacked."""
MOST_ROWS = 1_000_000
"""Of a table: as many as `--large` reads of a sheet."""
MOST_VALUES = 20_000_000
"""Of one text of JSON; each takes up to ten times its letters in memory."""


class TooLargeError(Exception):
    """A project file holds more than is read of any; `held` says what."""

    def __init__(self, held: Argument) -> None:
        self.held = held
        super().__init__(ENGLISH.say(held))


def parsed(written: str, object_hook: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """Return what a text of JSON says, where it does not say too much.

    Raises:
        TooLargeError: it does.
        ValueError: it is no JSON.
    """
    if sum(map(written.count, ",[{")) > MOST_VALUES:
        raise TooLargeError(text("a text of more than {count} values", count=Number(MOST_VALUES)))
    return json.loads(written, object_hook=object_hook)


def unpacked(content: bytes, most: int = MOST_BYTES) -> bytes:
    """Return what zlib packed, where that is not too much.

    Raises:
        TooLargeError: it is.
        zlib.error: nothing was packed there, or not all of it is there.
    """
    unpacking = zlib.decompressobj()
    whole = unpacking.decompress(content, most + 1)
    if len(whole) > most:
        raise TooLargeError(
            text("frozen scenarios of more than {count} MB", count=Number(MOST_BYTES // MB))
        )
    if not unpacking.eof:
        raise zlib.error("cut short")
    return whole


Cells = NDArray[Any]

_READERS: dict[str, Callable[[Any], Any]] = {
    "float": float,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda parts: timedelta(*parts),
}
_ALREADY_PLAIN = frozenset({str, bool, int, type(None)})
_as_json = json.JSONEncoder(separators=(",", ":")).encode


def row_texts(columns: Iterable[Cells]) -> Iterator[str]:
    """Yield each row of some columns as JSON, in ASCII, so that any text fits into any file.

    Figures that are not there (NaN) stand as null in columns of figures.
    """
    return map(_as_json, zip(*map(_plain_column, columns), strict=True))


def row_text(values: Iterable[Any]) -> str:
    """Return the cells of one row as JSON."""
    return _as_json(list(map(_plain, values)))


def rows_of(texts: Sequence[str]) -> list[list[Any]]:
    """Return the cells of many rows.

    Raises:
        ValueError, TypeError, KeyError: a text is none that `row_text` wrote.
        TooLargeError: they say more than is read of any file.
    """
    rows = parsed(f"[{','.join(texts)}]", _value)
    if len(rows) != len(texts) or not all(isinstance(row, list) for row in rows):
        raise ValueError(texts)
    return list(rows)


def _plain_column(values: Cells) -> list[Any]:
    """Return the cells of a column; most are of figures or texts and need no look at each."""
    if values.dtype == np.float64 and not np.isinf(values).any():
        cells, unknown = values, np.isnan(values)
        if unknown.any():
            cells = values.astype(object)
            cells[unknown] = None
        return list(cells.tolist())
    listed = values.tolist()
    return listed if _ALREADY_PLAIN.issuperset(map(type, listed)) else list(map(_plain, listed))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else {"float": str(value)}
    if isinstance(value, timedelta):
        return {"timedelta": [value.days, value.seconds, value.microseconds]}
    kinds = (("datetime", datetime), ("date", date), ("time", time))
    for name, kind in kinds:
        if isinstance(value, kind):
            return {name: value.isoformat()}
    raise TypeError(f"A cell holds {value!r}, which no case can hold.")


def _value(record: dict[str, Any]) -> Any:
    ((name, text),) = record.items()
    return _READERS[name](text)
