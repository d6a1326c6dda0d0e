"""A payment followed to its end: steps, rates, benefits and the rows that say so."""

from __future__ import annotations

import pytest

from models.case import Case
from models.flows.traced import TracedCase, programmes_named
from models.problems import RelaisError
from models.programme import Place, Programme
from models.results.origin import InputRows, OnwardStep
from solver.explain.trace import Origins, trace_lines
from solver.solve import prepare
from tests.cases import with_rows, with_rules, worked
from tests.solver.explain.builders import belgium, solvable

WELCOME = Programme("city", "welcome", 2023)
AT_WORK = Place("port", "work", 2025)


def traced(case: Case, scenario: str = "base") -> TracedCase:
    return prepare(case, scenario).setup.traced


def origins(case: Case, scenario: str = "base") -> Origins:
    return Origins(case, traced(case, scenario))


def programmes_of(of: TracedCase) -> list[Programme]:
    return list(programmes_named(of))


def flows_counted(case: Case, rows: InputRows) -> float:
    return float(case.table("Flows")["persons"].iloc[list(rows.rows)].sum())


def test_an_entry_of_the_worked_example_is_that_of_the_method() -> None:
    found = origins(worked()).of_entry("federation", WELCOME, AT_WORK)
    steps = [(one.place, one.persons, one.rate, one.going) for one in found.coming]
    assert steps == [
        (Place("city", "training", 2024), 40.0, 0.5, 20.0),
        (Place("port", "training", 2024), 20.0, 0.75, 15.0),
    ]
    assert (found.moving, found.persons, found.value) == ((), 35.0, 700000.0)
    assert (found.benefit_per_person, found.benefits.rows) == (20000.0, (2,))


def test_a_step_names_the_flows_that_its_rate_was_counted_from() -> None:
    case = worked()
    for step in origins(case).of_entry("port", WELCOME, AT_WORK).coming:
        assert step.is_observed
        assert step.years == (2024,)
        (row,) = step.flows.rows
        flow = case.table("Flows").iloc[row]
        place = (step.place.territory, step.place.stage)
        assert (flow["from_territory"], flow["from_stage"]) == place
        assert Place(flow["to_territory"], flow["to_stage"], flow["year"]) == AT_WORK
        assert step.rate == pytest.approx(step.counted / step.base)


def _assert_every_entry_is_followed(case: Case) -> None:
    of = traced(case)
    found = Origins(case, of)
    for at, programme in enumerate(programmes_of(of)):
        for h, payer in enumerate(of.places.payers):
            for line in trace_lines(of, at, h):
                entry = found.of_entry(payer, programme, line.place)
                assert entry.persons == pytest.approx(line.persons)
                assert entry.benefit_per_person == line.benefit_per_person
                assert entry.value == pytest.approx(line.value)
                values = case.table("Benefits")["benefit_per_person"].iloc[
                    list(entry.benefits.rows)
                ]
                assert values.sum() == pytest.approx(line.benefit_per_person)
                for step in entry.coming:
                    _assert_counted(case, step)


def _assert_counted(case: Case, step: OnwardStep) -> None:
    assert flows_counted(case, step.flows) == pytest.approx(step.counted)
    if not step.is_scaled:
        assert step.rate == pytest.approx(step.counted / step.base)


@pytest.mark.parametrize("seed", range(400, 412))
def test_the_steps_to_every_entry_add_up_to_it(seed: int) -> None:
    _assert_every_entry_is_followed(solvable(seed))


@pytest.mark.parametrize("scenario", ["base", "arrivals_up_20"])
def test_who_enters_each_programme_of_a_real_case_is_counted_or_projected(scenario: str) -> None:
    case = belgium()
    of = traced(case, scenario)
    found, used = Origins(case, of), of.case
    for at, programme in enumerate(programmes_of(of)):
        cohort = found.of_cohort(programme.place)
        persons = float(of.programmes.persons[at])
        if cohort.is_projected:
            going = sum(step.going for step in cohort.coming)
            assert cohort.arriving + going == pytest.approx(persons)
        else:
            assert flows_counted(used, cohort.flows) == pytest.approx(persons)


def test_a_projected_rate_names_the_years_it_was_counted_in() -> None:
    case = belgium()
    of = traced(case)
    programme = programmes_of(of)[0]
    steps = Origins(case, of).of_cohort(programme.place).coming
    assert steps
    for step in steps:
        assert not step.is_observed
        assert step.years == (2021, 2022, 2023)
        assert len(step.flows.rows) == len(step.years)


def test_arrivals_that_grow_say_by_how_much_and_from_which_rows() -> None:
    case = with_rules(worked(), project_until=2027, arrivals_growth=0.1, discount_rate=0.0)
    cohort = origins(case).of_cohort(Place("city", "reception", 2027))
    assert cohort.is_projected
    assert (cohort.growth, len(cohort.coming)) == (0.1, 0)
    assert cohort.persons == pytest.approx(cohort.arriving)


def test_a_need_names_the_row_of_its_cost_and_the_policies_that_fund_it() -> None:
    case = belgium()
    need = origins(case).of_need(Programme("BX", "welcome", 2026))
    (row,) = need.cost.rows
    cost = case.table("Costs").iloc[row]
    assert (cost["stage"], cost["territory"]) == ("welcome", "BX")
    assert need.cost.said == ((cost["source"], cost["note"]),)
    policies = case.table("Policies").iloc[list(need.funding.rows)]
    assert len(policies) == 1
    assert (policies["stage"] == "welcome").all()


def test_what_a_scenario_changes_is_named_and_only_there() -> None:
    rows = [("dear", "Costs", "cost_per_person", "multiply", 2, "welcome", None, None)]
    case = with_rows(
        with_rules(worked(), discount_rate={"base": 0.0, "dear": None}), "Adjustments", rows
    )
    changed, kept = (origins(case, scenario) for scenario in ("dear", "base"))
    assert changed.of_need(WELCOME).cost == InputRows("Costs", (0,), (("", ""),), (0,))
    assert kept.of_need(WELCOME).cost == InputRows("Costs", (0,), (("", ""),))
    training = Programme("city", "training", 2024)
    assert changed.of_need(training).cost.adjusted_by == ()


def test_a_place_that_is_not_there_is_refused_with_a_sentence() -> None:
    with pytest.raises(RelaisError, match="Nobody can enter work in nowhere"):
        origins(worked()).of_cohort(Place("nowhere", "work", 2025))
