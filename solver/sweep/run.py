"""Running a sweep: points go out in chunks, and come back into their canonical order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from math import ceil
from time import monotonic

import numpy as np

from models.case import Case
from models.flows.places import places_of
from models.results.sweep import QUANTILES, Band, SweepPlan, SweepPoint, SweepResult
from models.scenarios import rules_of
from models.words.text import Argument, Quoted, text
from solver.engine.cancelling import Cancelled, never
from solver.state.statement import Rounding
from solver.sweep.cores import Workers, available_cores, own_workers
from solver.sweep.plan import check_plan
from solver.sweep.points import PointSolver, SolvedChunk, packed

SweepProgress = Callable[[int, int, float | None], None]
"""Told how many points are done, of how many, and how many seconds are left (None: unknown)."""

STOPPED = text("Stopped before its end.")

_CHUNK_SECONDS = 1.0
"""What a chunk should take: long against the sending, short against somebody's patience."""
_MOST_IN_CHUNK = 500
_ASK_EVERY = 0.1
_GRACE = 5.0
"""How long chunks under way are waited for when somebody wants to stop."""


def unseen(_done: int, _of: int, _left: float | None) -> None:
    """Show no progress."""


def run_sweep(
    case: Case,
    plan: SweepPlan,
    executor: Executor | None = None,
    progress: SweepProgress = unseen,
    cancelled: Cancelled = never,
    *,
    lanes: int | None = None,
) -> SweepResult:
    """Solve every point of a plan; the result is the same whoever solves them.

    Args:
        case: a case without errors.
        plan: what is varied.
        executor: who solves the points: any executor whose workers have this program; None:
            this thread.
        progress: told how far the sweep is.
        cancelled: asked often whether to stop.
        lanes: how many workers the executor has (default: the cores of this machine).

    Returns:
        the points and bands; where somebody asked to stop, of the points that were done.

    Raises:
        RelaisError: the plan cannot be followed.
    """
    check_plan(plan, case)
    if executor is None:
        points, stopped = _in_this_thread(case, plan, progress, cancelled)
    else:
        workers = Workers(executor, lanes or available_cores(), packed(case, plan))
        points, stopped = _Collection(workers, plan, progress, cancelled).points()
    return _result(case, plan, points, stopped)


def run_sweep_on_cores(
    case: Case,
    plan: SweepPlan,
    jobs: int | None = None,
    progress: SweepProgress = unseen,
    cancelled: Cancelled = never,
) -> SweepResult:
    """Solve every point of a plan on the cores of this machine, as `run_sweep` does.

    Args:
        case, plan, progress, cancelled: as in `run_sweep`.
        jobs: how many processes; None: as many as there are cores. One needs no process.
    """
    check_plan(plan, case)
    jobs = min(jobs or available_cores(), plan.count)
    if jobs == 1:
        return run_sweep(case, plan, None, progress, cancelled)
    with own_workers(case, plan, jobs) as workers:
        points, stopped = _Collection(workers, plan, progress, cancelled).points()
    return _result(case, plan, points, stopped)


def _result(
    case: Case, plan: SweepPlan, points: Sequence[SweepPoint], stopped: Argument
) -> SweepResult:
    rules, payers = rules_of(case, plan.scenario), places_of(case).payers
    bands = bands_of(plan, payers, points, Rounding(rules.rounding))
    return SweepResult(plan, payers, rules.currency, rules.rounding, tuple(points), bands, stopped)


def _in_this_thread(
    case: Case, plan: SweepPlan, progress: SweepProgress, cancelled: Cancelled
) -> tuple[list[SweepPoint], Argument]:
    solver, points, clock = PointSolver(case, plan), list[SweepPoint](), _Clock(plan.count)
    for place in plan.points():
        solved = solver.solve([place], cancelled).points
        if not solved:
            return points, STOPPED
        points += solved
        progress(len(points), plan.count, clock.left(len(points)))
    return points, ""


