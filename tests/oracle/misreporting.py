"""Whether it pays to misreport (2-method 2.7a)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.oracle.goals import Chain, chain
from tests.oracle.program import unit_of
from tests.oracle.reading import Data
from tests.oracle.setting import setting_from


@dataclass(frozen=True)
class Statement:
    """What a payer pays and receives (2.5)."""

    own: float
    """For the programmes it answers for, host residual included."""
    others: float
    received: float

    @property
    def paid(self) -> float:
        """Return all that it pays."""
        return self.own + self.others

    @property
    def net(self) -> float:
        """Return what it pays for others less what it receives."""
        return self.others - self.received


@dataclass(frozen=True)
class Misreport:
    """What a payer pays where its figures are true, and where they are not."""

    true: Statement
    false: Statement
    gain: float


def misreport(
    data: Data, payer: str, part: Fraction, figures: Collection[str] = ("benefits", "costs")
) -> Misreport | None:
    """Change what one payer supplies by a part of it; None where one of the splits is none.

    What it gains is what it pays less, and what its programmes collect above what they truly need
    (below, if they collect less), gaps that stay in both left out.
    """
    true = chain(setting_from(data))
    false = chain(setting_from(reporting(data, payer, part, figures)))
    if true is None or false is None:
        return None
    before, after = statement(true, payer), statement(false, payer)
    gain = before.paid - after.paid + _collected(false, payer) - _collected(true, payer)
    return Misreport(before, after, gain)


def reporting(data: Data, payer: str, part: Fraction, figures: Collection[str]) -> Data:
    """Return the data in which a payer changes some figures that it supplies by a part of them."""
    changed = {(payer, one): 1 + part for one in figures}
    return replace(data, reported={**data.reported, **changed})


def statement(found: Chain, payer: str) -> Statement:
    """Return a payer's part of the split that a chain of goals ends in."""
    host, unit = found.setting.host, float(unit_of(found.setting))
    own = others = received = 0.0
    for k in found.setting.programmes:
        for h in found.setting.payers:
            amount = found.point.get(("x", h, k), 0.0) * unit
            own += amount if h == payer == host[k] else 0
            others += amount if h == payer != host[k] else 0
            received += amount if h != payer == host[k] else 0
        own += found.point.get(("z", k), 0.0) * unit if host[k] == payer else 0
    return Statement(own, others, received)


def _collected(found: Chain, payer: str) -> float:
    """Return what the programmes that a payer answers for collect, its own money included."""
    mine = statement(found, payer)
    return mine.own + mine.received
