"""A split: who pays how much for which programme, and all that is said about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import Literal

from models.problems import Problem
from models.programme import Programme
from models.results.explanation import LimitName
from models.results.lines import Payment, PaymentColumns, ProgrammeColumns, ProgrammeLine
from models.results.simplicity import SimplicityPrice

Status = Literal["ok", "conflict"]
ROUNDS_ALL_AWAY = "rounding-swallows-all"
"""The code of the warning that the rule `rounding` makes nothing of every need."""
RANGES_LEFT_OUT = "ranges-left-out"
"""The code of the warning that the case is too large to measure the ranges of all payers."""
SWITCHING_LEFT_OUT = "switching-left-out"
"""The code of the warning that the case is too large to look for its switching value."""


@dataclass(frozen=True)
class PayerLine:
    """One payer's statement.

    Attributes:
        payer: the territory that pays.
        later_benefit: B of 2-method 2.3, discounted to the base year.
        own: what it pays for the programmes it answers for, host residual included.
        others: what it pays for the programmes that others answer for.
        received: what others pay for the programmes it answers for.
        net: others - received: what it owes on balance; below zero, what it is owed.
        burden: discounted contributions and existing payments divided by the basis; None where
            the basis is 0.
        low: the least that `paid` could be without hurting a goal met before the last; None
            until the ranges are asked for, and where the case is too large to measure them.
        high: the most.
        benefits: the discounted later benefit that falls in each year, by year.
        existing: what it pays already under other laws towards the programmes and counts, not
            discounted.
        existing_discounted: the same, discounted to the base year, as the burden counts it.
        existing_by_year: the same by year, not discounted.
    """

    payer: str
    later_benefit: float
    own: float
    others: float
    received: float
    net: float
    burden: float | None
    low: float | None
    high: float | None
    benefits: tuple[tuple[int, float], ...] = ()
    existing: float = 0.0
    existing_discounted: float = 0.0
    existing_by_year: tuple[tuple[int, float], ...] = ()

    @property
    def paid(self) -> float:
        """What it pays in all, host residual included."""
        return self.own + self.others


@dataclass(frozen=True)
class GoalLine:
    """A goal and the value it reached; equal_burden's is every burden, largest first."""

    goal: str
    value: float | tuple[float, ...]


@dataclass(frozen=True)
class ConflictLine:
    """A clause of a smallest set that cannot hold together.

    Attributes:
        clause: its key.
        needs: the value at which nothing clashes any more, all other clauses as they are; where
            no value of it settles everything, the one at which it no longer clashes with the
            others of the set; None where none does even that.
        settles_all: whether `needs` settles everything.
    """

    clause: str
    needs: float | None
    settles_all: bool = True


@dataclass(frozen=True)
class TransferLine:
    """What one payer owes another: gross, offset, or to be paid in a clearing."""

    payer: str
    receiver: str
    amount: float


@dataclass(frozen=True)
class BindingLine:
    """A limit that holds the split back.

    Attributes:
        limit: which rule of 2-method 2.4: budget, benefit_total, own_share or clause.
        name: whom or what it concerns, in words ("Brussels, 2027").
        bound: the limit itself, in money.
        step: the money by which it was raised, or below zero lowered.
        gap_change: how much the unfunded gap changes with that step.
        residual_change: how much what is left with hosts changes.
        payer_changes: for each payer whose total changes, by how much.
        limits: the limits that were moved together, by the keys of the case.
    """

    limit: str
    name: str
    bound: float
    step: float
    gap_change: float
    residual_change: float
    payer_changes: tuple[tuple[str, float], ...]
    limits: tuple[LimitName, ...] = ()


@dataclass(frozen=True)
class KeyLine:
    """What one payer pays under a key, and how it compares.

    `unfunded` and `clauses_broken` belong to the key as a whole and stand on each line. The
    `load` counts what is left with it as host too, the `burden` does not.
    """

    key: str
    payer: str
    amount: float
    change: float
    burden: float | None
    more_than_it_gains: bool
    unfunded: float
    clauses_broken: tuple[str, ...]
    load: float | None = None


@dataclass(frozen=True)
class Fingerprint:
    """Short marks of what a split was made from and of what came out.

    Two splits with the same mark had the same input as used, the same rules, the same versions
    of the libraries that compute, or the same payments.
    """

    inputs: str
    rules: str
    engine: str
    result: str

    def __str__(self) -> str:
        return f"{self.inputs}-{self.rules}-{self.engine}-{self.result}"


@dataclass(frozen=True)
class Appendix:
    """What is kept with a split that is written down or agreed on; no page shows it.

    Attributes:
        ledger: what each contributes to programmes that each other answers for, gross.
        transfers: what each owes each after both directions are offset.
        clearing: few payments that settle all of them.
        fewest: whether no clearing needs fewer payments.
        keys: what each payer would pay under each key.
        fingerprint: marks of input, rules, engine and result; None for a conflict.
        later_benefits: for each programme in the order of the split the later benefit of each
            payer that has any, below zero too, by payer.
        switching_value: the smallest additionality with which nothing is left unfunded or with
            hosts; None where even 1 does not do, or the case is too large to look for it.
        benefit_left: the part of the later benefit counted here that it leaves; None: unknown.
        simplicity: what a same key costs; None without one.
    """

    ledger: tuple[TransferLine, ...] = ()
    transfers: tuple[TransferLine, ...] = ()
    clearing: tuple[TransferLine, ...] = ()
    fewest: bool = False
    keys: tuple[KeyLine, ...] = ()
    fingerprint: Fingerprint | None = None
    later_benefits: tuple[tuple[tuple[str, float], ...], ...] = ()
    switching_value: float | None = None
    benefit_left: float | None = None
    simplicity: SimplicityPrice | None = None


