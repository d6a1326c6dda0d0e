"""A second case worked out by hand, every figure to the cent.

The state has no people of its own. In 2024, 100 people arrive in the course of North; 20 of
them move to the course of South in the same year. In 2025, 50 go on from North's course to a
job in North and 10 to a job in South, and 20 leave; 10 go on from South's course to a job in
South, and 10 leave. In 2025, 10 more arrive in South's course.

A course costs 1,500 a person in North, where 30,000 are funded already, and 2,000 in South. A
person at work brings 5,000 to North there, 10,000 to South there, and 12,500 to the state
anywhere. Discount rate 25 %: δ = 1/1.25 = 0.8. Own share 40 %. The state has at most 60,000
in 2024 and has agreed to pay exactly half of South's course of 2024.

Cohorts        course North 2024   100
               course South 2024    20 (all by the move)
               course South 2025    10
Last year in which a flow leaves a stage: 2025. Both cohorts of 2024 are observed (2024 + 1);
that of 2025 takes the pooled rate of South: 10/20 = 0.5 to a job in South.

Rates          North: 20/100 = 0.2 move to South; 0.5 to job North; 0.1 to job South
               South: 0.5 to job South

Later value    a job begun a year on is worth   North 0.8 · 5,000 = 4,000,
of a person    South 0.8 · 10,000 = 8,000,      state 0.8 · 12,500 = 10,000
  South        South 0.5 · 8,000 = 4,000;       state 0.5 · 10,000 = 5,000
  North        North 0.5 · 4,000 = 2,000
               South 0.1 · 8,000 + 0.2 · 4,000 (the move) = 800 + 800 = 1,600
               state (0.5 + 0.1) · 10,000 + 0.2 · 5,000 = 6,000 + 1,000 = 7,000

Programmes     need                              D: North    South    state
  North 2024   100 · 1,500 - 30,000 = 120,000    200,000   160,000  700,000
  South 2024    20 · 2,000          =  40,000          -    80,000  100,000
  South 2025    10 · 2,000          =  20,000          -    40,000   50,000

B, each person once, seen from 2024: 50 enter a job in North and 10 + 10 one in South in 2025
(weight 0.8); 0.5 · 10 = 5 one in South in 2026 (weight 0.64).
               North 50 · 5,000 · 0.8                         = 200,000
               South 20 · 10,000 · 0.8 + 5 · 10,000 · 0.64    = 160,000 + 32,000 = 192,000
               state 70 · 12,500 · 0.8 + 5 · 12,500 · 0.64    = 700,000 + 40,000 = 740,000

Goals          Nothing need stay unfunded, and no host residual is needed.
               2024: needs of 160,000, the state at most 60,000, so North and South pay
               100,000 together. 2025: South pays at least 40 % of 20,000 = 8,000, the state
               the other 12,000; discounted 6,400 and 9,600.
               North and South together bear at least 100,000 + 6,400 = 106,400 on
               200,000 + 192,000 = 392,000: a burden of 106,400 / 392,000 = 19/70 =
               0.271428..., the least largest one. North's own share would be 40 % of 120,000 =
               48,000, a burden of 0.24 only. So
               North 200,000 · 19/70 = 54,285.71 (all for its own course)
               South 192,000 · 19/70 = 52,114.29 discounted; less 6,400: 45,714.29 in 2024
               state 60,000 + 9,600 = 69,600 discounted, burden 69,600 / 740,000 = 0.094054...

Cells          South 2024: the state pays half by the clause, 20,000; South the rest, 20,000.
               North 2024: the state 60,000 - 20,000 = 40,000; South 45,714.29 - 20,000 =
               25,714.29; North 54,285.71; in all 120,000.
               South 2025: South 8,000, the state 12,000.

Distance from  North 2024: the state's target is 120,000 · 700/1,060 = 79,245.28; it pays
the shares of  39,245.28 less, the others as much more: 2 · 39,245.283 = 78,490.566
benefit        South 2024: target 40,000 · 80/180 = 17,777.78; 2 · 2,222.222 = 4,444.444
               South 2025: target 20,000 · 40/90 = 8,888.89; 2 · 888.889 = 1,777.778
               in all 84,712.788

Statements     North pays 54,285.71 for its own, receives 25,714.29 + 40,000 = 65,714.29
               South pays 20,000 + 8,000 = 28,000 for its own and 25,714.29 for North's,
               receives 20,000 + 12,000 = 32,000, net 25,714.29 - 32,000 = -6,285.71
               state pays 40,000 + 20,000 + 12,000 = 72,000 for others
"""

