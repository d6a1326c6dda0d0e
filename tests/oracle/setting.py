"""The programmes of a scenario with all that the linear program needs (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from models.case import Case
from tests.oracle.cohorts import Trajectories, trajectories
from tests.oracle.lookups import payers
from tests.oracle.marked import streams, total_later_benefit
from tests.oracle.needs import Service, excess, existing_payments, programmes, services
from tests.oracle.places import Cohort, Pair, Programme
from tests.oracle.reading import Data, Tables, read
from tests.oracle.rules import exact
from tests.oracle.same_key import Part, key_targets, part_of, sums_of_parts
from tests.oracle.tracing import Tracing

ZERO = Fraction(0)


@dataclass(frozen=True)
class Setting:
    """One scenario, traced."""

    data: Data
    tracing: Tracing
    service: dict[Programme, Service]

    @property
    def programmes(self) -> list[Programme]:
        """The programmes in order."""
        return list(self.service)

    @property
    def persons(self) -> dict[Cohort, Fraction]:
        """The persons of every cohort."""
        return self.tracing.found.persons

    @property
    def base_year(self) -> int:
        """t₀: the rule, or the first year that has a programme; 0 where there is none."""
        return self.data.base_year

    @cached_property
    def payers(self) -> list[str]:
        """The territories that pay."""
        return payers(self.data)

    @cached_property
    def every_later_benefit(self) -> dict[Pair, Fraction]:
        """D(h,k) = n(k) · U(k→h), negative ones too."""
        return {
            (h, k): service.persons * value
            for k, service in self.service.items()
            for h, value in self.tracing.programme_value(k.cohort).items()
        }

    @cached_property
    def later_benefit(self) -> dict[Pair, Fraction]:
        """D(h,k) where it is above 0, before the smallest are dropped."""
        return {pair: d for pair, d in self.every_later_benefit.items() if d > 0}

    @cached_property
    def total_benefit(self) -> dict[str, Fraction]:
        """B(h)."""
        found = total_later_benefit(self.tracing)
        return {payer: found.get(payer, ZERO) for payer in self.payers}

    @cached_property
    def streams(self) -> dict[str, dict[int, Fraction]]:
        """What adds up to B(h) before its floor, by the years in which it comes."""
        return streams(self.tracing)

    @cached_property
    def _existing(self) -> dict[bool, dict[Pair, Fraction]]:
        return existing_payments(self.data, self.service)

    @property
    def counted(self) -> dict[Pair, Fraction]:
        """The x̄(h,k) that count towards burdens and benefit totals."""
        return self._existing[True]

    @cached_property
    def need(self) -> dict[Programme, Fraction]:
        """N(k)."""
        flowing = dict.fromkeys(self.service, ZERO)
        for payments in self._existing.values():
            for (_, k), amount in payments.items():
                flowing[k] += amount
        return {k: max(ZERO, s.need - flowing[k]) for k, s in self.service.items()}

    @cached_property
    def host(self) -> dict[Programme, str | None]:
        """The payer that answers for each programme, None where nobody does."""
        return {k: service.host for k, service in self.service.items()}

    @cached_property
    def excess(self) -> dict[Programme, Fraction]:
        """excess(k) of the programmes whose stage has a standard cost."""
        found = {k: excess(self.data, k, service) for k, service in self.service.items()}
        return {k: amount for k, amount in found.items() if amount is not None}

    @cached_property
    def kept(self) -> dict[Pair, Fraction]:
        """D(h,k) of the pairs that neither de_minimis nor then least_transfer drops."""
        least, kept = self.data.rules.de_minimis, {}
        for (h, k), amount in self.later_benefit.items():
            if h == self.host[k] or amount >= least * self.all_benefit(k):
                kept[h, k] = amount
        together: dict[tuple[str, str | None, int], Fraction] = {}
        for (h, k), amount in kept.items():
            towards = (h, self.host[k], k.year)
            together[towards] = together.get(towards, ZERO) + amount
        enough = self.data.rules.least_transfer
        return {
            (h, k): amount
            for (h, k), amount in kept.items()
            if self.host[k] in (None, h) or together[h, self.host[k], k.year] >= enough
        }

    @cached_property
    def parts(self) -> dict[Pair, Part]:
        """The part of the same key that each payment belongs to; none without a same key."""
        by = self.data.rules.same_key_by
        if by is None:
            return {}
        every = [(h, k) for h in self.payers for k in self.service]
        return {(h, k): part_of(by, h, k, self.host[k]) for h, k in every}

    @cached_property
    def key_benefit(self) -> dict[Pair, Fraction]:
        """D(h,k) as a same key adds it up: dropped pairs 0, negative ones as they are."""
        negative = {pair: d for pair, d in self.every_later_benefit.items() if d < 0}
        return {**self.kept, **negative}

    @cached_property
    def part_benefit(self) -> dict[Part, Fraction]:
        """Σ D(h,k) over each part of the same key."""
        return sums_of_parts(self.parts, self.key_benefit)

    @cached_property
    def pairs(self) -> dict[Pair, Fraction]:
        """D(h,k) of the pairs that exist."""
        if self.data.rules.same_key_by is None:
            return self.kept
        return {
            pair: self.key_benefit.get(pair, ZERO)
            for pair, part in self.parts.items()
            if self.part_benefit[part] > 0
        }

    @cached_property
    def target(self) -> dict[Pair, Fraction]:
        """Where proportional wants each payment: N(k) by the share of the later benefit."""
        if self.data.rules.same_key_by is not None:
            return key_targets(self.parts, self.key_benefit, self.need)
        sums: dict[Programme, Fraction] = {}
        for (_, k), amount in self.pairs.items():
            sums[k] = sums.get(k, ZERO) + amount
        return {(h, k): self.need[k] * amount / sums[k] for (h, k), amount in self.pairs.items()}

    def all_benefit(self, k: Programme) -> Fraction:
        """Return Σh D(h,k)."""
        return sum((d for (_, at), d in self.later_benefit.items() if at == k), ZERO)

    def discount(self, k: Programme) -> Fraction:
        """Return δ^(t−t₀) for the year of a programme."""
        return self.data.rules.delta ** (k.year - self.base_year)

    def already_paid(self, payer: str) -> Fraction:
        """Return Σk δ^(t−t₀) x̄(h,k), what counts of it."""
        paid = [self.discount(k) * a for (h, k), a in self.counted.items() if h == payer]
        return sum(paid, ZERO)

    def basis(self, payer: str) -> Fraction:
        """Return what the payer's burden is measured against."""
        name = self.data.rules.burden_basis
        if name == "benefit":
            return self.total_benefit[payer]
        return exact(self.data.territories[payer][name] or 0)


def setting_of(source: Case | Tables, scenario: str = "base", edition: int = 2) -> Setting:
    """Trace one scenario of a case, or of tables that no case knows yet."""
    return setting_from(read(source, scenario, edition))


def setting_from(data: Data) -> Setting:
    """Trace one scenario."""
    found = trajectories(data)
    rows = programmes(found)
    first = min((k.year for k in rows), default=0)
    start = first if data.rules.base_year is None else data.rules.base_year
    found = _with_base_year(found, start)
    return Setting(found.data, Tracing(found), services(found, rows))


def _with_base_year(found: Trajectories, year: int) -> Trajectories:
    """Set t₀, which prices and discounts go by, now that the programmes are known."""
    found.data = replace(found.data, rules=replace(found.data.rules, base_year=year))
    return found
