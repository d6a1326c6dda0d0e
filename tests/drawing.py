"""How many cases the tests draw: the same ones each time, or with `--new-cases N` many new ones."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, settings

Made = TypeVar("Made")
_APART = 1_000_003
"""Far enough that no other seed of a test is met on the way."""
TIMES, FIRST = "RELAIS_NEW_CASES", "RELAIS_FIRST_SEED"
"""What the processes of one run share: how often the usual number, and the seed they begin at."""


def drawn(number: int = 100) -> settings:
    """Return the settings of a property that is tried on so many cases, the same ones each time.

    With new cases they are so many times more, and none is tried again; otherwise half of them, for
    which there is time.
    """
    times = _times()
    return settings(
        max_examples=number * times if times else (number + 1) // 2,
        derandomize=not times,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


def seeds(first: int, number: int) -> range:
    """Return the seeds of so many cases, from the first; with new cases others, and more."""
    times = _times()
    start = int(os.environ[FIRST]) if times else first
    return range(start, start + number * max(times, 1))


def first_made(make: Callable[[int], Made | None], seed: int) -> Made:
    """Return what is made of the first number from a seed on that gives anything.

    So a test of what only some drawn cases have asserts something for every seed.
    """
    for number in range(seed, seed + 50 * _APART, _APART):
        made = make(number)
        if made is not None:
            return made
    raise AssertionError(f"nothing that fits is drawn from seed {seed} on")


def _times() -> int:
    return int(os.environ.get(TIMES, "0"))
