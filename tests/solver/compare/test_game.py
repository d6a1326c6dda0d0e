"""Shapley value and nucleolus, on published games."""

from __future__ import annotations

import numpy as np
import pytest

from models.flows.places import Floats
from models.problems import RelaisError
from solver.compare.game import (
    CostGame,
    check_size,
    group_sums,
    groups_better_alone,
    memberships,
    shapley,
)
from solver.compare.nucleolus import nucleolus
from tests.solver.compare.builders import not_subadditive, random_game, swedish_game
from tests.solver.compare.kohlberg import is_nucleolus

PRINTED_1979 = np.array([20.35, 12.06, 5.00, 8.61, 18.60, 19.21])


def estate(size: float) -> CostGame:
    """Return the bankruptcy game of the Talmud for claims of 100, 200 and 300, as costs."""
    outside = np.array([100.0, 200.0, 300.0]) @ (1 - memberships(3).T)
    return CostGame(("a", "b", "c"), -np.maximum(0.0, size - outside))


def airport(*lengths: float) -> CostGame:
    """Return the game in which a group pays for the longest runway that a member needs."""
    return CostGame(tuple("abcdef"[: len(lengths)]), (memberships(len(lengths)) * lengths).max(1))


class TestSwedishMunicipalities:
    def test_the_shapley_value_is_the_printed_one(self) -> None:
        printed = [20.01, 10.71, 6.61, 10.37, 16.94, 19.18]
        assert shapley(swedish_game()).tolist() == pytest.approx(printed, abs=0.0101)

    def test_the_nucleolus_is_known_and_passes_kohlberg(self) -> None:
        game = swedish_game()
        found = nucleolus(game)
        true = [20.35, 12.06, 5.00, 8.61, 18.32, 19.49]
        assert found.tolist() == pytest.approx(true, abs=0.005001)
        assert is_nucleolus(game, found, 1e-7)
        assert is_nucleolus(game, np.array(true), 0.03)

    def test_the_nucleolus_printed_in_1979_fails_kohlberg(self) -> None:
        assert not is_nucleolus(swedish_game(), PRINTED_1979, 0.03)

    def test_the_printed_one_leaves_a_group_worse_off_than_the_true_one(self) -> None:
        game = swedish_game()
        printed, true = (
            np.sort((group_sums(x) - game.cost)[1:-1])[::-1].round(2)
            for x in (PRINTED_1979, nucleolus(game))
        )
        first = int(np.flatnonzero(np.abs(printed - true) > 0.03)[0])
        assert true[first] < printed[first]

    def test_two_groups_that_cost_less_apart_are_named(self) -> None:
        (pair,) = not_subadditive(swedish_game(), 1e-9)
        assert (pair.first, pair.second) == (("A", "H", "L"), ("M", "T"))
        assert pair.by == pytest.approx(83.00 - 43.22 - 39.41)

    def test_under_the_shapley_value_three_municipalities_would_do_better_alone(self) -> None:
        (found,) = groups_better_alone(swedish_game(), shapley(swedish_game()), 1e-9)
        assert found.group == ("H", "K", "L")
        assert found.difference == pytest.approx(found.pays - 27.26)

    def test_under_the_nucleolus_nobody_would(self) -> None:
        assert groups_better_alone(swedish_game(), nucleolus(swedish_game()), 1e-9) == ()


@pytest.mark.parametrize(
    ("size", "shares"),
    [(100, [100 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150])],
)
def test_the_nucleolus_is_the_rule_of_the_talmud(size: float, shares: list[float]) -> None:
    # Aumann & Maschler 1985
    game = estate(size)
    assert nucleolus(game).tolist() == pytest.approx([-share for share in shares])
    assert is_nucleolus(game, -np.array(shares), 1e-9)


def test_the_shapley_value_of_a_runway_shares_each_stretch_among_those_who_need_it() -> None:
    # Littlechild & Owen 1973
    found = shapley(airport(6, 10, 16, 20))
    assert found.tolist() == pytest.approx(
        [6 / 4, 6 / 4 + 4 / 3, 6 / 4 + 4 / 3 + 3, 6 / 4 + 4 / 3 + 7]
    )


@pytest.mark.parametrize("players", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(8))
def test_what_is_found_passes_kohlberg_and_what_is_near_it_does_not(
    seed: int, players: int
) -> None:
    game = random_game(seed, players)
    found = nucleolus(game)
    assert found.sum() == pytest.approx(game.cost[-1])
    assert is_nucleolus(game, found, 1e-7)
    if players > 1:
        rng = np.random.default_rng(seed)
        step = rng.normal(size=players)
        assert not is_nucleolus(game, found + 1e-3 * (step - step.mean()), 1e-7)


@pytest.mark.parametrize("seed", range(10))
def test_no_other_payments_have_smaller_regrets(seed: int) -> None:
    game = random_game(100 + seed, 4)
    rational = game.alone.sum() >= game.cost[-1]
    found = nucleolus(game)
    best = regrets(game, found)
    rng = np.random.default_rng(seed)
    compared = 0
    for _ in range(300):
        step = rng.normal(size=4) * 10 ** rng.uniform(-3, 0)
        other = found + step - step.mean()
        if not (rational and (other > game.alone).any()):
            assert later(regrets(game, other), best)
            compared += 1
    assert compared >= 30


@pytest.mark.parametrize("players", [9, 12])
def test_many_players_are_solved(players: int) -> None:
    rng = np.random.default_rng(players)
    size = memberships(players) @ rng.uniform(0.5, 1.5, players)
    cost = np.sqrt(size) * rng.uniform(0.95, 1.05, 1 << players)
    game = CostGame(tuple("abcdefghijkl"[:players]), cost)
    assert is_nucleolus(game, nucleolus(game), 1e-7)
    assert shapley(game).sum() == pytest.approx(cost[-1])


def test_the_scale_of_money_changes_nothing() -> None:
    game = random_game(5, 5)
    large = CostGame(game.players, game.cost * 1e9)
    assert nucleolus(large) == pytest.approx(1e9 * nucleolus(game), rel=1e-9)


def test_the_order_of_players_changes_nothing() -> None:
    game = random_game(6, 4)
    order = [2, 0, 3, 1]
    groups = memberships(4) @ (1 << np.array(order))
    turned = CostGame(tuple(game.players[i] for i in order), game.cost[groups])
    assert nucleolus(turned) == pytest.approx(nucleolus(game)[order])
    assert shapley(turned) == pytest.approx(shapley(game)[order])


def test_payments_that_do_not_add_up_are_no_nucleolus() -> None:
    game = swedish_game()
    assert not is_nucleolus(game, nucleolus(game) * 1.1, 0.01)


def test_payments_above_the_cost_alone_are_no_nucleolus() -> None:
    own = np.array([3.0, 5.0])
    assert not is_nucleolus(CostGame(("a", "b"), group_sums(own)), np.array([4.0, 4.0]), 1e-9)


def test_thirteen_payers_are_too_many() -> None:
    with pytest.raises(RelaisError, match="up to 12 payers; here there are 13"):
        check_size(13)


def regrets(game: CostGame, payments: Floats) -> Floats:
    return np.sort((group_sums(payments) - game.cost)[1:-1])[::-1]


def later(one: Floats, other: Floats) -> bool:
    """Say whether one list comes after the other, or is the same, to a rounding error."""
    differ = np.flatnonzero(np.abs(one - other) > 1e-9)
    return not len(differ) or one[differ[0]] > other[differ[0]]