class _Clock:
    """Says how long the rest will take, at the pace since the first points came back."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._first: tuple[int, float] | None = None

    def left(self, done: int) -> float | None:
        """Return the seconds that are left; None as long as there is no pace."""
        now = monotonic()
        if self._first is None:
            self._first = done, now
        before, start = self._first
        return (now - start) / (done - before) * (self._count - done) if done > before else None


class _Collection:
    """Hands out chunks, keeps every worker busy, and collects what comes back."""

    def __init__(
        self, workers: Workers, plan: SweepPlan, progress: SweepProgress, cancelled: Cancelled
    ) -> None:
        self._workers, self._places = workers, plan.points()
        self._progress, self._cancelled = progress, cancelled
        self._clock = _Clock(plan.count)
        self._next = 0
        self._under_way: dict[Future[SolvedChunk], int] = {}
        self._done: dict[int, SweepPoint] = {}
        self._seconds = 0.0

    def points(self) -> tuple[list[SweepPoint], Argument]:
        """Return the points in their order, and why some are missing."""
        stopped: Argument = ""
        try:
            while self._fill():
                self._take(_ASK_EVERY)
                if self._cancelled():
                    stopped = STOPPED
                    self._stop()
                    break
        except BrokenExecutor as error:
            stopped = text(
                "A worker ended before its work ({how}).",
                how=self._workers.end() or Quoted(str(error)),
            )
        except MemoryError:
            stopped = text("A worker needed more memory than there is.")
        return [self._done[place] for place in sorted(self._done)], stopped

    def _fill(self) -> bool:
        """Hand out as much as keeps every worker busy; say whether anything is under way."""
        while self._next < len(self._places) and len(self._under_way) < 2 * self._workers.lanes:
            end = self._next + self._chunk_size()
            future = self._workers.submit(self._places[self._next : end])
            self._under_way[future] = self._next
            self._next = end
        return bool(self._under_way)

    def _chunk_size(self) -> int:
        """Return how many points go out together: about a second's, and fewer near the end."""
        if not self._done:
            return 1
        by_time = _CHUNK_SECONDS * len(self._done) / max(self._seconds, 1e-6)
        left = len(self._places) - self._next
        fair = ceil(left / (2 * self._workers.lanes))
        return min(max(1, int(by_time)), fair, _MOST_IN_CHUNK)

    def _take(self, seconds: float) -> None:
        """Wait for chunks at most so long, and take those that came back."""
        finished, _ = wait(self._under_way, seconds, FIRST_COMPLETED)
        for future in finished:
            first = self._under_way.pop(future)
            if future.cancelled():
                continue
            chunk = future.result()
            self._seconds += chunk.seconds
            self._done |= dict(enumerate(chunk.points, first))
        if finished:
            done = len(self._done)
            self._progress(done, len(self._places), self._clock.left(done))

    def _stop(self) -> None:
        """Take back what nobody has begun, and wait a little for the rest."""
        self._workers.stop()
        for future in self._under_way:
            future.cancel()
        end = monotonic() + _GRACE
        while self._under_way and monotonic() < end:
            self._take(_ASK_EVERY)


_BURDEN_DIGITS = 12


def bands_of(
    plan: SweepPlan, payers: Sequence[str], points: Sequence[SweepPoint], money: Rounding
) -> tuple[Band, ...]:
    """Return the bands of the gap, the host residual and each payer's total and burden.

    With samples there are bands for each combination of the rules, over its samples; without,
    one set over all combinations. Points without figures are left out, and combinations of which
    no point was reached.
    """
    if not plan.samples:
        return tuple(_bands(None, payers, points, money))
    by_values: dict[tuple[float, ...], list[SweepPoint]] = {}
    for point in points:
        by_values.setdefault(point.place.values, []).append(point)
    return tuple(
        band for values, mine in by_values.items() for band in _bands(values, payers, mine, money)
    )


def _bands(
    values: tuple[float, ...] | None,
    payers: Sequence[str],
    points: Sequence[SweepPoint],
    money: Rounding,
) -> Iterator[Band]:
    solved = [point for point in points if point.status == "ok"]
    for measure in ("unfunded", "host_residual"):
        figures = quantiles([getattr(point, measure) for point in solved])
        yield Band(values, measure, None, len(solved), tuple(map(money.digits, figures)))
    for place, payer in enumerate(payers):
        figures = quantiles([point.totals[place] for point in solved])
        yield Band(values, "total", payer, len(solved), tuple(map(money.digits, figures)))
    for place, payer in enumerate(payers):
        burdens = [b for point in solved if (b := point.burdens[place]) is not None]
        rounded = (round(figure, _BURDEN_DIGITS) for figure in quantiles(burdens))
        yield Band(values, "burden", payer, len(burdens), tuple(rounded))


def quantiles(figures: Sequence[float]) -> tuple[float, ...]:
    """Return the QUANTILES of some figures, between two of them in proportion; none of none."""
    return tuple(np.quantile(figures, QUANTILES).tolist()) if len(figures) else ()
