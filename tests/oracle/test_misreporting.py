"""What a payer would gain by misreporting what it supplies itself, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.agreement.cases import Row, Tables
from tests.oracle.misreporting import Misreport, misreport
from tests.oracle.setting import setting_of

TENTH = Fraction(1, 10)


def course_of_the_city(**stage: object) -> Tables:
    """Return 100 people in a course of 1,000 each, 50 of whom find a job.

    It brings 2,000 to the city and 6,000 to the state: D and B of 100,000 and 300,000; the burden
    is 100,000/400,000, the city pays 25,000 and the state 75,000.
    """
    job: Row = {"stage": "job", "benefit_per_person": 6000, "beneficiary": "state"}
    return {
        "Territories": [{"territory": "state"}, {"territory": "city", "parent": "state"}],
        "Stages": [
            {"stage": "course", "order": 1, "cofunded": True, **stage},
            {"stage": "job", "order": 2, "cofunded": False},
        ],
        "Flows": [
            {"year": 2024, "to_stage": "course", "to_territory": "city", "persons": 100},
            {
                "year": 2025,
                "from_stage": "course",
                "from_territory": "city",
                "to_stage": "job",
                "to_territory": "city",
                "persons": 50,
            },
        ],
        "Costs": [{"stage": "course", "cost_per_person": 1000}],
        "Benefits": [{"stage": "job", "benefit_per_person": 2000}, job],
    }


def report_of(tables: Tables, payer: str, part: Fraction) -> Misreport:
    """Return what comes of a misreport."""
    found = misreport(setting_of(tables).data, payer, part)
    assert found is not None
    return found


def test_who_says_that_it_gains_less_pays_less() -> None:
    """The state says 270,000: the burden is 100/370, it pays 72,972.97 and saves 2,027.03."""
    found = report_of(course_of_the_city(), "state", -TENTH)
    assert found.true.others == pytest.approx(75_000, abs=0.01)
    assert found.false.others == pytest.approx(72_972.97, abs=0.01)
    assert found.gain == pytest.approx(2027.03, abs=0.01)


def test_who_says_that_its_course_costs_more_collects_more_than_it_needs() -> None:
    """The city says 110,000 and 110,000 of later benefit: the burden is 110/410.

    It pays 29,512.20, 4,512.20 more, and collects 10,000 above what the course costs.
    """
    found = report_of(course_of_the_city(), "city", TENTH)
    assert found.false.own == pytest.approx(29_512.20, abs=0.01)
    assert found.false.received == pytest.approx(80_487.80, abs=0.01)
    assert found.gain == pytest.approx(10_000 - 4512.20, abs=0.01)
    assert found.false.net == pytest.approx(-80_487.80, abs=0.01)


def test_a_standard_cost_takes_the_gain_away() -> None:
    """Up to 700 a person others pay: 70,000, whatever more the city says that it costs."""
    found = report_of(course_of_the_city(standard_cost=700), "city", TENTH)
    assert found.true.received == pytest.approx(70_000, abs=0.01)
    assert found.false.received == pytest.approx(70_000, abs=0.01)
    assert found.gain == pytest.approx(0, abs=0.02)
