"""Which clauses cannot hold together, what settles it, and how far each would have to move."""

from __future__ import annotations

from collections.abc import Collection

from models.results.explanation import ClausePrice, ConflictReport
from models.results.split import ConflictLine
from solver.engine.cancelling import Cancelled, Progress, never, silent
from solver.engine.engine import Engine
from solver.explain.clash import Clash
from solver.explain.elastic import Elastic
from solver.explain.sets import Clauses, all_conflicts, smallest_conflict
from solver.explain.settling import OF_A_SHARE, cheapest_values, value_within
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
    limit: int = 50,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> ConflictReport:
    """Find every minimal conflict, the cheapest changes that settle all, and each clause's price.

    Args:
        engine: the engine with the bounds of `model`, which it has afterwards.
        model: a model whose clauses cannot all hold.
        rounding: the unit of the payments.
        limit: how many conflicts are named at most.
        progress: told what is being done.
        cancelled: asked while the cheapest changes are found; the engine asks its own.

    Raises:
        SolveCancelledError: somebody asked to stop.
    """
    clash = Clash(engine, model)
    elastic = Elastic(model, clash, cancelled)
    told = _Told(clash, progress)
    found = all_conflicts(len(clash.every), told.holds, limit=limit, suspects=elastic.suspects)
    progress("conflict prices", 0, 0)
    involved = sorted(frozenset[int]().union(*found.sets))
    prices = tuple(_price(clash, clause, clash.every, rounding) for clause in involved)
    report = ConflictReport(
        sets=tuple(_keys(clash, clauses) for clauses in found.sets),
        complete=found.complete,
        to_drop=tuple(_keys(clash, clauses) for clauses in found.to_drop),
        changes=_cheapest(clash, elastic, prices, rounding),
        prices=prices,
    )
    clash.let_be()
    return report


class _Told:
    """Counts for the progress how many sets were tried; how many there are is not known."""

    def __init__(self, clash: Clash, progress: Progress) -> None:
        self._clash, self._progress, self._tried = clash, progress, 0

    def holds(self, clauses: Clauses) -> bool:
        self._progress("conflict", self._tried, 0)
        self._tried += 1
        return self._clash.holds(clauses)


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
    reach = clash.reach(clause, others) if clash.can_move(clause) else None
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
    coarse = OF_A_SHARE * term.per_value * clash.setup.unit
    step = rounding if alone.measure == "amount" else coarse
    return (alone,) if _money(alone) <= sum(map(_money, changes)) + step else changes


def _money(price: ClausePrice) -> float:
    return price.money or 0.0


def _priced(clash: Clash, clause: int, needs: float | None) -> ClausePrice:
    term = clash.term(clause)
    money = None
    if needs is not None:
        money = round(abs(needs - term.value) * term.per_value * clash.setup.unit, 2)
    return ClausePrice(term.clause, clash.measure(clause), term.value, needs, money)