from __future__ import annotations

import pytest

from models.case import Case
from models.results.split import Split, appendix_of
from solver.solve import solve_case
from tests.agreement.both import (
    amounts_of,
    by_oracle,
    later_benefit_of,
    need_of,
    persons_of,
    total_benefit_of,
    traced,
)
from tests.agreement.cases import Row, case_from
from tests.oracle.goals import chain
from tests.oracle.places import Programme

NORTH_2024 = Programme("course", "north", 2024)
SOUTH_2024 = Programme("course", "south", 2024)
SOUTH_2025 = Programme("course", "south", 2025)
NEED = {NORTH_2024: 120_000, SOUTH_2024: 40_000, SOUTH_2025: 20_000}
LATER_BENEFIT = {
    ("north", NORTH_2024): 200_000,
    ("south", NORTH_2024): 160_000,
    ("state", NORTH_2024): 700_000,
    ("south", SOUTH_2024): 80_000,
    ("state", SOUTH_2024): 100_000,
    ("south", SOUTH_2025): 40_000,
    ("state", SOUTH_2025): 50_000,
}
TOTAL_BENEFIT = {"north": 200_000, "south": 192_000, "state": 740_000}
PAYMENTS = {
    ("north", NORTH_2024): 54_285.71,
    ("south", NORTH_2024): 25_714.29,
    ("state", NORTH_2024): 40_000.00,
    ("south", SOUTH_2024): 20_000.00,
    ("state", SOUTH_2024): 20_000.00,
    ("south", SOUTH_2025): 8_000.00,
    ("state", SOUTH_2025): 12_000.00,
}
OWN_OTHERS_RECEIVED_NET = {
    "north": (54_285.71, 0.00, 65_714.29, -65_714.29),
    "south": (28_000.00, 25_714.29, 32_000.00, -6_285.71),
    "state": (0.00, 72_000.00, 0.00, 72_000.00),
}
BURDENS = {"north": 19 / 70, "south": 19 / 70, "state": 69_600 / 740_000}


@pytest.fixture(scope="module")
def case() -> Case:
    return case_from(
        {
            "Territories": [
                {"territory": "state"},
                {"territory": "north", "parent": "state"},
                {"territory": "south", "parent": "state"},
            ],
            "Stages": [
                {"stage": "course", "order": 1, "duration": 1, "cofunded": True},
                {"stage": "job", "order": 2, "duration": 1, "cofunded": False},
            ],
            "Flows": flows(),
            "Costs": [
                cost("north", 1500, 30_000),
                cost("south", 2000, None),
            ],
            "Benefits": [
                {"stage": "job", "territory": "north", "benefit_per_person": 5000},
                {"stage": "job", "territory": "south", "benefit_per_person": 10_000},
                {"stage": "job", "beneficiary": "state", "benefit_per_person": 12_500},
            ],
            "Budgets": [{"year": 2024, "payer": "state", "max_contribution": 60_000}],
            "Clauses": [half_of_south()],
            "Scenarios": [
                {"rule": "discount_rate", "base": 0.25},
                {"rule": "own_share_min", "base": 0.4},
            ],
        }
    )


@pytest.fixture(scope="module")
def split(case: Case) -> Split:
    return solve_case(case, "base")


