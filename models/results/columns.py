"""Lines kept as columns: quick to make and to send; lines once somebody looks at one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any, TypeVar, overload

Line = TypeVar("Line")


class Columns(Sequence[Line]):
    """Many lines, as the columns that a dataclass of this kind has; what is sent are these."""

    @abstractmethod
    def _made(self) -> tuple[Line, ...]:
        """Make all lines."""

    @cached_property
    def _lines(self) -> tuple[Line, ...]:
        return self._made()

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, at: int | slice) -> Line | tuple[Line, ...]:
        """Return the line at a place, or some."""
        return self._lines[at]

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._lines == tuple(other)

    def __hash__(self) -> int:
        return hash(self._lines)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Send the columns only."""
        columns: Any = self
        return type(self), tuple(getattr(self, field.name) for field in fields(columns))
