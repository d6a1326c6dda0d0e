"""Which row a figure is taken from, at what prices, and who answers for whom (2-method 2.1)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from tests.oracle.places import Cohort
from tests.oracle.reading import Data, Row, adjust, changes_of
from tests.oracle.rules import exact, whole


def payer_of(data: Data, territory: str | None) -> str | None:
    """Return payer(g): the territory itself or its nearest ancestor that pays (2.1)."""
    while territory is not None:
        row = data.territories[territory]
        if row["pays"] is not False:
            return territory
        territory = row["parent"]
    return None


def payers(data: Data) -> list[str]:
    """Return the territories that pay."""
    return [territory for territory in data.territories if payer_of(data, territory) == territory]


def best_rows(rows: list[Row], at: Cohort) -> list[Row]:
    """Return the rows of the kind that wins at a place; none where none fits (2.1, look-up)."""
    fitting = [
        row
        for row in rows
        if row["territory"] in (None, at.territory) and row["group"] in (None, at.group)
    ]
    best = min((_rank(row, at.year) for row in fitting), default=None)
    return [row for row in fitting if _rank(row, at.year) == best]


def cost_rows(data: Data, at: Cohort) -> list[Row]:
    """Return all rows of Costs of the winning kind: one for each responsible (2.1)."""
    return best_rows([row for row in data.costs if row["stage"] == at.stage], at)


def cost(data: Data, column: str, row: Row, at: Cohort) -> Fraction:
    """Return a figure of a row of Costs as the scenario changes it; a blank is its default.

    The empty row of a cohort without one has no figures that a scenario could change.
    """
    default = 1 if column in ("additionality", "share") else 0
    value = exact(default if row[column] is None else row[column])
    if not row:
        return value
    value = adjust(value, changes_of(data, "Costs", column), row, at)
    if column in ("cost_per_person", "fixed_cost", "waiting_cost_per_person"):
        answers = payer_of(data, row["responsible"] or at.territory)
        return value * price_level(data, row["year"], at.year) * reported(data, answers, "costs")
    return value


def reported(data: Data, payer: str | None, figures: str) -> Fraction:
    """Return by what a payer multiplies the benefits or the costs that it supplies (2.7a)."""
    return data.reported.get((payer or "", figures), Fraction(1))


def price_level(data: Data, row_year: object, year: int) -> Fraction:
    """Return (1+γ)^(y−y₀); a row with a blank year is in prices of the base year (2.1)."""
    start = whole(row_year)
    growth = 1 + data.rules.price_growth
    return growth ** (year - (data.base_year if start is None else start))


def additionality(data: Data, at: Cohort) -> Fraction:
    """Return a: 1 where blank; several responsible: their mean by share (2.2).

    Where the shares add to 0 no programme serves anybody there, and a says nothing: 1.
    """
    rows = cost_rows(data, at)
    parts = [(cost(data, "share", row, at), cost(data, "additionality", row, at)) for row in rows]
    total = sum((share for share, _ in parts), Fraction(0))
    if total == 0:
        return Fraction(1)
    return sum((share * a for share, a in parts), Fraction(0)) / total


def served_share(data: Data, at: Cohort) -> Fraction:
    """Return σ: the sum of the shares of the cost rows, 1 where there is no row (2.3)."""
    rows = cost_rows(data, at)
    shares = [cost(data, "share", row, at) for row in rows]
    return sum(shares, Fraction(0)) if rows else Fraction(1)


def benefits(data: Data, at: Cohort) -> dict[str, Fraction]:
    """Return b(s,g,q,y→h) for every payer h; each beneficiary is looked up on its own (2.1)."""
    return _per_person(data, data.benefits, ("Benefits", "benefit_per_person"), "beneficiary", at)


def waiting_costs(data: Data, at: Cohort) -> dict[str, Fraction]:
    """Return what one person who is not served costs each payer, by the sheet Waiting (2.6).

    Each bearer is looked up on its own (2.1).
    """
    return _per_person(data, data.waiting, ("Waiting", "waiting_cost_per_person"), "bearer", at)


def _per_person(
    data: Data, every: Iterable[Row], figure: tuple[str, str], whose: str, at: Cohort
) -> dict[str, Fraction]:
    """Return a figure per person for each payer; each territory it is of is looked up on its own.

    Args:
        every: the rows of the sheet.
        figure: the sheet and the column of the figure.
        whose: the column that says whose figure it is; blank: the cohort's territory.
    """
    changes = changes_of(data, *figure)
    kind = "benefits" if figure[0] == "Benefits" else "costs"
    found: dict[str, Fraction] = {}
    for territory in data.territories:
        rows = [
            row
            for row in every
            if row["stage"] == at.stage and (row[whose] or at.territory) == territory
        ]
        payer = payer_of(data, territory)
        for row in best_rows(rows, at)[:1]:
            if payer is not None:
                value = adjust(exact(row[figure[1]]), changes, row, at)
                value *= price_level(data, row["year"], at.year) * reported(data, payer, kind)
                found[payer] = found.get(payer, Fraction(0)) + value
    return found


def budget(data: Data, payer: str, year: int) -> Fraction | None:
    """Return the most a payer can contribute in a year, None without a limit (2.1)."""
    at = Cohort("", payer, year)
    for row in best_rows([row for row in data.budgets if row["payer"] == payer], at)[:1]:
        changes = changes_of(data, "Budgets", "max_contribution")
        changes = [change for change in changes if change.stage is None]
        return adjust(exact(row["max_contribution"]), changes, row, at)
    return None


def _rank(row: Row, year: int) -> tuple[bool, bool, int, int]:
    """Order rows: territory named, group named, then exact year, blank, earlier, later."""
    start = whole(row["year"])
    if start is None:
        kind, distance = 1, 0
    elif start == year:
        kind, distance = 0, 0
    else:
        kind, distance = (2, year - start) if start < year else (3, start - year)
    return row["territory"] is None, row["group"] is None, kind, distance
