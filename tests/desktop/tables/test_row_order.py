from __future__ import annotations

import numpy as np
import pytest

from desktop.tables.row_order import RowOrder


def order_of(rows: list[int]) -> RowOrder:
    order = RowOrder()
    order.arrange(rows)
    return order


def shown(order: RowOrder) -> list[int]:
    assert order.shown is not None
    return [int(row) for row in order.shown]


def test_rows_stand_as_in_the_case_until_they_are_arranged() -> None:
    order = RowOrder()
    assert (order.count(5), order.case_row(3), order.place_of(3)) == (5, 3, 3)
    assert order.runs_of([1, 2, 4]) == [(4, 4), (1, 2)]
    order.insert([0])
    order.remove([0])
    assert not order.is_arranged


def test_each_row_knows_its_place_and_those_not_shown_have_none() -> None:
    order = order_of([4, 0, 2])
    assert [order.case_row(place) for place in range(order.count(9))] == [4, 0, 2]
    assert [order.place_of(row) for row in range(-1, 6)] == [None, 1, None, 2, None, 0, None]
    assert order.places_of(np.array([-1, 0, 1, 4, 9])).tolist() == [-1, 1, -1, 0, -1]


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        ([3], [5, 0, 2, 3]),
        ([1, 2], [6, 0, 1, 2, 4]),
        ([0], [5, 1, 3, 0]),
        ([1, 4], [6, 0, 1, 3, 4]),
        ([2], [5, 0, 3, 2]),
    ],
)
def test_new_rows_follow_the_row_above_them_or_come_last(rows: list[int], after: list[int]) -> None:
    order = order_of([4, 0, 2])
    order.insert(rows)
    assert shown(order) == after


@pytest.mark.parametrize(
    ("rows", "after"), [([4], [0, 2]), ([1], [3, 0, 1]), ([0, 3], [2, 1]), ([0, 2, 4], [])]
)
def test_lost_rows_go_and_the_others_keep_their_order(rows: list[int], after: list[int]) -> None:
    order = order_of([4, 0, 2])
    order.remove(rows)
    assert shown(order) == after


def test_rows_that_go_and_come_back_are_the_same_rows() -> None:
    draw = np.random.default_rng(5)
    for _ in range(50):
        total = int(draw.integers(1, 30))
        before = draw.permutation(total)[: int(draw.integers(0, total + 1))]
        gone = np.flatnonzero(draw.random(total) < 0.3)
        order = order_of(before.tolist())
        order.remove(gone.tolist())
        names = np.delete(np.arange(total), gone)
        assert names[shown(order)].tolist() == [row for row in before if row not in gone]
        order.insert(gone.tolist())
        left = [row for row in shown(order) if row not in gone]
        assert left == [row for row in before if row not in gone]
        assert sorted({*shown(order)}) == sorted({*before.tolist(), *gone.tolist()})


def test_shown_rows_are_told_as_runs_from_the_last_to_the_first() -> None:
    order = order_of([4, 0, 2, 1, 3])
    assert order.runs_of([0, 1, 2]) == [(1, 3)]
    assert order.runs_of([3, 4]) == [(4, 4), (0, 0)]
    assert order_of([]).runs_of([1]) == []


def test_below_the_last_row_stands_the_one_that_the_case_would_get() -> None:
    order = RowOrder()
    assert order.case_row(5) == 5
    order = order_of([4, 0])
    order.total = 7
    assert [order.case_row(place) for place in (1, 2)] == [0, 7]
