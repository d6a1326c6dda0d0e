"""Programmes: what is funded, and what each needs (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.declaration.choices import YES
from models.declaration.tables import TABLE_BY_KEY
from models.flows.existing import ExistingPayments, Served, existing_payments
from models.flows.lookup import CostRows, CostTable, Prices
from models.flows.places import NOBODY, Floats, Ints, Places
from models.flows.rates import Persons
from models.problems import Problem, Severity
from models.scenarios import Rules
from models.used import FIRST_EDITION
from models.words.text import Argument, Quoted, text


@dataclass(frozen=True, eq=False)
class Programmes:
    """The programmes K in canonical order: stage order, territory, group, year, responsible.

    Attributes:
        stage, territory, group, year: positions and calendar year of each.
        responsible: the position of the territory that answers for a part of the persons;
            NOBODY where a single one answers for all.
        government: the position of the territory that answers for it, whether it pays or not.
        persons: n(k), its share of those who enter.
        unit_cost: money a person.
        existing_funding: money, policies that count as funding included.
        need: N(k) = max(0, unit cost · n + fixed cost - existing funding - Σh x̄(h,k)).
        host: the payer that answers for the programme, NOBODY where nobody does.
        fixed_cost: money, however many persons there are.
        most_of_others: what others than the host may pay together, by the standard cost; inf
            without one.
        row: the row of Costs that it follows from; NOBODY where there is none.
    """

    stage: Ints
    territory: Ints
    group: Ints
    year: Ints
    responsible: Ints
    government: Ints
    persons: Floats
    unit_cost: Floats
    existing_funding: Floats
    need: Floats
    host: Ints
    fixed_cost: Floats
    most_of_others: Floats
    row: Ints

    def __len__(self) -> int:
        return len(self.stage)

    def part_of(self, at: int, persons: Persons, places: Places) -> dict[tuple[int, int], Floats]:
        """Return the part of its cohort that a programme serves, by spot, at its stage and year."""
        cohort = (int(self.stage[at]), int(self.year[at]))
        spot = places.spot_of(self.territory[[at]], self.group[[at]])
        part = np.zeros(places.spots)
        part[spot] = self.persons[at] / persons[cohort][spot]
        return {cohort: part}

    def stage_years(self) -> list[tuple[int, int]]:
        """Return every (stage, year) that has a programme, in order."""
        return sorted(set(zip(self.stage.tolist(), self.year.tolist(), strict=True)))


@dataclass(frozen=True, eq=False)
class FundedProgrammes:
    """The programmes, and what is paid towards them already.

    Attributes:
        existing: x̄(h,k).
        prices: what figures are taken at.
        base_year: t₀; None where there is no programme.
        warnings: what had to be assumed on the way.
    """

    programmes: Programmes
    existing: ExistingPayments
    prices: Prices
    base_year: int | None
    warnings: tuple[Problem, ...]


def programmes_of(
    case: Case, places: Places, costs: CostTable, persons: Persons, rules: Rules
) -> FundedProgrammes:
    """Return the cohorts of co-funded stages that have persons, in the programme years.

    Where several governments answer for parts of a cohort there is a programme for each.
    """
    parts: list[Floats] = [
        _rows(costs.at(s, y), s, y, entered)
        for (s, y), entered in sorted(persons.items())
        if places.cofunded[s] and rules.has_programmes_in(y)
    ]
    table = np.concatenate([np.zeros((0, _COLUMNS)), *parts])
    table = table[np.lexsort((table[:, 3], table[:, 2], table[:, 1], table[:, 0]))]
    stage, spot, year, answers, row = (table[:, i].astype(np.int64) for i in range(5))
    is_shared, persons_of, cost, fixed, existing = table[:, 5:].T
    responsible = np.where(answers == NOBODY, places.spot_territory[spot], answers)
    base_year = _base_year(rules, year)
    prices = Prices(rules.price_growth, base_year or 0)
    level = costs.price_level(row, year, prices)
    cost, fixed = cost * level, fixed * level
    served = _Cohorts(stage, places.spot_territory[spot], places.spot_group[spot], year, persons_of)
    funded, unused = _policy_funding(case, places, served, rules)
    existing = existing + funded
    before = np.maximum(0.0, cost * persons_of + fixed - existing)
    paid = existing_payments(case, places, Served(stage, spot, year, responsible, before))
    need = np.maximum(0.0, before - paid.by_programme)
    standard = _standard_costs(case, places)[stage] * prices.level(np.full(len(year), np.nan), year)
    excess = np.maximum(0.0, persons_of * np.maximum(0.0, cost - standard) - existing)
    programmes = Programmes(
        stage=stage,
        territory=served.territory,
        group=served.group,
        year=year,
        responsible=np.where(is_shared > 0, responsible, NOBODY),
        government=responsible,
        persons=persons_of,
        unit_cost=cost,
        existing_funding=existing,
        need=need,
        host=places.payer_of[responsible],
        fixed_cost=fixed,
        most_of_others=np.where(np.isnan(standard), np.inf, np.maximum(0.0, need - excess)),
        row=row,
    )
    warnings = (*_without_cost(places, programmes), *unused, *paid.warnings)
    return FundedProgrammes(programmes, paid, prices, base_year, warnings)


_COLUMNS = 10


def _rows(costs: CostRows, stage: int, year: int, entered: Floats) -> Floats:
    """Return a row for each programme of a stage and year.

    Its columns: stage, spot, year, who answers, row of Costs (NOBODY without one), whether several
    answer, persons, cost a person, fixed cost, existing funding.
    """
    counts = np.bincount(costs.spot, minlength=len(entered))
    has_one = (entered[costs.spot] > 0) & (costs.share > 0)
    spot = costs.spot[has_one]
    known = [
        np.full(len(spot), stage),
        spot,
        np.full(len(spot), year),
        costs.responsible[has_one],
        costs.row[has_one],
        counts[spot] > 1,
        costs.share[has_one] * entered[spot],
        costs.cost[has_one],
        costs.fixed[has_one],
        costs.existing[has_one],
    ]
    bare = np.flatnonzero((entered > 0) & (counts == 0))
    nothing, nobody = np.zeros(len(bare)), np.full(len(bare), NOBODY)
    without = [
        np.full(len(bare), stage), bare, np.full(len(bare), year), nobody, nobody, nothing,
        entered[bare], nothing, nothing, nothing,
    ]  # fmt: skip
    return np.concatenate(
        [np.stack([np.asarray(c, dtype=float) for c in both], axis=1) for both in (known, without)]
    )


def _base_year(rules: Rules, years: Ints) -> int | None:
    if rules.base_year is not None:
        return rules.base_year
    return int(years.min()) if len(years) else None


def _standard_costs(case: Case, places: Places) -> Floats:
    """Return the standard cost of each stage, NaN without one."""
    frame = case.table("Stages").set_index("stage")
    return frame["standard_cost"].reindex(list(places.stages)).to_numpy(dtype=float)


def nothing_to_fund(case: Case, programmes: Programmes, rules: Rules) -> tuple[Problem, ...]:
    """Return a warning where there is nothing to share, and why."""
    if not (case.table("Stages")["cofunded"] == True).any():  # noqa: E712
        return (nothing_cofunded(),)
    if not len(programmes) and len(case.table("Flows")):
        years = rules.programme_years
        return (
            Problem(Severity.WARNING, "no-programme", *_no_entry(years), "Flows", sheet="Flows"),
        )
    if len(programmes) and not programmes.need.any():
        found = text(
            "No programme needs money, so that there is nothing to share: each cost is 0 or "
            "funded already."
        )
        mend = text("Look at the costs and the existing funding, if that is not so.")
        return (Problem(Severity.WARNING, "no-need", found, mend, "Costs", sheet="Costs"),)
    return ()


def _no_entry(years: tuple[int, int] | None) -> tuple[Argument, Argument]:
    """Say that nobody enters a co-funded stage in the programme years, and what to do."""
    if years is None:
        found = text("Nobody enters a co-funded stage, so that there is nothing to share.")
        return found, text("Add the flows into a co-funded stage.")
    found = text(
        "Nobody enters a co-funded stage in the programme years {years}, so that there is "
        "nothing to share.",
        years="-".join(str(year) for year in dict.fromkeys(years)),
    )
    return found, text("Add the flows into a co-funded stage, or choose other programme years.")


def nothing_cofunded() -> Problem:
    """Return the warning that no stage is co-funded."""
    return Problem(
        Severity.WARNING,
        "nothing-cofunded",
        text("No stage is co-funded, so that there is no programme and nothing to share."),
        text(
            "Write {yes} under {column} for the stages whose programmes are shared.",
            yes=YES,
            column=Quoted(TABLE_BY_KEY["Stages"].column("cofunded").labels),
        ),
        "Stages",
        column="cofunded",
        sheet="Stages",
    )


def without_cost(stage: str, territory: str) -> Problem:
    """Return the warning that a programme has no cost."""
    return Problem(
        Severity.WARNING,
        "missing-cost",
        text(
            "No cost is given for the programme {stage} in {territory}; it counts as 0.",
            stage=Quoted(stage),
            territory=Quoted(territory),
        ),
        text(
            "Add a row for {stage} to {sheet}.",
            stage=Quoted(stage),
            sheet=TABLE_BY_KEY["Costs"].labels,
        ),
        "Costs",
        column="cost_per_person",
        sheet="Costs",
    )


def _without_cost(places: Places, programmes: Programmes) -> tuple[Problem, ...]:
    missing = np.flatnonzero(programmes.row == NOBODY)
    where = zip(programmes.stage[missing], programmes.territory[missing], strict=True)
    names = ((places.stages[s], places.territories[g]) for s, g in sorted(set(where)))
    return tuple(without_cost(stage, territory) for stage, territory in names)


@dataclass(frozen=True, eq=False)
class _Cohorts:
    """The persons of the programmes, one entry for each."""

    stage: Ints
    territory: Ints
    group: Ints
    year: Ints
    persons: Floats


def _policy_funding(
    case: Case, places: Places, cohorts: _Cohorts, rules: Rules
) -> tuple[Floats, tuple[Problem, ...]]:
    """Share the spending of policies that count as funding over their programmes by persons.

    Spending is a year's, each year; in the first edition one sum for all years (2-method 2.1).
    """
    frame = case.table("Policies")
    frame = frame[(frame["counts_as_funding"] == True).to_numpy(bool)].sort_values("policy")  # noqa: E712
    named = (
        (places.stage_positions(frame["stage"]), cohorts.stage),
        (places.territory_positions(frame["territory"]), cohorts.territory),
        (places.group_positions(frame["group"]), cohorts.group),
    )
    years = frame["year"].to_numpy(dtype=float)
    spending = frame["spending"].fillna(0).to_numpy(dtype=float)
    funding = np.zeros(len(cohorts.stage))
    unused: list[Problem] = []
    at_once = np.zeros(len(funding)) if rules.edition == FIRST_EDITION else cohorts.year
    for i, policy in enumerate(frame["policy"]):
        mine = np.isnan(years[i]) | (cohorts.year == years[i])
        for keys, position in named:
            mine &= (position == keys[i]) | (keys[i] == NOBODY)
        for year in np.unique(at_once[mine]):
            met = mine & (at_once == year)
            funding[met] += spending[i] * cohorts.persons[met] / cohorts.persons[met].sum()
        if not mine.any() and spending[i] > 0:
            unused.append(_policy_unused(str(policy)))
    return funding, tuple(unused)


def _policy_unused(policy: str) -> Problem:
    return Problem(
        Severity.WARNING,
        "policy-funds-nothing",
        text(
            "The policy {policy} counts as funding, but no programme of the programme years fits "
            "its stage and territory; its spending is not used.",
            policy=policy,
        ),
        text("Check its stage and territory, or let it not count as funding."),
        table="Policies",
    )
