"""What the bars of an outcome show: each payer's total beside those it is compared with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import fsum

from models.names import Names
from models.results.split import Split
from models.words.headlines import MOST_NAMED, least_change
from models.words.text import Argument, counted, text

UNFUNDED, OTHERS = ("unfunded",), ("others",)
"""What rows stand for that are no payer."""


@dataclass(frozen=True)
class OutcomeRow:
    """What a bar says; amounts are None where there is no split to take them from.

    Attributes:
        key: the payer, UNFUNDED or OTHERS.
        name: what it is called.
        now: its amount in the split that is shown.
        pinned: in the split that it is compared with.
        started: in the split that the last change started from.
        folded: the rows that it stands for.
    """

    key: object
    name: Argument
    now: float
    pinned: float | None
    started: float | None
    folded: tuple[OutcomeRow, ...] = ()

    @property
    def largest(self) -> float:
        """The larger of what it is and was."""
        return max(self.now, self.pinned or 0.0)

    @property
    def change(self) -> float:
        """What it is more, or below zero less, than in the pinned split; 0 where none is."""
        return 0.0 if self.pinned is None else self.now - self.pinned


def outcome_rows(
    split: Split,
    pinned: Split | None,
    started: Split | None,
    names: Names,
    *,
    most: int | None = None,
    spoken_of: Collection[str] = (),
) -> list[OutcomeRow]:
    """Return the payers, the largest first, then what stays unfunded, now or in the pinned split.

    Args:
        split: the split that is shown.
        pinned: the split that it is compared with.
        started: the split that the last change started from.
        names: the names of the case.
        most: how many rows there is room for; the smallest payers share the last one. None:
            for all of them.
        spoken_of: payers that have a row of their own before larger ones do.
    """
    then = pinned.totals if pinned else None
    start = started.totals if started else None
    rows = [
        OutcomeRow(
            payer,
            names.territory(payer),
            now,
            None if then is None else then.get(payer, 0.0),
            None if start is None else start.get(payer, 0.0),
        )
        for payer, now in split.totals.items()
    ]
    rows.sort(key=lambda row: row.now, reverse=True)
    gap = _gap_row(split, pinned, started)
    room = None if most is None else most - len(gap)
    return [*_folded(rows, room, spoken_of), *gap]


def least_shown(split: Split, *others: Split | None) -> float:
    """Return the difference up to which amounts of a split and of others are the same."""
    return max(least_change(split, other or split) for other in others)


def _gap_row(split: Split, pinned: Split | None, started: Split | None) -> tuple[OutcomeRow, ...]:
    """Return what stays unfunded; nothing where that is so now and in the pinned split."""
    now, before = split.unfunded, pinned.unfunded if pinned else None
    if not now and not before:
        return ()
    start = started.unfunded if started else None
    return (OutcomeRow(UNFUNDED, text("Unfunded"), now, before, start),)


def _folded(
    rows: Sequence[OutcomeRow], most: int | None, spoken_of: Collection[str]
) -> list[OutcomeRow]:
    """Return so many rows; the last of them stands for all others."""
    if most is None or len(rows) <= most:
        return list(rows)
    # Whoever is named or paid much before is shown too: the change is what people talk about.
    named = sorted(rows, key=lambda row: abs(row.change), reverse=True)[:MOST_NAMED]
    first = {rows[0].key, *spoken_of, *(row.key for row in named if row.change)}
    kept = sorted(rows, key=lambda row: (row.key in first, row.largest), reverse=True)
    kept = kept[: max(most - 1, 1)]
    others = tuple(row for row in rows if row not in kept)
    together = OutcomeRow(
        OTHERS,
        counted("{count} other", "{count} others", len(others)),
        fsum(row.now for row in others),
        _sum([row.pinned for row in others]),
        _sum([row.started for row in others]),
        others,
    )
    return [*(row for row in rows if row in kept), together]


def _sum(amounts: Sequence[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return fsum(known) if known else None
