"""The programmes, what they cost, and what is funded already (2-method 2.1 and 2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.cohorts import Trajectories
from tests.oracle.lookups import cost, cost_rows, payer_of, price_level
from tests.oracle.places import Pair, Programme
from tests.oracle.reading import Cells, Data, Row, adjust, changes_of
from tests.oracle.rules import exact, whole

ZERO = Fraction(0)


@dataclass(frozen=True)
class Service:
    """What is known of a programme before anybody pays."""

    persons: Fraction
    government: str
    """Who answers for it."""
    host: str | None
    """The payer that answers for it, None where nobody does."""
    unit_cost: Fraction
    fixed_cost: Fraction
    existing_funding: Fraction
    waiting_cost: Fraction
    """What one person who is not served costs the host."""

    @property
    def need(self) -> Fraction:
        """Return what it costs less its existing funding, before any existing payment."""
        cost = self.unit_cost * self.persons + self.fixed_cost
        return max(ZERO, cost - self.existing_funding)


def programmes(found: Trajectories) -> dict[Programme, Row]:
    """Return the programmes in order, each with its row of Costs.

    One for each responsible of the winning rows; share 0 makes none; a cohort without a row has
    one programme that costs nothing.
    """
    data = found.data
    every: dict[Programme, Row] = {}
    for c in found.persons:
        if data.has_programmes(c.stage, c.year):
            rows = cost_rows(data, c)
            names = [row["responsible"] or c.territory for row in rows]
            if len(set(names)) < len(names):
                raise ValueError(f"one government has two rows of costs for {c}")
            for row in rows or [Cells()]:
                name = (row["responsible"] or c.territory) if len(rows) > 1 else ""
                if cost(data, "share", row, c) > 0:
                    every[Programme(*c, name)] = row
    order = sorted(every, key=lambda k: (k.year, k.stage, k.territory, k.group, k.responsible))
    return {k: every[k] for k in order}


def services(found: Trajectories, rows: dict[Programme, Row]) -> dict[Programme, Service]:
    """Return what is known of each programme, policies that count as funding included."""
    data = found.data
    persons = {
        k: cost(data, "share", row, k.cohort) * found.persons[k.cohort] for k, row in rows.items()
    }
    policies = _policy_funding(data, persons)
    every = {}
    for k, row in rows.items():
        government = row["responsible"] or k.territory
        every[k] = Service(
            persons[k],
            government,
            payer_of(data, government),
            cost(data, "cost_per_person", row, k.cohort),
            cost(data, "fixed_cost", row, k.cohort),
            cost(data, "existing_funding", row, k.cohort) + policies.get(k, ZERO),
            cost(data, "waiting_cost_per_person", row, k.cohort),
        )
    return every


def _policy_funding(data: Data, persons: dict[Programme, Fraction]) -> dict[Programme, Fraction]:
    """Share the spending of each policy by persons: a year's each year (3-workbook, Policies).

    In the first edition it is one sum for all years together.
    """
    found: dict[Programme, Fraction] = {}
    for policy in data.policies:
        if policy["counts_as_funding"] is not True:
            continue
        met = [k for k in persons if _meets(policy, k)]
        for year in {0 if data.rules.edition == 1 else k.year for k in met}:
            chosen = [k for k in met if year in (0, k.year)]
            total = sum((persons[k] for k in chosen), ZERO)
            for k in chosen:
                part = exact(policy["spending"] or 0) * persons[k] / total
                found[k] = found.get(k, ZERO) + part
    return found


def _meets(row: Row, k: Programme) -> bool:
    return (
        row["stage"] in (None, k.stage)
        and row["territory"] in (None, k.territory)
        and row["group"] in (None, k.group)
        and whole(row["year"]) in (None, k.year)
    )


def existing_payments(
    data: Data, known: dict[Programme, Service]
) -> dict[bool, dict[Pair, Fraction]]:
    """Return x̄(h,k), by whether it counts: spread by need, passed up, cut in proportion."""
    found: dict[bool, dict[Pair, Fraction]] = {True: {}, False: {}}
    for row in data.existing:
        payer = payer_of(data, row["payer"])
        chosen = [k for k in known if _meets(row, k) and _by(row, known[k])]
        total = sum((known[k].need for k in chosen), ZERO)
        if payer is None or total == 0:
            continue
        counts = found[row["counts"] is not False]
        for k in chosen:
            amount = adjust(
                exact(row["amount"]), changes_of(data, "Existing", "amount"), row, k.cohort
            )
            part = amount * known[k].need / total
            counts[payer, k] = counts.get((payer, k), ZERO) + part
    return {kind: _cut(parts, found, known) for kind, parts in found.items()}


def _by(row: Row, service: Service) -> bool:
    return row["responsible"] in (None, service.government)


def _cut(
    parts: dict[Pair, Fraction],
    found: dict[bool, dict[Pair, Fraction]],
    known: dict[Programme, Service],
) -> dict[Pair, Fraction]:
    """Cut in proportion what exceeds the need of a programme."""
    total: dict[Programme, Fraction] = {}
    for every in found.values():
        for (_, k), amount in every.items():
            total[k] = total.get(k, ZERO) + amount
    return {
        (h, k): amount * min(Fraction(1), known[k].need / total[k]) if total[k] else ZERO
        for (h, k), amount in parts.items()
    }


def excess(data: Data, k: Programme, service: Service) -> Fraction | None:
    """Return what of the cost lies above the standard cost, None where there is none (2.4)."""
    standard = data.stages[k.stage]["standard_cost"]
    if standard is None:
        return None
    above = service.unit_cost - exact(standard) * price_level(data, None, k.year)
    return max(ZERO, service.persons * max(ZERO, above) - service.existing_funding)
