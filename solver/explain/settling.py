"""Values of clauses, as people write them, that settle a conflict, each tried before it is said."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from solver.explain.clash import Clash
from solver.explain.elastic import Elastic
from solver.explain.sets import Clauses

OF_A_SHARE = 1e-6
"""The unit to which a value that is a share is rounded."""
_FINER = (1.0, 1e-2, 1e-4, 1e-6)
_NOISE = 1e-6
"""Part of a unit that is a rounding error of the solver."""


def value_within(
    clash: Clash, clause: int, reach: tuple[float, float], others: Clauses, rounding: float
) -> float | None:
    """Return the nearest value at which a clause holds beside others, rounded to the safe side.

    Args:
        clash: the program.
        clause: the clause that moves.
        reach: the least and most its payments can add up to beside the others.
        others: the clauses that stay.
        rounding: the unit of the payments.
    """
    term, (least, most) = clash.term(clause), reach
    up = term.sense == "at most" or (term.sense == "exactly" and least > term.bound)
    for values in _candidates(clash, {clause: least if up else most}, rounding):
        if clash.holds(others | {clause}, _bounds(clash, values)):
            return values[clause]
    return None


def cheapest_values(clash: Clash, elastic: Elastic, rounding: float) -> dict[int, float]:
    """Return the values with which all clauses hold and the least money is moved.

    A clause that says "exactly" is pressed from both sides: those are rounded first, one by one,
    so that the rest can still be settled. The others then move as far as that asks for, and are
    rounded to the side on which they leave more room.
    """
    wanted = elastic.cheapest()
    exact = [c for c in sorted(wanted) if clash.term(c).sense == "exactly"]
    stiff = clash.every - wanted.keys()
    values: dict[int, float] = {}
    for clause in exact:
        for candidate in _candidates(clash, {clause: wanted[clause]}, rounding):
            tried = {**values, **candidate}
            if clash.holds(stiff | tried.keys(), _bounds(clash, tried)):
                values = tried
                break
    others = frozenset(wanted) - values.keys()
    bounds = elastic.cheapest(_bounds(clash, values), others)
    for candidate in _candidates(clash, bounds, rounding):
        settled = {**values, **candidate}
        if clash.holds(clash.every, _bounds(clash, settled)):
            return settled
    raise ArithmeticError("the cheapest changes do not settle the conflict")


def _bounds(clash: Clash, values: dict[int, float]) -> dict[int, float]:
    return {clause: value * clash.term(clause).per_value for clause, value in values.items()}


def _candidates(
    clash: Clash, bounds: dict[int, float], rounding: float
) -> Iterator[dict[int, float]]:
    """Offer values for bounds in scaled money, from coarse to fine, the last not rounded."""
    steps = {
        clause: rounding if clash.measure(clause) == "amount" else OF_A_SHARE for clause in bounds
    }
    for finer in _FINER:
        for other_way in (False, True) if _any_exact(clash, bounds) else (False,):
            yield {
                clause: _rounded(clash, clause, bound, steps[clause] * finer, other_way)
                for clause, bound in bounds.items()
            }
    yield {clause: bound / clash.term(clause).per_value for clause, bound in bounds.items()}


def _any_exact(clash: Clash, bounds: dict[int, float]) -> bool:
    return any(clash.term(clause).sense == "exactly" for clause in bounds)


def _rounded(clash: Clash, clause: int, bound: float, step: float, other_way: bool) -> float:
    """Round a bound: up where it is a most, down where a least, where exact up if it went up."""
    term = clash.term(clause)
    steps = bound / term.per_value / step
    up = term.sense == "at most" or (term.sense == "exactly" and bound > term.bound)
    whole = np.ceil(steps - _NOISE) if up != other_way else np.floor(steps + _NOISE)
    return float(round(max(whole, 0.0) * step, 15)) + 0.0
