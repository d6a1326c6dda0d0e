"""Each payer's total as a bar, with the total in the pinned split as a line across."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import fsum

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QColor

from desktop.charts.bar import marked, with_legend
from desktop.charts.bars import Bar, Bars, Part
from desktop.document.document import Solved
from desktop.look import formats
from desktop.look.colours import territory_colours
from desktop.look.language import say
from desktop.look.theme import BODY, LARGE
from models.words.headlines import MOST_NAMED, least_change
from models.words.text import counted, text

UNFUNDED, OTHERS = ("unfunded",), ("others",)
"""What the bars stand for that are no payer."""
_GREY = (QColor("#9aa1a9"), QColor("#7a828b"))
_MISSING = (QColor("#e3e5e8"), QColor("#33383e"))


@dataclass(frozen=True)
class _Row:
    """What a bar says; amounts are None where there is no split to take them from."""

    key: object
    name: str
    now: float
    pinned: float | None
    started: float | None
    colour: tuple[QColor, QColor]
    letters: str = ""

    @property
    def largest(self) -> float:
        return max(self.now, self.pinned or 0.0)

    @property
    def change(self) -> float:
        return 0.0 if self.pinned is None else abs(self.now - self.pinned)


def outcome_bars(
    solved: Solved,
    pinned: Solved | None,
    title: str,
    locale: QLocale,
    *,
    started: Solved | None,
    size: int = BODY,
    most: int | None = None,
    spoken_of: Collection[str] = (),
    stale: str = "",
) -> Bars:
    """Return the chart of a split in a size of type; the largest payer first, then what is left.

    Args:
        pinned: the split that every figure is compared with.
        started: the split that the last change started from.
        most: how many bars there is room for; the smallest payers share the last one. None:
            for all of them.
        spoken_of: payers that have a bar of their own before larger ones do.
        stale: says why the split is not current; "": it is.
    """
    rows = sorted(_payer_rows(solved, pinned, started), key=lambda row: row.now, reverse=True)
    gap = _gap_row(solved, pinned, started)
    unit = _unit([*rows, *([gap] if gap else [])], size)
    least = max(
        least_change(solved.split, each.split) for each in (pinned or solved, started or solved)
    )
    room = None if most is None else most - (gap is not None)
    shown, folded = _folded(rows, room, spoken_of)
    bars = []
    for row in (*shown, *([gap] if gap else [])):
        bar = _bar(row, unit, least, folded if row.key == OTHERS else (), locale)
        moved = row.started is not None and abs(row.now - row.started) > least
        bars.append(marked(bar, row.started if moved else None, locale))
    arrows = {str(bar.key): bar.moved_from for bar in bars if bar.moved_from is not None}
    label = with_legend(_legend(unit, solved.split.currency, pinned), arrows)
    return Bars(
        bars,
        title,
        f"{stale} {label}" if stale else label,
        size=size,
        hatched=frozenset((UNFUNDED,)),
        faded=bool(stale),
    )


def _payer_rows(solved: Solved, pinned: Solved | None, started: Solved | None) -> list[_Row]:
    colours = territory_colours(solved.case)
    then = None if pinned is None else pinned.split.totals
    at_first = None if started is None else started.split.totals
    return [
        _Row(
            payer,
            solved.names.territory(payer),
            now,
            None if then is None else then.get(payer, 0.0),
            None if at_first is None else at_first.get(payer, 0.0),
            (colours.colour(payer), colours.colour(payer, dark=True)),
            colours.letters(payer),
        )
        for payer, now in solved.split.totals.items()
    ]


def _gap_row(solved: Solved, pinned: Solved | None, started: Solved | None) -> _Row | None:
    """Return what stays unfunded, None where nothing does, now or in the pinned split."""
    now = solved.split.unfunded
    before = None if pinned is None else pinned.split.unfunded
    if not now and not before:
        return None
    name = QCoreApplication.translate("Charts", "Unfunded")
    start = None if started is None else started.split.unfunded
    return _Row(UNFUNDED, name, now, before, start, _MISSING)


def _folded(
    rows: Sequence[_Row], most: int | None, spoken_of: Collection[str]
) -> tuple[list[_Row], tuple[_Row, ...]]:
    """Return so many rows, and those that the last of them stands for."""
    if most is None or len(rows) <= most:
        return list(rows), ()
    # Whoever is named or paid much before is shown too: the change is what people talk about.
    named = sorted(rows, key=lambda row: row.change, reverse=True)[:MOST_NAMED]
    first = {rows[0].key, *spoken_of, *(row.key for row in named if row.change)}
    kept = sorted(rows, key=lambda row: (row.key in first, row.largest), reverse=True)
    kept = kept[: max(most - 1, 1)]
    others = tuple(row for row in rows if row not in kept)
    name = say(counted("{count} other", "{count} others", len(others)))
    together = _Row(
        OTHERS,
        name,
        fsum(row.now for row in others),
        _sum([row.pinned for row in others]),
        _sum([row.started for row in others]),
        _GREY,
    )
    return [*(row for row in rows if row in kept), together], others


def _sum(amounts: Sequence[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return fsum(known) if known else None


def _unit(rows: Sequence[_Row], size: int) -> formats.MoneyUnit:
    fitting = formats.coarse_unit if size >= LARGE else formats.fitting_unit
    return fitting([row.largest for row in rows])


def _legend(unit: formats.MoneyUnit, currency: str, pinned: Solved | None) -> str:
    label = formats.unit_said(unit, currency)
    if pinned is None:
        return say(label)
    return say(text("{unit}; the line: the pinned split", unit=label))


def _bar(
    row: _Row, unit: formats.MoneyUnit, least: float, folded: Sequence[_Row], locale: QLocale
) -> Bar:
    figure, said = _figure(row.now, unit, locale), f"{row.name}: {formats.exact(row.now, locale)}"
    change = 0.0 if row.pinned is None else row.now - row.pinned
    if abs(change) > least:
        sign = "+" if change > 0 else formats.MINUS
        figure = f"{figure} ({sign}{_figure(abs(change), unit, locale)})"
        said = f"{said} ({formats.signed(change, locale, 2)})"
    each = (f"{one.name}: {formats.exact(one.now, locale)}" for one in folded)
    name = (
        QCoreApplication.translate("Charts", "Unfunded")
        if row.key == UNFUNDED
        else QCoreApplication.translate("Charts", "Pays")
    )
    part = Part(name, row.now, row.colour, "\n".join((said, *each)), row.letters)
    return Bar(row.name, (part,), figure, row.key, row.pinned)


def _figure(amount: float, unit: formats.MoneyUnit, locale: QLocale) -> str:
    """Return an amount in a unit; what is below one million of them still says something."""
    if unit is not formats.MILLION or not 0 < abs(amount) < unit.factor:
        return formats.money(amount, locale, unit)
    least = 0.01
    if abs(amount) / unit.factor < least / 2:
        return f"<{formats.number(least, locale, 2)}"
    return formats.number(amount / unit.factor, locale, 2)
