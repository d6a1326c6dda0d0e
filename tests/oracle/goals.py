"""The goals in their order, each held while the next is pursued (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.clauses import clause_limits
from tests.oracle.places import Pair
from tests.oracle.program import (
    Limit,
    Sum,
    Variable,
    discounted,
    hard_limits,
    minimise,
    paid,
    unit_of,
)
from tests.oracle.setting import Setting

SLACK = 1e-9
"""How far a goal that was met may be left, in parts of the largest need."""
SAME = 1e-7
"""How near two burdens are one, in parts of the largest need."""


@dataclass
class Chain:
    """The goals met so far, and the limits that hold them."""

    setting: Setting
    limits: list[Limit]
    reference: dict[Pair, float] = field(default_factory=dict)
    values: list[tuple[str, float | tuple[float, ...]]] = field(default_factory=list)
    before_last: list[Limit] = field(default_factory=list)
    point: dict[Variable, float] = field(default_factory=dict)
    """An answer that meets all goals met so far."""

    def pursue(self, goal: str) -> None:
        """Meet one goal and hold it."""
        if goal == "equal_burden":
            self.values.append((goal, self._level_burdens()))
        elif goal in ("proportional", "least_change"):
            self.values.append((goal, self._approach(goal)))
        else:
            self.values.append((goal, self._least(linear_goal(self.setting, goal))))

    def _least(self, terms: Sum) -> float:
        answer = minimise(terms, self.limits)
        assert answer is not None
        self.limits.append(Limit(terms, None, answer.value + SLACK))
        self.point = answer.point
        return answer.value * float(unit_of(self.setting))

    def _approach(self, goal: str) -> float:
        """Minimise the sum of the distances from each payment to its target."""
        distances: Sum = {}
        for pair in self.setting.pairs:
            target = self._target(goal, pair) / float(unit_of(self.setting))
            payment, distance = ("x", *pair), (goal, *pair)
            distances[distance] = Fraction(1)
            self.limits.append(Limit({distance: 1.0, payment: -1.0}, -target, None))
            self.limits.append(Limit({distance: 1.0, payment: 1.0}, target, None))
        return self._least(distances)

    def _target(self, goal: str, pair: Pair) -> float:
        if goal == "proportional":
            return float(self.setting.target[pair])
        return self.reference.get(pair, 0.0)

    def _level_burdens(self) -> tuple[float, ...]:
        """Minimise the largest burden; settle those that cannot go lower; go on below."""
        burdens, unit = burden_sums(self.setting)
        free, settled = dict(burdens), []
        while free:
            level, low = self._lowest_level(free)
            stuck = [h for h in free if low[h] >= level - SAME] or [max(low, key=lambda h: low[h])]
            for h in stuck:
                self.limits.append(free.pop(h).at_most(level + SLACK))
                settled.append(level * unit)
        return tuple(settled)

    def _lowest_level(self, free: dict[str, Burden]) -> tuple[float, dict[str, float]]:
        """Return the least largest burden, and how low each could go without raising it."""
        height: Sum = {("level",): Fraction(1)}
        below = [burden.at_most(0, {("level",): Fraction(-1)}) for burden in free.values()]
        answer = minimise(height, self.limits + below)
        assert answer is not None
        held = [burden.at_most(answer.value + SLACK) for burden in free.values()]
        low = {}
        for h, burden in free.items():
            alone = minimise(burden.terms, self.limits + held)
            assert alone is not None
            low[h] = alone.value + float(burden.already)
        return answer.value, low


@dataclass(frozen=True)
class Burden:
    """The burden of a payer: what it will pay and what it pays already, in parts of a unit."""

    terms: Sum
    already: Fraction

    def at_most(self, level: float, more: Sum | None = None) -> Limit:
        """Return the limit that the burden, and perhaps more terms, stay below a level."""
        return Limit({**self.terms, **(more or {})}, None, level - float(self.already))


def linear_goal(setting: Setting, goal: str) -> Sum:
    """Return the sum that a goal without distances minimises."""
    if goal == "unfunded":
        return {("u", k): setting.discount(k) for k in setting.programmes}
    if goal == "host_residual":
        hosted = [k for k in setting.programmes if setting.host[k] is not None]
        return {("z", k): setting.discount(k) for k in hosted}
    if goal == "fewest_transfers":
        away = [(h, k) for h, k in setting.pairs if h != setting.host[k]]
        return {("x", h, k): setting.discount(k) for h, k in away}
    raise ValueError(goal)


def burden_sums(setting: Setting) -> tuple[dict[str, Burden], float]:
    """Return each payer's burden in parts of a unit, and that unit."""
    basis = {h: setting.basis(h) for h in setting.payers if setting.basis(h) > 0}
    largest = max(basis.values(), default=Fraction(1))
    burdens = {}
    for h, of in basis.items():
        terms = {v: c * largest / of for v, c in discounted(setting, h).items()}
        already = setting.already_paid(h) * largest / of / unit_of(setting)
        burdens[h] = Burden(terms, already)
    return burdens, float(unit_of(setting) / largest)


def chain(setting: Setting, reference: dict[Pair, float] | None = None) -> Chain | None:
    """Meet every goal in order; None where the clauses cannot all hold."""
    limits = hard_limits(setting) + clause_limits(setting)
    if minimise({}, limits) is None:
        return None
    found = Chain(setting, limits, reference or {})
    for goal in setting.data.rules.goals:
        found.before_last = list(found.limits)
        found.pursue(goal)
    return found


def payer_range(found: Chain, payer: str) -> tuple[float, float]:
    """Return the least and most a payer's total could be, all goals but the last held."""
    terms, unit = paid(found.setting, payer), float(unit_of(found.setting))
    low = minimise(terms, found.before_last)
    high = minimise({v: -c for v, c in terms.items()}, found.before_last)
    assert low is not None
    assert high is not None
    return low.value * unit, -high.value * unit