def test_persons_needs_and_later_benefits_are_those_worked_out_by_hand(case: Case) -> None:
    found = traced(case)
    persons = persons_of(found)
    assert [persons[k.cohort] for k in NEED] == [100, 20, 10]
    assert need_of(found) == pytest.approx(NEED)
    assert later_benefit_of(found) == pytest.approx(LATER_BENEFIT)
    assert total_benefit_of(found) == pytest.approx(TOTAL_BENEFIT)


def test_every_payment_is_the_one_worked_out_by_hand_to_the_cent(split: Split) -> None:
    assert amounts_of(split) == PAYMENTS
    assert all(payment.host_residual == 0 for payment in split.payments)
    assert all(line.unfunded == 0 for line in split.programmes)


def test_every_statement_is_the_one_worked_out_by_hand(split: Split) -> None:
    for line in split.payers:
        wanted = OWN_OTHERS_RECEIVED_NET[line.payer]
        assert (line.own, line.others, line.received, line.net) == wanted
        assert line.burden == pytest.approx(BURDENS[line.payer], abs=1e-7)
        paid = line.own + line.others
        assert (line.low, line.high) == pytest.approx((paid, paid), abs=0.011)


def test_every_goal_reaches_the_value_worked_out_by_hand(split: Split) -> None:
    reached = {line.goal: line.value for line in split.goals}
    assert reached["unfunded"] == 0
    assert reached["host_residual"] == 0
    assert reached["equal_burden"] == pytest.approx((19 / 70, 19 / 70, 0.09405405), abs=1e-7)
    assert reached["proportional"] == 84_712.79


def test_the_oracle_comes_to_the_same_figures(case: Case) -> None:
    setting = by_oracle(case)
    assert setting.need == NEED
    assert setting.later_benefit == LATER_BENEFIT
    assert setting.total_benefit == TOTAL_BENEFIT
    found = chain(setting)
    assert found is not None
    values = dict(found.values)
    assert values["equal_burden"] == pytest.approx((19 / 70, 19 / 70, 0.09405405), abs=1e-7)
    assert values["proportional"] == pytest.approx(84_712.788, abs=0.01)


def test_with_no_agreement_the_hosts_pay_everything(split: Split) -> None:
    amounts = {
        line.payer: line.amount for line in appendix_of(split).keys if line.key == "host_pays"
    }
    assert amounts == {"north": 120_000, "south": 60_000, "state": 0}


def flows() -> list[Row]:
    """Return who arrives, moves, goes on and leaves."""
    north = {"from_stage": "course", "from_territory": "north"}
    south = {"from_stage": "course", "from_territory": "south"}
    in_course = {"to_stage": "course"}
    return [
        {"year": 2024, **in_course, "to_territory": "north", "persons": 100},
        {"year": 2024, **north, **in_course, "to_territory": "south", "persons": 20},
        {"year": 2025, **north, "to_stage": "job", "to_territory": "north", "persons": 50},
        {"year": 2025, **north, "to_stage": "job", "to_territory": "south", "persons": 10},
        {"year": 2025, **north, "persons": 20},
        {"year": 2025, **south, "to_stage": "job", "to_territory": "south", "persons": 10},
        {"year": 2025, **south, "persons": 10},
        {"year": 2025, **in_course, "to_territory": "south", "persons": 10},
    ]


def cost(territory: str, per_person: float, existing: float | None) -> Row:
    """Return the row of Costs of a course."""
    return {
        "stage": "course",
        "territory": territory,
        "year": 2024 if existing else None,
        "cost_per_person": per_person,
        "existing_funding": existing,
    }


def half_of_south() -> Row:
    """Return the clause by which the state pays half of South's course of 2024."""
    return {
        "clause": "half",
        "payer": "state",
        "host": "south",
        "year": 2024,
        "measure": "share_of_need",
        "sense": "exactly",
        "value": 0.5,
        "status": "agreed",
    }
