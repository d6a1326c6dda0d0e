"""Large cases from Case to rounded split: municipalities of Belgium, counties of the United States.

Run by hand: python -m tests.benchmarks.large_cases [YEARS …] [counties] [groups]

581 municipalities × 3 funded stages × 1, 2, 5 and 10 years, with de_minimis 0.001: 1.5 million
pairs at 10 years; "groups" is one year in three groups. Compared with HiGHS alone: the very same
programs, those of the goals and that of the rounding, given as arrays of bounds and costs to HiGHS
objects that solve them as ours did; nothing is traced, built, checked or read out but the values.
Each size runs in a process of its own, so that its peak memory is its own, read before HiGHS runs
alone. The last lines give the exponents of growth.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import highspy
import numpy as np
from scipy import sparse

from models.case import Case
from models.scenarios import rules_of
from solver.engine.arrays import Arrays, Bounds
from solver.engine.engine import Engine
from solver.engine.highs import KnownModel, new_highs
from solver.goals.chain import met
from solver.solve import prepare
from solver.state.exact import ExactSplit
from solver.state.rounding import rounded
from tests.benchmarks.counties import county_case
from tests.benchmarks.groups import in_groups
from tests.benchmarks.municipal import municipal_case
from tests.cases import with_rules

SIZES = ("1", "2", "5", "10")
COUNTIES, GROUPS = "counties", "groups"


def main() -> None:
    """Measure every size that is asked for and print what came of it."""
    asked = sys.argv[1:] or [*SIZES, COUNTIES, GROUPS]
    found = [_in_a_process(size) for size in asked]
    years = [figures for size, figures in zip(asked, found, strict=True) if size in SIZES]
    if len(years) > 1:
        pairs = np.log([figures["pairs"] for figures in years])
        for what in ("seconds", "gigabytes"):
            slope = np.polyfit(pairs, np.log([figures[what] for figures in years]), 1)[0]
            print(f"{what} grow with the pairs to the power of {slope:.2f}")


def _in_a_process(size: str) -> dict[str, float]:
    code = f"from tests.benchmarks.large_cases import measure; measure({size!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, text=True
    )
    figures: dict[str, float] = json.loads(done.stdout)
    print(
        f"{size:>8}: {figures['pairs']:9,.0f} pairs, first answer {figures['first']:5.1f} s, "
        f"rounded {figures['seconds']:5.1f} s, HiGHS alone {figures['alone']:5.1f} s, "
        f"ratio {figures['seconds'] / figures['alone']:.2f}, {figures['gigabytes']:.2f} GB",
        flush=True,
    )
    return figures


def measure(size: str) -> None:
    """Print the figures of one size as JSON."""
    if size == COUNTIES:
        case = county_case()
    else:
        case = in_groups(_municipal(1)) if size == GROUPS else _municipal(int(size))
    with tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(Path(folder))
        figures = recorder.run(case)
        figures["alone"] = recorder.replay()
    print(json.dumps(figures))


def _municipal(years: int) -> Case:
    last = 2024 + years
    return with_rules(
        municipal_case(last),
        de_minimis=0.001,
        project_until=last,
        programme_years=f"2025-{last}",
    )


class Recorder:
    """Runs a case, notes on disk every program that HiGHS gets, and gives them to HiGHS alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._programs: list[dict[str, Any]] = []
        self._matrices: list[np.ndarray] = []
        self._spent = 0.0

    def run(self, case: Case) -> dict[str, float]:
        """Solve as the program does and return pairs, seconds and gigabytes."""
        self._record()
        start = perf_counter()
        first: list[float] = []

        def tell(_goal: str, _split: ExactSplit) -> None:
            first.append(perf_counter() - start - self._spent)

        prepared = prepare(case, "base")
        chain = met(prepared.engine, prepared.model, tell=tell)
        rounded(prepared.model, chain.split, rules_of(case, "base").rounding)
        seconds = perf_counter() - start - self._spent
        prepared.engine.free()
        return {
            "pairs": len(prepared.setup.pair_payer),
            "first": first[0] if first else seconds,
            "seconds": seconds,
            "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
        }

    def _record(self) -> None:
        run = Engine._run

        def recorded(
            engine: Engine, strategy: int, *, most: int = highspy.kHighsIInf, is_near: bool = False
        ) -> Any:
            self._note(engine, strategy, most)
            return run(engine, strategy, most=most, is_near=is_near)

        Engine._run = recorded  # type: ignore[method-assign,assignment]

    def _note(self, engine: Engine, strategy: int, most: int) -> None:
        start = perf_counter()
        matrix = self._number_of(engine.arrays.matrix)
        parts = (engine.lower, engine.upper, engine.row_lower, engine.row_upper, engine._told.costs)
        self._save(f"program{len(self._programs)}", *parts)
        highs = engine._highs
        options = {
            name: highs.getOptionValue(name)[1] for name in ("presolve", "simplex_scale_strategy")
        }
        basis = highs.getBasis()
        goes_on = engine._has_basis and bool(basis.valid)
        is_given = engine._started_warm and not engine._has_basis
        if is_given:
            kinds = (list(map(int, status)) for status in (basis.col_status, basis.row_status))
            self._save(f"basis{len(self._programs)}", *map(np.array, kinds))
        self._programs.append(
            {
                "matrix": matrix,
                "strategy": strategy,
                "steps": most,
                "options": options,
                "goes_on": goes_on,
                "is_given": is_given,
            }
        )
        self._spent += perf_counter() - start

    def _number_of(self, matrix: sparse.csr_array) -> int:
        """Return the number under which a matrix is saved; its row starts tell which it is."""
        for number, starts in enumerate(self._matrices):
            if starts is matrix.indptr:
                return number
        self._matrices.append(matrix.indptr)
        number = len(self._matrices) - 1
        self._save(f"matrix{number}", matrix.data, matrix.indices, matrix.indptr)
        return number

    def _save(self, name: str, *parts: np.ndarray) -> None:
        np.savez(self._folder / f"{name}.npz", *parts)

    def _load(self, name: str) -> list[np.ndarray]:
        with np.load(self._folder / f"{name}.npz") as kept:
            return [kept[f"arr_{i}"] for i in range(len(kept.files))]

    def _basis(self, number: int) -> highspy.HighsBasis:
        kinds = [highspy.HighsBasisStatus(kind) for kind in range(5)]
        basis = highspy.HighsBasis()
        basis.col_status, basis.row_status = (
            [kinds[at] for at in status.tolist()] for status in self._load(f"basis{number}")
        )
        basis.valid, basis.alien = True, False
        return basis

    def _matrix(self, number: int, bounds: Bounds) -> sparse.csr_array:
        data, indices, starts = self._load(f"matrix{number}")
        shape = (len(bounds.row_lower), len(bounds.lower))
        return sparse.csr_array((data, indices, starts), shape=shape)

    def replay(self) -> float:
        """Give every program to HiGHS alone and return the seconds it took."""
        seconds, highs, standing = 0.0, new_highs(), -1
        for number, program in enumerate(self._programs):
            *parts, costs = self._load(f"program{number}")
            bounds = Bounds(*parts)
            matrix = self._matrix(program["matrix"], bounds)
            start = perf_counter()
            if program["matrix"] != standing:
                highs = new_highs()
                for name, value in program["options"].items():
                    highs.setOptionValue(name, value)
                arrays = Arrays(
                    matrix=matrix,
                    row_lower=bounds.row_lower,
                    row_upper=bounds.row_upper,
                    lower=bounds.lower,
                    upper=bounds.upper,
                )
                told = KnownModel(highs, arrays)
                standing = program["matrix"]
            elif not program["goes_on"]:
                highs.clearSolver()
            if program["is_given"]:
                highs.setBasis(self._basis(number))
            told.tell_bounds(bounds)
            told.tell_costs(costs)
            highs.setOptionValue("simplex_strategy", program["strategy"])
            highs.setOptionValue("simplex_iteration_limit", program["steps"])
            highs.run()
            np.array(highs.getSolution().col_value)
            seconds += perf_counter() - start
        return seconds


if __name__ == "__main__":
    main()
