"""The worked example of the second edition: groups, with and without, two governments, one key.

It is worked out by hand in `tests/oracle/test_case_by_hand.py`.
"""

from __future__ import annotations

import pytest

from models.programme import Programme
from models.results.split import Split
from solver.solve import solve_case
from tests.agreement.cases import case_from
from tests.oracle import places
from tests.oracle.test_case_by_hand import (
    LATER_BENEFIT,
    NEED,
    PERCENTAGES,
    TOTAL_BENEFIT,
    TOTALS,
    tables,
)


@pytest.fixture(scope="module")
def split() -> Split:
    return solve_case(case_from(dict(tables())))


def named(programme: places.Programme) -> Programme:
    """Return what names a programme of the oracle."""
    p = programme
    return Programme(p.territory, p.stage, p.year, p.group, p.responsible)


def test_needs_and_existing_payments_are_those_worked_out_by_hand(split: Split) -> None:
    assert {line.programme: line.need for line in split.programmes} == {
        named(k): amount for k, amount in NEED.items()
    }
    assert [line.existing for line in split.programmes] == [8400, 5600, 4000, 0]
    assert {line.payer: line.existing for line in split.payers if line.existing} == {
        "state": 14_000
    }


def test_later_benefits_are_those_worked_out_by_hand(split: Split) -> None:
    assert {line.payer: line.later_benefit for line in split.payers} == TOTAL_BENEFIT
    assert split.appendix is not None
    found = {
        (payer, line.programme): amount
        for line, gains in zip(split.programmes, split.appendix.later_benefits, strict=True)
        for payer, amount in gains
    }
    assert found == {(h, named(k)): amount for (h, k), amount in LATER_BENEFIT.items()}


def test_totals_burdens_and_the_key_are_those_worked_out_by_hand(split: Split) -> None:
    assert split.totals == pytest.approx(TOTALS, abs=0.01)
    assert [line.burden for line in split.payers] == pytest.approx([1175 / 4023] * 3, abs=1e-6)
    assert split.same_key is not None
    key = {(share.payer, "own" if share.own else "others"): share.share for share in split.same_key}
    assert key == pytest.approx(PERCENTAGES, abs=1e-6)
    common = {(share.host, share.stage, share.group, share.year) for share in split.same_key}
    assert common == {(None, None, None, None)}
