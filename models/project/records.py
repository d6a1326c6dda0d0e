"""Splits and rules as JSON, and back by the types of their fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from models.declaration.kinds import Labels
from models.project.sizes import parsed
from models.results.split import Split, appendix_of
from models.words import text as words
from models.words.text import Argument, Part

_Record = TypeVar("_Record")


def as_json(record: Any) -> str:
    """Return a record, with all that is in it, as JSON."""
    return _text(_plain(record))


def of_json(kind: type[_Record], text: str) -> _Record:
    """Return the record that `as_json` described.

    Fields that the text does not name have their defaults; names that the record does not have
    are left out.

    Raises:
        ValueError, TypeError, KeyError: the text describes no such record.
        TooLargeError: it says more than is read of any file.
    """
    return _record(kind, parsed(text))


def split_as_json(split: Split) -> str:
    """Return a split with all its layers as JSON, their fields side by side as ever."""
    lines = replace(split, payments=tuple(split.payments))
    side_by_side = _plain(lines) | _plain(appendix_of(split))
    del side_by_side["appendix"]
    return _text(side_by_side)


def split_of_json(text: str) -> Split:
    """Return the split that `split_as_json` described; raises as `of_json`."""
    side_by_side = parsed(text)
    return _record(Split, {**side_by_side, "appendix": side_by_side})


def _text(values: Any) -> str:
    return json.dumps(values, separators=(",", ":"))


def _record(kind: type[_Record], values: Any) -> _Record:
    wanted: Any = kind
    record: _Record = _reader(wanted)(values)
    return record


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; a part of a sentence says which part it is."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if not is_dataclass(value):
        return value
    record = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return {_SAID: type(value).__name__, **record} if isinstance(value, Part | Labels) else record


_SAID = "said_as"


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _argument_of if kind == Argument else _choice_reader(parts)
    if origin in (tuple, Sequence):
        return _tuple_reader(parts if origin is tuple else (*parts, Ellipsis))
    if origin is Literal:
        return lambda value: parts[parts.index(value)]
    if is_dataclass(kind):
        return _record_reader(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return date.fromisoformat if kind is date else _plain_reader(kind)


def _argument_of(value: Any) -> Argument:
    """Return what a sentence was made of; a text or a figure is itself."""
    if not isinstance(value, dict):
        return _choice_of(value)
    kind = getattr(words, value[_SAID])
    if not (isinstance(kind, type) and issubclass(kind, Part | Labels)):
        raise TypeError(value)
    wanted: Any = kind
    part: Argument = _reader(wanted)(value)
    return part


def _choice_of(value: Any) -> str | int | float:
    if type(value) not in (str, int, float):
        raise TypeError(value)
    return value  # type: ignore[no-any-return]


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
