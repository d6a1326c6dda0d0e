"""Trying sets of clauses, and other values of them, on a warm engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from models.flows.places import Floats
from models.results.explanation import Measure
from solver.engine.engine import Engine
from solver.explain.sets import Clauses
from solver.inputs.clauses import ClauseTerm
from solver.program.model import Model

_NOTHING = 1e-12


class Clash:
    """Holds some clauses and lets go of the others; `let_be` puts all of them back."""

    def __init__(self, engine: Engine, model: Model) -> None:
        self._engine, self.setup = engine, model.setup
        self._rows = model.layout.clause_row + np.arange(model.layout.clauses)
        self._lower = engine.arrays.row_lower[self._rows]
        self._upper = engine.arrays.row_upper[self._rows]
        self._nothing = np.zeros(len(engine.arrays.lower))
        self.every: Clauses = frozenset(range(model.layout.clauses))

    def let_be(self) -> None:
        """Hold every clause at its own value, as the program was built."""
        self._hold(self.every, {})

    def holds(self, clauses: Iterable[int], bounds: Mapping[int, float] | None = None) -> bool:
        """Say whether clauses can hold together with all rules.

        Args:
            clauses: which; the others are let go.
            bounds: other bounds for some of them, in scaled money.
        """
        self._hold(clauses, bounds or {})
        return self._engine.minimise(self._nothing, "clash") is not None

    def reach(self, clause: int, others: Iterable[int]) -> tuple[float, float] | None:
        """Return the least and most that a clause's payments can add up to beside others.

        In scaled money; None where the others cannot hold. Nobody pays more than the needs.
        """
        row = self._row(clause)
        self._hold((c for c in others if c != clause), {})
        least = self._engine.minimise(row, f"least {clause}")
        if least is None:
            return None
        most = self._engine.minimise(-row, f"most {clause}")
        return None if most is None else (least.objective, -most.objective)

    def measure(self, clause: int) -> Measure:
        """Return what the value of a clause is measured in."""
        frame = self.setup.traced.case.table("Clauses")
        key = self.setup.clauses[clause].clause
        found: Measure = frame.loc[(frame["clause"] == key).to_numpy(bool), "measure"].iloc[0]
        return found

    def can_move(self, clause: int) -> bool:
        """Say whether another value would make another bound."""
        return abs(self.setup.clauses[clause].per_value) > _NOTHING

    def term(self, clause: int) -> ClauseTerm:
        """Return a clause as the program has it."""
        return self.setup.clauses[clause]

    def _row(self, clause: int) -> Floats:
        row: Floats = self._engine.arrays.matrix[[int(self._rows[clause])]].toarray().ravel()
        return row

    def _hold(self, clauses: Iterable[int], bounds: Mapping[int, float]) -> None:
        chosen = np.zeros(len(self._rows), dtype=bool)
        chosen[list(clauses)] = True
        lower = np.where(chosen, self._lower, -np.inf)
        upper = np.where(chosen, self._upper, np.inf)
        for clause, bound in bounds.items():
            lower[clause] = bound if np.isfinite(lower[clause]) else -np.inf
            upper[clause] = bound if np.isfinite(upper[clause]) else np.inf
        self._engine.bound_rows(self._rows, lower, upper)
