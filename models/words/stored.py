"""Sentences in files: what they are made of as plain values, so that any language can say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from models.words import text as kinds
from models.words.labels import Labels

_KIND = "part of a sentence"
"""The key under which a record says what it was; no other record has it."""
_KINDS: Mapping[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        *(kinds.Text, kinds.Money, kinds.Persons, kinds.Share, kinds.Percent, kinds.Number),
        *(kinds.Exactly, kinds.Day, kinds.Quoted, kinds.Listing, kinds.Joined, Labels),
    )
}


def as_plain(said: object) -> object:
    """Return a part of a sentence as JSON can hold it, once JSON holds its parts.

    Made for `json.dumps(…, default=as_plain)`. A link is kept as what it says.

    Raises:
        TypeError: it is no part of a sentence.
    """
    if isinstance(said, date):
        return said.isoformat()
    if isinstance(said, kinds.Linked):
        return said.said
    name = type(said).__name__
    if name not in _KINDS:
        raise TypeError(f"{name} is no part of a sentence")
    values = {field.name: getattr(said, field.name) for field in fields(said)}  # type: ignore[arg-type]
    return {_KIND: name, **values}


def from_plain(record: dict[str, Any]) -> object:
    """Return the part of a sentence that a record of JSON holds, any other record as it is.

    Made for `json.loads(…, object_hook=from_plain)`.

    Raises:
        KeyError, TypeError, ValueError: it holds none that `as_plain` wrote.
    """
    if _KIND not in record:
        return record
    values = {name: _tupled(value) for name, value in record.items() if name != _KIND}
    kind = _KINDS[record[_KIND]]
    if kind is kinds.Day:
        values["day"] = date.fromisoformat(values["day"])
    return kind(**values)


def _tupled(value: Any) -> Any:
    return tuple(map(_tupled, value)) if isinstance(value, list) else value
