"""The rules that keep clauses from holding, and the nearest values with which these would.

Two rules bound what payers pay: the least own share α and the benefit cap β (2-method). The less
the one asks for, and the more the other allows, the more splits there are, so that the nearest
value is found by halving. It is one that people would write: a whole percent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import ceil, floor

import numpy as np

from models.results.explanation import RuleGivesWay
from solver.engine.cancelling import Cancelled
from solver.engine.engine import Engine
from solver.goals.large import is_large
from solver.inputs.setup import Setup
from solver.program.model import Model, model_of

_MOST_PERCENT = 1000
"""A cap above this is said to be none."""
_NOISE = 1e-9


def rules_behind(model: Model, cancelled: Cancelled) -> tuple[RuleGivesWay, ...]:
    """Find the rules of which one alone could give way, so that all clauses hold.

    Args:
        model: a model whose clauses cannot all hold.
        cancelled: asked by the engines.

    Returns:
        the rules; none of a large case, where each try takes as long as a split.

    Raises:
        SolveCancelledError: somebody asked to stop.
    """
    return () if is_large(model) else tuple(_that_give_way(model.setup, cancelled))


def _that_give_way(setup: Setup, cancelled: Cancelled) -> Iterator[RuleGivesWay]:
    def holds_with_share(percent: int) -> bool:
        return _holds(replace(setup, own_share=percent / 100), cancelled)

    def holds_with_cap(percent: int) -> bool:
        return _holds(replace(setup, benefit_cap=percent / 100), cancelled)

    if setup.own_share > 0 and holds_with_share(0):
        below = ceil(setup.own_share * 100 - _NOISE) - 1
        yield RuleGivesWay("own_share_min", _last(holds_with_share, 0, below) / 100)
    cap = setup.benefit_cap
    if cap is not None and _holds(replace(setup, benefit_cap=None), cancelled):
        above = floor(cap * 100 + _NOISE) + 1
        if above < _MOST_PERCENT and holds_with_cap(_MOST_PERCENT):
            yield RuleGivesWay("benefit_cap", _last(holds_with_cap, _MOST_PERCENT, above) / 100)
        else:
            yield RuleGivesWay("benefit_cap", None)


def _holds(setup: Setup, cancelled: Cancelled) -> bool:
    """Say whether all clauses hold together under the rules of a setup."""
    model = model_of(setup)
    engine = Engine(model.arrays, cancelled)
    found = engine.minimise(np.zeros(model.layout.columns))
    engine.free()
    return found is not None


def _last(holds: Callable[[int], bool], good: int, bad: int) -> int:
    """Return the last number from a good one on the way to another with which it still holds."""
    if holds(bad):
        return bad
    while abs(bad - good) > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if holds(middle) else (good, middle)
    return good
