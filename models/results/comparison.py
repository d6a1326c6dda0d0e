"""What a comparison says: a split and the keys by the same yardsticks, tests, games (2-method 2.5).

All of it are plain figures and keys of the case, in money of the case unless said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.programme import Programme
from models.results.split import Split
from models.words.text import Argument

Part = Literal["programmes", "tests", "stability"]
Tested = Literal["own share", "others' shares", "needs"]


@dataclass(frozen=True)
class PayerMeasures:
    """What one payer faces under a split.

    Attributes:
        pays: what it pays, host residual included, in whole units of the rule `rounding`.
        net_position: later benefit less all it pays, both discounted.
        burden: its contributions and existing payments, discounted, divided by the basis of
            burdens (1-problem); None where that is 0.
        more_than_it_gains: whether its net position is below 0.
        load: the same of all that it pays, what is left with it as host included; a key does
            not say for whose sake a host pays.
    """

    payer: str
    pays: float
    net_position: float
    burden: float | None
    more_than_it_gains: bool
    load: float | None = None


@dataclass(frozen=True)
class ProgrammeShares:
    """Who pays how much for one programme; contributions only of those who contribute."""

    host: str
    stage: str
    year: int
    contributions: tuple[tuple[str, float], ...]
    host_residual: float
    unfunded: float
    group: str = ""
    responsible: str = ""

    @property
    def programme(self) -> Programme:
        """What names it."""
        return Programme(self.host, self.stage, self.year, self.group, self.responsible)


@dataclass(frozen=True)
class MeasuredSplit:
    """A full split by the yardsticks of 2-method 2.5.

    What the payers pay and the gap add up to the needs exactly, as do contributions, host
    residual and gap. Sums are not discounted.

    Attributes:
        name: the scenario, the key, or the share that stays with the host.
        source: where the rule is taken from; blank for a plain rule.
        changes_hands: contributions to programmes that others answer for.
        largest_burden, smallest_burden, gini: of the burdens; None where none is known.
        clauses_broken: each clause that is not kept, and by how much money it is above (+) or
            below (-) its limit.
        largest_load, smallest_load, load_gini: of the loads; None where none is known.
        programmes: the split programme by programme; empty where it was not asked for. Of a
            solved split in whole units, of a key before rounding.
    """

    name: str
    source: Argument
    unfunded: float
    host_residual: float
    contributions: float
    changes_hands: float
    largest_burden: float | None
    smallest_burden: float | None
    gini: float | None
    payers: tuple[PayerMeasures, ...]
    clauses_broken: tuple[tuple[str, float], ...]
    programmes: tuple[ProgrammeShares, ...] = ()
    load_gini: float | None = None
    largest_load: float | None = None
    smallest_load: float | None = None

    @property
    def more_than_they_gain(self) -> tuple[str, ...]:
        """The payers whose net position is below 0."""
        return tuple(line.payer for line in self.payers if line.more_than_it_gains)


@dataclass(frozen=True)
class WrongWay:
    """A figure raised by 1 % that moved a share or a payment the wrong way.

    Attributes:
        tested: which property fails.
        ingredient: what was raised; "need" for a need.
        raised: the payer it was raised for, or the programme.
        payer: whose share or payment moved the wrong way.
        change: of the share of all needs (a fraction), or with "needs" of the payment in money.
    """

    tested: Tested
    ingredient: str
    raised: str | Programme
    payer: str
    change: float


@dataclass(frozen=True)
class KeyTest:
    """Whether a key is monotone on the case, and what its ingredients really weigh.

    Attributes:
        wrong_ways: every step that moved something the wrong way, the largest change first
            for each property.
        weights: for each ingredient the part of all that is moved between payers that it moves.
        effects: for each ingredient what it adds to the share of each payer, a fraction of all
            needs.
    """

    key: str
    wrong_ways: tuple[WrongWay, ...]
    weights: tuple[tuple[str, float], ...]
    effects: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]

    def failed(self, tested: Tested) -> tuple[WrongWay, ...]:
        """Return the steps that fail one property."""
        return tuple(way for way in self.wrong_ways if way.tested == tested)


@dataclass(frozen=True)
class LeavingGroup:
    """A group that a split charges more than it would face alone, and what it would save."""

    payers: tuple[str, ...]
    alone: float
    charged: float
    saves: float


@dataclass(frozen=True)
class GameShare:
    """One payer in the game: its cost alone, what the split charges it, and two fair shares.

    Discounted. `charged` is what it pays and what it loses by gaps; None without a split.
    """

    payer: str
    alone: float
    charged: float | None
    shapley: float
    nucleolus: float


@dataclass(frozen=True)
class Stability:
    """Whether any group of payers would do better alone.

    Attributes:
        lost: the part of the programmes of others that is not run without the group: 1 where
            what is not co-funded does not happen, 0 where hosts run their programmes anyway.
        together: the cost of all together, discounted.
        payers: one for each payer.
        groups: those that would do better alone, the largest saving first.
    """

    lost: float
    together: float
    payers: tuple[GameShare, ...]
    groups: tuple[LeavingGroup, ...]


@dataclass(frozen=True)
class Comparison:
    """One scenario: its split beside every other way to share the same needs.

    Attributes:
        split: the split, or with status "conflict" why there is none.
        burden_basis: what burdens are measured against.
        need: the sum of all needs.
        later_benefit: B(h) by payer.
        measured: the split by the yardsticks; None for a conflict.
        keys: every key that the case has figures for.
        left_out: the keys that cannot be computed, and why.
        parts_left_out: the parts of the comparison that would take too long, and why.
        tests: one for each key.
        river: the river rule, from nothing to everything left with the host.
        stability: under both views of what happens without a group; empty where left out.
    """

    split: Split
    burden_basis: str
    need: float
    later_benefit: tuple[tuple[str, float], ...]
    measured: MeasuredSplit | None
    keys: tuple[MeasuredSplit, ...]
    left_out: tuple[tuple[str, Argument], ...]
    parts_left_out: tuple[tuple[Part, Argument], ...]
    tests: tuple[KeyTest, ...]
    river: tuple[MeasuredSplit, ...]
    stability: tuple[Stability, ...]

    def why_without(self, part: Part) -> Argument:
        """Say why a part is left out; blank where it is not."""
        return dict(self.parts_left_out).get(part, "")

    @property
    def scenario(self) -> str:
        """The name of the scenario."""
        return self.split.scenario
