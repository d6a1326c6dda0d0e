"""Cohorts, rates, projection and later benefits on cases that can be followed by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.case import Case
from models.flows.traced import TracedCase, trace
from models.scenarios import rules_of
from tests.cases import case, with_rows, with_rules

TWO = [("course", None, 0, None, 1, True), ("work", None, 1, None, 1, False)]
TOWNS = [("east",), ("west",)]


def traced(small: Case) -> TracedCase:
    return trace(small, rules_of(small, "base"))


def small(**changes: Any) -> Case:
    rows: dict[str, Any] = {
        "Territories": TOWNS,
        "Stages": TWO,
        "Flows": [
            (2026, None, None, "course", "east", 10),
            (2027, None, None, "course", "east", 20),
            (2027, "course", "east", "work", "west", 5),
            (2027, "course", "east", None, None, 5),
        ],
        "Costs": [(None, "course", None, None, 100)],
        "Benefits": [(None, "work", None, None, 1000)],
    }
    return case(**{**rows, **changes})


def programmes(found: TracedCase) -> dict[tuple[str, int], float]:
    p = found.programmes
    keys = (found.places.territories[g] for g in p.territory)
    return dict(zip(zip(keys, p.year.tolist(), strict=True), p.persons.tolist(), strict=True))


def test_an_unobserved_cohort_uses_the_pooled_rate() -> None:
    found = traced(small())
    assert programmes(found) == {("east", 2026): 10.0, ("east", 2027): 20.0}
    assert found.later_benefit.toarray().tolist() == [[0.0, 5000.0], [0.0, 10000.0]]
    assert found.total.total.tolist() == [0.0, 15000.0]


def test_a_benefit_is_discounted_to_the_year_of_the_programme_and_totals_to_the_base_year() -> None:
    found = traced(with_rules(small(), discount_rate=0.25))
    assert found.later_benefit.toarray()[:, 1].tolist() == [4000.0, 8000.0]
    assert found.total.total[1] == pytest.approx(5000 * 0.8 + 10000 * 0.64)
    assert {y: float(v[1]) for y, v in found.total.stream.items()} == {
        2027: 4000.0,
        2028: pytest.approx(6400.0),
    }


def test_arrivals_grow_and_cohorts_follow() -> None:
    found = traced(with_rules(small(), project_until=2029, arrivals_growth=0.5))
    assert programmes(found)["east", 2028] == 30.0
    assert programmes(found)["east", 2029] == 45.0
    work = {y: float(n[1]) for (s, y), n in found.persons.items() if s == 1}
    assert work == {2027: 5.0, 2028: 10.0, 2029: 15.0}


def test_arrivals_given_for_a_projected_year_are_used_and_grow_from_there() -> None:
    known = small().table("Flows").to_dict("records")
    rows: list[Any] = [
        *known,
        {"year": 2028, "to_stage": "course", "to_territory": "west", "persons": 7},
    ]
    given = with_rules(with_rows(small(), "Flows", rows), project_until=2029)
    found = programmes(traced(given))
    assert found[("west", 2028)] == 7.0
    assert found[("west", 2029)] == 7.0
    assert ("east", 2028) not in found


def test_a_mover_brings_value_where_it_moves_to_and_is_counted_once_in_the_total() -> None:
    moving = small(
        Flows=[
            (2026, None, None, "course", "east", 10),
            (2026, "course", "east", "course", "west", 4),
            (2027, "course", "east", "work", "east", 6),
            (2027, "course", "west", "work", "west", 2),
        ]
    )
    found = traced(moving)
    assert programmes(found) == {("east", 2026): 10.0, ("west", 2026): 4.0}
    assert found.later_benefit.toarray().tolist() == [[6000.0, 2000.0], [0.0, 2000.0]]
    assert found.total.total.tolist() == [6000.0, 2000.0]


def test_people_who_go_round_for_ever_are_left_out_with_a_warning() -> None:
    round_and_round = small(
        Flows=[
            (2026, "course", "east", "course", "west", 5),
            (2026, "course", "west", "course", "east", 5),
            (2027, None, None, "work", "east", 1),
            (2027, "work", "east", None, None, 1),
        ]
    )
    found = traced(round_and_round)
    assert "moves-without-end" in {w.code for w in found.warnings}
    assert found.later_benefit.nnz == 0


def test_rates_above_one_are_scaled_and_said() -> None:
    leaky = small(
        Flows=[
            (2026, None, None, "course", "east", 10),
            (2027, "course", "east", "work", "west", 15),
            (2027, "course", "east", None, None, 5),
        ]
    )
    found = traced(leaky)
    assert found.later_benefit.toarray()[0].tolist() == [0.0, 7500.0]
    assert {w.code for w in found.warnings} >= {"rates-above-one"}


def test_a_stage_of_no_duration_flows_on_in_the_same_year() -> None:
    quick = small(
        Stages=[("course", None, 0, None, 0, True), ("work", None, 1, None, 1, False)],
        Flows=[
            (2026, None, None, "course", "east", 10),
            (2026, "course", "east", "work", "west", 5),
        ],
    )
    found = traced(with_rules(quick, discount_rate=0.5))
    assert found.later_benefit.toarray()[0].tolist() == [0.0, 5000.0]


def test_what_a_territory_that_does_not_pay_gains_goes_to_its_nearest_parent_that_pays() -> None:
    nested = small(
        Territories=[
            ("land",),
            ("west", None, "land", None, None, None, False),
            ("east", None, None, None, None, None, False),
        ]
    )
    found = traced(nested)
    assert found.places.payers == ("land",)
    assert found.later_benefit.toarray()[0].tolist() == [5000.0]
    assert found.programmes.host.tolist() == [-1, -1]


def test_the_government_that_answers_for_a_programme_is_its_host() -> None:
    found = traced(small(Costs=[(None, "course", None, "west", 100)]))
    assert found.programmes.host.tolist() == [1, 1]


def test_a_row_that_names_the_territory_beats_the_year_and_years_follow_their_order() -> None:
    costs = [
        (2026, "course", None, None, 1),
        (None, "course", None, None, 2),
        (2024, "course", "east", None, 3),
        (2030, "course", "east", None, 4),
    ]
    given = with_rules(small(Costs=costs), project_until=2031)
    p = traced(given).programmes
    unit = dict(zip(p.year.tolist(), p.unit_cost.tolist(), strict=True))
    assert unit == {2026: 3.0, 2027: 3.0, 2028: 3.0, 2029: 3.0, 2030: 4.0, 2031: 4.0}


def test_a_benefit_is_looked_up_for_each_beneficiary_on_its_own() -> None:
    benefits = [
        (None, "work", None, None, 1),
        (None, "work", "west", "east", 10),
        (2027, "work", None, "west", 100),
    ]
    found = traced(small(Benefits=benefits))
    assert found.later_benefit.toarray()[0].tolist() == [50.0, 500.0]


def test_a_later_cost_lowers_the_benefit_and_no_total_is_below_zero() -> None:
    found = traced(small(Benefits=[(None, "work", None, None, -1000)]))
    assert found.later_benefit.nnz == 0
    assert found.total.total.tolist() == [0.0, 0.0]


def test_a_policy_that_counts_as_funding_is_shared_by_persons() -> None:
    policy = ("p", None, "course", "east", None, "general", None, None, 300, True)
    other = ("q", None, "course", "west", None, "general", None, None, 300, True)
    found = traced(replace(small(Policies=[policy, other]), edition=1))
    assert found.programmes.need.tolist() == [900.0, 1800.0]
    found = traced(small(Policies=[policy, other]))  # every year since the second edition
    assert found.programmes.need.tolist() == [700.0, 1700.0]
    assert [w.code for w in found.warnings] == ["policy-funds-nothing"]


def test_a_missing_cost_is_taken_as_nothing_and_said() -> None:
    found = traced(small(Costs=[]))
    assert found.programmes.need.tolist() == [0.0, 0.0]
    assert [w.code for w in found.warnings] == ["missing-cost", "no-need"]
