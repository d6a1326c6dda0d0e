"""Which row a figure is taken from (2-method 2.1, the look-up), and who answers for whom."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.reading import Data, Row, adjust, exact


def payer_of(data: Data, territory: str | None) -> str | None:
    """Return payer(g): the territory itself or its nearest ancestor that pays."""
    while territory is not None:
        row = data.territories[territory]
        if row["pays"] is not False:
            return territory
        territory = row["parent"]
    return None


def payers(data: Data) -> list[str]:
    """Return the territories that pay."""
    return [territory for territory in data.territories if payer_of(data, territory) == territory]


def best_row(rows: list[Row], territory: str, year: int) -> Row | None:
    """Return the row that holds for a territory and a year, None where none does."""
    fitting = [row for row in rows if row.get("territory") in (None, territory)]
    return min(fitting, key=lambda row: _rank(row, year), default=None)


def cost_row(data: Data, stage: str, territory: str, year: int) -> Row | None:
    """Return the row of Costs of a programme."""
    return best_row([r for r in data.costs if r["stage"] == stage], territory, year)


def cost(data: Data, column: str, stage: str, territory: str, year: int) -> Fraction:
    """Return a figure of Costs, 0 where none is given."""
    row = cost_row(data, stage, territory, year)
    if row is None:
        return Fraction(0)
    changes = [a for a in data.adjustments if a.sheet == "Costs" and a.column == column]
    return adjust(exact(row[column] or 0), changes, row, (stage, territory, year))


def benefits(data: Data, stage: str, territory: str, year: int) -> dict[str, Fraction]:
    """Return b(s,g,y→h) for every payer h."""
    changes = [a for a in data.adjustments if a.sheet == "Benefits"]
    found: dict[str, Fraction] = {}
    for beneficiary in data.territories:
        rows = [
            row
            for row in data.benefits
            if row["stage"] == stage and (row["beneficiary"] or territory) == beneficiary
        ]
        row = best_row(rows, territory, year)
        payer = payer_of(data, beneficiary)
        if row is not None and payer is not None:
            value = exact(row["benefit_per_person"])
            value = adjust(value, changes, row, (stage, territory, year))
            found[payer] = found.get(payer, Fraction(0)) + value
    return found


def budget(data: Data, payer: str, year: int) -> Fraction | None:
    """Return the most a payer can contribute in a year, None without a limit."""
    row = best_row([row for row in data.budgets if row["payer"] == payer], payer, year)
    if row is None:
        return None
    changes = [a for a in data.adjustments if a.sheet == "Budgets"]
    return adjust(exact(row["max_contribution"]), changes, row, (None, payer, year))


def _rank(row: Row, year: int) -> tuple[bool, int, int]:
    """Order rows: the territory named, then the exact year, blank, earlier, later."""
    given = None if row["year"] is None else int(row["year"])
    if given is None:
        kind, distance = 1, 0
    elif given == year:
        kind, distance = 0, 0
    else:
        kind, distance = (2, year - given) if given < year else (3, given - year)
    return row.get("territory") is None, kind, distance
