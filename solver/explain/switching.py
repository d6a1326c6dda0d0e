"""The switching value: from which additionality on all programmes are paid back (2-method 2.3)."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import numpy as np

from models.flows.places import NOBODY, Floats
from models.flows.traced import TracedCase
from models.results.switching import SwitchingValue
from solver.engine.cancelling import Cancelled, Progress, SolveCancelledError, never, silent
from solver.engine.engine import Engine
from solver.inputs.setup import setup_of
from solver.program.layout import Layout
from solver.program.model import model_of

_STEPS = 20
"""0, 0.05, 0.1, … 1 are tried."""
_FINE = 1e-6
_NOTHING = 1e-7
"""Scaled money that is a rounding error of the solver: less than a billionth of the needs."""
_DIGITS = 9


def switching_value(
    traced: TracedCase, *, progress: Progress = silent, cancelled: Cancelled = never
) -> SwitchingValue:
    """Find the smallest additionality at which u = z = 0 is possible within all limits.

    What the goals want does not matter, nor what the scenario's own additionality is.

    Args:
        traced: the case, traced for a scenario.
        progress: told at each try.
        cancelled: asked often whether to stop.

    Returns:
        the value, to a millionth.

    Raises:
        SolveCancelledError: somebody asked to stop.
    """
    trial, least = _Trial(traced, progress, cancelled), _least_of_programmes(traced)
    tried = (step / _STEPS for step in range(_STEPS + 1))
    high = next((a for a in tried if a >= least and trial.pays_back(a)), None)
    if high is None:
        return SwitchingValue(None, None)
    low = max(0.0, high - 1 / _STEPS, least)
    near = least + _FINE  # often one programme alone decides
    if near < high and trial.pays_back(near):
        high = near
    while high - low > _FINE:
        middle = (low + high) / 2
        low, high = (low, middle) if trial.pays_back(middle) else (middle, high)
    return SwitchingValue(round(high, _DIGITS), _part_left(traced, traced_at(traced, high)))


def traced_at(traced: TracedCase, additionality: float) -> TracedCase:
    """Return a traced case as it is at another additionality."""
    return traced.with_rules(replace(traced.rules, additionality=additionality))


def _least_of_programmes(traced: TracedCase) -> float:
    """Return an additionality below which some programme's later benefit does not pay for it.

    D is proportional to A, so that this needs no solve. With a same key a programme may be paid by
    those who gain from others of its class.
    """
    rules = traced.rules
    if rules.benefit_cap is None or rules.same_key_by is not None:
        return 0.0
    at_one = traced_at(traced, 1.0)
    need = at_one.programmes.need
    most = rules.benefit_cap * np.asarray(at_one.later_benefit.sum(axis=1)).ravel()
    parts = np.divide(need, most, out=np.full(len(need), np.inf), where=most > 0)
    return float(np.max(parts[need > 0], initial=0.0)) * (1 - _FINE)


def _part_left(counted: TracedCase, left: TracedCase) -> float | None:
    """Return what one traced case leaves of the later benefit of another; None: there is none."""
    whole = float(counted.total.total.sum())
    return round(float(left.total.total.sum()) / whole, _DIGITS) if whole > 0 else None


class _Trial:
    """Tries one additionality after the other."""

    def __init__(self, traced: TracedCase, progress: Progress, cancelled: Cancelled) -> None:
        self._traced, self._progress, self._cancelled = traced, progress, cancelled
        self._number = count()

    def pays_back(self, additionality: float) -> bool:
        """Say whether nothing need stay unfunded or with a host."""
        self._progress("switching value", next(self._number), 0)
        if self._cancelled():
            raise SolveCancelledError
        setup = setup_of(traced_at(self._traced, additionality))
        model = model_of(replace(setup, targets={}))  # no goal is a distance here
        engine = Engine(model.arrays, self._cancelled)
        least = engine.minimise(_left_open(model.layout))
        engine.free()
        return least is not None and least.objective <= _NOTHING


def _left_open(layout: Layout) -> Floats:
    """Return the costs of Σ u(k) + Σ z(k)."""
    costs = np.zeros(layout.columns)
    costs[layout.gap] = 1.0
    costs[layout.residual[layout.residual != NOBODY]] = 1.0
    return costs
