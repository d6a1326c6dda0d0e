"""The engine: certificates, warm changes of bounds, infeasible programs, stopping."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from models.flows.places import Floats
from solver.engine.arrays import Arrays, certified
from solver.engine.cancelling import Cancelled, SolveCancelledError, never
from solver.engine.engine import Engine


def _arrays(matrix: list[list[float]], lower: list[float], upper: list[float]) -> Arrays:
    columns = len(matrix[0])
    return Arrays(
        matrix=sparse.csr_array(np.array(matrix)),
        row_lower=np.array(lower, float),
        row_upper=np.array(upper, float),
        lower=np.zeros(columns),
        upper=np.full(columns, np.inf),
    )


def test_bounds_change_and_the_next_answer_follows() -> None:
    engine = Engine(_arrays([[1, 1]], [10], [10]))
    costs = np.array([1.0, 2.0])
    first = engine.minimise(costs)
    assert first is not None
    assert first.values.tolist() == [10.0, 0.0]
    engine.bound_columns(np.array([0]), np.zeros(1), np.array([4.0]))
    second = engine.minimise(costs)
    assert second is not None
    assert second.values.tolist() == [4.0, 6.0]


def test_bounds_can_be_put_back() -> None:
    engine = Engine(_arrays([[1, 1]], [10], [10]))
    before = engine.bounds()
    engine.bound_rows(np.array([0]), np.array([3.0]), np.array([3.0]))
    engine.restore(before)
    again = engine.minimise(np.ones(2))
    assert again is not None
    assert again.objective == 10.0


def test_a_program_that_nothing_satisfies_has_no_answer_and_the_engine_lives_on() -> None:
    engine = Engine(_arrays([[1, 1], [1, 0]], [10, 11], [10, np.inf]))
    assert engine.minimise(np.ones(2)) is None
    engine.bound_rows(np.array([1]), np.array([2.0]), np.array([np.inf]))
    assert engine.minimise(np.ones(2)) is not None


def test_a_wish_to_stop_is_heard() -> None:
    engine = Engine(_arrays([[1, 1]], [10], [10]), cancelled=lambda: True)
    with pytest.raises(SolveCancelledError):
        engine.minimise(np.ones(2))


@pytest.fixture(scope="module")
def large() -> Arrays:
    """A program that takes longer than the pause between two questions whether to stop."""
    size = 900
    matrix = sparse.random_array((size, size), density=0.2, rng=np.random.default_rng(1)).toarray()
    return _arrays(matrix.tolist(), [1.0] * size, [np.inf] * size)


def _costs(seed: int, arrays: Arrays) -> Floats:
    return np.random.default_rng(seed).random(len(arrays.lower)) + 0.01


def _stopped_on_the_way(arrays: Arrays) -> Engine:
    asked = iter(range(10**9))
    engine = Engine(arrays, cancelled=lambda: next(asked) > 2)

    def solve_on_and_on() -> None:
        for seed in range(1000):
            engine.minimise(_costs(seed, arrays))

    with pytest.raises(SolveCancelledError):
        solve_on_and_on()
    return engine


def test_a_long_run_is_stopped_on_the_way(large: Arrays) -> None:
    assert _stopped_on_the_way(large).cancelled()


@pytest.mark.parametrize("cancelled", [lambda: False, never])
def test_who_asks_an_engine_that_was_stopped_gets_an_answer(
    large: Arrays, cancelled: Cancelled
) -> None:
    engine, costs = _stopped_on_the_way(large), _costs(7, large)
    engine.ask(cancelled)
    found, expected = engine.minimise(costs), Engine(large).minimise(costs)
    assert found is not None
    assert expected is not None
    assert costs @ found.values == pytest.approx(costs @ expected.values)


@pytest.mark.parametrize(
    ("values", "duals", "sound"),
    [
        ([10.0, 0.0], [1.0], True),
        ([9.0, 0.0], [1.0], False),
        ([0.0, 10.0], [1.0], False),
        ([10.0, 0.0], [0.5], False),
        ([float("nan"), 0.0], [1.0], False),
    ],
)
def test_a_certificate_holds_only_for_a_feasible_point_that_its_duals_prove_best(
    values: list[float], duals: list[float], sound: bool
) -> None:
    arrays = _arrays([[1, 1]], [10], [10])
    costs = np.array([1.0, 2.0])
    answer = certified(arrays, arrays, costs, np.array(values), np.array(duals))
    assert (answer is not None) is sound
