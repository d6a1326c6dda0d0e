"""What is said about a split and why: ranges, limits, conflicts, reasons, weight of the data.

All of it are plain figures and keys of the case; the sentences are made from them elsewhere, so
that they can be made in any language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.programme import Place, Programme

_NOBODY = 1e-9

RangeOver = Literal["same_quality", "fully_funded", "least_gap"]
LimitKind = Literal[
    "budget", "clause", "benefit_total", "benefit_cap", "own_share", "benefit", "own_share_here",
    "standard_cost", "paid_already",
]  # fmt: skip
Measure = Literal["amount", "share_of_need", "share_of_benefit"]
ReasonKind = Literal[
    "its_share", "limit", "equal_burden", "other_goal", "others", "residual", "no_benefit",
    "de_minimis",
]  # fmt: skip


@dataclass(frozen=True)
class PayerRange:
    """The least and the most that a payer's total could be, in money, not discounted."""

    payer: str
    low: float
    high: float


@dataclass(frozen=True)
class Ranges:
    """The range of every payer's total over some splits.

    Attributes:
        over: over which splits: those that are as good for every goal but the last
            (`same_quality`), or all that keep the rules and fund everything (`fully_funded`), or,
            where not everything can be funded, all with the least gap (`least_gap`).
        gap: what stays unfunded in all of them, discounted to the base year.
        payers: one for each payer.
    """

    over: RangeOver
    gap: float
    payers: tuple[PayerRange, ...]


@dataclass(frozen=True)
class LimitName:
    """A limit of 2-method 2.4 by the keys of the case; what does not belong to its kind is None.

    `benefit_cap` and `own_share` are the rules as a whole, `benefit` and `own_share_here` what
    they say of one payment and one programme; `standard_cost` is that of a stage, or of one
    programme where it names none; `paid_already` is a `benefit_total` where the payer pays more
    under other laws than it gains. A clause that holds for several things one by one is named with
    the year, host, stage and group for which it is this limit.
    """

    kind: LimitKind
    payer: str | None = None
    year: int | None = None
    clause: str | None = None
    host: str | None = None
    stage: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class StepEffect:
    """What one step of a limit changes.

    Attributes:
        step: by how much the limit is moved, below zero downwards: money, or a fraction for the
            rules as a whole.
        gap, host_residual: how much the sums over all programmes change, in money.
        largest_burden: how much the largest burden changes.
        payers: for each payer whose total changes by how much, in money.
    """

    step: float
    gap: float
    host_residual: float
    largest_burden: float
    payers: tuple[tuple[str, float], ...]

    @property
    def changes_something(self) -> bool:
        """Whether anybody would see it in the split."""
        return bool(self.gap or self.host_residual or self.payers)


@dataclass(frozen=True)
class BindingLimit:
    """A limit that shapes the split, measured by solving again with a step up and a step down.

    Attributes:
        limits: the limit; several where they limit the very same payments, are all reached and
            so only hold back together. They are moved together.
        bound: where it stands: money, or a fraction for the rules as a whole.
        loosens: 1 where a step up leaves more room, -1 where a step down does.
        up, down: what a step changes; None: no split would keep the rules and clauses then.
    """

    limits: tuple[LimitName, ...]
    bound: float
    loosens: int
    up: StepEffect | None
    down: StepEffect | None

    @property
    def looser(self) -> StepEffect | None:
        """What a step that leaves more room changes."""
        return self.up if self.loosens > 0 else self.down

    @property
    def tighter(self) -> StepEffect | None:
        """What a step that leaves less room changes."""
        return self.down if self.loosens > 0 else self.up


@dataclass(frozen=True)
class ClausePrice:
    """How far one clause would have to move.

    Attributes:
        clause: its key.
        measure: what its value is measured in.
        value: the value it has.
        needs: the value it would need; None where no value of it alone would do.
        money: how much money that moves, None with `needs`.
    """

    clause: str
    measure: Measure
    value: float
    needs: float | None
    money: float | None


@dataclass(frozen=True)
class RuleGivesWay:
    """A rule of the scenario that alone could give way, so that all clauses hold.

    Attributes:
        rule: its key.
        value: the nearest value, in whole percents, with which they do; None: only without a cap.
    """

    rule: str
    value: float | None


@dataclass(frozen=True)
class ConflictReport:
    """All there is to know about clauses that cannot all hold.

    Attributes:
        sets: the conflicting sets that are minimal (without any one of its clauses the others
            hold), smaller ones first, then by key.
        complete: whether these are all of them; else there are at least so many.
        to_drop: the minimal sets of clauses without which all others hold, smaller ones first;
            all of them if `complete`.
        changes: the cheapest changes that settle everything together: the least money moved,
            every clause alike; one clause alone where that moves no more.
        prices: for each clause of a conflict the value at which it alone would settle everything,
            all others as they are.
        rules: the rules that could give way in the place of clauses.
    """

    sets: tuple[tuple[str, ...], ...]
    complete: bool
    to_drop: tuple[tuple[str, ...], ...]
    changes: tuple[ClausePrice, ...]
    prices: tuple[ClausePrice, ...]
    rules: tuple[RuleGivesWay, ...] = ()

    @property
    def money_moved(self) -> float:
        """How much money the cheapest changes move in all."""
        return sum(change.money or 0.0 for change in self.changes)


