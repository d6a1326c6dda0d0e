"""A scenario that is asked again and again: a slider moves, a clause changes, the split follows.

What follows from the flows alone is kept: the traced case. Index tables and arrays are made anew
for every change, which takes a few milliseconds and cannot go wrong; the solves then start from
the bases kept under the name of each objective.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from itertools import chain

import highspy
import numpy as np
import pandas as pd

from models.flows.places import NOBODY
from models.scenarios import Rules
from solver.engine.cancelling import Progress, silent
from solver.engine.engine import Basis
from solver.goals.chain import met
from solver.goals.goal import Chain
from solver.inputs.setup import Setup, setup_of
from solver.program.model import Model, model_of
from solver.solve import Prepared

_TRACED_BY = (
    "discount_rate",
    "programme_years",
    "base_year",
    "project_until",
    "arrivals_growth",
    "benefit_timing",
    "price_growth",
    "edition",
)
"""The rules that change what is traced; with any other the traced case stays, but for the later
benefits that follow the additionality."""


@dataclass(eq=False)
class Warm:
    """One scenario with its engine, kept between changes of rules, clauses and budgets."""

    prepared: Prepared

    def may_change(self, rules: Rules) -> bool:
        """Say whether these rules can be solved here, or need the case traced anew."""
        before = self.prepared.setup.traced.rules
        return all(getattr(before, key) == getattr(rules, key) for key in _TRACED_BY)

    def change(
        self,
        *,
        rules: Rules | None = None,
        clauses: pd.DataFrame | None = None,
        budgets: pd.DataFrame | None = None,
    ) -> None:
        """Take over other rules, clauses or budgets; what is not given stays.

        Raises:
            ValueError: the rules change what is traced; prepare the scenario again.
        """
        if rules is not None and not self.may_change(rules):
            raise ValueError("these rules change what is traced")
        kept = self.prepared.setup
        case = kept.traced.case
        for key, frame in (("Clauses", clauses), ("Budgets", budgets)):
            if frame is not None:
                case = case.with_table(key, frame)
        before, after = kept.traced.rules, rules or kept.traced.rules
        traced = replace(kept.traced.with_rules(after), case=case)
        same = before.scenario == after.scenario and before.additionality == after.additionality
        same_clauses = clauses is None and same
        setup = setup_of(
            traced,
            self.prepared.reference,
            budgets=kept.budgets if budgets is None else None,
            clauses=kept.clauses if same_clauses else None,
        )
        model = model_of(setup, self.prepared.model)
        self.take(replace(self.prepared, case=traced.case, setup=model.setup, model=model))

    def take(self, prepared: Prepared) -> None:
        """Go on with another prepared case; the kept bases are carried over to its program."""
        before, after, engine = self.prepared.model, prepared.model, self.prepared.engine
        if same_shape(before, after):
            engine.load(after.arrays)
        else:
            engine.load(after.arrays, carrying(before, after))
        self.prepared = replace(prepared, engine=engine)

    def exact(self, progress: Progress = silent) -> Chain:
        """Meet the goals and return the payments before rounding."""
        return met(self.prepared.engine, self.prepared.model, progress)


Names = list[Hashable]
_Status = highspy.HighsBasisStatus


def same_shape(one: Model, other: Model) -> bool:
    """Say whether rows and columns of two models mean the same, one by one."""
    return one.layout is other.layout or (
        one.layout.columns == other.layout.columns
        and one.layout.rows == other.layout.rows
        and _limit_names(one) == _limit_names(other)
        and _marks(one) == _marks(other)
    )


def carrying(before: Model, after: Model) -> Callable[[Basis], Basis]:
    """Return what makes a basis of one model one of another.

    Columns and rows that both have keep their place; a new column stands at its lower bound and
    a new row is left loose. The number of basic ones may then be off, which the engine mends.
    """
    columns = _places(_column_names(before), _column_names(after))
    rows = _places(_row_names(before), _row_names(after))

    def carried(basis: Basis) -> Basis:
        return Basis(
            columns=_taken(basis.columns, columns, Basis.AT_LOWER),
            rows=_taken(basis.rows, rows, Basis.BASIC),
            exact=False,
        )

    return carried


def _places(before: Names, after: Names) -> list[int]:
    """Return where each name stood before, -1 where it is new."""
    known = dict(zip(before, range(len(before)), strict=True))
    return [known.get(name, -1) for name in after]


def _taken(stood: list[_Status], places: list[int], new: _Status) -> list[_Status]:
    return [new if at < 0 else stood[at] for at in places]


def _marks(model: Model) -> tuple[bytes, ...]:
    setup, layout = model.setup, model.layout
    arrays = (
        setup.rows,
        setup.pair_programme,
        setup.pair_payer,
        layout.segment_pair,
        layout.residual,
        layout.own_share_rows,
        layout.standard_rows,
        layout.burden_rows,
        *(() if setup.same_key is None else (setup.same_key.share,)),
    )
    return tuple(array.tobytes() for array in arrays)


def _column_names(model: Model) -> Names:
    setup, layout = model.setup, model.layout
    pair = layout.segment_pair
    at = np.arange(len(pair)) - layout.first_segment[pair]
    programme, payer = setup.rows[setup.pair_programme[pair]], setup.pair_payer[pair]
    # A number each: a name of parts takes ten times as long to make and to look up.
    pairs = ((programme * len(setup.payers) + payer) * (len(setup.targets) + 1) + at).tolist()
    programmes = chain.from_iterable(
        ([("z", int(k))] if residual != NOBODY else []) + [("u", int(k))]
        for k, residual in zip(setup.rows, layout.residual, strict=True)
    )
    totals = (("total", h) for h in range(len(layout.total)))
    return [*pairs, *programmes, *totals, ("level",), *_share_names(setup)]


def _row_names(model: Model) -> Names:
    setup, layout = model.setup, model.layout
    return [
        *(("funding", int(k)) for k in setup.rows),
        *(("total", h) for h in range(len(layout.total))),
        *_same_key_names(setup),
        *(("own share", int(setup.rows[k])) for k in layout.own_share_rows),
        *(("standard cost", int(setup.rows[k])) for k in layout.standard_rows),
        *_limit_names(model),
        *(("burden", int(h)) for h in layout.burden_rows),
    ]


def _limit_names(model: Model) -> Names:
    setup = model.setup
    budgets = (setup.budgets[int(i)] for i in model.layout.budget_rows)
    return [
        *(("budget", term.payer, term.year) for term in budgets),
        *(
            ("clause", setup.clauses[at].clause, part.year, part.host, part.stage, part.group)
            for at, part in setup.clause_parts
        ),
    ]


def _share_names(setup: Setup) -> Names:
    """Name the shares of a same key by what they depend on, so that another rule moves none."""
    key = setup.same_key
    if key is None:
        return []
    common = (part for part in (key.host, key.stage, key.group, key.year) if part is not None)
    parts = [key.payer_of, key.own, *common]
    by = setup.traced.rules.same_key_by
    return [("share", by, *map(int, share)) for share in zip(*parts, strict=True)]


def _same_key_names(setup: Setup) -> Names:
    if setup.same_key is None:
        return []
    rows = setup.rows[setup.pair_programme]
    return [("same key", int(h), int(k)) for h, k in zip(setup.pair_payer, rows, strict=True)]
