"""The smallest conflict, and all of them, against brute force over all sets."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from solver.explain.sets import (
    Clauses,
    all_conflicts,
    smallest_conflict,
    smallest_hitting_set,
)


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


def _clashes(seed: int) -> tuple[int, list[Clauses]]:
    random = Random(seed)
    count = random.randint(1, 9)
    some = [
        frozenset(random.sample(range(count), random.randint(1, min(4, count))))
        for _ in range(random.randint(1, 8))
    ]
    return count, some


def _ordered(sets: set[Clauses]) -> tuple[Clauses, ...]:
    return tuple(sorted(sets, key=lambda s: (len(s), sorted(s))))


def _without(count: int, clashes: list[Clauses]) -> set[Clauses]:
    """Return the minimal sets that share a member with every conflict, by trying all."""
    every = [frozenset(c) for size in range(count + 1) for c in combinations(range(count), size)]
    hits = [s for s in every if all(s & clash for clash in clashes)]
    return {s for s in hits if not any(other < s for other in hits)}


@pytest.mark.parametrize("seed", range(200))
def test_all_minimal_conflicts_are_those_of_brute_force(seed: int) -> None:
    count, clashes = _clashes(seed)
    found = all_conflicts(count, lambda s: not any(clash <= s for clash in clashes))
    minimal = {c for c in clashes if not any(other < c for other in clashes)}
    assert found.complete
    assert found.sets == _ordered(minimal)
    assert found.to_drop == _ordered(_without(count, list(minimal)))


@pytest.mark.parametrize("seed", range(100))
def test_suspects_that_are_wrong_do_no_harm(seed: int) -> None:
    count, clashes = _clashes(seed)
    random = Random(seed)

    def holds(clauses: Clauses) -> bool:
        return not any(clash <= clauses for clash in clashes)

    def guess(clauses: Clauses) -> Clauses:
        return frozenset(c for c in sorted(clauses) if random.random() < 0.5)

    assert all_conflicts(count, holds, suspects=guess) == all_conflicts(count, holds)


def test_where_there_are_too_many_the_smallest_is_named_and_that_there_are_more() -> None:
    # Of 10 clauses any 5 clash, and 8 and 9 alone do: 8 choose 5 others, and more with one of two.
    def holds(clauses: Clauses) -> bool:
        return len(clauses) < 5 and not clauses >= {8, 9}

    found = all_conflicts(10, holds, limit=12)
    assert not found.complete
    assert len(found.sets) == 12
    assert found.sets[0] == {8, 9}
    assert all(not holds(s) and all(holds(s - {c}) for c in s) for s in found.sets)
