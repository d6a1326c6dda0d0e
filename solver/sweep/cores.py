"""Workers on the cores of this machine.

Processes, not threads: what Python does around the solver would share one lock. They are started
afresh (spawn), as that is the same on every system, are sent the case once, and leave Ctrl+C to
the process that started them.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import SpawnContext
from multiprocessing.synchronize import Event
from typing import Any

from models.case import Case
from models.results.sweep import SweepPlace, SweepPlan
from models.words.text import Argument, text
from solver.engine.child_process import ChildProcess, end_with_parent, how_ended, may_lack_memory
from solver.sweep.points import SolvedChunk, packed, solve_packed, unpacked

_MOST_ON_WINDOWS = 61
"""The system cannot wait for more processes at once."""


@dataclass
class _Here:
    """What a worker process is at; nothing in every other process."""

    job: bytes = b""
    stop: Event | None = None


_here = _Here()


class _Context(SpawnContext):
    """Makes the processes of one pool, and remembers them, so that it is known how they ended."""

    def __init__(self) -> None:
        self.made: list[ChildProcess] = []

    def Process(self, *args: Any, **kwargs: Any) -> ChildProcess:  # type: ignore[override]  # noqa: N802
        """Make a process, as the pool asks for it."""
        self.made.append(ChildProcess(*args, **kwargs))
        return self.made[-1]


@dataclass(frozen=True)
class Workers:
    """The workers of any executor; every chunk takes the whole job along.

    Attributes:
        lanes: how many chunks they solve at once.
    """

    executor: Executor
    lanes: int
    job: bytes

    def submit(self, places: Sequence[SweepPlace]) -> Future[SolvedChunk]:
        """Hand over points to solve."""
        return self.executor.submit(solve_packed, self.job, tuple(places))

    def stop(self) -> None:
        """Let the chunks under way end by themselves; they are short."""

    def end(self) -> Argument:
        """Say nothing of how a worker ended: only its executor knows."""
        return ""


@dataclass(frozen=True)
class OwnWorkers(Workers):
    """Processes of this machine, which are sent the job once."""

    _stop: Event
    _context: _Context

    def submit(self, places: Sequence[SweepPlace]) -> Future[SolvedChunk]:
        """Hand over points to solve.

        Raises:
            BrokenExecutor: a process ended, or could not be started.
        """
        try:
            return self.executor.submit(_solve_here, tuple(places))
        except OSError as error:
            raise BrokenExecutor(error.strerror or str(error)) from error

    def end(self) -> Argument:
        """Say how the worker ended that ended first; the others were ended for it."""
        self.executor.shutdown()
        codes = [code for process in self._context.made if (code := process.exitcode)]
        own = [code for code in codes if code != -signal.SIGTERM] or codes
        if not own:
            return ""
        how = how_ended(own[0])
        return text("{how}, maybe for want of memory", how=how) if may_lack_memory(own[0]) else how

    def stop(self) -> None:
        """Ask every worker to give back what it has done."""
        self._stop.set()


@contextmanager
def own_workers(case: Case, plan: SweepPlan, jobs: int) -> Iterator[OwnWorkers]:
    """Start worker processes; when the block ends, so do they."""
    context, job = _Context(), packed(case, plan)
    stop = context.Event()
    with ProcessPoolExecutor(jobs, context, _begin, (job, stop)) as pool:
        try:
            yield OwnWorkers(pool, jobs, job, stop, context)
        finally:
            stop.set()


def available_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    cores = os.cpu_count() or 1
    return min(cores, _MOST_ON_WINDOWS) if sys.platform == "win32" else cores


def most_jobs() -> int:
    """Return how many worker processes this system can wait for."""
    return _MOST_ON_WINDOWS if sys.platform == "win32" else 1024


def _begin(job: bytes, stop: Event) -> None:
    end_with_parent()
    _here.job, _here.stop = job, stop


def _solve_here(places: Sequence[SweepPlace]) -> SolvedChunk:
    assert _here.stop is not None
    return unpacked(_here.job).solve(places, _here.stop.is_set)
