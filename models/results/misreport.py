"""What a payer would gain by stating figures that are not true (2-method 2.7a)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.results.split import PayerLine

Figures = Literal["benefits", "costs"]
"""What a payer supplies: the benefits that it receives, the costs of what it answers for."""


@dataclass(frozen=True)
class Misreport:
    """What a payer pays and receives where some of its figures are stated higher or lower.

    Attributes:
        payer: who states them.
        figures: which of them.
        percent: by how much they are higher; below 0: lower.
        now: its statement with the true figures.
        then: its statement with the others; None where these leave no split.
    """

    payer: str
    figures: Figures
    percent: float
    now: PayerLine
    then: PayerLine | None

    @property
    def gain(self) -> float | None:
        """What it pays less, and what its programmes collect above what they truly need (D194).

        Gaps that stay in both are left out; below 0, what it loses. None: there is no split.
        """
        if self.then is None:
            return None
        return self.now.paid - self.then.paid + _collected(self.then) - _collected(self.now)


def _collected(line: PayerLine) -> float:
    """Return what the programmes that a payer answers for collect, its own money included."""
    return line.own + line.received
