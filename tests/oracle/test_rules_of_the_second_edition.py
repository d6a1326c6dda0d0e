"""One rule of the second edition at a time, in a case small enough to be read."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.agreement.cases import Row, Tables
from tests.oracle.clauses import clause_parts
from tests.oracle.goals import chain
from tests.oracle.lookups import cost, cost_rows
from tests.oracle.places import Cohort, Programme
from tests.oracle.program import unit_of
from tests.oracle.setting import Setting, setting_of

QUARTER = Programme("course", "quarter", 2024)
CITY = Programme("course", "city", 2024)
CITY_LATER = Programme("course", "city", 2025)


def a_case(**sheets: list[Row]) -> Tables:
    """Return a city with a quarter; half of 100 and of 20 people find a job; all is paid by both.

    A job brings 4,000 to the city and 6,000 to the state: D is 200,000 and 300,000 for the
    course of 2024 in the city and that of 2025, 40,000 and 60,000 for that in the quarter.
    """
    rules = [{"rule": "benefit_timing", "base": "entry"}, *sheets.pop("Scenarios", [])]
    return {
        "Territories": [
            {"territory": "state"},
            {"territory": "city", "parent": "state"},
            {"territory": "quarter", "parent": "city", "pays": False},
        ],
        "Stages": [
            {"stage": "course", "order": 1, "cofunded": True},
            {"stage": "job", "order": 2, "duration": 2, "cofunded": False},
        ],
        "Flows": [
            *(row for year in (2024, 2025) for row in people("city", year, 100)),
            *people("quarter", 2024, 20),
        ],
        "Costs": [{"stage": "course", "cost_per_person": 1000}],
        "Benefits": [
            {"stage": "job", "beneficiary": "city", "benefit_per_person": 4000},
            {"stage": "job", "beneficiary": "state", "benefit_per_person": 6000},
        ],
        "Scenarios": rules,
        **sheets,
    }


def people(territory: str, year: int, persons: int) -> list[Row]:
    """Return people who arrive in a course, and half of whom find a job a year later."""
    course = {"to_stage": "course", "to_territory": territory}
    left = {"from_stage": "course", "from_territory": territory}
    job = {"to_stage": "job", "to_territory": territory, "persons": persons / 2}
    return [{"year": year, **course, "persons": persons}, {"year": year + 1, **left, **job}]


def rule(name: str, value: object) -> list[Row]:
    """Return the sheet Scenarios with one more rule."""
    return [{"rule": name, "base": value}]


def split_of(setting: Setting) -> dict[tuple[str, Programme], float]:
    """Return the contributions of the split."""
    found = chain(setting)
    assert found is not None
    unit = float(unit_of(setting))
    return {pair: found.point["x", *pair] * unit for pair in setting.pairs}


def test_the_host_of_a_clause_is_a_territory_and_all_below_it() -> None:
    clause = {"clause": "c", "host": "city"}
    assert clause_parts(setting_of(a_case()), clause) == [[CITY, QUARTER, CITY_LATER]]
    assert clause_parts(setting_of(a_case(), edition=1), clause) == [[CITY, CITY_LATER]]


def test_a_clause_holds_for_a_run_of_years_and_one_by_one() -> None:
    setting = setting_of(a_case())
    run = {"clause": "c", "year": "2024-2025"}
    assert clause_parts(setting, run) == [setting.programmes]
    assert clause_parts(setting, {**run, "each": "year"}) == [[CITY, QUARTER], [CITY_LATER]]
    each = {"clause": "c", "each": "host, year"}
    assert clause_parts(setting, each) == [[CITY], [QUARTER], [CITY_LATER]]


def test_a_clause_that_holds_for_each_year_bounds_every_year_by_itself() -> None:
    """The state pays at most half of the needs of each year, 60,000 and 50,000."""
    bound = {"measure": "share_of_need", "sense": "at most", "value": 0.5, "each": "year"}
    paid = split_of(setting_of(a_case(Clauses=[{"clause": "c", "payer": "state", **bound}])))
    for year, most in ((2024, 60_000), (2025, 50_000)):
        total = sum(a for (h, k), a in paid.items() if (h, k.year) == ("state", year))
        assert total == pytest.approx(most, abs=0.01)


@pytest.mark.parametrize("status", ["rejected", "withdrawn"])
def test_a_clause_that_was_rejected_or_withdrawn_is_not_in_force(status: str) -> None:
    bound = {"measure": "amount", "sense": "at most", "value": 0, "status": status}
    setting = setting_of(a_case(Clauses=[{"clause": "c", "payer": "state", **bound}]))
    assert setting.data.clauses == []


def test_a_policy_counts_in_its_year_and_one_without_a_year_in_each() -> None:
    policy = {"policy": "p", "counts_as_funding": True, "stage": "course"}
    without, of_2024 = {**policy, "spending": 12_000}, {**policy, "year": 2024, "spending": 6000}
    setting = setting_of(a_case(Policies=[without, of_2024]))
    funding = {k: service.existing_funding for k, service in setting.service.items()}
    assert funding == {CITY: 15_000, QUARTER: 3000, CITY_LATER: 12_000}
    shared = setting_of(a_case(Policies=[{**policy, "spending": 11_000}]), edition=1)
    funding = {k: service.existing_funding for k, service in shared.service.items()}
    assert funding == {CITY: 5000, QUARTER: 1000, CITY_LATER: 5000}


def test_others_pay_up_to_the_standard_cost() -> None:
    """It is 200 of 1,000: the excess of 100 persons is 80,000, less 30,000 that are funded."""
    tables = a_case()
    tables["Stages"][0]["standard_cost"] = 200
    tables["Costs"][0]["existing_funding"] = 30_000
    setting = setting_of(tables)
    assert setting.need == {CITY: 70_000, QUARTER: 0, CITY_LATER: 70_000}
    assert setting.excess == {CITY: 50_000, QUARTER: 0, CITY_LATER: 50_000}
    paid = split_of(setting)
    assert paid["state", CITY] <= 20_000.01
    assert paid["state", CITY] + paid["city", CITY] == pytest.approx(70_000, abs=0.01)


def test_small_transfers_are_dropped_by_paying_host_and_year() -> None:
    """The city hosts both courses of 2024: 300,000 + 60,000 from the state, 300,000 in 2025."""
    none = setting_of(a_case(Scenarios=rule("least_transfer", 300_000)))
    assert len(none.pairs) == 6
    some = setting_of(a_case(Scenarios=rule("least_transfer", 300_001)))
    assert {k for h, k in some.pairs if h == "state"} == {CITY, QUARTER}
    own = setting_of(a_case(Scenarios=rule("least_transfer", 10_000_000)))
    assert {h for h, _ in own.pairs} == {"city"}


def test_with_a_same_key_a_dropped_pair_counts_nothing_but_pays_its_share() -> None:
    least = [*rule("least_transfer", 300_001), *rule("same_key_by", "host")]
    setting = setting_of(a_case(Scenarios=least))
    assert setting.pairs["state", CITY_LATER] == 0
    [total] = {setting.part_benefit[setting.parts["state", k]] for k in setting.programmes}
    assert total == 360_000
    paid = split_of(setting)
    shares = [paid["state", k] / float(setting.need[k]) for k in setting.programmes]
    assert shares == pytest.approx([shares[0]] * 3, abs=1e-7)


def test_payments_that_flow_already_are_cut_to_the_need_and_count_in_the_burden() -> None:
    """120,000 flow towards a need of 100,000, half of it counted: 50,000 of the state's burden."""
    flowing = {"year": 2024, "stage": "course", "territory": "city", "amount": 60_000}
    existing = [{**flowing, "payer": "state"}, {**flowing, "payer": "quarter", "counts": False}]
    setting = setting_of(a_case(Existing=existing))
    assert setting.need[CITY] == 0
    assert setting.counted == {("state", CITY): 50_000}
    found = chain(setting)
    assert found is not None
    # Needs of 20,000 and 100,000 and what flows, 50,000, on B of 440,000 and 660,000.
    assert dict(found.values)["equal_burden"] == pytest.approx((170 / 1100,) * 2, abs=1e-7)


