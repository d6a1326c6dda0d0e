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


def needed_value(setting: Setting, names: list[str], name: str) -> tuple[float, bool] | None:
    """Return the value that one clause of a conflict needs, and whether it settles everything.

    It settles everything where the clause with this value fits all others. Where it fits them
    with no value at all, it is the value that fits the others of the set alone; None: none does.
    """
    everybody = [clause["clause"] for clause in setting.data.clauses]
    settles = _fitting_value(setting, everybody, name)
    if settles is not None:
        return settles, True
    within = _fitting_value(setting, names, name)
    return None if within is None else (within, False)


def _fitting_value(setting: Setting, names: list[str], name: str) -> float | None:
    """Return the nearest value at which one clause fits the others of a set, if one does."""
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
