"""Records and sentences in files: what they are made of as JSON, and back by their types.

A part of a sentence says which part it is, so that any language can say it later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from models.words import text as kinds
from models.words.text import Argument, Labels, Linked, Part

_Record = TypeVar("_Record")

_KIND, _EARLIER_KIND = "said_as", "part of a sentence"  # D101
"""The key under which a part says what it is, and the one that trails had for it; no other record
has either."""


def as_plain(value: Any) -> Any:
    """Return what JSON does not know as what it knows, once JSON holds its parts.

    Made for `json.dumps(…, default=as_plain)`. A link is kept as what it says.

    Raises:
        TypeError: it is no record, no part of a sentence and nothing else that files hold.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Linked):
        return value.said
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{type(value).__name__} is no part of a sentence, and no record")
    said = {_KIND: type(value).__name__} if isinstance(value, Part | Labels) else {}
    return {**said, **fields_of(value)}


def fields_of(record: Any) -> dict[str, Any]:
    """Return the fields of a record by name."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def part_of(record: dict[str, Any]) -> Any:
    """Return the part of a sentence that an object of JSON holds, any other object as it is.

    Made for `json.loads(…, object_hook=part_of)`.

    Raises:
        KeyError, TypeError, ValueError: it holds none that `as_plain` wrote.
    """
    name = record.pop(_KIND, None) or record.pop(_EARLIER_KIND, None)
    if name is None:
        return record
    kind = getattr(kinds, name, None)
    if not (isinstance(kind, type) and issubclass(kind, Part | Labels)):
        raise TypeError(name)
    return record_of(kind, record)


def record_of(kind: type[_Record], values: Mapping[str, Any]) -> _Record:
    """Return the record that was kept as these values, its sentences made already.

    Fields that are not among them have their defaults; values that the record has no field for
    are left out.

    Raises:
        ValueError, TypeError, KeyError: the values are none of such a record.
    """
    wanted: Any = kind
    record: _Record = _reader(wanted)(values)
    return record


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _argument if kind == Argument else _choice_reader(parts)
    if origin in (tuple, Sequence):
        return _tuple_reader(parts if origin is tuple else (*parts, Ellipsis))
    if origin is Literal:
        return lambda value: parts[parts.index(value)]
    if is_dataclass(kind):
        return _record_reader(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return date.fromisoformat if kind is date else _plain_reader(kind)


def _argument(value: Any) -> Argument:
    """Return what a sentence was made of: a part of one, a text or a figure."""
    if isinstance(value, Part | Labels) or type(value) in (str, int, float):
        return value  # type: ignore[no-any-return]
    raise TypeError(value)


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

    def read(values: Any) -> Any:
        if isinstance(values, kind):  # a part of a sentence, made with what it stands in
            return values
        return kind(**{n: readers[n](value) for n, value in values.items() if n in readers})

    return read