Use = Literal["groups", "responsible", "existing"]
"""What of the second edition a case can use that names programmes or stands beside payments."""


@dataclass(frozen=True)
class KeyShare:
    """One percentage of a same key: what a payer pays of each need of a class of programmes.

    Attributes:
        own: whether it answers for these programmes itself.
        host: the payer that answers for them; None where the key does not depend on it, or
            nobody does.
        stage, group, year: None where the key does not depend on it.
        share: before rounding, a fraction of the need.
    """

    payer: str
    own: bool
    host: str | None
    stage: str | None
    group: str | None
    year: int | None
    share: float


@dataclass(frozen=True)
class Split:
    """An answer for one scenario, in layers; with status "conflict" only `conflict` is filled.

    Payments and statement are always there. The ranges, which stand in the lines of `payers`,
    what binds and the appendix are computed for those who ask (`solver.state.layers`).

    Attributes:
        unique: whether it is proved that no other split is as good for every goal and for the
            last word taken from figures; if not, keys decided between payments with the very
            same figures.
        still_to_come: the goals that are not met yet, where this is an early answer of a large
            case: payments add up and keep all rules and clauses, but better ones will follow.
        appendix: None until it is asked for.
        uses: what of the second edition its case uses.
        same_key: the percentages that it is written as; None without a same key.
    """

    status: Status
    scenario: str
    currency: str
    rounding: float
    base_year: int | None = None
    goals: tuple[GoalLine, ...] = ()
    programmes: Sequence[ProgrammeLine] = ()
    payments: Sequence[Payment] = ()
    payers: tuple[PayerLine, ...] = ()
    conflict: tuple[ConflictLine, ...] = ()
    binding: tuple[BindingLine, ...] = ()
    warnings: tuple[Problem, ...] = ()
    unique: bool = False
    still_to_come: tuple[str, ...] = ()
    appendix: Appendix | None = None
    uses: tuple[Use, ...] = ()
    same_key: tuple[KeyShare, ...] | None = None

    def payments_of(self, payers: Collection[str]) -> tuple[Payment, ...]:
        """Return the payments of some payers, in their order."""
        if isinstance(self.payments, PaymentColumns):
            return self.payments.of(payers)
        return tuple(line for line in self.payments if line.payer in payers)

    def government(self, programme: Programme) -> str:
        """Return who answers for a programme, where several may for one stage and territory."""
        return self._governments.get(programme) or programme.responsible or programme.host

    @cached_property
    def _governments(self) -> dict[Programme, str]:
        return {line.programme: line.government for line in self.programmes}

    @property
    def totals(self) -> dict[str, float]:
        """What each payer pays in all."""
        return {line.payer: line.paid for line in self.payers}

    def of_programmes(self, figure: str) -> Sequence[float]:
        """Return a figure of all programmes, in their order."""
        if isinstance(self.programmes, ProgrammeColumns):
            return self.programmes.figures[figure]
        return [getattr(line, figure) for line in self.programmes]

    @property
    def programme_names(self) -> Sequence[Programme]:
        """What names the programmes, in their order."""
        if isinstance(self.programmes, ProgrammeColumns):
            return self.programmes.names
        return [line.programme for line in self.programmes]

    @property
    def need(self) -> float:
        """What all programmes need together."""
        return sum(self.of_programmes("need"))

    @property
    def unfunded(self) -> float:
        """What nobody pays for, 0 where it is less than can be paid."""
        gap = fsum(self.of_programmes("unfunded"))
        return gap if gap >= self.rounding / 2 else 0.0

    @property
    def is_rounded_away(self) -> bool:
        """Whether there are needs, and the rule `rounding` makes nothing of all of them."""
        return any(warning.code == ROUNDS_ALL_AWAY for warning in self.warnings)

    @property
    def are_ranges_left_out(self) -> bool:
        """Whether the case is too large to measure the ranges of all payers."""
        return any(warning.code == RANGES_LEFT_OUT for warning in self.warnings)

    @property
    def is_switching_left_out(self) -> bool:
        """Whether the case is too large to look for its switching value."""
        return any(warning.code == SWITCHING_LEFT_OUT for warning in self.warnings)

    @property
    def lacks_ranges(self) -> bool:
        """Whether there are ranges to be measured that nobody has asked for yet."""
        return not self.are_ranges_left_out and any(line.low is None for line in self.payers)


def appendix_of(split: Split) -> Appendix:
    """Return the appendix of a split for which it was asked.

    Raises:
        ValueError: nobody asked for it.
    """
    if split.appendix is None:
        raise ValueError("the appendix of this split was not computed")
    return split.appendix
