"""What a programme misses (its cost, a later benefit, people), and clauses that mean none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import inf
from typing import Any, NamedTuple

from models.checks.checked import CheckedCase
from models.checks.flows import Cohort, Cohorts, Flows, StageOrder
from models.checks.references import nesting_of
from models.checks.rules import rules_of_scenarios
from models.clause import NOT_IN_FORCE
from models.declaration.choices import YES
from models.declaration.tables import TABLE_BY_KEY
from models.declaration.years import year_span
from models.flows.programmes import nothing_cofunded, without_cost
from models.problems import Problem
from models.scenarios import Rules
from models.used import FIRST_EDITION
from models.words.text import Argument, Quoted, text

_BENEFITS = TABLE_BY_KEY["Benefits"].labels


def funded_cohorts(checked: CheckedCase) -> frozenset[Cohort]:
    """Return the cohorts of co-funded stages that persons enter."""
    rows = checked.rows("Stages", ("stage", "cofunded"))
    cofunded = {stage for stage, is_cofunded in rows if is_cofunded is True}
    entered = checked.once(Cohorts.of).entered
    return frozenset(c for c, persons in entered.items() if persons > 0 and c.stage in cofunded)


def last_year_of_data(checked: CheckedCase) -> int:
    """Return the last year whose programmes the flows tell: where nobody moves on, that of entry.

    Arrivals may be given for the years after it, whose later stages are projected.
    """
    last = checked.once(Cohorts.of).last_onward_year
    if last is not None:
        return last
    return max((cohort.year for cohort in checked.once(funded_cohorts)), default=0)


def missing_costs(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every co-funded stage and territory without a row of Costs."""
    given = set(checked.rows("Costs", ("stage", "territory", "group")))
    without = {
        (stage, territory)
        for stage, territory, _, group in checked.once(funded_cohorts)
        if not given & set(product((stage,), (territory, None), (group, None)))
    }
    for stage, territory in sorted(without):
        yield without_cost(stage, territory)


