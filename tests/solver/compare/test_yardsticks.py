"""The yardsticks of a split, on the worked example."""

from __future__ import annotations

import numpy as np
import pytest

from solver.compare.key import FullSplit, as_full_split, by_later_benefit, host_pays, key_basis
from solver.compare.yardsticks import gini, yardsticks
from solver.state.exact import ExactSplit
from tests.cases import with_rows, with_rules, worked
from tests.solver.compare.builders import setup_for, worked_setup

CITY, FEDERATION, PORT = 0, 1, 2


def test_host_pays_leaves_everything_with_hosts_and_moves_no_money() -> None:
    setup = worked_setup()
    found = yardsticks(setup, host_pays(key_basis(setup)))
    assert found.host_residual == pytest.approx(880000)
    assert found.contributions == found.unfunded == found.changes_hands == 0
    assert found.paid.tolist() == pytest.approx([720000, 0, 160000])
    assert found.net_position.tolist() == pytest.approx([40000 - 720000, 900000, 50000])
    assert found.more_than_they_gain == ("city",)


def test_loads_and_their_inequality_count_what_hosts_pay_and_burdens_do_not() -> None:
    setup = worked_setup()
    found = yardsticks(setup, host_pays(key_basis(setup)))
    assert found.loads == pytest.approx((18.0, 0.0, 160 / 210))
    assert found.burdens == (0, 0, 0), "the burden of the glossary leaves the residual out"
    assert found.gini == 0
    known = np.array([18, 0, 160 / 210])
    apart = np.abs(known[:, None] - known).sum()
    assert found.load_gini == pytest.approx(apart / (2 * 9 * known.mean()))


def test_by_later_benefit_only_the_shares_of_others_change_hands() -> None:
    setup = worked_setup()
    found = yardsticks(setup, by_later_benefit(key_basis(setup)))
    own = 400000 * 40 / 1150 + 320000 * 40 / 760 + 160000 * 90 / 390
    assert found.changes_hands == pytest.approx(880000 - own)
    assert found.host_residual == found.unfunded == 0


def test_positions_are_discounted_and_sums_are_not() -> None:
    setup = setup_for(with_rules(worked(), discount_rate=0.1))
    found = yardsticks(setup, host_pays(key_basis(setup)))
    assert found.paid[PORT] == pytest.approx(160000)
    gain = setup.total_benefit[PORT] * setup.unit
    assert found.net_position[PORT] == pytest.approx(gain - 160000 / 1.1)


def test_clauses_are_broken_by_the_money_above_or_below_them() -> None:
    clauses = [
        ("cap", "city", None, None, None, "at most", "amount", 700000.0),
        ("floor", "federation", None, None, None, "at least", "amount", 1000.0),
        ("kept", "port", None, None, None, "exactly", "amount", 160000.0),
        ("share", None, "port", None, None, "at most", "share_of_need", 0.5),
    ]
    order = ["clause", "payer", "host", "stage", "year", "sense", "measure", "value"]
    rows = [dict(zip(order, row, strict=True)) for row in clauses]
    setup = setup_for(with_rows(worked(), "Clauses", rows))
    broken = yardsticks(setup, host_pays(key_basis(setup))).clauses_broken
    assert {clause: pytest.approx(by) for clause, by in broken} == {
        "cap": 20000,
        "floor": -1000,
        "share": 80000,
    }


def test_a_solved_split_is_measured_like_a_key() -> None:
    setup = worked_setup()
    exact = ExactSplit(setup.targets["proportional"], np.zeros(3), np.zeros(3))
    found = yardsticks(setup, as_full_split(setup, exact))
    key = yardsticks(setup, by_later_benefit(key_basis(setup)))
    assert found.paid == pytest.approx(key.paid)
    assert found.burdens == pytest.approx(key.burdens)
    assert found.loads == found.burdens, "nothing is left with hosts"


def test_a_gap_is_unfunded() -> None:
    setup = worked_setup()
    nothing = FullSplit(np.zeros((3, 3)), np.zeros(3), setup.need)
    found = yardsticks(setup, nothing)
    assert found.unfunded == pytest.approx(880000)
    assert found.gini == 0
    assert found.net_position == pytest.approx(setup.total_benefit * setup.unit)


def test_inequality_is_nil_where_all_bear_the_same_and_near_one_where_one_bears_all() -> None:
    assert gini(np.full(7, 3.0)) == 0
    assert gini(np.array([0.0, 0, 0, 5])) == pytest.approx(3 / 4)
