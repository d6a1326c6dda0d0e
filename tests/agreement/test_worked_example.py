"""The worked example of 2-method 2.9, by both programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.case import Case
from models.results.split import appendix_of
from models.workbook.reading import read_case
from solver.solve import solve_case
from tests.agreement.both import (
    by_oracle,
    later_benefit_of,
    need_of,
    persons_of,
    total_benefit_of,
    totals_of,
    traced,
)
from tests.oracle.goals import chain
from tests.oracle.places import Programme

WORKBOOK = Path(__file__).parents[2] / "sample_data" / "worked.xlsx"
WELCOME = Programme("welcome", "city", 2023)
IN_CITY = Programme("training", "city", 2024)
IN_PORT = Programme("training", "port", 2024)
PERSONS = {WELCOME: 80, IN_CITY: 40, IN_PORT: 20}
NEED = {WELCOME: 400_000, IN_CITY: 320_000, IN_PORT: 160_000}
LATER_BENEFIT = {
    ("city", WELCOME): 40_000,
    ("port", WELCOME): 210_000,
    ("federation", WELCOME): 900_000,
    ("city", IN_CITY): 40_000,
    ("port", IN_CITY): 120_000,
    ("federation", IN_CITY): 600_000,
    ("port", IN_PORT): 90_000,
    ("federation", IN_PORT): 300_000,
}
TOTAL_BENEFIT = {"city": 40_000, "port": 210_000, "federation": 900_000}
PAID = {"city": 30_608.70, "port": 160_695.65, "federation": 688_695.65}
BURDEN = 880 / 1150


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(WORKBOOK).case


def test_the_table_of_the_worked_example_comes_out(case: Case) -> None:
    found = traced(case)
    persons = persons_of(found)
    assert {k: persons[k.cohort] for k in PERSONS} == pytest.approx(PERSONS)
    assert need_of(found) == pytest.approx(NEED)
    assert later_benefit_of(found) == pytest.approx(LATER_BENEFIT)
    assert total_benefit_of(found) == pytest.approx(TOTAL_BENEFIT)


def test_the_split_of_the_worked_example_comes_out_to_the_cent(case: Case) -> None:
    split = solve_case(case, "base")
    reached = {line.goal: line.value for line in split.goals}
    assert totals_of(split) == pytest.approx(PAID, abs=1e-9)
    assert (reached["unfunded"], reached["host_residual"]) == (0, 0)
    assert reached["equal_burden"] == pytest.approx((BURDEN,) * 3, abs=1e-9)
    assert [line.burden for line in split.payers] == pytest.approx([BURDEN] * 3, abs=1e-6)


def test_with_no_agreement_city_and_port_pay_alone(case: Case) -> None:
    lines = appendix_of(solve_case(case, "base")).keys
    amounts = {line.payer: line.amount for line in lines if line.key == "host_pays"}
    assert amounts == {"city": 720_000, "port": 160_000, "federation": 0}


def test_the_oracle_comes_to_the_worked_example_too(case: Case) -> None:
    setting = by_oracle(case)
    assert setting.need == NEED
    assert setting.later_benefit == LATER_BENEFIT
    assert setting.total_benefit == TOTAL_BENEFIT
    found = chain(setting)
    assert found is not None
    assert dict(found.values)["equal_burden"] == pytest.approx((BURDEN,) * 3, abs=1e-7)