def test_a_payment_that_flows_already_takes_from_what_a_payer_gains() -> None:
    """The state gains 300,000 from the course; 40,000 flow: it pays 0.1 · 300,000 - 40,000 < 0."""
    flowing = {"year": 2025, "stage": "course", "territory": "city", "amount": 40_000}
    tables = a_case(Existing=[{**flowing, "payer": "state"}], Scenarios=rule("benefit_cap", 0.1))
    paid = split_of(setting_of(tables))
    assert paid["state", CITY_LATER] == pytest.approx(0, abs=0.01)
    # 0.1 · 660,000 in all, less what flows.
    assert sum(a for (h, _), a in paid.items() if h == "state") <= 26_000.01


def test_a_row_that_names_the_territory_beats_one_that_names_the_group() -> None:
    rows: list[Row] = [
        {"stage": "course", "cost_per_person": 1, "year": 2024},
        {"stage": "course", "cost_per_person": 2, "group": "asylum"},
        {"stage": "course", "cost_per_person": 3, "territory": "city", "year": 2023},
        {"stage": "course", "cost_per_person": 4, "territory": "city", "group": "family"},
    ]
    data = setting_of(a_case(Costs=rows, Groups=[{"group": "asylum"}, {"group": "family"}])).data
    for territory, group, wanted in (
        ("city", "asylum", 3),
        ("city", "family", 4),
        ("quarter", "asylum", 2),
        ("quarter", "family", 1),
    ):
        at = Cohort("course", territory, 2024, group)
        assert [row["cost_per_person"] for row in cost_rows(data, at)] == [wanted]


