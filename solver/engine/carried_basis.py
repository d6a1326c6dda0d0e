"""Taking a basis over from one program to another that differs in a few rows or columns."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import chain

from models.flows.places import NOBODY
from solver.engine.engine import Basis
from solver.program.model import Model

Names = list[Hashable]


def same_shape(one: Model, other: Model) -> bool:
    """Say whether rows and columns of two models mean the same, one by one."""
    return (
        one.layout.columns == other.layout.columns
        and one.layout.rows == other.layout.rows
        and _limit_names(one) == _limit_names(other)
        and _marks(one) == _marks(other)
    )


def carried(basis: Basis, before: Model, after: Model) -> Basis:
    """Return a basis of one model for another.

    Columns and rows that both have keep their place; a new column stands at its lower bound and
    a new row is left loose. The number of basic ones may then be off, which the engine mends.
    """
    columns = dict(zip(_column_names(before), basis.columns, strict=True))
    rows = dict(zip(_row_names(before), basis.rows, strict=True))
    return Basis(
        columns=[columns.get(name, Basis.AT_LOWER) for name in _column_names(after)],
        rows=[rows.get(name, Basis.BASIC) for name in _row_names(after)],
        exact=False,
    )


def _marks(model: Model) -> tuple[bytes, ...]:
    setup, layout = model.setup, model.layout
    arrays = (
        setup.rows,
        setup.pair_programme,
        setup.pair_payer,
        layout.segment_pair,
        layout.residual,
        layout.own_share_rows,
        layout.burden_rows,
    )
    return tuple(array.tobytes() for array in arrays)


def _column_names(model: Model) -> Names:
    setup, layout = model.setup, model.layout
    pair = layout.segment_pair
    segment = range(len(pair))
    first = layout.first_segment[pair]
    pairs = (
        ("x", int(h), int(k), int(i - f))
        for h, k, i, f in zip(
            setup.pair_payer[pair], setup.rows[setup.pair_programme[pair]], segment, first,
            strict=True,
        )
    )  # fmt: skip
    programmes = chain.from_iterable(
        ([("z", int(k))] if residual != NOBODY else []) + [("u", int(k))]
        for k, residual in zip(setup.rows, layout.residual, strict=True)
    )
    totals = (("total", h) for h in range(len(layout.total)))
    return [*pairs, *programmes, *totals, ("level",)]


def _row_names(model: Model) -> Names:
    setup, layout = model.setup, model.layout
    return [
        *(("funding", int(k)) for k in setup.rows),
        *(("total", h) for h in range(len(layout.total))),
        *(("own share", int(setup.rows[k])) for k in layout.own_share_rows),
        *_limit_names(model),
        *(("burden", int(h)) for h in layout.burden_rows),
    ]


def _limit_names(model: Model) -> Names:
    setup = model.setup
    budgets = (setup.budgets[int(i)] for i in model.layout.budget_rows)
    return [
        *(("budget", term.payer, term.year) for term in budgets),
        *(("clause", clause.clause) for clause in setup.clauses),
    ]
