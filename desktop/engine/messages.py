"""What the window and the engine's process say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from models.problems import RelaisError


@dataclass(frozen=True)
class Request:
    """Something to do; the numbers of requests rise.

    Attributes:
        number: which request it is.
        task: what to do.
        arguments: what it is done with, the case first.
    """

    number: int
    task: str
    arguments: tuple[Any, ...]


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
    """A request cannot be met."""

    error: RelaisError


@dataclass(frozen=True)
class Broken:
    """A request met a fault of the program; `trace` is for whoever mends it."""

    trace: str


End: TypeAlias = Done | Stopped | Refused | Broken
Answer: TypeAlias = Progressed | Delivered | End
