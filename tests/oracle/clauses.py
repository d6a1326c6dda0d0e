"""Clauses as limits (2-method 2.4)."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.places import Programme
from tests.oracle.program import Limit, Sum, paid, unit_of
from tests.oracle.reading import Data, Row
from tests.oracle.rules import exact, names_in, span
from tests.oracle.setting import Setting


def clause_parts(setting: Setting, clause: Row) -> list[list[Programme]]:
    """Return the programmes of a clause: all together, or one list for each of its `each`."""
    chosen = [k for k in setting.programmes if _selects(setting.data, clause, k)]
    names = names_in(clause.get("each"))
    if not names:
        return [chosen]
    parts: dict[tuple[object, ...], list[Programme]] = {}
    for k in chosen:
        of = {"year": k.year, "host": k.territory, "stage": k.stage, "group": k.group}
        parts.setdefault(tuple(of[name] for name in names), []).append(k)
    return list(parts.values())


def clause_sum(setting: Setting, clause: Row, part: list[Programme] | None = None) -> Sum:
    """Return the payments that a clause bounds, or that it bounds in one part."""
    [chosen] = [part] if part is not None else clause_parts(setting, {**clause, "each": None})
    return {v: c for v, c in paid(setting, clause["payer"]).items() if v[-1] in chosen}


def clause_measure(setting: Setting, clause: Row, part: list[Programme] | None = None) -> Fraction:
    """Return the money that one unit of the clause's value stands for, in all or in one part."""
    if clause["measure"] == "amount":
        return Fraction(1)
    if clause["measure"] == "share_of_benefit":
        return setting.total_benefit[clause["payer"]]
    [chosen] = [part] if part is not None else clause_parts(setting, {**clause, "each": None})
    return sum((setting.need[k] for k in chosen), Fraction(0))


def limits_of_clause(setting: Setting, clause: Row) -> list[Limit]:
    """Return a clause as limits: one, or one for each part."""
    limits = []
    for part in clause_parts(setting, clause):
        measure = clause_measure(setting, clause, part)
        bound = exact(clause["value"]) * measure / unit_of(setting)
        lower = None if clause["sense"] == "at most" else bound
        upper = None if clause["sense"] == "at least" else bound
        limits.append(Limit(clause_sum(setting, clause, part), lower, upper))
    return limits


def clause_limits(setting: Setting) -> list[Limit]:
    """Return the clauses in force as limits."""
    return [limit for one in setting.data.clauses for limit in limits_of_clause(setting, one)]


def _selects(data: Data, clause: Row, k: Programme) -> bool:
    years = span(clause.get("year"))
    return (
        clause.get("stage") in (None, k.stage)
        and clause.get("group") in (None, k.group)
        and (years is None or years[0] <= k.year <= years[1])
        and _lies_in(data, k.territory, clause.get("host"))
    )


def _lies_in(data: Data, territory: str, host: str | None) -> bool:
    """Say whether a territory is the host of a clause or below it; the first edition: is it."""
    if host is None or data.rules.edition == 1:
        return host in (None, territory)
    above: str | None = territory
    while above is not None and above != host:
        above = data.territories[above]["parent"]
    return above is not None
