"""How many samples a second a sweep solves: one core, two cores, a Dask cluster of two workers.

Run by hand: python -m tests.benchmarks.sweep_speed [SAMPLES]

The case is belgium.xlsx, its flows and benefits uncertain. Starting processes or a cluster is
counted apart: it is done once, however long the sweep. All three must give the same result.
"""

from __future__ import annotations

import sys
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter

from distributed import LocalCluster

from models.case import Case
from models.results.sweep import Spread, SweepPlan, SweepResult
from solver.sweep.cluster import cluster_at
from solver.sweep.run import run_sweep, run_sweep_on_cores
from tests.cases import sample_case

_SAMPLES = 1000
_SPREADS = (Spread("Flows", "persons", 0.1), Spread("Benefits", "benefit_per_person", 0.1))


def main() -> None:
    """Print samples a second, and the ratios to one core."""
    samples = int(sys.argv[1]) if len(sys.argv) > 1 else _SAMPLES
    case = sample_case("belgium")
    plan = SweepPlan("base", (), samples, _SPREADS, 1)
    run_sweep(case, SweepPlan("base", (), 5, _SPREADS, 1))
    start = perf_counter()
    one = run_sweep(case, plan)
    alone = perf_counter() - start
    _say("one core", samples, alone, alone)
    start = perf_counter()
    assert run_sweep_on_cores(case, plan, 2) == one
    _say("two cores, start included", samples, perf_counter() - start, alone)
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        _say("two cores, warm", samples, _warm(case, plan, pool, one), alone)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local,
        cluster_at(local.scheduler_address) as cluster,
    ):
        _say("Dask, two workers, warm", samples, _warm(case, plan, cluster.executor, one), alone)
    print(f"{one.count('ok')} of {samples} samples have a split")


def _warm(case: Case, plan: SweepPlan, executor: Executor, expected: SweepResult) -> float:
    """Return the seconds of a sweep by workers that have solved something before."""
    run_sweep(case, SweepPlan("base", (), 8, _SPREADS, 1), executor, lanes=2)
    start = perf_counter()
    assert run_sweep(case, plan, executor, lanes=2) == expected
    return perf_counter() - start


def _say(who: str, samples: int, seconds: float, alone: float) -> None:
    print(f"{who}: {samples / seconds:.1f} samples a second, {alone / seconds:.2f} x one core")


if __name__ == "__main__":
    main()
