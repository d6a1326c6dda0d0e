"""Which clauses cannot hold together, what settles it, and how far each would have to move."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count

import numpy as np

from models.results.explanation import ClausePrice, ConflictReport
from models.results.split import ConflictLine
from solver.engine.cancelling import Cancelled, Progress, never, silent
from solver.engine.engine import Engine
from solver.explain.clash import Clash, Elastic
from solver.explain.rules_behind import rules_behind
from solver.explain.sets import Clauses, all_conflicts, smallest_conflict
from solver.program.model import Model


def conflict(engine: Engine, model: Model, rounding: float) -> tuple[ConflictLine, ...]:
    """Name a smallest set of clauses that cannot hold together with the rules.

    Of all smallest sets it is the first in the order of the clauses' keys. For each clause of
    it stands the value at which, with all others in force, nothing clashes any more; where other
    conflicts remain whatever its value, the one at which it alone would fit the set.
    """
    clash = Clash(engine, model)
    smallest = sorted(smallest_conflict(len(clash.every), clash.holds))
    lines = tuple(_line(clash, clause, smallest, rounding) for clause in smallest)
    clash.let_be()
    return lines


def conflict_report(
    engine: Engine,
    model: Model,
    rounding: float,
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> ConflictReport:
    """Find every minimal conflict, the cheapest changes that settle all, and each clause's price.

    Args:
        engine: the engine with the bounds of `model`, which it has afterwards.
        model: a model whose clauses cannot all hold.
        rounding: the unit of the payments.
        progress: told what is being done.
        cancelled: asked while the cheapest changes are found; the engine asks its own.

    Raises:
        SolveCancelledError: somebody asked to stop.
    """
    clash = Clash(engine, model)
    elastic = Elastic(model, clash, cancelled)
    tried = count()  # how many sets there are is not known

    def holds(clauses: Clauses) -> bool:
        progress("conflict", next(tried), 0)
        return clash.holds(clauses)

    found = all_conflicts(len(clash.every), holds, suspects=elastic.suspects)
    progress("conflict prices", 0, 0)
    involved = sorted(frozenset[int]().union(*found.sets))
    prices = tuple(_price(clash, clause, clash.every, rounding) for clause in involved)
    report = ConflictReport(
        sets=tuple(_keys(clash, clauses) for clauses in found.sets),
        complete=found.complete,
        to_drop=tuple(_keys(clash, clauses) for clauses in found.to_drop),
        changes=_cheapest(clash, elastic, prices, rounding),
        prices=prices,
        rules=rules_behind(model, cancelled),
    )
    clash.let_be()
    return report


def _keys(clash: Clash, clauses: Clauses) -> tuple[str, ...]:
    return tuple(clash.term(clause).clause for clause in sorted(clauses))


def _line(clash: Clash, clause: int, smallest: Collection[int], rounding: float) -> ConflictLine:
    settles = _price(clash, clause, clash.every, rounding)
    if settles.needs is not None:
        return ConflictLine(settles.clause, settles.needs)
    within = _price(clash, clause, smallest, rounding)
    return ConflictLine(within.clause, within.needs, settles_all=False)


def _price(clash: Clash, clause: int, among: Collection[int], rounding: float) -> ClausePrice:
    """Find the value at which one clause no longer clashes with the others of a set."""
    others = frozenset(among) - {clause}
    reach = clash.reach(clause, others) if clash.term(clause).can_move else None
    needs = None if reach is None else value_within(clash, clause, reach, others, rounding)
    return _priced(clash, clause, needs)


def _cheapest(
    clash: Clash, elastic: Elastic, prices: Collection[ClausePrice], rounding: float
) -> tuple[ClausePrice, ...]:
    """Return the changes that move the least money; one clause alone where that moves no more."""
    values = cheapest_values(clash, elastic, rounding)
    changes = tuple(_priced(clash, clause, values[clause]) for clause in sorted(values))
    alone = min((p for p in prices if p.money is not None), key=_money, default=None)
    if alone is None or len(changes) == 1:
        return changes
    term = next(t for t in map(clash.term, clash.every) if t.clause == alone.clause)
    coarse = OF_A_SHARE * term.per_value_in_all * clash.setup.unit
    step = rounding if alone.measure == "amount" else coarse
    return (alone,) if _money(alone) <= sum(map(_money, changes)) + step else changes


def _money(price: ClausePrice) -> float:
    return price.money or 0.0


def _priced(clash: Clash, clause: int, needs: float | None) -> ClausePrice:
    term = clash.term(clause)
    money = None
    if needs is not None:
        money = round(abs(needs - term.value) * term.per_value_in_all * clash.setup.unit, 2)
    return ClausePrice(term.clause, term.measure, term.value, needs, money)


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
        clause: rounding if clash.term(clause).measure == "amount" else OF_A_SHARE
        for clause in bounds
    }
    any_exact = any(clash.term(clause).sense == "exactly" for clause in bounds)
    for finer in _FINER:
        for other_way in (False, True) if any_exact else (False,):
            yield {
                clause: _rounded(clash, clause, bound, steps[clause] * finer, other_way)
                for clause, bound in bounds.items()
            }
    yield {clause: bound / clash.term(clause).per_value for clause, bound in bounds.items()}


def _rounded(clash: Clash, clause: int, bound: float, step: float, other_way: bool) -> float:
    """Round a bound: up where it is a most, down where a least, where exact up if it went up."""
    term = clash.term(clause)
    steps = bound / term.per_value / step
    up = term.sense == "at most" or (term.sense == "exactly" and bound > term.bound)
    whole = np.ceil(steps - _NOISE) if up != other_way else np.floor(steps + _NOISE)
    return float(round(max(whole, 0.0) * step, 15)) + 0.0
