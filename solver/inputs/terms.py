"""Budgets and clauses in force, each a bound on a sum of payments (2-method 2.1 and 2.4)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from models.clause import NOT_IN_FORCE, each_of
from models.declaration.years import year_span
from models.flows.lookup import best_rows
from models.flows.places import NOBODY, Floats, Ints, Mask, Nesting
from models.flows.traced import TracedCase
from models.problems import Problem, Severity
from models.results.explanation import Measure
from models.used import FIRST_EDITION
from models.words.text import listed, text


@dataclass(frozen=True)
class BudgetTerm:
    """What a payer pays at most for the programmes of one year.

    Attributes:
        payer: its position.
        most: the limit in scaled money.
        from_year: the year of the row it is taken from; None: a row for every year.
    """

    payer: int
    year: int
    most: float
    from_year: int | None


def budget_terms(traced: TracedCase, unit: float) -> tuple[BudgetTerm, ...]:
    """Look up the budget of each payer in each year that has a programme.

    The rule for rows of other years is that of all look-ups: the exact year, else a row for
    every year, else the latest earlier year, else the earliest later one.
    """
    frame = traced.case.table("Budgets")
    payers = traced.places.payers
    payer = np.array([payers.index(k) if k in payers else NOBODY for k in frame["payer"]], int)
    years = frame["year"].to_numpy(dtype=float)
    most = frame["max_contribution"].to_numpy(dtype=float)
    known = np.flatnonzero(payer != NOBODY)
    terms = []
    for year in np.unique(traced.programmes.year):
        for i in known[best_rows([payer[known]], years[known], int(year), [])]:
            from_year = None if np.isnan(years[i]) else int(years[i])
            terms.append(BudgetTerm(int(payer[i]), int(year), float(most[i]) / unit, from_year))
    return tuple(sorted(terms, key=lambda term: (term.payer, term.year)))


def carried_budgets(traced: TracedCase, terms: tuple[BudgetTerm, ...]) -> tuple[Problem, ...]:
    """Say which years take the budget of another year, since none is given for them."""
    warnings = []
    carried = [t for t in terms if t.from_year not in (None, t.year)]
    for payer, from_year in sorted({(t.payer, t.from_year or 0) for t in carried}):
        years = [t.year for t in carried if (t.payer, t.from_year) == (payer, from_year)]
        warnings.append(
            Problem(
                Severity.WARNING,
                "budget-of-another-year",
                text(
                    "No budget of {payer} is given for {years}; that of {year} is used.",
                    payer=traced.places.payers[payer],
                    years=listed(years),
                    year=from_year,
                ),
                text(
                    "Add a row for these years, or leave the year blank where one budget holds "
                    "every year."
                ),
                table="Budgets",
            )
        )
    return tuple(warnings)


_Row = dict[Hashable, Any]
NOTHING = 1e-12
"""Scaled money for a value of 1 below which another value makes no other bound."""


@dataclass(frozen=True, eq=False)
class ClausePart:
    """The programmes for which a clause bounds one sum: all that it selects, or one each.

    Attributes:
        programmes: which of the programmes with a need.
        per_value: the scaled money that a value of 1 stands for.
        year, host, stage, group: what the programmes share, where the bound holds for each by
            itself (`each`); None where it does not.
    """

    programmes: Mask
    per_value: float
    year: int | None = None
    host: str | None = None
    stage: str | None = None
    group: str | None = None


@dataclass(frozen=True, eq=False)
class ClauseTerm:
    """One clause in force.

    Attributes:
        clause: its key.
        payer: the position of the payer; NOBODY: everyone.
        measure: what its value is measured in.
        sense: "at most", "at least" or "exactly".
        value: as written: money, or a fraction of the measure.
        parts: the sums that it bounds; one, or one for each of its `each`.
    """

    clause: str
    payer: int
    measure: Measure
    sense: str
    value: float
    parts: tuple[ClausePart, ...]

    @property
    def per_value(self) -> float:
        """The scaled money that a value of 1 stands for in the part where it is most."""
        return max((part.per_value for part in self.parts), default=0.0)

    @property
    def per_value_in_all(self) -> float:
        """The scaled money that a value of 1 stands for in all parts together."""
        return sum(part.per_value for part in self.parts)

    @property
    def bound(self) -> float:
        """The bound in scaled money, in the part where it is most."""
        return self.value * self.per_value

    @property
    def can_move(self) -> bool:
        """Whether another value would make another bound; a share of nothing is nothing."""
        return abs(self.per_value) > NOTHING


def clause_terms(traced: TracedCase, rows: Ints, unit: float) -> tuple[ClauseTerm, ...]:
    """Return the clauses in force, sorted by key.

    Args:
        traced: the case and the scenario it is traced for.
        rows: the programmes with a need.
        unit: the money that counts as 1.
    """
    rows_in_force = _in_force(traced.case.table("Clauses"), traced.rules.scenario)
    in_order = sorted(rows_in_force, key=lambda row: str(row["clause"]))
    return tuple(_term(traced, rows, unit, row) for row in in_order)


def _in_force(frame: pd.DataFrame, scenario: str) -> list[_Row]:
    """Proposed and agreed clauses of this scenario, or of none, are in force."""
    columns = [frame[name].tolist() for name in frame]
    rows = (dict(zip(frame, values, strict=True)) for values in zip(*columns, strict=True))
    return [
        row
        for row in rows
        if row["status"] not in NOT_IN_FORCE and row["scenario"] in (None, scenario)
    ]


def _term(traced: TracedCase, rows: Ints, unit: float, row: _Row) -> ClauseTerm:
    payers = traced.places.payers
    payer = NOBODY if row["payer"] is None else payers.index(row["payer"])
    measure, sense = row["measure"], str(row["sense"])

    def money(chosen: Mask) -> float:
        need = float(traced.programmes.need[rows][chosen[rows]].sum())
        return _per_value(str(measure), need, traced.total.total, payer) / unit

    parts = _parts(traced, _selected(traced, row), each_of(row["each"]), rows, money)
    return ClauseTerm(str(row["clause"]), payer, measure, sense, float(row["value"]), parts)


def _selected(traced: TracedCase, row: _Row) -> Mask:
    """Say of every programme whether a clause is about it."""
    programmes, places = traced.programmes, traced.places
    chosen = np.ones(len(programmes), dtype=bool)
    if row["host"] is not None:
        chosen &= np.isin(programmes.territory, _hosts(traced, str(row["host"])))
    if row["stage"] is not None:
        chosen &= programmes.stage == places.stages.index(row["stage"])
    if row["group"] is not None:
        chosen &= programmes.group == places.groups.index(row["group"])
    if (years := year_span(row["year"])) is not None:
        chosen &= (programmes.year >= years[0]) & (programmes.year <= years[1])
    return chosen


def _hosts(traced: TracedCase, host: str) -> list[int]:
    """Return the territories that a clause means by a host: with those below it since edition 2."""
    known = traced.places.territories
    if traced.rules.edition == FIRST_EDITION:
        return [known.index(host)]
    frame = traced.case.table("Territories")
    parents = dict(zip(frame["territory"], frame["parent"], strict=True))
    below = Nesting(parents, {}).at_or_below(host)
    return [at for at, key in enumerate(known) if key in below]


def _parts(
    traced: TracedCase,
    chosen: Mask,
    each: tuple[str, ...],
    rows: Ints,
    money: Callable[[Mask], float],
) -> tuple[ClausePart, ...]:
    """Cut what a clause selects into what its bound holds for one by one.

    A programme that needs nothing makes a part too: nothing can be paid for it.
    """
    if not each:
        return (ClausePart(chosen[rows], money(chosen)),)
    programmes, places = traced.programmes, traced.places
    of = {
        "host": programmes.territory,
        "stage": programmes.stage,
        "group": programmes.group,
        "year": programmes.year,
    }
    key = np.stack([of[name] for name in each], axis=1)
    parts = []
    for values in np.unique(key[chosen], axis=0):
        mine = chosen & (key == values).all(axis=1)
        at = dict(zip(each, values.tolist(), strict=True))
        parts.append(
            ClausePart(
                mine[rows],
                money(mine),
                year=at.get("year"),
                host=places.territories[at["host"]] if "host" in at else None,
                stage=places.stages[at["stage"]] if "stage" in at else None,
                group=places.groups[at["group"]] if "group" in at else None,
            )
        )
    return tuple(parts)


def _per_value(measure: str, need: float, benefit: Floats, payer: int) -> float:
    """Return the money of a value of 1: itself, the need selected, or the payer's benefit."""
    if measure == "share_of_need":
        return need
    if measure == "share_of_benefit":
        return float(benefit.sum() if payer == NOBODY else benefit[payer])
    return 1.0
