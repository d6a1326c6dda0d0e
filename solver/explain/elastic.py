"""The cheapest way to settle all conflicts at once: every clause may give way for its price.

An elastic program (Chinneck 2008): each clause gets columns for the money by which it is passed,
and their sum is minimised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from scipy import sparse

from models.flows.places import Floats, Ints
from solver.engine.cancelling import Cancelled, never
from solver.engine.certificate import Optimum
from solver.engine.engine import Engine
from solver.explain.clash import Clash
from solver.explain.sets import Clauses
from solver.goals.optimal_face import hold
from solver.program.arrays import Arrays
from solver.program.model import Model
from solver.program.tie_weights import weight_of

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
            if clash.can_move(clause) and term.sense != ("at least" if side > 0 else "at most")
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
        self._engine.bound_columns(self._count + stiff, np.zeros(len(stiff)), np.zeros(len(stiff)))
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
