"""What the window and the engine's process say to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from models.case import UnknownSheet
    from models.words.text import Argument

Task = Literal["check", "solve", "rest", "whole", "settle"]


@dataclass(frozen=True)
class TableBegun:
    """A table follows, column by column, each as an array of its own.

    Attributes:
        key: which table of the case.
        columns: the names of its columns.
    """

    key: str
    columns: pd.Index


@dataclass(frozen=True)
class Column:
    """The next column of the table that was begun; float64 or objects, one for each row."""

    values: NDArray[Any]


@dataclass(frozen=True)
class CaseRest:
    """What a case is beside its tables.

    Attributes:
        tables: the keys of the tables, in their order.
        unknown_sheets: None where they are those of the case before.
    """

    tables: tuple[str, ...]
    unknown_columns: Mapping[str, tuple[str, ...]]
    unknown_sheets: tuple[UnknownSheet, ...] | None


@dataclass(frozen=True)
class Request:
    """Something to do with the case that was sent before it; the numbers of requests rise."""

    number: int
    task: Task
    scenario: str


@dataclass(frozen=True)
class Stop:
    """The answer to a request is no longer wanted."""

    number: int


@dataclass(frozen=True)
class Progressed:
    """How far a request is, as `Watch.progress` is told."""

    stage: str
    done: int
    of: int


@dataclass(frozen=True)
class Delivered:
    """A part of what comes of a request."""

    part: object


@dataclass(frozen=True)
class Done:
    """What came of a request."""

    result: object


@dataclass(frozen=True)
class Stopped:
    """A request ended early, because that was asked."""


@dataclass(frozen=True)
class Refused:
    """A request cannot be met; the three texts of a RelaisError."""

    what: Argument
    where: Argument
    mend: Argument


@dataclass(frozen=True)
class Broken:
    """A request met a fault of the program; `trace` is for whoever mends it."""

    trace: str


Part: TypeAlias = TableBegun | Column | CaseRest
End: TypeAlias = Done | Stopped | Refused | Broken
Answer: TypeAlias = Progressed | Delivered | End
