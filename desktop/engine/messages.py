"""What the window and the engine's process say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias


class EngineFaultError(Exception):
    """The engine met a fault of the program; the text is its trace."""


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

    result: Any


@dataclass(frozen=True)
class Raised:
    """What came in its place: a StoppedError, a RelaisError or an EngineFaultError."""

    error: Exception


End: TypeAlias = Done | Raised
Answer: TypeAlias = Progressed | Delivered | End
