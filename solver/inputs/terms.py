"""Budgets and clauses in force, each a bound on a sum of payments (2-method 2.1 and 2.4)."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from models.clause import NOT_IN_FORCE
from models.declaration.years import year_span
from models.flows.lookup import best_rows
from models.flows.places import NOBODY, Floats, Ints, Mask
from models.flows.traced import TracedCase
from models.problems import Problem, Severity
from models.results.explanation import Measure
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
_NOTHING = 1e-12


@dataclass(frozen=True, eq=False)
class ClauseTerm:
    """One clause in force.

    Attributes:
        clause: its key.
        payer: the position of the payer; NOBODY: everyone.
        programmes: which of the programmes with a need it selects.
        measure: what its value is measured in.
        sense: "at most", "at least" or "exactly".
        value: as written: money, or a fraction of the measure.
        per_value: the scaled money that a value of 1 stands for.
    """

    clause: str
    payer: int
    programmes: Mask
    measure: Measure
    sense: str
    value: float
    per_value: float

    @property
    def bound(self) -> float:
        """The bound in scaled money."""
        return self.value * self.per_value

    @property
    def can_move(self) -> bool:
        """Whether another value would make another bound; a share of nothing is nothing."""
        return abs(self.per_value) > _NOTHING


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
    rows = frame.to_dict("records") if len(frame) else []
    return [
        row
        for row in rows
        if row["status"] not in NOT_IN_FORCE and row["scenario"] in (None, scenario)
    ]


def _term(traced: TracedCase, rows: Ints, unit: float, row: _Row) -> ClauseTerm:
    programmes, places = traced.programmes, traced.places
    chosen = np.ones(len(rows), dtype=bool)
    for key, known, values in (
        (row["host"], places.territories, programmes.territory),
        (row["stage"], places.stages, programmes.stage),
    ):
        if key is not None:
            chosen &= values[rows] == known.index(key)
    years = year_span(row["year"])
    if years is not None:
        chosen &= (programmes.year[rows] >= years[0]) & (programmes.year[rows] <= years[1])
    payer = NOBODY if row["payer"] is None else places.payers.index(row["payer"])
    need = float(programmes.need[rows][chosen].sum())
    money = _per_value(str(row["measure"]), need, traced.total.total, payer)
    value = float(row["value"])
    measure, sense = row["measure"], str(row["sense"])
    return ClauseTerm(str(row["clause"]), payer, chosen, measure, sense, value, money / unit)


def _per_value(measure: str, need: float, benefit: Floats, payer: int) -> float:
    """Return the money of a value of 1: itself, the need selected, or the payer's benefit."""
    if measure == "share_of_need":
        return need
    if measure == "share_of_benefit":
        return float(benefit.sum() if payer == NOBODY else benefit[payer])
    return 1.0
