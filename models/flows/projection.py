"""Cohorts of the years after the data (2-method 2.2)."""

from __future__ import annotations

import numpy as np

from models.declaration.tables import TABLE_BY_KEY
from models.flows.flow_table import FlowTable
from models.flows.moves import carried_by_moves
from models.flows.places import Floats, Places
from models.flows.rates import Persons, Rates, arrivals_of
from models.problems import Problem, Severity
from models.rules import Rules
from models.words.text import text


def projected(places: Places, flows: FlowTable, rates: Rates, rules: Rules) -> Persons:
    """Return the cohorts of the data and, after Y, those projected up to `project_until`.

    Arrivals of a projected year are those given for it; where the year has none, those of
    the year before times 1 + `arrivals_growth`. Everything else follows from the rates.
    """
    last, until = rates.last_year, rules.project_until
    if last is None or until is None or until <= last:
        return dict(rates.persons)
    persons = {key: value for key, value in rates.persons.items() if key[1] <= last}
    given = arrivals_of(places, flows)
    years_given = {year for _, year in given}
    _warn_no_arrivals(rates, last, years_given)
    arrivals = {s: given.get((s, last), _nobody(places)) for s in range(len(places.stages))}
    growing = 1 + rules.arrivals_growth
    for year in range(last + 1, until + 1):
        for stage, before in arrivals.items():
            now = given[stage, year] if year in years_given else before * growing
            arrivals[stage] = now
            persons[stage, year] = _entering(places, rates, persons, stage, year, now)
    later = {key: value for key, value in rates.persons.items() if key[1] > until}
    return {key: value for key, value in {**persons, **later}.items() if value.any()}


def _entering(
    places: Places, rates: Rates, persons: Persons, stage: int, year: int, arrivals: Floats
) -> Floats:
    """Solve n(s,·,y) = arrivals + Σ rate·n(s₀,·,y-d(s₀)) + moves inside s."""
    base = arrivals.copy()
    for earlier in range(len(places.stages)):
        entered = year - int(places.durations[earlier])
        if places.orders[earlier] < places.orders[stage] and (earlier, entered) in persons:
            going = rates.at(earlier, entered).later.get(stage)
            if going is not None:
                base = base + going.T @ persons[earlier, entered]
    return carried_by_moves(rates.at(stage, year).moves, base)


def _nobody(places: Places) -> Floats:
    return np.zeros(len(places.territories))


def _warn_no_arrivals(rates: Rates, last: int, years_given: set[int]) -> None:
    if last in years_given or last + 1 in years_given:
        return
    rates.warnings.append(
        Problem(
            Severity.WARNING,
            "no-arrivals-to-project",
            text(
                "No arrivals are given for {year}, the last year of the data, so none are "
                "projected.",
                year=last,
            ),
            text(
                "Give the arrivals of {year} or of the years after it in {sheet}.",
                year=last,
                sheet=TABLE_BY_KEY["Flows"].labels,
            ),
            table="Flows",
        )
    )
