"""The budgets that hold in the years of the programmes (2-method 2.1 and 2.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.flows.lookup import best_rows
from models.flows.places import NOBODY
from models.flows.traced import TracedCase
from models.problems import Problem, Severity
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
