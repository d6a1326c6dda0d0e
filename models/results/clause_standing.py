"""Where the clauses of a scenario stand in its split: what they count, and what room they leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import fsum, sqrt

from models.clause import AT_LEAST, AT_MOST, Clause
from models.programme import Programme
from models.results.matrix import MatrixFigures, figures_of
from models.results.split import Split

_NOISE = 1e-6
"""The part of a bound that is the solver's tolerance."""


@dataclass(frozen=True)
class ClauseStanding:
    """Where one clause stands.

    Attributes:
        clause: the clause.
        about: what the figures are about: the clause itself; where it holds for several things one
            by one, the clause for the one of them where it leaves the least room.
        programmes: how many programmes with a need it is about; without any it binds nothing.
        paid: what is paid of what it counts, in money, host residual included.
        per_value: the money that a value of 1 stands for.
        room: how much more, or where it asks for at least its value how much less, could be paid
            before it binds, in money; 0 where it does bind.
    """

    clause: Clause
    about: Clause
    programmes: int
    paid: float
    per_value: float
    room: float

    @property
    def asks_for_nothing(self) -> bool:
        """Whether every split there could be keeps it."""
        bound = self.clause.value * self.per_value
        return not self.programmes or (self.clause.sense == AT_LEAST and bound <= 0)

    @property
    def binds(self) -> bool:
        """Whether no room is left."""
        return not self.room and not self.asks_for_nothing

    @property
    def share(self) -> float | None:
        """What is paid as the fraction that its value is; None where that is money, or nothing."""
        return self.paid / self.per_value if self.clause.is_share and self.per_value else None


def clause_standings(clauses: Iterable[Clause], split: Split) -> tuple[ClauseStanding, ...]:
    """Return where clauses stand that the split must keep; others are left out."""
    counted = [one for one in clauses if one.counts and one.applies_in(split.scenario)]
    if not counted or split.status != "ok":
        return ()
    figures = figures_of(split)
    return tuple(_standing(clause, figures) for clause in counted)


def _standing(clause: Clause, figures: MatrixFigures) -> ClauseStanding:
    """Return where a clause stands, in the part of it that leaves the least room."""
    needed = [
        at
        for at, line in enumerate(figures.split.programmes)
        if line.need > 0 and clause.is_about(line.programme)
    ]
    parts: dict[Clause, list[int]] = {} if clause.each and needed else {clause: needed}
    for at in needed if clause.each else ():
        parts.setdefault(_narrowed(clause, figures.split.programmes[at].programme), []).append(at)
    standings = [_of_part(clause, part, about, figures) for part, about in parts.items()]
    return min(standings, key=lambda one: (one.asks_for_nothing, one.room))


def _narrowed(clause: Clause, programme: Programme) -> Clause:
    """Return a clause for the one of its `each` that a programme belongs to."""
    each = clause.each
    return replace(
        clause,
        host=programme.host if "host" in each else clause.host,
        stage=programme.stage if "stage" in each else clause.stage,
        group=programme.group if "group" in each else clause.group,
        years=(programme.year, programme.year) if "year" in each else clause.years,
        each=(),
    )


def _of_part(
    clause: Clause, about: Clause, programmes: list[int], figures: MatrixFigures
) -> ClauseStanding:
    split = figures.split
    amounts = (figures.amounts[at] for at in programmes)
    paid = fsum(
        amount
        for by_payer in amounts
        for payer, amount in by_payer.items()
        if clause.payer in ("", payer)
    )
    need = fsum(split.programmes[at].need for at in programmes)
    per_value = _per_value(clause, split, need)
    rounded_away = _rounded_away(about, split, len(programmes))
    room = _room(clause, paid, clause.value * per_value, rounded_away)
    return ClauseStanding(clause, about, len(programmes), paid, per_value, room)


def _per_value(clause: Clause, split: Split, need: float) -> float:
    """Return the money of a value of 1: itself, the need it is about, or the later benefit."""
    if clause.measure == "share_of_need":
        return need
    if clause.measure == "share_of_benefit":
        lines = (line for line in split.payers if clause.payer in ("", line.payer))
        return fsum(line.later_benefit for line in lines)
    return 1.0


def _room(clause: Clause, paid: float, bound: float, rounded_away: float) -> float:
    if clause.sense not in (AT_MOST, AT_LEAST):
        return 0.0
    room = bound - paid if clause.sense == AT_MOST else paid - bound
    return room if room > rounded_away + _NOISE * abs(bound) else 0.0


def _rounded_away(clause: Clause, split: Split, programmes: int) -> float:
    """Return how far rounding may have taken what is paid from the bound that the program held.

    What a payer pays in a year and in all is rounded as a sum, and moves by less than a unit. In
    other sums each payment moves by itself, up or down: so many of them by about the root.
    """
    whole = bool(clause.payer) and not (clause.host or clause.stage or clause.group)
    return split.rounding * (1.0 if whole else max(1.0, sqrt(programmes)))
