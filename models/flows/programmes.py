"""Programmes: what is funded, and what each needs (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.declaration.choices import YES
from models.declaration.tables import TABLE_BY_KEY
from models.flows.lookup import CostTable
from models.flows.places import NOBODY, Floats, Ints, Places
from models.flows.rates import Persons
from models.problems import Problem, Severity
from models.scenarios import Rules
from models.words.text import Argument, Quoted, text


@dataclass(frozen=True, eq=False)
class Programmes:
    """The programmes K in canonical order: stage order, then territory, then year.

    Attributes:
        stage, territory, year: positions and calendar year of each.
        persons: n(k).
        unit_cost: money a person.
        existing_funding: money, policies that count as funding included.
        need: N(k) = max(0, unit cost · n - existing funding).
        host: the payer that answers for the programme, NOBODY where nobody does.
        group: the position of the group of persons.
        responsible: the position of the territory that answers for a part of the persons;
            NOBODY where a single one answers for all.
        most_of_others: what others than the host may pay together, by the standard cost; inf
            without one.
    """

    stage: Ints
    territory: Ints
    year: Ints
    persons: Floats
    unit_cost: Floats
    existing_funding: Floats
    need: Floats
    host: Ints
    group: Ints
    responsible: Ints
    most_of_others: Floats

    def __len__(self) -> int:
        return len(self.stage)

    def stage_years(self) -> list[tuple[int, int]]:
        """Return every (stage, year) that has a programme, in order."""
        return sorted(set(zip(self.stage.tolist(), self.year.tolist(), strict=True)))


def programmes_of(
    case: Case, places: Places, persons: Persons, rules: Rules
) -> tuple[Programmes, tuple[Problem, ...]]:
    """Return the cohorts of co-funded stages that have persons, in the programme years."""
    costs = CostTable(case, places)
    parts: list[Floats] = []
    for (s, y), entered in sorted(persons.items()):
        if places.cofunded[s] and rules.has_programmes_in(y):
            parts.append(_rows(places, costs, s, y, entered))
    table = np.concatenate(parts) if parts else np.zeros((0, 8))
    table = table[np.lexsort((table[:, 2], table[:, 1], table[:, 0]))]
    stage, territory, year = (table[:, i].astype(np.int64) for i in range(3))
    existing = table[:, 5]
    warnings = _without_cost(places, stage, territory, table[:, 7])
    funded, unused = _policy_funding(case, places, stage, territory, table[:, 3])
    existing = existing + funded
    programmes = Programmes(
        stage=stage,
        territory=territory,
        year=year,
        persons=table[:, 3],
        unit_cost=table[:, 4],
        existing_funding=existing,
        need=np.maximum(0.0, table[:, 4] * table[:, 3] - existing),
        host=table[:, 6].astype(np.int64),
        group=np.zeros(len(table), dtype=np.int64),
        responsible=np.full(len(table), NOBODY),
        most_of_others=np.full(len(table), np.inf),
    )
    return programmes, (*warnings, *unused)


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


def _rows(places: Places, costs: CostTable, stage: int, year: int, entered: Floats) -> Floats:
    """Return a row for each programme of a stage and year: the columns of Programmes."""
    where = np.flatnonzero(entered > 0)
    unit = costs.at(stage, year)
    columns = [
        np.full(len(where), stage),
        where,
        np.full(len(where), year),
        entered[where],
        unit.cost[where],
        unit.existing[where],
        places.payer_of[unit.responsible[where]],
        unit.found[where],
    ]
    return np.stack([np.asarray(column, dtype=float) for column in columns], axis=1)


def _without_cost(
    places: Places, stage: Ints, territory: Ints, found: Floats
) -> tuple[Problem, ...]:
    missing = sorted(
        set(zip(stage[found == 0].tolist(), territory[found == 0].tolist(), strict=True))
    )
    return tuple(without_cost(places.stages[s], places.territories[g]) for s, g in missing)


def _policy_funding(
    case: Case, places: Places, stage: Ints, territory: Ints, persons: Floats
) -> tuple[Floats, tuple[Problem, ...]]:
    """Share the spending of policies that count as funding over their programmes by persons."""
    frame = case.table("Policies")
    frame = frame[(frame["counts_as_funding"] == True).to_numpy(bool)].sort_values("policy")  # noqa: E712
    stages = places.stage_positions(frame["stage"])
    territories = places.territory_positions(frame["territory"])
    spending = frame["spending"].fillna(0).to_numpy(dtype=float)
    funding = np.zeros(len(stage))
    unused: list[Problem] = []
    for i, policy in enumerate(frame["policy"]):
        mine = ((stage == stages[i]) | (stages[i] == NOBODY)) & (
            (territory == territories[i]) | (territories[i] == NOBODY)
        )
        if mine.any():
            funding[mine] += spending[i] * persons[mine] / persons[mine].sum()
        elif spending[i] > 0:
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
