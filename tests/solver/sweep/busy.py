"""A parent whose two workers are busy inside HiGHS for good: `python -m … FOLDER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
from scipy import sparse

from models.results.sweep import SweepPlan
from solver.engine.arrays import Arrays
from solver.engine.highs import hand_over, new_highs
from solver.sweep.cores import own_workers
from tests.cases import worked


def solve_without_end(folder: str) -> None:
    """Note that it begins, then solve one program again and again."""
    rows, columns = 1_200, 1_500
    draw = np.random.default_rng(0)
    matrix = sparse.random_array((rows, columns), density=0.2, rng=0)
    highs = new_highs()
    hand_over(
        highs,
        Arrays(
            matrix=sparse.csr_array(matrix),
            lower=np.zeros(columns),
            upper=np.full(columns, 10.0),
            row_lower=np.full(rows, -np.inf),
            row_upper=50 * draw.random(rows),
        ),
    )
    for column in range(columns):
        highs.changeColCost(column, -draw.random())
    (Path(folder) / str(os.getpid())).touch()
    while True:
        highs.clearSolver()
        highs.run()


if __name__ == "__main__":
    with own_workers(worked(), SweepPlan("base"), 2) as workers:
        for _ in range(2):
            workers.executor.submit(solve_without_end, sys.argv[1])
