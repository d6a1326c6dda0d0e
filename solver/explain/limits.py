"""The limits of a program that a split can be held back by, and which of them it reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.flows.places import Floats
from models.results.explanation import LimitKind, LimitName
from solver.engine.arrays import Bounds
from solver.inputs.setup import Setup
from solver.inputs.terms import NOTHING
from solver.program.layout import Layout
from solver.program.model import Model
from solver.state.exact import ExactSplit

TIGHT = 1e-6
"""The part of a limit, or scaled money, up to which it is reached."""


@dataclass(frozen=True)
class Limit:
    """A limit of the program: a row, or the upper bound of a payer's total.

    Attributes:
        name: the limit by the keys of the case.
        position: its row, or its column.
        is_row: whether it is a row.
        bound: in scaled money.
        sense: whether it asks for at most, at least or exactly the bound.
        can_move: whether another value would make another bound; a share of nothing is nothing.
        moves_with: the rows of the same clause, where it holds for several things one by one: its
            value is one, so that by a step of this row each moves by so many times as much.
    """

    name: LimitName
    position: int
    is_row: bool
    bound: float
    sense: str
    can_move: bool = True
    moves_with: tuple[tuple[int, float], ...] = ()

    @property
    def moves(self) -> tuple[tuple[int, float], ...]:
        """The rows, or the column, that a step moves, each by so many times as much."""
        return self.moves_with or ((self.position, 1.0),)

    @property
    def loosens(self) -> int:
        """1 where a step up leaves more room, -1 where a step down does."""
        return -1 if self.sense == "at least" else 1


def limits_of(model: Model, start: Bounds) -> Iterator[Limit]:
    """Return budgets, clauses and benefit totals as the bounds before any goal have them."""
    setup, layout = model.setup, model.layout
    for row, budget in enumerate(layout.budget_rows, start=layout.budget_row):
        term = setup.budgets[int(budget)]
        name = LimitName("budget", payer=setup.payers[term.payer], year=term.year)
        yield Limit(name, row, True, term.most, "at most")
    yield from _clauses(setup, layout)
    for h, column in enumerate(layout.total):
        bound = float(start.upper[column])
        if np.isfinite(bound) and bound > 0:
            gained = (setup.benefit_cap or 0.0) * float(setup.total_benefit[h])
            kind: LimitKind = "benefit_total" if gained >= bound else "paid_already"
            name = LimitName(kind, payer=setup.payers[h])
            yield Limit(name, int(column), False, bound, "at most")


def _clauses(setup: Setup, layout: Layout) -> Iterator[Limit]:
    """Return a limit for each sum that a clause bounds."""
    for at, clause in enumerate(setup.clauses):
        rows = layout.rows_of_clause(at).tolist()
        for row, part in zip(rows, clause.parts, strict=True):
            per_value = part.per_value
            can_move = abs(per_value) > NOTHING
            together = tuple(
                (other, its.per_value / per_value)
                for other, its in zip(rows, clause.parts, strict=True)
                if can_move and len(rows) > 1
            )
            name = LimitName(
                "clause",
                clause=clause.clause,
                year=part.year,
                host=part.host,
                stage=part.stage,
                group=part.group,
            )
            bound = clause.value * per_value
            yield Limit(name, row, True, bound, clause.sense, can_move, together)


def used_of(model: Model, split: ExactSplit) -> tuple[Floats, Floats]:
    """Return the columns and the rows of the program that stand for a split."""
    values = split.columns(model.setup, model.layout)
    return values, np.asarray(model.arrays.matrix @ values)


def is_reached(limit: Limit, used: tuple[Floats, Floats]) -> bool:
    """Say whether no room is left at a limit."""
    values, rows = used
    reached = float((rows if limit.is_row else values)[limit.position])
    return abs(reached - limit.bound) <= TIGHT * max(1.0, abs(limit.bound))


def reached_together(model: Model, start: Bounds, split: ExactSplit) -> list[list[Limit]]:
    """Return the limits that a split reaches, those that only move together in one list.

    Of two limits on the very same payments neither holds anything back alone, since the other
    still stands: they are moved together. So are the sums of one clause, which has one value.
    """
    used = used_of(model, split)
    groups: list[tuple[set[tuple[object, ...]], list[Limit]]] = []
    for limit in limits_of(model, start):
        if limit.can_move and is_reached(limit, used):
            first_moved, _ = limit.moves[0]
            marks = {_payments_of(model, limit), ("moves", limit.is_row, first_moved)}
            mine = [group for group in groups if group[0] & marks]
            groups = [group for group in groups if group not in mine]
            marks = marks.union(*(known for known, _ in mine))
            groups.append((marks, [*(one for _, limits in mine for one in limits), limit]))
    return [limits for _, limits in groups]


def _payments_of(model: Model, limit: Limit) -> tuple[object, ...]:
    if not limit.is_row:
        return ("column", limit.position)
    matrix = model.arrays.matrix
    row = slice(matrix.indptr[limit.position], matrix.indptr[limit.position + 1])
    return limit.sense, matrix.indices[row].tobytes(), matrix.data[row].tobytes()