def missing_benefits(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning where no benefit is given after a co-funded stage, or at the last stage."""
    order = checked.once(StageOrder.of).order
    given = {order[s] for s in checked.cells("Benefits", "stage") if s in order}
    funded = {c.stage for c in checked.once(funded_cohorts) if c.stage in order}
    entered = {cohort.stage for cohort in checked.once(Cohorts.of).entered if cohort.stage in order}
    last_given = max(given, default=-inf)
    for stage in sorted(funded, key=lambda s: (order[s], s)):
        if last_given <= order[stage]:
            found = text(
                "No benefit is given for any stage later than {stage}; it counts as 0.",
                stage=Quoted(stage),
            )
            mend = text("Add rows for the later stages to {sheet}.", sheet=_BENEFITS)
            yield _no_benefit(checked, found, mend)
    last = max((order[s] for s in entered), default=None)
    if funded and last is not None and any(last_given > order[s] for s in funded):
        for stage in sorted(s for s in entered if order[s] == last and last not in given):
            found = text(
                "No benefit is given for the last stage, {stage}; it counts as 0.",
                stage=Quoted(stage),
            )
            mend = text("Add rows for {stage} to {sheet}.", stage=Quoted(stage), sheet=_BENEFITS)
            yield _no_benefit(checked, found, mend)


def _no_benefit(checked: CheckedCase, found: Argument, mend: Argument) -> Problem:
    return checked.warning("missing-benefit", "Benefits", None, "benefit_per_person", found, mend)


def nothing_to_split(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning where no flow is given, no stage is co-funded, or no territory pays."""
    if not checked.cells("Flows", "year"):
        found = text("No flow is given, so that there is no programme and nothing to split.")
        mend = text("Add the rows of {sheet}.", sheet=TABLE_BY_KEY["Flows"].labels)
        yield checked.warning("no-flows", "Flows", None, None, found, mend)
    cofunded = checked.cells("Stages", "cofunded")
    if cofunded and all(value is False for value in cofunded):
        yield nothing_cofunded()
    pays = checked.cells("Territories", "pays")
    if pays and all(value is False for value in pays):
        found = text("No territory pays, so that every need stays unfunded.")
        yield checked.warning("nobody-pays", "Territories", None, "pays", found, let_somebody_pay())


def let_somebody_pay() -> Argument:
    """Say what to do where no territory pays."""
    return text(
        "Write {yes}, or nothing, under {column} for those that contribute.",
        yes=YES,
        column=Quoted(TABLE_BY_KEY["Territories"].column("pays").labels),
    )


def nobody_lives_there(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every territory of the flows, or that pays, without inhabitants.

    A blank population counts only where it is known of other territories and the territory pays.
    """
    rows = checked.rows("Territories", ("territory", "population", "pays"))
    any_known = any(population is not None for _, population, _ in rows)
    in_flows = set(checked.cells("Flows", "from_territory"))
    in_flows |= set(checked.cells("Flows", "to_territory"))
    for row, (name, population, pays) in enumerate(rows):
        if name is None:
            continue  # a row without a key has a problem of its own
        is_payer = pays is not False
        if population == 0 and (is_payer or name in in_flows):
            found = text("Nobody lives in the territory {territory}: its population is 0.")
        elif population is None and any_known and is_payer:
            found = text(
                "The population of {territory} is not given; keys by population take it as 0."
            )
        else:
            continue
        found = found.filled(territory=Quoted(name))
        mend = text("Fill in its population, if that is not so.")
        yield checked.warning("no-population", "Territories", row, "population", found, mend)


class Selection(NamedTuple):
    """What a clause names, None where it means all of them."""

    stage: str | None
    host: str | None
    year: int | None
    group: str | None


@dataclass(frozen=True)
class _Fundable:
    """The programmes that a scenario funds.

    Attributes:
        known: those of the flows, in the programme years.
        places: every stage, host and group that has a programme in any year.
        to_come: the years that are projected, of whose programmes the flows say nothing yet.
    """

    known: frozenset[Cohort]
    places: frozenset[tuple[str, str, str | None]]
    to_come: range

    def has(self, selection: Selection) -> bool:
        """Say whether a selection names one of them."""
        year = selection.year
        still = year in self.to_come if year is not None else len(self.to_come) > 0
        if still and (selection.stage, selection.host, selection.group) in self._named_places:
            return True
        return selection in self._named

    @cached_property
    def _named_places(self) -> frozenset[tuple[str | None, str | None, str | None]]:
        """Every stage, host and group that names a place, None where it means all of them."""
        return frozenset(
            named for s, h, q in self.places for named in product((s, None), (h, None), (q, None))
        )

    @cached_property
    def _named(self) -> frozenset[tuple[object, ...]]:
        """Every selection that names one of the known programmes."""
        return frozenset(
            named for cohort in self.known for named in product(*((part, None) for part in cohort))
        )


def clauses_of_nothing(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every clause in force that names no programme of its scenarios.

    Years that are projected may hold programmes of which the flows say nothing yet.
    """
    programmes = checked.once(funded_cohorts)
    is_doubtful = bool(checked.once(Flows.of).doubtful)
    if not programmes or is_doubtful or None in checked.cells("Stages", "cofunded"):
        return
    rows = checked.rows("Clauses", ("stage", "host", "year", "group", "status", "scenario"))
    asks = checked.rows("Clauses", ("measure", "sense", "value"))
    scenarios = checked.once(rules_of_scenarios) if rows else {}
    last = checked.once(last_year_of_data)
    fundable = {
        name: None if rules is None else _funded_by(rules, programmes, last)
        for name, rules in scenarios.items()
    }
    told: dict[tuple[Any, ...], bool] = {}
    for row, (*named, status, scenario) in enumerate(rows):
        if status in NOT_IN_FORCE or (scenario is not None and scenario not in fundable):
            continue
        asked = (*named, scenario)
        if asked not in told:
            those = fundable.values() if scenario is None else [fundable[scenario]]
            selections = tuple(_selections(checked, *named))
            told[asked] = any(funds is None or funds.has(s) for funds in those for s in selections)
        if not told[asked]:
            yield checked.warning(
                "clause-of-nothing",
                "Clauses",
                row,
                "clause",
                _found(*asks[row]),
                text("Check its host, stage and year.")
                if named[-1] is None
                else text("Check its host, stage, group and year."),
            )


def _selections(
    checked: CheckedCase, stage: str | None, host: str | None, years: str | None, group: str | None
) -> Iterator[Selection]:
    """Yield what a clause names; territories below its host too but in the first edition."""
    hosts: Iterable[str | None] = (host,)
    if host is not None and checked.case.edition != FIRST_EDITION:
        hosts = sorted(checked.once(nesting_of).at_or_below(host))
    for one, year in product(hosts, _each_year(years)):
        yield Selection(stage, one, year, group)


def _each_year(cell: str | None) -> Iterable[int | None]:
    """Return the years that a clause names, None where it means all of them."""
    years = year_span(cell)
    return (None,) if years is None else range(years[0], years[1] + 1)


def _found(measure: str | None, sense: str | None, value: float | None) -> Argument:
    """Say what becomes of a clause on no payments: they add up to nothing, and so does a need."""
    if sense != "at most" and measure != "share_of_need" and bool(value):
        return text(
            "The clause names no programme, no co-funded stage that persons enter in the "
            "programme years; it cannot hold."
        )
    return text(
        "The clause names no programme, no co-funded stage that persons enter in the "
        "programme years; it binds nothing."
    )


def _funded_by(rules: Rules, programmes: frozenset[Cohort], last: int) -> _Fundable:
    """Return what a scenario funds; the years after the last of the data are projected."""
    first_to_come, end = last + 1, rules.project_until or last
    least, most = rules.programme_years or (first_to_come, end)
    return _Fundable(
        frozenset(cohort for cohort in programmes if rules.has_programmes_in(cohort.year)),
        frozenset((cohort.stage, cohort.territory, cohort.group) for cohort in programmes),
        range(max(first_to_come, least), min(end, most) + 1),
    )
