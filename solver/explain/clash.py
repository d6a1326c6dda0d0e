"""Trying sets of clauses and other values of them, and the cheapest way to settle all at once.

That is an elastic program (Chinneck 2008), in which every clause may give way for its price: it
gets columns for the money by which it is passed, and their sum is minimised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from scipy import sparse

from models.flows.places import Floats
from solver.engine.arrays import Arrays, Optimum
from solver.engine.cancelling import Cancelled, never
from solver.engine.engine import Engine
from solver.explain.sets import Clauses
from solver.goals.optimal_face import hold
from solver.inputs.terms import ClauseTerm
from solver.program.costs import weight_of
from solver.program.model import Model


class Clash:
    """Holds some clauses and lets go of the others; `let_be` puts all of them back.

    A clause that holds for several things one by one has a row for each: they are held, let go
    and moved together, as one clause with one value.
    """

    def __init__(self, engine: Engine, model: Model) -> None:
        self._engine, self.setup = engine, model.setup
        self._layout = model.layout
        self._rows = model.layout.clause_row + np.arange(len(model.layout.clause_of))
        self._lower = engine.arrays.row_lower[self._rows]
        self._upper = engine.arrays.row_upper[self._rows]
        self._nothing = np.zeros(len(engine.arrays.lower))
        self.every: Clauses = frozenset(range(len(model.setup.clauses)))

    def let_be(self) -> None:
        """Hold every clause at its own value, as the program was built."""
        self._hold(self.every, {})

    def holds(self, clauses: Iterable[int], bounds: Mapping[int, float] | None = None) -> bool:
        """Say whether clauses can hold together with all rules.

        Args:
            clauses: which; the others are let go.
            bounds: other bounds for some of them, in scaled money, where they are largest.
        """
        self._hold(clauses, bounds or {})
        return self._engine.minimise(self._nothing, "clash") is not None

    def reach(self, clause: int, others: Iterable[int]) -> tuple[float, float] | None:
        """Return the least and most that a clause's payments can add up to beside others.

        For a clause with several parts: the least and most bound, in its largest part, that fits
        all of them. In scaled money; None where the others cannot hold. Nobody pays more than the
        needs.
        """
        self._hold((c for c in others if c != clause), {})
        if len(self.term(clause).parts) > 1:
            return self._fitting(clause)
        row = self._row(clause)
        least = self._engine.minimise(row, f"least {clause}")
        if least is None:
            return None
        most = self._engine.minimise(-row, f"most {clause}")
        return None if most is None else (least.objective, -most.objective)

    def _fitting(self, clause: int) -> tuple[float, float] | None:
        """Find the bounds by a program in which the value of the clause is a column."""
        sense, count = self.term(clause).sense, len(self._nothing)
        engine = Engine(self._with_bound_free(clause), self._engine.cancelled)
        costs = np.append(self._nothing, 1.0)
        least = engine.minimise(costs)
        if least is None:
            return None
        if sense == "at most":
            return least.objective, np.inf
        most = engine.minimise(-costs)
        return None if most is None else (least.objective, float(most.values[count]))

    def _with_bound_free(self, clause: int) -> Arrays:
        now, rows = self._engine.bounds(), self._layout.rows_of_clause(clause)
        sense = self.term(clause).sense
        now.row_lower[rows] = -np.inf if sense == "at most" else 0.0
        now.row_upper[rows] = np.inf if sense == "at least" else 0.0
        matrix = self._engine.arrays.matrix
        cells = (-self.parts_of_bound()[rows - self._rows[0]], (rows, np.zeros(len(rows), int)))
        column = sparse.csr_array(cells, shape=(matrix.shape[0], 1))
        return Arrays(
            matrix=sparse.csr_array(sparse.hstack([matrix, column], format="csr")),
            row_lower=now.row_lower,
            row_upper=now.row_upper,
            lower=np.append(now.lower, 0.0),
            upper=np.append(now.upper, np.inf),
        )

    def term(self, clause: int) -> ClauseTerm:
        """Return a clause as the program has it."""
        return self.setup.clauses[clause]

    def parts_of_bound(self) -> Floats:
        """Return for each row of a clause what its bound is of the clause's largest: 0 to 1."""
        largest = [self.term(clause).per_value for clause, _ in self.setup.clause_parts]
        each = [part.per_value for _, part in self.setup.clause_parts]
        return np.array([a / b if b else 1.0 for a, b in zip(each, largest, strict=True)])

    def _row(self, clause: int) -> Floats:
        [at] = self._layout.rows_of_clause(clause)
        row: Floats = self._engine.arrays.matrix[[int(at)]].toarray().ravel()
        return row

    def _hold(self, clauses: Iterable[int], bounds: Mapping[int, float]) -> None:
        chosen = np.isin(self._layout.clause_of, list(clauses))
        lower = np.where(chosen, self._lower, -np.inf)
        upper = np.where(chosen, self._upper, np.inf)
        parts = self.parts_of_bound()
        for clause, bound in bounds.items():
            rows = self._layout.rows_of_clause(clause) - self._layout.clause_row
            moved = bound * parts[rows]
            lower[rows] = np.where(np.isfinite(lower[rows]), moved, -np.inf)
            upper[rows] = np.where(np.isfinite(upper[rows]), moved, np.inf)
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
        self._layout, self._parts = model.layout, clash.parts_of_bound()
        self._count = model.layout.columns
        self._engine = Engine(self._arrays(model.arrays), cancelled)

    def suspects(self, clauses: Clauses) -> Clauses:
        """Return the clauses that together prove that a set cannot hold.

        Those are the ones that press on the least money by which the set must give way.
        """
        found = self._least(np.isin(self._clause, list(clauses)).astype(float))
        rows = slice(self._layout.clause_row, self._layout.burden_row)
        pressing = np.abs(found.row_duals[rows]) > _PRESSES
        return clauses & frozenset(self._layout.clause_of[pressing].tolist())

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
        hold(self._engine, self._least(self._money()))
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
        for clause, bound in fixed.items():
            rows = self._layout.rows_of_clause(clause)
            bounds = bound * self._parts[rows - self._layout.clause_row]
            self._engine.bound_rows(rows, bounds, bounds)

    def _money(self) -> Floats:
        """Return the money that each column moves: by so much as all parts of its clause have."""
        terms = [self._clash.term(clause) for clause in self._clause.tolist()]
        return np.array([term.per_value_in_all / term.per_value for term in terms])

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
        clause_row, clause_of = self._layout.clause_row, self._layout.clause_of
        columns, at = np.nonzero(self._clause[:, None] == clause_of[None, :])
        cells = (-self._side[columns] * self._parts[at], (clause_row + at, columns))
        giving = sparse.csr_array(cells, shape=(arrays.matrix.shape[0], len(self._clause)))
        return replace(
            arrays,
            matrix=sparse.csr_array(sparse.hstack([arrays.matrix, giving])),
            lower=np.concatenate([arrays.lower, np.zeros(len(self._clause))]),
            upper=np.concatenate([arrays.upper, np.full(len(self._clause), np.inf)]),
        )
