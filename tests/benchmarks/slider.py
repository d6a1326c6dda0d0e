"""From a changed rule to the new split: 12 payers × 12 hosts × 4 stages × 10 years.

Run by hand: python -m tests.benchmarks.slider

Compared with HiGHS alone: the very same programs of the chain, one after the other, given as
bounds and costs to a HiGHS object that starts from the same kept bases; it is told only what
differs, nothing is built or checked, and nothing read out but the values. The matrix of the moved
rule is handed over before its clock runs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter
from typing import Any

import highspy
import numpy as np

from models.rules import Rules
from solver.certificate import Bounds, Optimum
from solver.engine import Engine
from solver.highs import Told, new_highs
from solver.rounding import rounded
from solver.solving import prepare
from solver.warm import Warm, warm
from tests.benchmarks.random_case import random_case

MOVES = 40


@dataclass
class Program:
    """One program of a chain as HiGHS got it."""

    bounds: Bounds
    costs: np.ndarray
    name: str
    strategy: int


def main() -> None:
    """Print medians and ratios."""
    case = random_case(7)
    kept = warm(prepare(case, "base"))
    setup = kept.prepared.setup
    print(f"pairs {len(setup.pair_payer):,}, programmes {len(setup.need)}")
    for what, moves in (("own share", _own_shares()), ("benefit cap", _caps())):
        _measure(what, kept, moves)
    _measure_budgets(kept)


def _own_shares() -> list[dict[str, Any]]:
    return [{"own_share_min": 0.10 + 0.002 * i} for i in range(MOVES)]


def _caps() -> list[dict[str, Any]]:
    return [{"benefit_cap": 1.0 - 0.004 * i} for i in range(MOVES)]


def _measure(what: str, kept: Warm, moves: list[dict[str, Any]]) -> None:
    rules: Rules = kept.prepared.setup.traced.rules
    kept.change(rules=rules)
    kept.exact()
    _report(what, kept, [partial(_to_rules, kept, replace(rules, **m)) for m in moves])
    kept.change(rules=rules)


def _measure_budgets(kept: Warm) -> None:
    budgets = kept.prepared.case.table("Budgets")
    most = budgets["max_contribution"].to_numpy()

    def move(i: int) -> None:
        changed = most * np.where(np.arange(len(most)) == 0, 1 - 0.005 * i, 1)
        kept.change(budgets=budgets.assign(max_contribution=changed))

    move(0)
    kept.exact()
    _report("one budget", kept, [partial(move, i) for i in range(MOVES)])


def _to_rules(kept: Warm, rules: Rules) -> None:
    kept.change(rules=rules)


def _report(what: str, kept: Warm, moves: list[Callable[[], None]]) -> None:
    alone = Alone(kept.prepared.engine)
    times: list[tuple[float, float, float]] = []
    for move in moves:
        start = perf_counter()
        move()
        with alone.recording():
            chain = kept.exact()
        split = perf_counter() - start - alone.spent_recording
        start = perf_counter()
        rounded(kept.prepared.model, chain.split, 0.01)
        units = perf_counter() - start
        times.append((split, alone.replay(kept.prepared.engine), units))
    ours, theirs, rounding = np.array(times).T
    print(
        f"{what:12} to the split {np.median(ours) * 1e3:6.1f} ms, "
        f"rounded {np.median(ours + rounding) * 1e3:6.1f} ms, "
        f"HiGHS alone {np.median(theirs) * 1e3:6.1f} ms, "
        f"ratio {np.median(ours / theirs):.2f}"
    )


class Alone:
    """Records what HiGHS is given in a chain and gives it to another one, with its own bases."""

    def __init__(self, engine: Engine) -> None:
        self._bases: dict[str, highspy.HighsBasis] = dict(engine._kept)
        self._programs: list[Program] = []
        self.spent_recording = 0.0
        self._highs = new_highs()

    def recording(self) -> _Recording:
        """Record while this is open."""
        self._programs, self.spent_recording = [], 0.0
        return _Recording(self)

    def take(self, engine: Engine, costs: np.ndarray, name: str) -> None:
        """Note one program."""
        start = perf_counter()
        strategy = 1 if name in self._bases else 4
        self._programs.append(Program(engine.bounds(), costs.copy(), name, strategy))
        self.spent_recording += perf_counter() - start

    def replay(self, engine: Engine) -> float:
        """Solve the recorded programs and return the seconds it took."""
        highs = self._highs
        told = Told(highs, engine.arrays)
        start = perf_counter()
        for program in self._programs:
            told.tell_bounds(program.bounds)
            told.tell_costs(program.costs)
            if program.name in self._bases:
                highs.setBasis(self._bases[program.name])
            highs.setOptionValue("simplex_strategy", program.strategy)
            highs.run()
            np.array(highs.getSolution().col_value)
            self._bases[program.name] = highs.getBasis()
        return perf_counter() - start


class _Recording:
    def __init__(self, alone: Alone) -> None:
        self._alone = alone

    def __enter__(self) -> None:
        alone, self._minimise = self._alone, Engine.minimise

        def recorded(engine: Engine, costs: np.ndarray, name: str = "") -> Optimum | None:
            alone.take(engine, costs, name)
            return self._minimise(engine, costs, name)

        Engine.minimise = recorded  # type: ignore[method-assign,assignment]

    def __exit__(self, *_: object) -> None:
        Engine.minimise = self._minimise  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
