"""Both programs trace the same with every new part of the second edition switched on and off."""

from __future__ import annotations

import pytest

from models.flows.traced import TracedCase
from tests.agreement.both import (
    by_oracle,
    counted_of,
    host_of,
    later_benefit_of,
    most_of_others_of,
    need_of,
    persons_of,
    programmes_of,
    total_benefit_of,
    traced,
)
from tests.agreement.cases import case_from, shown
from tests.agreement.second_edition import wide_tables
from tests.agreement.test_tracing import assert_same
from tests.drawing import seeds

TRACED = ("groups", "shares", "without", "existing", "prices", "timing", "policies")
"""The parts that tracing knows; the others are rules of the linear program."""


@pytest.mark.parametrize("seed", seeds(0, 48))
def test_both_programs_trace_the_same_whatever_parts_a_case_has(seed: int) -> None:
    parts = [part for place, part in enumerate(TRACED) if seed >> place & 1]
    _assert_traced_alike(seed, parts)


@pytest.mark.parametrize("seed", seeds(1000, 12))
def test_both_programs_trace_the_same_with_all_parts_at_once(seed: int) -> None:
    _assert_traced_alike(seed, list(TRACED))


def _assert_traced_alike(seed: int, parts: list[str]) -> None:
    case = case_from(wide_tables(seed, parts))
    found, expected = traced(case), by_oracle(case)
    assert found.base_year in (None, expected.base_year), shown(case)
    assert set(programmes_of(found)) == set(expected.programmes), shown(case)
    assert host_of(found) == expected.host, shown(case)
    assert_same(persons_of(found), expected.persons, case)
    assert_same(need_of(found), expected.need, case)
    assert_same(counted_of(found), expected.counted, case)
    most = {k: max(0, expected.need[k] - above) for k, above in expected.excess.items()}
    assert_same(most_of_others_of(found), most, case)
    assert_same(later_benefit_of(found), expected.later_benefit, case)
    assert_same(total_benefit_of(found), expected.total_benefit, case)
    streams = {(h, y): v for h, stream in expected.streams.items() for y, v in stream.items()}
    assert_same(_streams_of(found), streams, case)


def _streams_of(found: TracedCase) -> dict[tuple[str, int], float]:
    """Return the benefits of each payer by the years in which they come."""
    return {
        (payer, year): float(amount)
        for year, amounts in found.total.stream.items()
        for payer, amount in zip(found.places.payers, amounts, strict=True)
    }