def test_prices_grow_from_the_year_of_a_row_and_from_the_base_year_where_it_has_none() -> None:
    rows: list[Row] = [
        {"stage": "course", "cost_per_person": 1000, "fixed_cost": 100},
        {"stage": "course", "territory": "city", "year": 2024, "cost_per_person": 2000},
    ]
    setting = setting_of(a_case(Costs=rows, Scenarios=rule("price_growth", 0.1)))
    at = Cohort("course", "city", 2025)
    [row] = cost_rows(setting.data, at)
    assert cost(setting.data, "cost_per_person", row, at) == 2200
    at = Cohort("course", "quarter", 2026)
    [row] = cost_rows(setting.data, at)
    assert cost(setting.data, "cost_per_person", row, at) == 1210
    assert cost(setting.data, "fixed_cost", row, at) == 121
    # Those of 2025 find a job in 2026: 4,000 · 1.1² each.
    assert setting.later_benefit["city", CITY_LATER] == 50 * 4840


def test_what_happens_only_without_the_programme_has_a_negative_effect() -> None:
    """10 of the quarter would find a job in the city without the course: 10 · 4,000 less."""
    tables = a_case()
    left = {"from_stage": "course", "from_territory": "quarter", "to_stage": "job"}
    only = {"year": 2025, **left, "to_territory": "city", "persons": 0, "persons_without": 10}
    tables["Flows"].append(only)
    tables["Flows"][-2]["persons_without"] = 0
    setting = setting_of(tables)
    assert ("city", QUARTER) not in setting.later_benefit
    assert setting.every_later_benefit["city", QUARTER] == 0
    tables["Flows"][-2]["persons_without"] = 4
    assert setting_of(tables).every_later_benefit["city", QUARTER] == -4 * 4000


def test_a_benefit_that_lasts_is_discounted_over_its_years() -> None:
    rates = [*rule("discount_rate", 0.25), *rule("benefit_timing", "spread")]
    setting = setting_of(a_case(Scenarios=rates))
    weight = Fraction(8, 10) * (1 + Fraction(8, 10)) / 2
    assert setting.later_benefit["city", CITY] == 200_000 * weight
