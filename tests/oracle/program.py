"""The linear program of 2-method 2.4, row by row, in parts of the largest need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.optimize import linprog

from tests.oracle.lookups import budget
from tests.oracle.reading import Row, exact
from tests.oracle.setting import Setting

Variable = tuple[Any, ...]
"""("x", h, k), ("z", k), ("u", k), or a variable that a goal adds; all are at least 0."""
Sum = dict[Variable, Fraction]


@dataclass(frozen=True)
class Limit:
    """lower ≤ sum ≤ upper; None is no limit."""

    terms: Mapping[Variable, Fraction | float]
    lower: Fraction | float | None
    upper: Fraction | float | None


@dataclass(frozen=True)
class Answer:
    """The least value of a sum and a point that reaches it."""

    value: float
    point: dict[Variable, float]

    def of(self, terms: Mapping[Variable, Fraction | float]) -> float:
        """Return a sum at the point."""
        return sum(float(factor) * self.point.get(name, 0.0) for name, factor in terms.items())


def unit_of(setting: Setting) -> Fraction:
    """Return the money in which the program is written: its largest need."""
    return max(setting.need.values(), default=Fraction(0)) or Fraction(1)


def hard_limits(setting: Setting) -> list[Limit]:
    """Return every limit but the clauses."""
    return [
        *_funding(setting),
        *_benefit(setting),
        *_benefit_total(setting),
        *_own_share(setting),
        *_budgets(setting),
    ]


def _funding(setting: Setting) -> Iterable[Limit]:
    for k in setting.programmes:
        terms: Sum = {("x", h, at): Fraction(1) for h, at in setting.pairs if at == k}
        terms["u", k] = Fraction(1)
        if setting.host[k] is not None:
            terms["z", k] = Fraction(1)
        need = setting.need[k] / unit_of(setting)
        yield Limit(terms, need, need)


def _benefit(setting: Setting) -> Iterable[Limit]:
    cap = setting.data.rules.benefit_cap
    if cap is not None:
        for (h, k), amount in setting.pairs.items():
            yield Limit({("x", h, k): Fraction(1)}, None, cap * amount / unit_of(setting))


def _benefit_total(setting: Setting) -> Iterable[Limit]:
    cap = setting.data.rules.benefit_cap
    if cap is not None:
        for h in setting.payers:
            most = cap * setting.total_benefit[h] / unit_of(setting)
            yield Limit(discounted(setting, h), None, most)


def _own_share(setting: Setting) -> Iterable[Limit]:
    share = setting.data.rules.own_share
    for k in setting.programmes:
        host = setting.host[k]
        if host is not None:
            terms: Sum = {("z", k): Fraction(1), ("u", k): share}
            if (host, k) in setting.pairs:
                terms["x", host, k] = Fraction(1)
            yield Limit(terms, share * setting.need[k] / unit_of(setting), None)


def _budgets(setting: Setting) -> Iterable[Limit]:
    for h in setting.payers:
        for year in {k[2] for k in setting.programmes}:
            most = budget(setting.data, h, year)
            if most is not None:
                terms = {v: c for v, c in paid(setting, h).items() if v[-1][2] == year}
                yield Limit(terms, None, most / unit_of(setting))


def discounted(setting: Setting, payer: str) -> Sum:
    """Return Σk δ^(t−t₀) x(h,k)."""
    return {("x", h, k): setting.discount(k) for h, k in setting.pairs if h == payer}


def paid(setting: Setting, payer: str | None) -> Sum:
    """Return all that a payer pays, host residual included; None: all that everyone pays."""
    terms: Sum = {("x", h, k): Fraction(1) for h, k in setting.pairs if payer in (None, h)}
    for k, host in setting.host.items():
        if host is not None and payer in (None, host):
            terms["z", k] = Fraction(1)
    return terms


def clause_sum(setting: Setting, clause: Row) -> Sum:
    """Return the payments that a clause bounds."""
    terms = paid(setting, clause["payer"])
    return {v: c for v, c in terms.items() if _selects(clause, v[-1])}


def clause_measure(setting: Setting, clause: Row) -> Fraction:
    """Return the money that one unit of the clause's value stands for."""
    if clause["measure"] == "amount":
        return Fraction(1)
    if clause["measure"] == "share_of_benefit":
        return setting.total_benefit[clause["payer"]]
    return sum((n for k, n in setting.need.items() if _selects(clause, k)), Fraction(0))


def clause_limit(setting: Setting, clause: Row) -> Limit:
    """Return a clause as a limit."""
    bound = exact(clause["value"]) * clause_measure(setting, clause) / unit_of(setting)
    lower = None if clause["sense"] == "at most" else bound
    upper = None if clause["sense"] == "at least" else bound
    return Limit(clause_sum(setting, clause), lower, upper)


def clause_limits(setting: Setting) -> list[Limit]:
    """Return the clauses in force as limits."""
    return [clause_limit(setting, clause) for clause in setting.data.clauses]


def _selects(clause: Row, k: tuple[str, str, int]) -> bool:
    year = None if clause["year"] is None else int(clause["year"])
    return (
        clause["stage"] in (None, k[0]) and clause["host"] in (None, k[1]) and year in (None, k[2])
    )


def minimise(terms: Mapping[Variable, Fraction | float], limits: list[Limit]) -> Answer | None:
    """Return the least value of a sum within the limits, None where nothing fits."""
    names = list(dict.fromkeys([v for limit in limits for v in limit.terms] + list(terms)))
    if not names:
        fits = all((li.lower or 0) <= 1e-9 and (li.upper or 0) >= -1e-9 for li in limits)
        return Answer(0.0, {}) if fits else None
    place = {name: i for i, name in enumerate(names)}
    above, most, equal, exactly = _arrays(limits, place)
    cost = _row(terms, place)
    for tolerance in (1e-10, 1e-8):
        found = linprog(
            cost,
            above,
            most,
            equal,
            exactly,
            method="highs",
            options={
                "primal_feasibility_tolerance": tolerance,
                "dual_feasibility_tolerance": 1e-10,
            },
        )
        if found.status == 0:
            assert found.fun is not None
            assert found.x is not None
            return Answer(float(found.fun), dict(zip(names, map(float, found.x), strict=True)))
    if found.status == 2:
        return None
    raise ArithmeticError(found.message)


def _arrays(limits: list[Limit], place: dict[Variable, int]) -> tuple[Any, Any, Any, Any]:
    above: list[Any] = []
    equal: list[Any] = []
    for limit in limits:
        row = _row(limit.terms, place)
        if limit.lower is not None and limit.lower == limit.upper:
            equal.append((row, float(limit.lower)))
            continue
        if limit.upper is not None:
            above.append((row, float(limit.upper)))
        if limit.lower is not None:
            above.append((-row, -float(limit.lower)))
    return (*_split(above, len(place)), *_split(equal, len(place)))


def _split(rows: list[Any], width: int) -> tuple[Any, Any]:
    matrix = np.array([row for row, _ in rows]).reshape(len(rows), width)
    return matrix, np.array([bound for _, bound in rows])


def _row(terms: Mapping[Variable, Fraction | float], place: dict[Variable, int]) -> Any:
    row = np.zeros(len(place))
    for name, factor in terms.items():
        row[place[name]] = float(factor)
    return row