@dataclass(frozen=True)
class TraceLine:
    """People of a programme who enter a later stage somewhere, and what that brings one payer.

    Attributes:
        stage, territory, year, group: where and when they enter.
        persons: how many of the programme's persons do, on any way.
        due: how many of these do so only because of the programme; below 0 where more would
            without it.
        years: over how many years what each brings comes evenly; 1: at once.
        benefit_per_person: what each brings the payer there, money of that year.
        value: due · benefit, discounted to the year of the programme.
    """

    stage: str
    territory: str
    year: int
    persons: float
    benefit_per_person: float
    value: float
    group: str = ""
    due: float = 0.0
    years: int = 1

    @property
    def without(self) -> float:
        """How many would enter without the programme too."""
        return self.persons - self.due

    @property
    def is_all_due(self) -> bool:
        """Whether nobody would without it."""
        return abs(self.without) <= _NOBODY * max(1.0, self.persons)

    @property
    def place(self) -> Place:
        """What they enter."""
        return Place(self.territory, self.stage, self.year, self.group)


@dataclass(frozen=True)
class PaymentLimit:
    """A limit that a payment counts towards.

    Attributes:
        limit: which one.
        sense: whether it asks for at most, at least or exactly its bound.
        bound: the limit in money.
        used: what counts towards it in the split, in money.
        reached: whether there is no room left.
        step, change: where it is reached, a round step that leaves more room and by how much this
            payment then changes; None where it was not measured.
    """

    limit: LimitName
    sense: str
    bound: float
    used: float
    reached: bool
    step: float | None = None
    change: float | None = None


@dataclass(frozen=True)
class Reason:
    """One reason why a payment is what it is.

    Attributes:
        kind: `its_share`: it is its share of the later benefit. `limit`: a reached limit pulls it
            away from there. `equal_burden`: the total of the payer is set by that goal, which
            comes first. `other_goal`: some other goal comes first. `others`: these are off their
            share of this programme to the other side, since payments add up to it. `residual`:
            it is left with the host. `no_benefit`: the payer gains nothing later. `de_minimis`:
            too little to count.
        limit: the limit that is meant.
        payers: the others that are meant.
        goal: the goal that is meant.
        figure: the burden, or the money, that is meant.
    """

    kind: ReasonKind
    limit: LimitName | None = None
    payers: tuple[str, ...] = ()
    goal: str | None = None
    figure: float | None = None


@dataclass(frozen=True)
class PaymentReasons:
    """Why a payer pays what it pays for one programme.

    Attributes:
        payer, host, stage, year, group, responsible: which payment.
        persons: those who enter the programme.
        need: what the programme needs, in money.
        contribution, host_residual: what the payer pays, in money, before rounding.
        later_benefit: D(h,k), the sum of the trace.
        benefit_of_all: Σh D(h,k) of those that count.
        target: N(k)·D(h,k)/Σh D(h,k), its proportional share.
        burden: what the payer contributes in all and pays already, divided by its basis; None
            without a basis.
        burden_basis: what burdens are measured against.
        existing: what it pays already towards all programmes and the burden counts, discounted.
        trace: what the later benefit is made of.
        claimed_too: the part of the later benefit that other programmes of the same persons claim
            too.
        paid_already: what the payer pays towards this programme under other laws.
        limits: every limit that the payment counts towards.
        reasons: why it is as far from its proportional share as it is.
    """

    payer: str
    host: str
    stage: str
    year: int
    persons: float
    need: float
    contribution: float
    host_residual: float
    later_benefit: float
    benefit_of_all: float
    target: float
    burden: float | None
    burden_basis: str
    trace: tuple[TraceLine, ...]
    limits: tuple[PaymentLimit, ...]
    reasons: tuple[Reason, ...]
    group: str = ""
    responsible: str = ""
    existing: float = 0.0
    claimed_too: float = 0.0
    paid_already: float = 0.0

    @property
    def programme(self) -> Programme:
        """What names the programme."""
        return Programme(self.host, self.stage, self.year, self.group, self.responsible)

    @property
    def amount(self) -> float:
        """What the payer pays for the programme in all."""
        return self.contribution + self.host_residual


@dataclass(frozen=True)
class DataRows:
    """Input rows that are raised together: one row, or all of a stage and territory.

    `rows` count from 0 as in the table of the case; `stage`, `territory` and `year` say where
    they are, None where they say nothing or not the same. `leaving`: flows out of the trajectory,
    for which stage and territory are those that people leave. `from_stage` and `from_territory`
    of other flows say where people come from, `beneficiary` of benefits who gains, `group` of which
    persons.
    """

    table: str
    column: str
    rows: tuple[int, ...]
    stage: str | None
    territory: str | None
    year: int | None
    leaving: bool = False
    from_stage: str | None = None
    from_territory: str | None = None
    beneficiary: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class DataImpact:
    """What raising some input rows changes.

    Attributes:
        rows: which ones.
        percent: by how much they are raised.
        solved: whether there is a split then; where the clauses clash, all changes are 0.
        payers: for each payer whose total changes by how much, in money.
        gap: how much the sum of all gaps changes.
    """

    rows: DataRows
    percent: float
    solved: bool
    payers: tuple[tuple[str, float], ...]
    gap: float

    @property
    def largest(self) -> float:
        """The largest change of a payer's total, without its sign."""
        return max((abs(change) for _, change in self.payers), default=0.0)
