"""Which clauses cannot hold together, by trying every set of them (2-method 2.5)."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from tests.oracle.clauses import clause_measure, clause_parts, clause_sum, limits_of_clause
from tests.oracle.program import Limit, Sum, hard_limits, minimise, unit_of
from tests.oracle.reading import Row
from tests.oracle.setting import Setting

VALUE = ("value",)
"""The value of a clause, in parts of the largest need, where it is what is looked for."""
_WAYS = {"at most": (1,), "at least": (-1,), "exactly": (1, -1)}
"""Whether its least or its largest value is looked for, or both."""


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
    parts = clause_parts(setting, clause)
    largest = max((clause_measure(setting, clause, part) for part in parts), default=Fraction(0))
    if largest == 0:
        return None
    limits = hard_limits(setting)
    limits += [limit for other in others for limit in limits_of_clause(setting, other)]
    for part in parts:
        terms: Sum = dict(clause_sum(setting, clause, part))
        terms[VALUE] = -clause_measure(setting, clause, part) / largest
        lower = None if clause["sense"] == "at most" else 0
        limits.append(Limit(terms, lower, None if clause["sense"] == "at least" else 0))
    unit = float(unit_of(setting) / largest)
    ends = [minimise({VALUE: Fraction(way)}, limits) for way in _WAYS[clause["sense"]]]
    if None in ends:
        return None
    values = [abs(end.value) * unit for end in ends if end is not None]
    return min(max(float(clause["value"]), values[0]), values[-1]) if values[1:] else values[0]


def _hold(setting: Setting, clauses: list[Row]) -> bool:
    limits = hard_limits(setting)
    limits += [limit for clause in clauses for limit in limits_of_clause(setting, clause)]
    return minimise({}, limits) is not None
