"""Conflicting sets: the smallest, and all that are minimal. Nothing here knows what a clause is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from solver.state.whole_numbers import cheapest_zero_one

Clauses = frozenset[int]
"""Clauses by their position in the setup."""

CanHold = Callable[[Clauses], bool]

Suspects = Callable[[Clauses], Clauses]
"""From a set that cannot hold picks a part of it that likely cannot either."""

_MOST_TRIES = 2000


@dataclass(frozen=True)
class Conflicts:
    """The minimal conflicting sets, and the minimal sets without which all others hold.

    Both are sorted by size, then members. `complete` says whether these are all.
    """

    sets: tuple[Clauses, ...]
    to_drop: tuple[Clauses, ...]
    complete: bool


def smallest_conflict(count: int, holds: CanHold) -> Clauses:
    """Find a smallest set of clauses that cannot hold together.

    A conflict hits every set whose removal lets the others hold. Such sets are collected until
    a smallest one that hits them all is itself a conflict (Ignatiev, Previti, Liffiton &
    Marques-Silva 2015); nothing smaller can be one.

    Args:
        count: how many clauses there are; together they cannot hold.
        holds: says whether some of them can.

    Raises:
        ArithmeticError: they can hold together after all.
    """
    to_hit: list[Clauses] = []
    while True:
        candidate = smallest_hitting_set(to_hit)  # D28
        if not holds(candidate):
            return candidate
        held = set(candidate)
        for clause in range(count):
            if clause not in held and holds(frozenset(held | {clause})):
                held.add(clause)
        if len(held) == count:
            raise ArithmeticError("the clauses hold together, though they were said to clash")
        to_hit.append(frozenset(range(count)) - held)


def smallest_hitting_set(sets: list[Clauses]) -> Clauses:
    """Return the smallest set that shares a member with each, the first in order of members."""
    size = 0
    while True:
        found = _hit(sets, frozenset(), size)
        if found:
            return min(found, key=sorted)
        size += 1


def _hit(sets: list[Clauses], chosen: Clauses, left: int) -> set[Clauses]:
    missed = [s for s in sets if not s & chosen]
    if not missed:
        return {chosen}
    if left == 0:
        return set()
    branches = (_hit(missed, chosen | {clause}, left - 1) for clause in min(missed, key=len))
    return set().union(*branches)


def _everyone(clauses: Clauses) -> Clauses:
    return clauses


def all_conflicts(
    count: int, holds: CanHold, *, limit: int = 50, suspects: Suspects = _everyone
) -> Conflicts:
    """Find every minimal conflicting set (MARCO: Liffiton, Previti, Malik & Marques-Silva 2016).

    The largest set not yet judged is tried. If it holds, none of its parts conflicts; if not, it
    is reduced to a minimal conflict, and nothing that contains that one need be tried. The
    smallest conflict is found first, so that it is named even where not all of them are.

    Args:
        count: how many clauses there are; together they cannot hold.
        holds: says whether some of them can.
        limit: how many are named at most.
        suspects: a quicker way to a smaller conflict; need not be right.
    """
    conflicts = [smallest_conflict(count, holds)]
    kept: list[Clauses] = []
    complete = False
    while len(conflicts) <= limit and len(conflicts) + len(kept) < _MOST_TRIES:
        seed = _not_judged(count, conflicts, kept)
        if seed is None:
            complete = True
            break
        if holds(seed):
            kept.append(seed)
        else:
            conflicts.append(_reduced(seed, holds, suspects))
    dropped = [frozenset(range(count)) - held for held in kept]
    return Conflicts(_sorted(conflicts)[:limit], _sorted(dropped), complete)


def _sorted(sets: Sequence[Clauses]) -> tuple[Clauses, ...]:
    return tuple(sorted(sets, key=lambda s: (len(s), sorted(s))))


def _not_judged(count: int, conflicts: list[Clauses], kept: list[Clauses]) -> Clauses | None:
    """Return a largest set that contains no conflict and is no part of one that holds.

    One that holds is then maximal: any larger one has been judged.
    """
    rows = np.zeros((len(conflicts) + len(kept), count))
    for i, conflict in enumerate(conflicts):
        rows[i, list(conflict)] = 1
    for i, held in enumerate(kept, start=len(conflicts)):
        rows[i, [c for c in range(count) if c not in held]] = 1
    least = np.array([-np.inf] * len(conflicts) + [1.0] * len(kept))
    most = np.array([len(c) - 1.0 for c in conflicts] + [np.inf] * len(kept))
    found = cheapest_zero_one(-np.ones(count), rows, least, most)
    return None if found is None else frozenset(np.flatnonzero(found).tolist())


def _reduced(seed: Clauses, holds: CanHold, suspects: Suspects) -> Clauses:
    """Take clauses out one by one, the last first, as long as the others conflict."""
    likely = suspects(seed)
    conflict = likely if likely != seed and not holds(likely) else seed
    for clause in sorted(conflict, reverse=True):
        if clause in conflict and not holds(conflict - {clause}):
            conflict = conflict - {clause}
    return conflict
