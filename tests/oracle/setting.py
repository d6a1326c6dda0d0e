"""The programmes of a scenario with all that the linear program needs (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from models.case import Case
from tests.oracle.cohorts import trajectories
from tests.oracle.lookups import cost, cost_row, payer_of, payers
from tests.oracle.reading import Data, Place, Row, exact, read
from tests.oracle.tracing import Tracing, later_benefits, total_later_benefit

Pair = tuple[str, Place]


@dataclass(frozen=True)
class Setting:
    """One scenario, traced."""

    data: Data
    tracing: Tracing
    programmes: list[Place]

    @property
    def persons(self) -> dict[Place, Fraction]:
        """The persons of every cohort."""
        return self.tracing.found.persons

    @cached_property
    def payers(self) -> list[str]:
        """The territories that pay."""
        return payers(self.data)

    @cached_property
    def base_year(self) -> int:
        """t₀: the rule, or the first year that has a programme; 0 where there is none."""
        given = self.data.rules.base_year
        return min((k[2] for k in self.programmes), default=0) if given is None else given

    @cached_property
    def later_benefit(self) -> dict[Pair, Fraction]:
        """D(h,k) where it is above 0, before the smallest are dropped."""
        return later_benefits(self.tracing, self.programmes)

    @cached_property
    def total_benefit(self) -> dict[str, Fraction]:
        """B(h)."""
        found = total_later_benefit(self.tracing, self.programmes, self.base_year)
        return {payer: found.get(payer, Fraction(0)) for payer in self.payers}

    @cached_property
    def existing(self) -> dict[Place, Fraction]:
        """What is already funded, policies that count included."""
        found = {k: cost(self.data, "existing_funding", *k) for k in self.programmes}
        for policy in self.data.policies:
            for k, part in self._policy_parts(policy).items():
                found[k] += part
        return found

    @cached_property
    def need(self) -> dict[Place, Fraction]:
        """N(k)."""
        return {
            k: max(
                Fraction(0),
                cost(self.data, "cost_per_person", *k) * self.persons[k] - self.existing[k],
            )
            for k in self.programmes
        }

    @cached_property
    def host(self) -> dict[Place, str | None]:
        """The payer that answers for each programme, None where nobody does."""
        found = {}
        for k in self.programmes:
            row = cost_row(self.data, *k)
            responsible = row["responsible"] if row else None
            found[k] = payer_of(self.data, responsible or k[1])
        return found

    @cached_property
    def pairs(self) -> dict[Pair, Fraction]:
        """D(h,k) of the pairs that exist, the smallest dropped but for the host's own."""
        return {
            (h, k): amount
            for (h, k), amount in self.later_benefit.items()
            if h == self.host[k] or amount >= self.data.rules.de_minimis * self.all_benefit(k)
        }

    @cached_property
    def target(self) -> dict[Pair, Fraction]:
        """Where proportional wants each payment: N(k) by the share of the later benefit."""
        sums: dict[Place, Fraction] = {}
        for (_, k), amount in self.pairs.items():
            sums[k] = sums.get(k, Fraction(0)) + amount
        return {(h, k): self.need[k] * amount / sums[k] for (h, k), amount in self.pairs.items()}

    def all_benefit(self, k: Place) -> Fraction:
        """Return Σh D(h,k)."""
        return sum((d for (_, at), d in self.later_benefit.items() if at == k), Fraction(0))

    def discount(self, k: Place) -> Fraction:
        """Return δ^(t−t₀) for the year of a programme."""
        return self.data.rules.delta ** (k[2] - self.base_year)

    def basis(self, payer: str) -> Fraction:
        """Return what the payer's burden is measured against."""
        name = self.data.rules.burden_basis
        if name == "benefit":
            return self.total_benefit[payer]
        return exact(self.data.territories[payer][name] or 0)

    def _policy_parts(self, policy: Row) -> dict[Place, Fraction]:
        chosen = [
            k
            for k in self.programmes
            if policy["stage"] in (None, k[0]) and policy["territory"] in (None, k[1])
        ]
        total = sum((self.persons[k] for k in chosen), Fraction(0))
        if policy["counts_as_funding"] is not True or total == 0:
            return {}
        spending = exact(policy["spending"] or 0)
        return {k: spending * self.persons[k] / total for k in chosen}


def setting_of(case: Case, scenario: str = "base") -> Setting:
    """Trace one scenario of a case."""
    data = read(case, scenario)
    tracing = Tracing(trajectories(data))
    first, last = data.rules.years or (0, 9999)
    programmes = [
        place
        for place in tracing.found.persons
        if data.stages[place[0]]["cofunded"] is True and first <= place[2] <= last
    ]
    return Setting(data, tracing, sorted(programmes, key=lambda k: (k[2], k[0], k[1])))
