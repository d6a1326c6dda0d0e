"""What an unfunded need costs later (2-method 2.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.lookups import benefits, budget, served_share, waiting_costs
from tests.oracle.marked import Marking, marking
from tests.oracle.places import Cohort, Programme
from tests.oracle.setting import Setting
from tests.oracle.tracing import yearly_weights

ZERO, ONE = Fraction(0), Fraction(1)
Coverage = Mapping[Programme, Fraction]
"""c(k), the part of a need that is funded."""


@dataclass(frozen=True)
class Inaction:
    """What a coverage costs each payer, and what is not spent."""

    lost: dict[tuple[str, int, str, str], Fraction]
    """Lost benefit by payer, year in which it would come, stage and territory."""
    waiting: dict[str, Fraction]
    """Waiting costs by bearer."""
    saved: Fraction
    """Programme spending that is saved."""

    def lost_by(self, payer: str) -> Fraction:
        """Return the lost benefit of a payer."""
        return sum((amount for key, amount in self.lost.items() if key[0] == payer), ZERO)

    def cost_of(self, payer: str) -> Fraction:
        """Return the cost of inaction of a payer."""
        return self.lost_by(payer) + self.waiting.get(payer, ZERO)

    @property
    def balance(self) -> Fraction:
        """Return what inaction costs all payers less the spending it saves."""
        costs = [*self.lost.values(), *self.waiting.values()]
        return sum(costs, ZERO) - self.saved


def inaction(setting: Setting, coverage: Coverage) -> Inaction:
    """Run the years again with this coverage."""
    run = marking(setting.tracing, lambda at: lacking(setting, coverage, at))
    return Inaction(
        _lost(setting, run), _waiting(setting, coverage, run), _saved(setting, coverage, run)
    )


def coverage_of(setting: Setting, gaps: Mapping[Programme, Fraction]) -> dict[Programme, Fraction]:
    """Return c(k) = 1 − u(k)/N(k), 1 where N is 0."""
    return {k: ONE - gaps.get(k, ZERO) / need if need else ONE for k, need in setting.need.items()}


def coverage_by_hosts(setting: Setting) -> dict[Programme, Fraction]:
    """Return c(k) where nothing is co-funded: hosts pay what they can within their budgets.

    Where its budget is short, each programme of a host and year is paid in proportion.
    """
    needs: dict[tuple[str | None, int], Fraction] = {}
    for k, need in setting.need.items():
        towards = (setting.host[k], k.year)
        needs[towards] = needs.get(towards, ZERO) + need
    parts = {}
    for k, need in setting.need.items():
        host = setting.host[k]
        most = ZERO if host is None else budget(setting.data, host, k.year)
        together = needs[host, k.year]
        short = most is not None and most < together
        parts[k] = most / together if short and most is not None and need else ONE
    return parts


def lacking(setting: Setting, coverage: Coverage, at: Cohort) -> Fraction:
    """Return the part σ·(1 − c) of those in a cohort whom no funded programme serves any more."""
    return served_share(setting.data, at) * (ONE - _coverage_at(setting, coverage, at))


def _coverage_at(setting: Setting, coverage: Coverage, at: Cohort) -> Fraction:
    """Return the coverage of a cohort, its programmes weighted by their persons.

    Without a programme it is that of its stage and year; with none there: 0.
    """
    own = [k for k in coverage if k.cohort == at]
    there = [k for k in coverage if (k.stage, k.year) == (at.stage, at.year)]
    chosen = own or there
    persons = sum((setting.service[k].persons for k in chosen), ZERO)
    served = sum((coverage[k] * setting.service[k].persons for k in chosen), ZERO)
    return served / persons if persons else ZERO


def _lost(setting: Setting, run: Marking) -> dict[tuple[str, int, str, str], Fraction]:
    data = setting.data
    found: dict[tuple[str, int, str, str], Fraction] = {}
    for entry, n in run.entries:
        discount = data.rules.delta ** (entry.year - setting.base_year)
        for payer, b in benefits(data, entry).items():
            for late, weight in enumerate(yearly_weights(setting.tracing, entry.stage)):
                key = (payer, entry.year + late, entry.stage, entry.territory)
                found[key] = found.get(key, ZERO) + n * discount * weight * b
    return found


def persons_left(setting: Setting, run: Marking, k: Programme) -> Fraction:
    """Return the persons of a programme in this run: its share of those who still come."""
    there = setting.persons[k.cohort]
    return setting.service[k].persons * (there - run.persons.get(k.cohort, ZERO)) / there


def _waiting(setting: Setting, coverage: Coverage, run: Marking) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for k, service in setting.service.items():
        waits = setting.discount(k) * (ONE - coverage[k]) * persons_left(setting, run, k)
        costs = waiting_costs(setting.data, k.cohort)
        if service.host is not None:
            costs[service.host] = costs.get(service.host, ZERO) + service.waiting_cost
        for payer, amount in costs.items():
            found[payer] = found.get(payer, ZERO) + waits * amount
    return found


def _saved(setting: Setting, coverage: Coverage, run: Marking) -> Fraction:
    """Return Σ δ^(t−t₀) (N − c·N′), N′ the need of the persons who remain."""
    total = ZERO
    for k, need in setting.need.items():
        service, left = setting.service[k], persons_left(setting, run, k)
        flowing = service.need - need
        cost = service.unit_cost * left + service.fixed_cost if left > 0 else ZERO
        remaining = max(ZERO, cost - service.existing_funding - flowing)
        total += setting.discount(k) * (need - coverage[k] * remaining)
    return total
