"""Which clauses cannot hold together, by trying every set of them (2-method 2.5)."""

from __future__ import annotations

from itertools import combinations

from tests.oracle.program import (
    clause_limit,
    clause_measure,
    clause_sum,
    hard_limits,
    minimise,
    unit_of,
)
from tests.oracle.reading import Row
from tests.oracle.setting import Setting


def smallest_conflict(setting: Setting) -> list[str]:
    """Return the first of the smallest sets of clauses that cannot hold; empty: all can."""
    clauses = sorted(setting.data.clauses, key=lambda clause: str(clause["clause"]))
    for size in range(1, len(clauses) + 1):
        for some in combinations(clauses, size):
            if not _hold(setting, list(some)):
                return [clause["clause"] for clause in some]
    return []


def needed_value(setting: Setting, names: list[str], name: str) -> float | None:
    """Return the value at which one clause of a set fits the others; None: no value does."""
    others = [c for c in setting.data.clauses if c["clause"] in names and c["clause"] != name]
    clause = next(c for c in setting.data.clauses if c["clause"] == name)
    measure = float(clause_measure(setting, clause))
    if measure == 0:
        return None
    limits = hard_limits(setting) + [clause_limit(setting, other) for other in others]
    terms = clause_sum(setting, clause)
    low = minimise(terms, limits)
    high = minimise({v: -c for v, c in terms.items()}, limits)
    if low is None or high is None:
        return None
    unit = float(unit_of(setting)) / measure
    if clause["sense"] == "at most":
        return low.value * unit
    if clause["sense"] == "at least":
        return -high.value * unit
    return min(max(float(clause["value"]), low.value * unit), -high.value * unit)


def _hold(setting: Setting, clauses: list[Row]) -> bool:
    limits = hard_limits(setting) + [clause_limit(setting, clause) for clause in clauses]
    return minimise({}, limits) is not None
