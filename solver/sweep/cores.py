"""Workers on the cores of this machine.

Processes, not threads: what Python does around the solver would share one lock. They are started
afresh (spawn), as that is the same on every system, are sent the case once, and leave Ctrl+C to
the process that started them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.synchronize import Event

from models.case import Case
from models.sweep import SweepPlace, SweepPlan
from solver.sweep.points import PointSolver, SolvedChunk, packed, unpacked

_MOST_ON_WINDOWS = 61
"""The system cannot wait for more processes at once."""


@dataclass
class _Here:
    """What a worker process is at; nothing in every other process."""

    solver: PointSolver | None = None
    stop: Event | None = None


_here = _Here()


@dataclass(frozen=True)
class OwnWorkers:
    """Processes of this machine that solve points of one job."""

    pool: ProcessPoolExecutor
    lanes: int
    _stop: Event

    def submit(self, places: Sequence[SweepPlace]) -> Future[SolvedChunk]:
        """Hand over points to solve."""
        return self.pool.submit(_solve_here, tuple(places))

    def stop(self) -> None:
        """Ask every worker to give back what it has done."""
        self._stop.set()


@contextmanager
def own_workers(case: Case, plan: SweepPlan, jobs: int) -> Iterator[OwnWorkers]:
    """Start worker processes; when the block ends, so do they."""
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    with ProcessPoolExecutor(jobs, context, _begin, (packed(case, plan), stop)) as pool:
        try:
            yield OwnWorkers(pool, jobs, stop)
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
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _here.solver, _here.stop = unpacked(job), stop


def _solve_here(places: Sequence[SweepPlace]) -> SolvedChunk:
    assert _here.solver is not None
    assert _here.stop is not None
    return _here.solver.solve(places, _here.stop.is_set)
