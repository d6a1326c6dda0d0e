"""Splits and rules as JSON, and back by the types of their fields."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from models.project.sizes import parsed

_Record = TypeVar("_Record")


def as_json(record: Any) -> str:
    """Return a record, with all that is in it, as JSON."""
    return json.dumps(asdict(record), default=_name, separators=(",", ":"))


def of_json(kind: type[_Record], text: str) -> _Record:
    """Return the record that `as_json` described.

    Fields that the text does not name have their defaults; names that the record does not have
    are left out.

    Raises:
        ValueError, TypeError, KeyError: the text describes no such record.
        TooLargeError: it says more than is read of any file.
    """
    wanted: Any = kind
    record: _Record = _reader(wanted)(parsed(text))
    return record


def _name(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    raise TypeError(value)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _choice_reader(parts)
    if origin is tuple:
        return _tuple_reader(parts)
    if origin is Literal:
        return lambda value: parts[parts.index(value)]
    if is_dataclass(kind):
        return _record_reader(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _plain_reader(kind)


def _plain_reader(kind: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            raise TypeError(value)
        return value

    return read


def _choice_reader(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if value is None and NoneType in parts:
            return None
        several = [part for part in parts if get_origin(part) is tuple]
        one = [part for part in parts if part is not NoneType and part not in several]
        return _reader((several if isinstance(value, list) else one)[0])(value)

    return read


def _tuple_reader(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return lambda values: tuple(map(_reader(parts[0]), values))
    readers = [_reader(part) for part in parts]
    return lambda values: tuple(read(value) for read, value in zip(readers, values, strict=True))


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    return lambda record: kind(
        **{name: readers[name](value) for name, value in record.items() if name in readers}
    )
