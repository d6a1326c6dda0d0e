"""Each payer's total as a bar, with the total in the pinned split as a line across."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QColor

from desktop.charts.bar import Bar, BarPart, marked, with_legend
from desktop.charts.bars import Bars
from desktop.document.document import Solved
from desktop.look import formats
from desktop.look.colours import UNFUNDED_COLOUR, TerritoryColours, territory_colours
from desktop.look.language import say
from desktop.look.theme import BODY, LARGE
from models.words.headlines import PinnedBy, pinned_split
from models.words.outcome import OTHERS, UNFUNDED, OutcomeRow, least_shown, outcome_rows
from models.words.text import text

_KEPT_LINES = (2, 2)
"""The finding changes with every move of a slider, the line of the unit with what it explains."""
_COLOURS: dict[object, tuple[QColor, QColor]] = {
    OTHERS: (QColor("#9aa1a9"), QColor("#7a828b")),
    UNFUNDED: UNFUNDED_COLOUR,
}


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
    has_reasons: bool = False,
    by: PinnedBy = PinnedBy.PERSON,
) -> Bars:
    """Return the chart of a split in a size of type; the largest payer first, then what is left.

    Args:
        pinned: the split that every figure is compared with.
        started: the split that the last change started from.
        most: how many bars there is room for; the smallest payers share the last one. None:
            for all of them.
        spoken_of: payers that have a bar of their own before larger ones do.
        stale: says why the split is not current; "": it is.
        has_reasons: whether a click on a bar shows its reasons.
        by: how the split that figures are compared with came to be that.
    """
    then, start = pinned.split if pinned else None, started.split if started else None
    rows = outcome_rows(solved.split, then, start, solved.names, most=most, spoken_of=spoken_of)
    unit = _unit(rows, size)
    least = least_shown(solved.split, then, start)
    colours = territory_colours(solved.case)
    bars = []
    for row in rows:
        moved = row.started is not None and abs(row.now - row.started) > least
        bar = _bar(row, unit, least, colours, locale)
        bars.append(marked(bar, row.started if moved else None, locale))
    arrows = {str(bar.key): bar.moved_from for bar in bars if bar.moved_from is not None}
    label = with_legend(_legend(unit, solved.split.currency, pinned, by), arrows)
    if has_reasons:
        label = say(text("{unit}; click a bar for its reasons", unit=label))
    chart = Bars(
        bars,
        title,
        f"{stale} {label}" if stale else label,
        size=size,
        hatched=frozenset((UNFUNDED,)),
        faded=bool(stale),
    )
    if title:
        chart.kept_lines = _KEPT_LINES
    return chart


def outcome_unit(solved: Solved, pinned: Solved | None) -> formats.MoneyUnit:
    """Return the unit of the chart on a page."""
    then = pinned.split if pinned else None
    return _unit(outcome_rows(solved.split, then, None, solved.names), BODY)


def _unit(rows: Sequence[OutcomeRow], size: int) -> formats.MoneyUnit:
    fitting = formats.coarse_unit if size >= LARGE else formats.fitting_unit
    every = [one for row in rows for one in row.folded or (row,)]
    return fitting([row.largest for row in every])


def _legend(unit: formats.MoneyUnit, currency: str, pinned: Solved | None, by: PinnedBy) -> str:
    label = formats.unit_said(unit, currency)
    if pinned is None:
        return say(label)
    return say(text("{unit}; the line: {pinned}", unit=label, pinned=pinned_split(by)))


def _bar(
    row: OutcomeRow,
    unit: formats.MoneyUnit,
    least: float,
    colours: TerritoryColours,
    locale: QLocale,
) -> Bar:
    label = say(row.name)
    figure = figure_with_change(row.now, row.change, least, unit, locale)
    said = _exactly(row, locale)
    if abs(row.change) > least:
        said = f"{said} ({formats.signed(row.change, locale, 2)})"
    colour, letters = _COLOURS.get(row.key), ""
    if colour is None:
        payer = str(row.key)
        colour = (colours.colour(payer), colours.colour(payer, dark=True))
        letters = colours.letters(payer)
    name = (
        QCoreApplication.translate("Charts", "Unfunded")
        if row.key == UNFUNDED
        else QCoreApplication.translate("Charts", "Pays")
    )
    each = (_exactly(one, locale) for one in row.folded)
    part = BarPart(name, row.now, colour, "\n".join((said, *each)), letters)
    return Bar(label, (part,), figure, row.key, row.pinned)


def _exactly(row: OutcomeRow, locale: QLocale) -> str:
    return f"{say(row.name)}: {formats.exact(row.now, locale)}"


def figure_with_change(
    amount: float, change: float, least: float, unit: formats.MoneyUnit, locale: QLocale
) -> str:
    """Return an amount in a unit with its change, where that is more than the least that shows."""
    figure = _figure(amount, unit, locale)
    if abs(change) <= least:
        return figure
    sign = "+" if change > 0 else formats.MINUS
    return f"{figure} ({sign}{_figure(abs(change), unit, locale)})"


def _figure(amount: float, unit: formats.MoneyUnit, locale: QLocale) -> str:
    """Return an amount in a unit; what is below one million of them still says something."""
    if unit is not formats.MILLION or not 0 < abs(amount) < unit.factor:
        return formats.money(amount, locale, unit)
    least = 0.01
    if abs(amount) / unit.factor < least / 2:
        return f"<{formats.number(least, locale, 2)}"
    return formats.number(amount / unit.factor, locale, 2)
