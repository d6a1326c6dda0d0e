"""River rules: their formulas, their axioms, and the games they are the Shapley value of."""

from __future__ import annotations

import numpy as np
import pytest

from models.flows.places import NOBODY, Floats
from solver.compare.game import CostGame, groups_better_alone, shapley
from solver.compare.key import host_pays
from solver.compare.key_tests import monotonicity
from solver.compare.keys import (
    reached_downstream,
    river_key,
    shared_downstream,
    shared_equally,
)
from tests.solver.compare.builders import basis, random_basis

LINE = np.triu(np.ones((4, 4), dtype=bool))
"""A river of four agents: j and all after j are downstream of j."""
TREE = np.array([[1, 0, 1, 1], [0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]], dtype=bool)
"""Two springs, 0 and 1, that meet at 2 and flow on to 3."""
COSTS = np.array([12.0, 6.0, 4.0, 2.0])


def falls_on(costs: Floats, among: np.ndarray) -> CostGame:
    """Make the game in which a cost falls on a group as soon as one of those marked is in it."""
    groups = [[i for i in range(4) if s >> i & 1] for s in range(16)]
    cost = [sum(c for c, row in zip(costs, among, strict=True) if row[g].any()) for g in groups]
    return CostGame(tuple("1234"), np.array(cost, dtype=float))


def test_downstream_equal_sharing_on_a_line_is_the_published_formula() -> None:
    # x(i) = Σ over j up to i of c(j) / (n - j + 1)
    expected = [3.0, 3 + 2, 3 + 2 + 2, 3 + 2 + 2 + 2]
    assert shared_equally(COSTS, LINE).sum(axis=0).tolist() == pytest.approx(expected)


def test_upstream_equal_sharing_on_a_line_is_the_published_formula() -> None:
    # x(i) = Σ over j from i on of c(j) / j
    tail = np.cumsum((COSTS / np.arange(1, 5))[::-1])[::-1]
    assert shared_equally(COSTS, LINE.T).sum(axis=0) == pytest.approx(tail)


@pytest.mark.parametrize("among", [np.eye(4, dtype=bool), LINE, LINE.T, TREE, TREE.T])
def test_each_rule_is_the_shapley_value_of_its_game_and_in_its_core(among: np.ndarray) -> None:
    game = falls_on(COSTS, among)
    payments = shared_equally(COSTS, among).sum(axis=0)
    assert payments == pytest.approx(shapley(game))
    assert groups_better_alone(game, payments, 1e-9) == ()


def test_the_slider_ends_at_host_pays_and_at_equal_shares_downstream() -> None:
    given = basis([90, 60], [0, 1], {(0, 0): 9.0, (0, 1): 1.0, (0, 2): 1.0, (1, 2): 4.0})
    stays, pays = shared_downstream(given, 1.0), host_pays(given)
    assert stays.contributions.tolist() == pays.contributions.tolist()
    assert stays.residuals.tolist() == pays.residuals.tolist()
    equal = shared_downstream(given, 0.0)
    assert equal.contributions.tolist() == [[30, 30, 30], [0, 30, 30]]
    assert equal.residuals.tolist() == [0, 0]


def test_between_the_ends_the_host_keeps_its_part_and_an_equal_share_of_the_rest() -> None:
    given = basis([90], [0], {(0, 1): 1.0, (0, 2): 7.0})
    split = shared_downstream(given, 0.4)
    assert split.residuals.tolist() == pytest.approx([36])
    assert split.contributions[0].tolist() == pytest.approx([18, 18, 18])


def test_without_a_host_the_part_that_would_stay_is_the_gap() -> None:
    given = basis([90], [NOBODY], {(0, 1): 1.0, (0, 2): 7.0})
    split = shared_downstream(given, 0.4)
    assert split.contributions[0].tolist() == pytest.approx([0, 27, 27])
    assert split.gaps.tolist() == pytest.approx([36])


def test_it_is_local_responsibility_with_an_alpha_of_its_own() -> None:
    # α-LRS: the place keeps α of its cost, the others concerned share the rest equally
    given = basis([90], [0], {(0, 1): 1.0, (0, 2): 7.0})
    theta = 0.25
    alpha = theta + (1 - theta) / 3
    expected = [alpha * 90, *[(1 - alpha) * 90 / 2] * 2]
    paid = shared_downstream(given, theta).paid(given.host)[0]
    assert paid.tolist() == pytest.approx(expected)


@pytest.mark.parametrize("theta", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("seed", range(5))
def test_efficiency_additivity_and_no_cost_for_those_not_reached(seed: int, theta: float) -> None:
    given = random_basis(seed)
    split = shared_downstream(given, theta)
    total = split.contributions.sum(axis=1) + split.residuals + split.gaps
    assert total == pytest.approx(given.need)
    paid = split.paid(given.host)
    assert (paid[~reached_downstream(given)] == 0).all()
    one_more = shared_downstream(given.with_need(0, 2.0), theta).paid(given.host)
    assert one_more[1:].tolist() == paid[1:].tolist()
    assert one_more[0] == pytest.approx(2 * paid[0])
    assert monotonicity(river_key(theta), given) == ()


def test_all_who_are_downstream_pay_the_same_whatever_they_gain() -> None:
    given = random_basis(2)
    paid = shared_downstream(given, 0.0).paid(given.host)
    for row, among in zip(paid, reached_downstream(given), strict=True):
        assert row[among] == pytest.approx(np.full(among.sum(), row.sum() / max(1, among.sum())))
