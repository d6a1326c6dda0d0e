"""The smallest conflict against brute force over all sets."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from solver.conflicts import Clauses, smallest_conflict, smallest_hitting_set


def _brute_force(count: int, minimal: list[Clauses]) -> Clauses:
    for size in range(count + 1):
        for chosen in combinations(range(count), size):
            if any(clash <= set(chosen) for clash in minimal):
                return frozenset(chosen)
    raise AssertionError


@pytest.mark.parametrize("seed", range(300))
def test_the_smallest_conflict_is_that_of_brute_force(seed: int) -> None:
    random = Random(seed)
    count = random.randint(1, 8)
    clashes = [
        frozenset(random.sample(range(count), random.randint(1, min(4, count))))
        for _ in range(random.randint(1, 5))
    ]
    found = smallest_conflict(count, lambda s: not any(clash <= s for clash in clashes))
    expected = _brute_force(count, clashes)
    assert len(found) == len(expected)
    assert found in clashes


def test_nothing_to_hit_is_hit_by_nothing() -> None:
    assert smallest_hitting_set([]) == frozenset()


def test_the_first_of_several_smallest_sets_is_taken() -> None:
    assert smallest_hitting_set([frozenset({1, 2}), frozenset({2, 1})]) == frozenset({1})
