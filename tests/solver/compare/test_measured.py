"""Whole units that add up."""

from __future__ import annotations

import numpy as np
import pytest

from solver.compare.measured import adding_up


def test_the_largest_rests_are_rounded_up() -> None:
    assert adding_up(np.array([1.2, 2.7, 3.1]), 7).tolist() == [1, 3, 3]


def test_between_equal_rests_the_first_comes_first() -> None:
    assert adding_up(np.full(3, 10 / 3), 10).tolist() == [4, 3, 3]
    # A rounding error of the machine is no larger rest.
    assert adding_up(np.array([10 / 3, 10 / 3 + 1e-12, 10 / 3]), 10).tolist() == [4, 3, 3]


def test_who_pays_nothing_is_given_nothing() -> None:
    assert adding_up(np.array([0.0, 1.4, 1.4]), 3).tolist() == [0, 2, 1]


def test_just_below_a_whole_unit_is_that_unit() -> None:
    assert adding_up(np.array([719999.9999999, 160000.0]), 880000).tolist() == [720000, 160000]


@pytest.mark.parametrize("seed", range(20))
def test_the_parts_always_add_up_and_none_is_off_by_a_unit(seed: int) -> None:
    amounts = np.random.default_rng(seed).uniform(0, 5, 9)
    total = int(np.rint(amounts.sum()))
    whole = adding_up(amounts, total)
    assert whole.sum() == total
    assert np.abs(whole - amounts).max() < 1
    assert whole.min() >= 0


def test_a_total_far_off_is_shared_by_all_who_pay() -> None:
    assert adding_up(np.array([5.0, 5.0, 0.0]), 7).tolist() == [4, 3, 0]
