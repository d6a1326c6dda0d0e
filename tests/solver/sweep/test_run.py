"""Running a sweep: the same figures whoever solves the points."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

from models.case import Case
from models.results.sweep import (
    QUANTILES,
    Band,
    Spread,
    SweepPlan,
    SweepPoint,
    SweepResult,
    VariedRule,
)
from models.words.language import ENGLISH
from solver.goals.chain import pursue
from solver.goals.goal import Chain
from solver.goals.optimal_face import Infeasible
from solver.solve import solve_case
from solver.sweep.run import STOPPED, run_sweep, run_sweep_on_cores
from solver.sweep.samples import Sampler
from tests.cases import with_rows, with_rules, worked


def totals(result: SweepResult) -> list[dict[str, float]]:
    return [dict(zip(result.payers, p.totals, strict=True)) for p in result.points]


def test_own_shares_of_the_worked_example_are_those_found_by_hand(own_shares: SweepPlan) -> None:
    """City pays its share of 720,000; the others share the rest as 900 to 210.

    City's own part is its 40,000 of later benefit and, beyond, the residual that nobody else can
    be asked for. Port's own share of 160,000 is always below what it pays.
    """
    result = run_sweep(worked(), own_shares)
    assert result.complete
    assert [point.unfunded for point in result.points] == [0.0] * 6
    for point, paid in list(zip(result.points, totals(result), strict=True))[1:]:
        share = point.place.values[0]
        city = 720_000 * share
        assert paid["city"] == pytest.approx(city, abs=0.011)
        assert point.host_residual == pytest.approx(city - 40_000, abs=0.011)
        assert paid["federation"] == pytest.approx((880_000 - city) * 900 / 1110, abs=0.011)
        assert paid["port"] == pytest.approx((880_000 - city) * 210 / 1110, abs=0.011)


def test_a_point_has_the_figures_that_solving_it_alone_has(uncertain: SweepPlan) -> None:
    result = run_sweep(worked(), uncertain)
    sampler = Sampler(worked(), uncertain.spreads, uncertain.seed)
    for point in result.points:
        drawn = sampler.sample(point.place.sample or 0)
        split = solve_case(with_rules(drawn, own_share_min=point.place.values[0]))
        alone = [(line.own + line.others, line.burden) for line in split.payers]
        assert [b for _, b in alone] == list(point.burdens)
        assert [paid for paid, _ in alone] == pytest.approx(point.totals, abs=1e-6)
        assert sum(p.unfunded for p in split.programmes) == pytest.approx(point.unfunded)


@pytest.fixture(scope="module")
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        yield pool


def test_threads_and_processes_give_the_same_result_as_this_thread(
    uncertain: SweepPlan, own_shares: SweepPlan, processes: Executor
) -> None:
    for plan in (uncertain, own_shares):
        expected = run_sweep(worked(), plan)
        with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(3) as three:
            assert run_sweep(worked(), plan, one) == expected
            assert run_sweep(worked(), plan, three, lanes=3) == expected
        assert run_sweep(worked(), plan, processes, lanes=2) == expected


def test_the_processes_of_the_sweep_itself_give_the_same_result(uncertain: SweepPlan) -> None:
    assert run_sweep_on_cores(worked(), uncertain, 2) == run_sweep(worked(), uncertain)


def test_more_samples_keep_those_that_were_drawn_before(uncertain: SweepPlan) -> None:
    few = run_sweep(worked(), uncertain).points
    more = run_sweep(worked(), replace(uncertain, samples=7)).points
    assert [p for p in more if (p.place.sample or 0) <= 5] == list(few)


def test_another_seed_gives_other_figures(uncertain: SweepPlan) -> None:
    one, other = (run_sweep(worked(), replace(uncertain, seed=seed)) for seed in (1, 2))
    assert run_sweep(worked(), replace(uncertain, seed=1)) == one
    pairs = list(zip(one.points, other.points, strict=True))
    assert len(pairs) == 10
    assert all(a.totals != b.totals for a, b in pairs)


def figure(point: SweepPoint, band: Band, payers: tuple[str, ...]) -> float | None:
    if band.payer is None:
        return point.unfunded if band.measure == "unfunded" else point.host_residual
    figures = {"total": point.totals, "burden": point.burdens}[band.measure]
    return figures[payers.index(band.payer)]


def test_bands_are_the_percentiles_of_the_points_of_each_combination(
    uncertain: SweepPlan,
) -> None:
    result = run_sweep(worked(), uncertain)
    for band in result.bands:
        mine = [p for p in result.points if p.place.values == band.values]
        assert band.points == len(mine) == 5
        figures = [figure(point, band, result.payers) for point in mine]
        assert None not in figures
        expected = np.percentile(np.array(figures, dtype=float), [100 * part for part in QUANTILES])
        assert band.quantiles == pytest.approx(expected, abs=0.0051)
    assert len(result.bands) == 2 * (2 + 2 * len(result.payers))


def test_without_samples_the_bands_go_over_all_combinations(own_shares: SweepPlan) -> None:
    result = run_sweep(worked(), own_shares)
    city = next(b for b in result.bands if (b.measure, b.payer) == ("total", "city"))
    assert city.values is None
    assert city.quantiles[0] == 30608.70
    assert city.quantiles[3] == 180_000
    assert city.quantiles[-1] == 360_000


def clashing() -> Case:
    """Port pays at most 40,000, and at least a tenth of its own needs: too much once they are
    two and a half times the 160,000 of the case.
    """
    rows: list[tuple[object, ...]] = [
        ("little", None, "port", None, None, None, "amount", "at most", 40_000)
    ]
    rows += [("much", None, "port", "port", None, None, "share_of_need", "at least", 0.1)]
    return with_rows(worked(), "Clauses", rows)


def test_a_conflict_at_a_point_is_a_result_that_names_the_clauses() -> None:
    spread = (Spread("Costs", "cost_per_person", 2.0),)
    result = run_sweep(clashing(), SweepPlan("base", (), 20, spread, 3))
    assert result.complete
    found = {point.status: point for point in result.points}
    assert set(found) == {"ok", "conflict"}
    assert ENGLISH.say(found["conflict"].reason) == "Clauses that cannot all hold: little, much."
    assert found["conflict"].totals == ()
    assert found["conflict"].unfunded is None
    assert result.bands[0].points == result.count("ok")


def test_bands_without_any_point_are_empty() -> None:
    rows = [("much", None, "port", None, None, None, "amount", "at least", 100)]
    rows += [("little", None, "port", None, None, None, "amount", "at most", 50)]
    clash = with_rows(worked(), "Clauses", rows)
    result = run_sweep(clash, SweepPlan("base", (VariedRule("benefit_cap", (1.0, 2.0)),)))
    assert result.count("conflict") == 2
    assert all(band.points == 0 and band.quantiles == () for band in result.bands)


def test_a_rule_varies_in_its_scenario_only() -> None:
    both = with_rules(worked(), own_share_min={"base": 0.2, "other": 0.4}, benefit_cap=1)
    rule = (VariedRule("own_share_min", (0.1, 0.3)),)
    base = totals(run_sweep(both, SweepPlan("base", rule)))
    assert totals(run_sweep(both, SweepPlan("other", rule))) == base
    cap = SweepPlan("other", (VariedRule("benefit_cap", (1.0, 2.0)),))
    assert totals(run_sweep(both, cap))[0]["city"] == 288_000


def after(points: int) -> tuple[Callable[[int, int, float | None], None], Callable[[], bool]]:
    """Return a progress and a wish to stop once so many points are done."""
    seen = [0]

    def progress(done: int, _of: int, _left: float | None) -> None:
        seen[0] = done

    return progress, lambda: seen[0] >= points


def test_stopping_keeps_what_is_done(own_shares: SweepPlan) -> None:
    whole = run_sweep(worked(), own_shares)
    part = run_sweep(worked(), own_shares, None, *after(2))
    assert not part.complete
    assert part.stopped == STOPPED
    assert part.points == whole.points[:2]
    assert part.bands[0].points == 2


@pytest.mark.parametrize("own", [True, False])
def test_stopping_keeps_what_the_workers_have_done(
    own: bool, uncertain: SweepPlan, processes: Executor
) -> None:
    plan = replace(uncertain, samples=2000)
    if own:
        part = run_sweep_on_cores(worked(), plan, 2, *after(3))
    else:
        part = run_sweep(worked(), plan, processes, *after(3), lanes=2)
    assert part.stopped == STOPPED
    assert 3 <= len(part.points) < plan.count
    done = {point.place for point in part.points}
    expected = run_sweep(worked(), replace(plan, samples=5)).points
    assert [p for p in part.points if (p.place.sample or 0) <= 5] == [
        p for p in expected if p.place in done
    ]


def test_progress_counts_to_the_end_and_says_how_long_is_left(own_shares: SweepPlan) -> None:
    seen: list[tuple[int, int, float | None]] = []
    run_sweep(worked(), own_shares, None, lambda *told: seen.append(told))
    assert [done for done, _, _ in seen] == [1, 2, 3, 4, 5, 6]
    assert {of for _, of, _ in seen} == {6}
    assert seen[0][2] is None
    assert all(left is not None and left >= 0 for _, _, left in seen[1:])
    assert seen[-1][2] == 0


class DyingExecutor(Executor):
    """Solves some chunks, then loses its workers."""

    def __init__(self, chunks: int) -> None:
        self._left = chunks

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        self._left -= 1
        if self._left < 0:
            future.set_exception(BrokenProcessPool("gone"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_a_worker_that_dies_does_not_take_what_is_done_with_it(own_shares: SweepPlan) -> None:
    part = run_sweep(worked(), own_shares, DyingExecutor(2), lanes=1)
    assert part.points == run_sweep(worked(), own_shares).points[: len(part.points)]
    assert not part.complete
    assert "A worker ended before its work" in ENGLISH.say(part.stopped)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
@pytest.mark.parametrize(
    ("number", "told"),
    [
        (9, "killed by signal 9 (SIGKILL), maybe for want of memory"),
        (11, "killed by signal 11 (SIGSEGV)"),
        (15, "killed by signal 15 (SIGTERM)"),
    ],
)
def test_how_a_worker_ended_is_told_and_what_is_done_is_kept(
    number: int, told: str, uncertain: SweepPlan
) -> None:
    plan = replace(uncertain, samples=5_000)

    def kill_one(_done: int, _of: int, _left: float | None) -> None:
        for worker in multiprocessing.active_children()[:1]:
            os.kill(worker.pid or 0, number)

    part = run_sweep_on_cores(worked(), plan, 2, kill_one)
    assert ENGLISH.say(part.stopped) == f"A worker ended before its work ({told})."
    assert part.points


def test_a_worker_that_cannot_be_started_is_told(
    uncertain: SweepPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_process: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refused)
    part = run_sweep_on_cores(worked(), uncertain, 2)
    why = "“Resource temporarily unavailable”"
    assert ENGLISH.say(part.stopped) == f"A worker ended before its work ({why})."


def test_a_lack_of_memory_belongs_to_its_point(
    own_shares: SweepPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(*_arguments: object) -> Chain:
        raise MemoryError

    monkeypatch.setattr("solver.sweep.points.pursue", lacking)
    result = run_sweep(worked(), own_shares)
    assert {point.status for point in result.points} == {"failed"}
    assert "memory" in ENGLISH.say(result.points[0].reason)


def test_a_point_that_cannot_be_solved_is_no_conflict_and_stops_nothing(
    own_shares: SweepPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, tried = run_sweep(worked(), own_shares), list[int]()

    def sometimes(*arguments: Any) -> Chain:
        tried.append(1)
        if len(tried) == 2:
            raise Infeasible
        if len(tried) == 4:
            raise ArithmeticError("no certificate")
        return pursue(*arguments)

    monkeypatch.setattr("solver.sweep.points.pursue", sometimes)
    result = run_sweep(worked(), own_shares)
    assert result.complete
    statuses = [point.status for point in result.points]
    assert statuses == ["ok", "failed", "ok", "failed", "ok", "ok"]
    assert ENGLISH.say(result.points[3].reason).endswith("It says: “no certificate”.")
    assert [a for a in result.points if a.status == "ok"] == [whole.points[i] for i in (0, 2, 4, 5)]
