from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from models.case import Case
from models.checks.every import check_case
from models.problems import Severity
from tests.agreement.both import (
    by_oracle,
    host_of,
    later_benefit_of,
    need_of,
    persons_of,
    total_benefit_of,
    traced,
)
from tests.agreement.cases import Row, case_from, shown, tiny_case
from tests.drawing import seeds
from tests.oracle.places import Programme

SEEDS = seeds(0, 40)


@pytest.mark.parametrize("seed", SEEDS)
def test_both_programs_trace_the_same_persons_needs_and_later_benefits(seed: int) -> None:
    case = tiny_case(seed)
    errors = [p for p in check_case(case) if p.severity is Severity.ERROR]
    assert not errors, shown(case)
    found, expected = traced(case), by_oracle(case)
    assert found.base_year in (None, expected.base_year), shown(case)
    assert host_of(found) == expected.host, shown(case)
    assert_same(persons_of(found), expected.persons, case)
    assert_same(need_of(found), expected.need, case)
    assert_same(later_benefit_of(found), expected.later_benefit, case)
    assert_same(total_benefit_of(found), expected.total_benefit, case)


@pytest.mark.parametrize("seed", seeds(500, 12))
def test_both_programs_trace_a_case_of_the_first_edition_as_it_did(seed: int) -> None:
    case = replace(tiny_case(seed), edition=1)
    found, expected = traced(case), by_oracle(case)
    assert_same(need_of(found), expected.need, case)
    assert_same(later_benefit_of(found), expected.later_benefit, case)
    assert_same(total_benefit_of(found), expected.total_benefit, case)


def assert_same(found: Mapping[Any, float], expected: Mapping[Any, Any], case: Case) -> None:
    """Compare two tables of figures; a figure that one of them lacks is 0."""
    scale = max((abs(float(value)) for value in expected.values()), default=0.0)
    for key in {*found, *expected}:
        wanted = float(expected.get(key, 0))
        near = pytest.approx(wanted, rel=1e-9, abs=1e-9 * scale)
        assert found.get(key, 0.0) == near, f"{key}\n{shown(case)}"


def test_those_who_move_to_where_no_cohort_is_known_still_count_in_the_total() -> None:
    """Of 100 who arrive in A, 20 move on to B and all find work where they are, worth 1,000.

    2024: 80 find work in A and 20 in B. For the 100 of 2025 only the arrival is known, so they
    follow the same rates: 80 find work in A, and 20 in B, where no cohort of 2025 is known and
    so no programme. B = 2 · 80 · 1,000 = 160,000 for A and 2 · 20 · 1,000 = 40,000 for B. The
    total of B cannot be 20,000: that is its later benefit from the programme of 2025 alone.
    """
    case = case_from(
        {
            "Territories": [{"territory": "A"}, {"territory": "B"}],
            "Stages": [
                {"stage": "course", "order": 1, "duration": 1, "cofunded": True},
                {"stage": "work", "order": 2, "duration": 1, "cofunded": False},
            ],
            "Flows": [
                flow(2024, None, ("course", "A"), 100),
                flow(2024, ("course", "A"), ("course", "B"), 20),
                flow(2025, ("course", "A"), ("work", "A"), 80),
                flow(2025, ("course", "B"), ("work", "B"), 20),
                flow(2025, None, ("course", "A"), 100),
            ],
            "Costs": [{"stage": "course", "cost_per_person": 500}],
            "Benefits": [{"stage": "work", "benefit_per_person": 1000}],
        }
    )
    found, expected = traced(case), by_oracle(case)
    assert expected.later_benefit["B", Programme("course", "A", 2025)] == 20_000
    assert expected.total_benefit == {"A": 160_000, "B": 40_000}
    assert total_benefit_of(found) == pytest.approx({"A": 160_000, "B": 40_000})


def flow(year: int, start: tuple[str, str] | None, end: tuple[str, str], persons: float) -> Row:
    """Return a row of Flows."""
    from_stage, from_territory = start or (None, None)
    return {
        "year": year,
        "from_stage": from_stage,
        "from_territory": from_territory,
        "to_stage": end[0],
        "to_territory": end[1],
        "persons": persons,
    }
