"""Building the program: arrays from index tables against the same program in plain PuLP.

Run by hand: python -m tests.benchmarks.model_building
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter

import numpy as np

from solver.engine.engine import Engine
from solver.inputs.setup import Setup
from solver.program.model import model_of
from solver.program.rules import linear_program
from solver.solve import prepare
from tests.benchmarks.random_case import random_case
from tests.solver.pulp_arrays import arrays_of

SIZES = ((4, 4), (8, 6), (12, 10), (24, 10))
RUNS = 5


def main() -> None:
    """Print a line for each size, and the exponents of growth."""
    columns, ours, theirs = [], [], []
    for territories, years in SIZES:
        case = random_case(1, territories=territories, years=years)
        setup = prepare(case, "base").setup
        columns.append(model_of(setup).layout.columns)
        ours.append(_median(partial(_by_arrays, setup)))
        theirs.append(_median(partial(_by_pulp, setup)))
        print(
            f"{columns[-1]:>7,} columns: arrays {ours[-1] * 1e3:8.1f} ms, "
            f"PuLP {theirs[-1] * 1e3:9.1f} ms, PuLP / arrays {theirs[-1] / ours[-1]:5.0f}"
        )
    for name, times in (("arrays", ours), ("PuLP", theirs)):
        exponent = np.polyfit(np.log(columns[1:]), np.log(times[1:]), 1)[0]
        print(f"{name}: time grows with columns to the power of {exponent:.2f}")


def _by_arrays(setup: Setup) -> None:
    Engine(model_of(setup).arrays)


def _by_pulp(setup: Setup) -> None:
    Engine(arrays_of(linear_program(setup)))


def _median(build: Callable[[], None]) -> float:
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        build()
        times.append(perf_counter() - start)
    return float(np.median(times))


if __name__ == "__main__":
    main()
