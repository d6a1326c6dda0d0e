"""Stopping a computation that somebody no longer waits for."""

from __future__ import annotations

from collections.abc import Callable

Cancelled = Callable[[], bool]
"""Says whether the computation is to stop; asked often, from the computing thread."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many steps of it are done, and of how many (0: not known)."""


class SolveCancelledError(Exception):
    """The computation was stopped because somebody asked for it."""


def never() -> bool:
    """Let a computation run to its end."""
    return False


def silent(_stage: str, _done: int, _of: int) -> None:
    """Show no progress."""
