"""What a same key costs: each payer and each goal, against the split without it (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass

_DIGITS = 9
"""Decimals of money below which a difference is a rounding error."""


@dataclass(frozen=True)
class PayerPrice:
    """What one payer pays with a same key and without.

    Attributes:
        payer: who pays.
        with_key, without_key: what it pays in all.
        burden_with, burden_without: its burden; None where it has none.
    """

    payer: str
    with_key: float
    without_key: float
    burden_with: float | None
    burden_without: float | None

    @property
    def change(self) -> float:
        """What it pays more because of the key; below 0: less."""
        return round(self.with_key - self.without_key, _DIGITS) + 0.0


@dataclass(frozen=True)
class GoalPrice:
    """What one goal comes to with a same key and without; of burdens the largest."""

    goal: str
    with_key: float
    without_key: float


@dataclass(frozen=True)
class SimplicityPrice:
    """What a same key costs; a goal may come out better as well as worse.

    Attributes:
        payers, goals: one for each, in the order of the split; none where the clauses cannot all
            hold without the key.
    """

    payers: tuple[PayerPrice, ...]
    goals: tuple[GoalPrice, ...]
