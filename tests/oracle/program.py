"""The linear program of 2-method 2.4, row by row, in parts of the largest need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.optimize import linprog

from tests.oracle.lookups import budget
from tests.oracle.same_key import sums_of_parts
from tests.oracle.setting import Setting

ZERO = Fraction(0)

Variable = tuple[Any, ...]
"""("x", h, k), ("z", k), ("u", k), the share ("p", h, C, own) of a same key, or a variable that a
goal adds; all are at least 0."""
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
        *_standard_cost(setting),
        *_same_key(setting),
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
    """x ≤ max(0, β·D − x̄) for every pair; with a same key for every part of it."""
    cap = setting.data.rules.benefit_cap
    if cap is None:
        return
    if setting.data.rules.same_key_by is None:
        for (h, k), amount in setting.pairs.items():
            most = max(ZERO, cap * amount - setting.counted.get((h, k), ZERO))
            yield Limit({("x", h, k): Fraction(1)}, None, most / unit_of(setting))
        return
    paid_already = sums_of_parts(setting.parts, setting.counted)
    for part, amount in setting.part_benefit.items():
        pairs = [pair for pair in setting.pairs if setting.parts[pair] == part]
        most = max(ZERO, cap * amount - paid_already[part])
        yield Limit({("x", *pair): Fraction(1) for pair in pairs}, None, most / unit_of(setting))


def _benefit_total(setting: Setting) -> Iterable[Limit]:
    cap = setting.data.rules.benefit_cap
    if cap is not None:
        for h in setting.payers:
            most = max(ZERO, cap * setting.total_benefit[h] - setting.already_paid(h))
            yield Limit(discounted(setting, h), None, most / unit_of(setting))


def _standard_cost(setting: Setting) -> Iterable[Limit]:
    """Others pay up to the standard cost at most."""
    for k, excess in setting.excess.items():
        others = [(h, at) for h, at in setting.pairs if at == k and h != setting.host[k]]
        terms = {("x", h, k): Fraction(1) for h, _ in others}
        yield Limit(terms, None, max(ZERO, setting.need[k] - excess) / unit_of(setting))


def _same_key(setting: Setting) -> Iterable[Limit]:
    """x(h,k) = p(h,C,own) · N(k)."""
    if setting.data.rules.same_key_by is not None:
        for h, k in setting.pairs:
            need = setting.need[k] / unit_of(setting)
            share = ("p", *setting.parts[h, k])
            yield Limit({("x", h, k): Fraction(1), share: -need}, 0, 0)


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
        for year in {k.year for k in setting.programmes}:
            most = budget(setting.data, h, year)
            if most is not None:
                terms = {v: c for v, c in paid(setting, h).items() if v[-1].year == year}
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
