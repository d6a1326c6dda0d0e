"""A scenario that is asked again and again: a slider moves, a clause changes, the split follows.

What follows from the flows alone is kept: the traced case. Index tables and arrays are made anew
for every change, which takes a few milliseconds and cannot go wrong; the solves then start from
the bases kept under the name of each objective.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from models.flows.traced import TracedCase
from models.results.split import Split
from models.scenarios import Rules
from solver.engine.cancelling import Cancelled, Progress, silent
from solver.engine.carried_basis import carried, same_shape
from solver.goals.chain import met
from solver.goals.goal import Chain
from solver.inputs.setup import setup_of
from solver.program.model import model_of
from solver.solve import Prepared, solve_prepared

_TRACED_BY = (
    "discount_rate",
    "programme_years",
    "base_year",
    "project_until",
    "arrivals_growth",
)
"""The rules that change what is traced; with any other the traced case stays."""


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
        traced = self._changed(rules, clauses, budgets)
        kept = self.prepared.setup
        same_clauses = clauses is None and traced.rules.scenario == kept.traced.rules.scenario
        setup = setup_of(
            traced,
            self.prepared.reference,
            budgets=kept.budgets if budgets is None else None,
            clauses=kept.clauses if same_clauses else None,
        )
        model = model_of(setup)
        self.take(replace(self.prepared, case=traced.case, setup=model.setup, model=model))

    def take(self, prepared: Prepared) -> None:
        """Go on with another prepared case; the kept bases are carried over to its program."""
        before, after, engine = self.prepared.model, prepared.model, self.prepared.engine
        if same_shape(before, after):
            engine.load(after.arrays)
        else:
            engine.load(after.arrays, lambda basis: carried(basis, before, after))
        self.prepared = replace(prepared, engine=engine)

    def exact(self, progress: Progress = silent) -> Chain:
        """Meet the goals and return the payments before rounding."""
        return met(self.prepared.engine, self.prepared.model, progress)

    def solve(self, *, explain: bool = False, progress: Progress = silent) -> Split:
        """Solve and state the whole result."""
        return solve_prepared(self.prepared, explain=explain, progress=progress)

    def _changed(
        self, rules: Rules | None, clauses: pd.DataFrame | None, budgets: pd.DataFrame | None
    ) -> TracedCase:
        traced = self.prepared.setup.traced
        case = traced.case
        for key, frame in (("Clauses", clauses), ("Budgets", budgets)):
            if frame is not None:
                case = case.with_table(key, frame)
        return replace(traced, case=case, rules=rules or traced.rules)


def warm(prepared: Prepared, cancelled: Cancelled | None = None) -> Warm:
    """Keep a prepared scenario for changes; `cancelled` may replace the one it came with."""
    if cancelled is not None:
        prepared.engine.ask(cancelled)
    return Warm(prepared)
