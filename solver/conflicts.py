"""Which clauses cannot hold together, and how far each would have to move (2-method 2.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from models.flows.places import Floats
from models.split import ConflictLine
from solver.clauses import ClauseTerm
from solver.engine import Engine
from solver.program.model import Model

Clauses = frozenset[int]
"""Clauses by their position in the setup."""

CanHold = Callable[[Clauses], bool]

_NOTHING = 1e-12


def conflict(engine: Engine, model: Model, rounding: float) -> tuple[ConflictLine, ...]:
    """Name a smallest set of clauses that cannot hold together with the rules.

    Of all smallest sets it is the first in the order of the clauses' keys. For each clause of
    it stands the value at which that clause alone would no longer clash with the others.
    """
    clash = _Clash(engine, model)
    smallest = sorted(smallest_conflict(len(model.setup.clauses), clash.holds))
    lines = [
        ConflictLine(model.setup.clauses[c].clause, clash.needs(c, smallest, rounding))
        for c in smallest
    ]
    clash.hold_only(range(len(model.setup.clauses)))
    return tuple(lines)


class _Clash:
    """Tries sets of clauses on a warm engine."""

    def __init__(self, engine: Engine, model: Model) -> None:
        self._engine, self._setup = engine, model.setup
        arrays = engine.arrays
        self._rows = model.layout.clause_row + np.arange(model.layout.clauses)
        self._lower = arrays.row_lower[self._rows]
        self._upper = arrays.row_upper[self._rows]
        self._nothing = np.zeros(len(arrays.lower))

    def hold_only(self, clauses: Iterable[int]) -> None:
        """Hold these clauses and let go of all others."""
        chosen = np.zeros(len(self._rows), dtype=bool)
        chosen[list(clauses)] = True
        lower = np.where(chosen, self._lower, -np.inf)
        self._engine.bound_rows(self._rows, lower, np.where(chosen, self._upper, np.inf))

    def holds(self, clauses: Clauses) -> bool:
        """Say whether these clauses can hold together with all rules."""
        self.hold_only(clauses)
        return self._engine.minimise(self._nothing) is not None

    def needs(self, clause: int, conflict: list[int], rounding: float) -> float | None:
        """Return the value at which one clause would no longer clash with the rest."""
        self.hold_only(c for c in conflict if c != clause)
        row = self._engine.arrays.matrix[[int(self._rows[clause])]].toarray().ravel()
        term = self._setup.clauses[clause]
        least = self._extreme(row)
        if term.sense == "at most" or (term.sense == "exactly" and least > term.bound):
            return _value(term, least, self._setup.unit, rounding, up=True)
        return _value(term, -self._extreme(-row), self._setup.unit, rounding, up=False)

    def _extreme(self, row: Floats) -> float:
        optimum = self._engine.minimise(row)
        if optimum is None:
            raise ArithmeticError("without one of its clauses a smallest conflict holds")
        return optimum.objective


def _value(
    term: ClauseTerm, reached: float, unit: float, rounding: float, *, up: bool
) -> float | None:
    """Turn scaled money into the clause's own measure, rounded to the side that settles it."""
    if abs(term.per_value) <= _NOTHING:
        return None
    step = rounding if abs(term.per_value * unit - 1) < 1e-9 else 1e-6
    steps = reached / term.per_value / step
    whole = np.ceil(steps - 1e-6) if up else np.floor(steps + 1e-6)
    return float(round(max(whole, 0.0) * step, 9))


def smallest_conflict(count: int, holds: CanHold) -> Clauses:
    """Find a smallest set of clauses that cannot hold together.

    A conflict hits every set whose removal lets the others hold. Such sets are collected until
    a smallest one that hits them all is itself a conflict (Ignatiev, Previti, Liffiton &
    Marques-Silva 2015); nothing smaller can be one.

    Args:
        count: how many clauses there are; together they cannot hold.
        holds: says whether some of them can.
    """
    to_hit: list[Clauses] = []
    while True:
        candidate = smallest_hitting_set(to_hit)
        if not holds(candidate):
            return candidate
        held = set(candidate)
        for clause in range(count):
            if clause not in held and holds(frozenset(held | {clause})):
                held.add(clause)
        to_hit.append(frozenset(range(count)) - held)


def smallest_hitting_set(sets: list[Clauses]) -> Clauses:
    """Return the smallest set that shares a member with each, the first in order of members."""
    size = 0
    while True:
        found = _hit(sets, frozenset(), size)
        if found:
            return min(found, key=sorted)
        size += 1


def _hit(sets: list[Clauses], chosen: Clauses, left: int) -> set[Clauses]:
    missed = [s for s in sets if not s & chosen]
    if not missed:
        return {chosen}
    if left == 0:
        return set()
    branches = (_hit(missed, chosen | {clause}, left - 1) for clause in min(missed, key=len))
    return set().union(*branches)
