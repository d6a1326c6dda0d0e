"""What an unfunded need costs later: by hand, and by persons followed in two worlds."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from tests.agreement.cases import Row, Tables, shown
from tests.agreement.second_edition import wide_tables
from tests.drawing import seeds
from tests.oracle.inaction import (
    coverage_by_hosts,
    coverage_of,
    inaction,
    lacking,
    persons_left,
)
from tests.oracle.marked import marking
from tests.oracle.places import Programme
from tests.oracle.setting import setting_of
from tests.oracle.two_worlds import (
    brought,
    follow,
    newcomers,
    served_or_not,
    with_programmes,
    without_programmes,
)

COURSE, SCHOOL = Programme("course", "city", 2024), Programme("school", "city", 2025)


def two_programmes() -> Tables:
    """Return 100 people in a course, of whom 60 go to school (without it 20); 30 find a job.

    The course costs 1,000 and school 2,000 each. A job brings 10,000 to the city. Who waits for a
    course costs its host 50 and the state 100. Discount rate 25 %.
    """
    course, school = ({"from_stage": s, "from_territory": "city"} for s in ("course", "school"))
    to = {s: {"to_stage": s, "to_territory": "city"} for s in ("course", "school", "job")}
    costs: list[Row] = [
        {"stage": "course", "cost_per_person": 1000, "waiting_cost_per_person": 50},
        {"stage": "school", "cost_per_person": 2000},
    ]
    return {
        "Territories": [{"territory": "state"}, {"territory": "city", "parent": "state"}],
        "Stages": [
            {"stage": "course", "order": 1, "cofunded": True},
            {"stage": "school", "order": 2, "cofunded": True},
            {"stage": "job", "order": 3, "cofunded": False},
        ],
        "Flows": [
            {"year": 2024, **to["course"], "persons": 100},
            {"year": 2025, **course, **to["school"], "persons": 60, "persons_without": 20},
            {"year": 2026, **school, **to["job"], "persons": 30},
        ],
        "Costs": costs,
        "Waiting": [{"stage": "course", "bearer": "state", "waiting_cost_per_person": 100}],
        "Benefits": [{"stage": "job", "benefit_per_person": 10_000}],
        "Scenarios": [{"rule": "discount_rate", "base": 0.25}],
    }


def test_half_a_course_costs_what_is_worked_out_by_hand() -> None:
    """c = 0.5 for the course, 1 for school: the rate to school is 0.6 - 0.5 · 0.4 = 0.4.

    40 go to school, 20 find a job: 10 fewer, 0.64 · 10 · 10,000 = 64,000 lost. 50 wait: 2,500 of
    the city and 5,000 of the state. Saved: 100,000 - 0.5 · 100,000 of the course and
    0.8 · (120,000 - 80,000) of school, 82,000. Balance: 71,500 - 82,000.
    """
    setting = setting_of(two_programmes())
    found = inaction(setting, coverage_of(setting, {COURSE: Fraction(50_000)}))
    assert found.lost == {("city", 2026, "job", "city"): 64_000}
    assert found.waiting == {"city": 2500, "state": 5000}
    assert found.cost_of("city") == 66_500
    assert found.cost_of("state") == 5000
    assert found.saved == 82_000
    assert found.balance == -10_500


def test_where_nothing_is_cofunded_hosts_pay_within_their_budgets() -> None:
    """The city can pay 25,000 of 100,000 in 2024, and all in 2025."""
    budgets: list[Row] = [
        {"payer": "city", "year": 2024, "max_contribution": 25_000},
        {"payer": "city", "year": 2025, "max_contribution": 500_000},
    ]
    setting = setting_of({**two_programmes(), "Budgets": budgets})
    assert coverage_by_hosts(setting) == {COURSE: Fraction(1, 4), SCHOOL: 1}


@pytest.mark.parametrize("seed", seeds(42_000, 25))
def test_no_coverage_loses_the_total_later_benefit_before_its_floor(seed: int) -> None:
    tables = wide_tables(seed, clauses=0)
    setting = setting_of(tables)
    found = inaction(setting, dict.fromkeys(setting.programmes, Fraction(0)))
    for h in setting.payers:
        stream = setting.streams.get(h, {})
        assert found.lost_by(h) == sum(stream.values()), shown(tables)
    needs = [setting.discount(k) * need for k, need in setting.need.items()]
    assert found.saved == sum(needs), shown(tables)


@pytest.mark.parametrize("seed", seeds(42_100, 25))
def test_full_coverage_loses_and_saves_nothing(seed: int) -> None:
    tables = wide_tables(seed, clauses=0)
    setting = setting_of(tables)
    found = inaction(setting, dict.fromkeys(setting.programmes, Fraction(1)))
    assert not any(found.lost.values()), shown(tables)
    assert not any(found.waiting.values()), shown(tables)
    assert found.saved == 0, shown(tables)


@pytest.mark.parametrize("seed", seeds(42_200, 40))
def test_what_a_coverage_loses_is_the_difference_of_two_worlds(seed: int) -> None:
    tables, random = wide_tables(seed, clauses=0), Random(seed)
    setting = setting_of(tables)
    parts = [Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)]
    coverage = {k: random.choice(parts) for k in setting.programmes}
    found = inaction(setting, coverage)
    start, year = newcomers(setting), setting.base_year
    less = follow(
        setting, start, without_programmes(setting, lambda at: lacking(setting, coverage, at))
    )
    full = follow(setting, start, with_programmes(setting))
    before, after = (brought(setting, walk.entered, year) for walk in (full, less))
    scale = 1e-9 * max(map(abs, before.values()), default=1.0)
    for h in setting.payers:
        wanted = pytest.approx(before[h] - after[h], rel=1e-8, abs=scale + 1e-6)
        assert float(found.lost_by(h)) == wanted, f"{h}\n{shown(tables)}"
    run = marking(setting.tracing, lambda at: lacking(setting, coverage, at))
    for k in setting.programmes:
        share = setting.service[k].persons / setting.persons[k.cohort]
        there = less.visited.get(served_or_not(setting, k.cohort), 0.0)
        left = float(persons_left(setting, run, k))
        assert left == pytest.approx(float(share) * there, abs=1e-8), f"{k}\n{shown(tables)}"
