"""A bridge: the way from one split to another, one change of rules, data or clauses at a time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

ChangeKind = Literal["rule", "adjustment", "clause", "key"]

ORDER: tuple[str, ...] = (
    "key",
    "clauses left out",
    "rules",
    "adjustments",
    "clauses put in",
    "key",
)
"""In which order a bridge makes its changes; what a change does depends on those before it.

Clauses that only the first split has go first and those that only the second has come last, so
that clauses of one scenario seldom clash with rules of the other. In between, rules are changed
in the order of their table, adjustments by sheet, column, operation and what they select. A key
is left for the split of its scenario before, and taken in place of that split after, all others.
"""


@dataclass(frozen=True)
class BridgeEnd:
    """A split that a bridge leads from or to: of a scenario, or of a key on its needs."""

    scenario: str
    key: str | None = None


@dataclass(frozen=True)
class Change:
    """One thing that differs between two splits.

    Attributes:
        kind: what it is.
        name: the key of the rule or the clause, "Sheet.column" of an adjustment, "" for a key.
        old: its value before; None: there was none. Of keys the key, None: the solved split.
        new: its value after; None: there is none any more.
        operation: what an adjustment does with its value.
        place: the columns by which an adjustment selects rows, with what they must hold.
        by: who proposed a clause; "" where nobody is named.
    """

    kind: ChangeKind
    name: str
    old: str | float | None
    new: str | float | None
    operation: str = ""
    place: tuple[tuple[str, str | int], ...] = ()
    by: str = ""


@dataclass(frozen=True)
class Standing:
    """What a split comes to: what each payer pays, host residual included, and what nobody pays."""

    pays: tuple[tuple[str, float], ...]
    unfunded: float
    need: float


@dataclass(frozen=True)
class BridgeStep:
    """Changes that are made together, and how things stand after them.

    Several stand together where they are clauses of one party, or where the rules and clauses
    half-way would have no split.
    """

    changes: tuple[Change, ...]
    after: Standing


@dataclass(frozen=True)
class Bridge:
    """The way from one split to another.

    Attributes:
        start: where it begins, with what that comes to.
        end: where it leads.
        before: what the first split comes to.
        steps: in the order ORDER; the last one comes to the second split.
        decimals: of the amounts.
        currency: of the amounts.
    """

    start: BridgeEnd
    end: BridgeEnd
    before: Standing
    steps: tuple[BridgeStep, ...]
    decimals: int
    currency: str

    @property
    def after(self) -> Standing:
        """What the second split comes to."""
        return self.steps[-1].after if self.steps else self.before

    @property
    def payers(self) -> tuple[str, ...]:
        """Everybody who can pay at either end or on the way."""
        stands = (self.before, *(step.after for step in self.steps))
        return tuple(dict.fromkeys(payer for stand in stands for payer, _ in stand.pays))

    @property
    def moves_the_gap(self) -> bool:
        """Whether anything on the way changes what stays unfunded."""
        return any(self.differences(None))

    def has_effect(self, place: int) -> bool:
        """Say whether a step changes what anybody pays, or what nobody does."""
        return any(self.differences(payer)[place] for payer in (*self.payers, None))

    def levels(self, payer: str | None) -> tuple[float, ...]:
        """Return what a payer pays before and after each step; None: what nobody pays."""
        stands = (self.before, *(step.after for step in self.steps))
        if payer is None:
            return tuple(stand.unfunded for stand in stands)
        return tuple(dict(stand.pays).get(payer, 0.0) for stand in stands)

    def differences(self, payer: str | None) -> tuple[float, ...]:
        """Return what each step changes for a payer; they add up to the whole difference."""
        levels = self.levels(payer)
        return tuple(
            round(after - before, self.decimals) + 0.0 for before, after in pairwise(levels)
        )
