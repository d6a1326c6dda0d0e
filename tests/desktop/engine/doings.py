"""What a process of a test does in the place of the engine; loaded in that process too."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from desktop.engine.watch import StoppedError, Watch
from desktop.engine.worker import Do, of_engine
from models.problems import RelaisError

if TYPE_CHECKING:
    from models.case import Case


ODD_TASKS = ("solve", "measure")
"""One task that overtakes, and one that is overtaken."""


def odd_ones() -> Mapping[str, Do]:
    """Return doings whose scenario says what they do."""
    return {name: lambda _case, scenario, watch: _ODD[scenario](watch) for name in ODD_TASKS}


def of_engine_without_window() -> Mapping[str, Do]:
    """Return what the engine does, and what of a window was loaded for it."""
    found = dict(of_engine())
    found["solve"] = lambda _case, _scenario, _watch: tuple(
        name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))
    )
    return found


def not_there() -> Mapping[str, Do]:
    """Fail as an engine does of which a part is missing."""
    raise ImportError("no solver here")


def tables_as_received() -> Mapping[str, Do]:
    """Return a doing that says which tables are the same objects as the time before."""
    last: dict[str, object] = {}

    def same(case: Case, _scenario: str, _watch: Watch) -> tuple[str, ...]:
        kept = tuple(key for key, frame in case.tables.items() if last.get(key) is frame)
        last.update(case.tables)
        return kept

    return {"solve": same}


def _endless(watch: Watch) -> object:
    watch.progress("waiting", 1, 2)
    while not watch.cancelled():
        time.sleep(0.005)
    raise StoppedError


def _in_parts(watch: Watch) -> object:
    watch.deliver("a first part")
    return "the whole"


def _in_many_steps(watch: Watch) -> object:
    for number in range(5_000):
        watch.progress("stepping", number, 5_000)
    watch.progress("waiting", 0, 0)
    while not watch.cancelled():
        time.sleep(0.005)
    raise StoppedError


def _refused(_watch: Watch) -> object:
    raise RelaisError("It clashes.", "Clauses!C4", "Drop it.")


def _faulty(_watch: Watch) -> object:
    return dict[str, object]()["no such payer"]


def _by(number: int) -> Callable[[Watch], object]:
    return lambda _watch: os.kill(os.getpid(), number)


def _leaving(status: int) -> Callable[[Watch], object]:
    return lambda _watch: os._exit(status)


def _too_large(_watch: Watch) -> object:
    return bytearray(sys.maxsize)


class _EndlessAtFirst:
    """Goes on until it is stopped the first time, and comes to an end the second."""

    def __init__(self) -> None:
        self._is_first = True

    def __call__(self, watch: Watch) -> object:
        if self._is_first:
            self._is_first = False
            return _endless(watch)
        return "in the end"


def _slow(_watch: Watch) -> object:
    time.sleep(0.3)
    return "slowly"


_ODD: dict[str, Callable[[Watch], object]] = {
    "endless": _endless,
    "endless at first": _EndlessAtFirst(),
    "slow": _slow,
    "in parts": _in_parts,
    "in many steps": _in_many_steps,
    "refused": _refused,
    "faulty": _faulty,
    "killed": _by(signal.SIGKILL),
    "crashing": _by(signal.SIGSEGV),
    "aborting": _by(signal.SIGABRT),
    "leaving": _leaving(3),
    "leaving well": _leaving(0),
    "too large": _too_large,
    "own number": lambda _watch: os.getpid(),
    "unspeakable": lambda _watch: _endless.__code__,
}
