"""Trying sets of clauses and other values of them, and the cheapest way to settle all at once.

That is an elastic program (Chinneck 2008), in which every clause may give way for its price: it
gets columns for the money by which it is passed, and their sum is minimised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from scipy import sparse

from models.flows.places import Floats, Ints
from solver.engine.arrays import Arrays, Optimum
from solver.engine.cancelling import Cancelled, never
from solver.engine.engine import Engine
from solver.explain.sets import Clauses
from solver.goals.optimal_face import hold
from solver.inputs.terms import ClauseTerm
from solver.program.costs import weight_of
from solver.program.model import Model


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


_PRESSES = 1e-7
_MOVES = 1e-9


class Elastic:
    """The program in which clauses give way; `clause` and `side` say whose each new column is."""

    def __init__(self, model: Model, clash: Clash, cancelled: Cancelled = never) -> None:
        self._clash = clash
        ways = [
            (clause, side)
            for clause, term in enumerate(model.setup.clauses)
            for side in (1, -1)
            if term.can_move and term.sense != ("at least" if side > 0 else "at most")
        ]
        self._clause = np.array([clause for clause, _ in ways], dtype=np.int64)
        self._side = np.array([side for _, side in ways], dtype=np.int64)
        self._row = model.layout.clause_row
        self._count = model.layout.columns
        self._engine = Engine(self._arrays(model.arrays), cancelled)

    def suspects(self, clauses: Clauses) -> Clauses:
        """Return the clauses that together prove that a set cannot hold.

        Those are the ones that press on the least money by which the set must give way.
        """
        found = self._least(np.isin(self._clause, list(clauses)).astype(float))
        pressing = np.abs(found.row_duals[self._row :][: len(self._clash.every)]) > _PRESSES
        return clauses & frozenset(np.flatnonzero(pressing).tolist())

    def cheapest(
        self, fixed: Mapping[int, float] | None = None, may_move: Clauses | None = None
    ) -> dict[int, float]:
        """Return for each clause that gives way the bound it needs, in scaled money.

        The least money is moved, every clause alike. Where several ways cost the same, weights
        taken from the keys of the clauses choose.

        Args:
            fixed: clauses that get this bound and give way no further.
            may_move: the clauses that may give way; None: all that are not fixed.
        """
        start = self._engine.bounds()
        self._restrict(fixed or {}, self._clash.every if may_move is None else may_move)
        hold(self._engine, self._least(np.ones(len(self._clause))))
        moved = self._least(self._weights()).values[self._count :] * self._side
        self._engine.restore(start)
        return {
            clause: self._clash.term(clause).bound + by
            for clause, by in zip(self._clause.tolist(), moved.tolist(), strict=True)
            if abs(by) > _MOVES
        }

    def _restrict(self, fixed: Mapping[int, float], may_move: Clauses) -> None:
        stiff = np.flatnonzero(~np.isin(self._clause, list(may_move - fixed.keys())))
        self._engine.bound_columns(self._count + stiff, 0.0, 0.0)
        rows = self._row + np.array(list(fixed), dtype=np.int64)
        bounds = np.array(list(fixed.values()), dtype=float)
        self._engine.bound_rows(rows, bounds, bounds)

    def _weights(self) -> Floats:
        keys = [self._clash.term(clause).clause for clause in self._clause.tolist()]
        sides = self._side.tolist()
        return np.array([weight_of("gives way", *way) for way in zip(keys, sides, strict=True)])

    def _least(self, prices: Floats) -> Optimum:
        costs = np.concatenate([np.zeros(self._count), prices])
        optimum = self._engine.minimise(costs)
        if optimum is None:
            raise ArithmeticError("clauses that may give way cannot clash")
        return optimum

    def _arrays(self, arrays: Arrays) -> Arrays:
        columns: Ints = np.arange(len(self._clause))
        rows, shape = self._row + self._clause, (arrays.matrix.shape[0], len(columns))
        giving = sparse.csr_array((-self._side.astype(float), (rows, columns)), shape=shape)
        return replace(
            arrays,
            matrix=sparse.csr_array(sparse.hstack([arrays.matrix, giving])),
            lower=np.concatenate([arrays.lower, np.zeros(len(columns))]),
            upper=np.concatenate([arrays.upper, np.full(len(columns), np.inf)]),
        )
