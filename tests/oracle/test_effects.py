"""With and without: what of a rate is due to the programme (2-method 2.2), by hand."""

from __future__ import annotations

from fractions import Fraction

from tests.agreement.cases import Row, Tables
from tests.oracle.effects import effects, rates_without
from tests.oracle.marked import marking
from tests.oracle.places import Cohort, Spot
from tests.oracle.setting import Setting, setting_of

JOB = Spot("job", "city")
HOME = Spot("job", "village")


def a_case(flows: list[Row], *costs: Row, **rules: object) -> Setting:
    """Return a course and a job in a city and a village; a course of 100 in 2023 and in 2024."""
    arrivals = [
        {"year": year, "to_stage": "course", "to_territory": "city", "persons": 100}
        for year in (2023, 2024)
    ]
    tables: Tables = {
        "Territories": [{"territory": "city"}, {"territory": "village"}],
        "Stages": [
            {"stage": "course", "order": 1, "cofunded": True},
            {"stage": "job", "order": 2, "cofunded": False},
        ],
        "Flows": [*arrivals, *flows],
        "Costs": [{"stage": "course", "cost_per_person": 1}, *costs],
        "Benefits": [{"stage": "job", "benefit_per_person": 1000}],
        "Scenarios": [{"rule": name, "base": value} for name, value in rules.items()],
    }
    return setting_of(tables)


def a_flow(year: int, to: Spot, persons: float, without: float | None = None) -> Row:
    """Return a flow out of the course of the city to a job."""
    start = {"from_stage": "course", "from_territory": "city", "to_stage": to.stage}
    end = {"to_territory": to.territory, "persons": persons, "persons_without": without}
    return {"year": year, **start, **end}


def effects_of(setting: Setting, year: int) -> dict[Spot, Fraction]:
    """Return the effects of the city's course of a year."""
    return effects(setting.tracing.found, Cohort("course", "city", year))


def test_an_observed_cohort_has_the_effect_of_its_own_flows_and_additionality() -> None:
    """2023: 50 - 20 of 100. 2024: blank, a = 0.8 of 60 of 100. A = 0.5 halves both."""
    of_2024 = {"stage": "course", "year": 2024, "cost_per_person": 1, "additionality": 0.8}
    flows = [a_flow(2024, JOB, 50, 20), a_flow(2025, JOB, 60)]
    setting = a_case(flows, of_2024, additionality=0.5)
    assert effects_of(setting, 2023) == {JOB: Fraction(15, 100)}
    assert effects_of(setting, 2024) == {JOB: Fraction(24, 100)}


def test_a_pooled_rate_without_takes_the_additionality_of_the_cohort_at_hand() -> None:
    """110 of 200 go on; without 20, and of the blank 60 half, as a = 0.5 in 2025: 50 of 200."""
    of_2025 = {"stage": "course", "year": 2025, "cost_per_person": 1, "additionality": 0.5}
    arrive = {"year": 2025, "to_stage": "course", "to_territory": "city", "persons": 10}
    flows = [a_flow(2024, JOB, 50, 20), a_flow(2025, JOB, 60), arrive]
    setting = a_case(flows, of_2025)
    assert effects_of(setting, 2025) == {JOB: Fraction(110 - 50, 200)}
    assert setting.later_benefit["city", setting.programmes[-1]] == 10 * 1000 * Fraction(60, 200)


def test_projected_cohorts_have_pooled_effects() -> None:
    setting = a_case([a_flow(2024, JOB, 50, 20), a_flow(2025, JOB, 60, 10)], project_until=2026)
    assert effects_of(setting, 2026) == {JOB: Fraction(110 - 30, 200)}


def test_rates_without_are_scaled_with_the_rates() -> None:
    """200 leave a course of 100: half of each, 120 · 1/2 and 40 · 1/2 of them."""
    flows = [a_flow(2024, JOB, 120, 40), a_flow(2024, HOME, 80, 0)]
    setting = a_case(flows)
    assert effects_of(setting, 2023) == {JOB: Fraction(40, 100), HOME: Fraction(40, 100)}


def test_rates_without_that_add_to_more_than_one_are_scaled_by_themselves() -> None:
    """Without the course 150 of 100 would find a job: 2/3 of 90 and of 60."""
    setting = a_case([a_flow(2024, JOB, 50, 90), a_flow(2024, HOME, 0, 60)])
    found = rates_without(setting.tracing.found, Cohort("course", "city", 2023))
    assert found == {JOB: Fraction(60, 100), HOME: Fraction(40, 100)}
    assert effects_of(setting, 2023) == {JOB: Fraction(-10, 100), HOME: Fraction(-40, 100)}


def test_there_are_no_effects_out_of_a_stage_or_year_without_programmes() -> None:
    setting = a_case([a_flow(2024, JOB, 50), a_flow(2025, JOB, 60)], programme_years="2024")
    assert effects_of(setting, 2023) == {}
    assert effects_of(setting, 2024) == {JOB: Fraction(60, 100)}
    assert effects(setting.tracing.found, Cohort("job", "city", 2024)) == {}


def test_only_the_part_of_the_persons_that_is_served_is_marked() -> None:
    """Of 100, 3/4 are served; 60 - 20 of 100 find a job that would not: 30."""
    for_some = {"stage": "course", "territory": "city", "cost_per_person": 1, "share": 0.75}
    setting = a_case([a_flow(2025, JOB, 60, 20)], for_some, programme_years="2024")
    assert marking(setting.tracing).entries == [(Cohort("job", "city", 2025), Fraction(30))]
    assert setting.total_benefit["city"] == 30_000
