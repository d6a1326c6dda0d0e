"""Each payer's total as a bar, with the total in the pinned split as a line across."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.charts.bars import Bar, Bars, Part
from desktop.charts.last_move import marked, with_legend
from desktop.colours import TerritoryColours, territory_colours
from desktop.document import Solved
from desktop.rules.outcome_words import changed, totals
from desktop.theme import BODY, LARGE
from models.split import PayerLine


def outcome_bars(
    solved: Solved,
    pinned: Solved | None,
    title: str,
    locale: QLocale,
    *,
    moved_from: Mapping[str, float],
    size: int = BODY,
) -> Bars:
    """Return the chart of a split in a size of type; the largest payer first.

    Args:
        pinned: the split that every figure is compared with.
        moved_from: what the payers paid that the last change moved.
    """
    lines = sorted(solved.split.payers, key=lambda line: line.paid, reverse=True)
    before = totals(pinned) if pinned else {}
    fitting = formats.coarse_unit if size >= LARGE else formats.fitting_unit
    unit = fitting([*(line.paid for line in lines), *before.values()])
    change = changed(solved, pinned) if pinned else {}
    colours = territory_colours(solved.case)
    bars = [
        marked(
            _bar(
                solved, line, colours, unit, before.get(line.payer), change.get(line.payer), locale
            ),
            moved_from.get(line.payer),
            locale,
        )
        for line in lines
    ]
    label = _unit(unit, solved.split.currency, pinned)
    return Bars(bars, title, with_legend(label, moved_from), size=size)


def _unit(unit: formats.MoneyUnit, currency: str, pinned: Solved | None) -> str:
    label = formats.unit_label(unit, currency)
    if pinned is None:
        return label
    text = QCoreApplication.translate("Charts", "{unit}; the line: the pinned split")
    return text.format(unit=label)


def _bar(
    solved: Solved,
    line: PayerLine,
    colours: TerritoryColours,
    unit: formats.MoneyUnit,
    before: float | None,
    change: float | None,
    locale: QLocale,
) -> Bar:
    name = solved.names.territory(line.payer)
    now = line.paid
    figure = formats.money(now, locale, unit)
    text = f"{name}: {formats.exact(now, locale)}"
    if change is not None:
        figure = f"{figure} ({formats.signed(change / unit.factor, locale, unit.decimals)})"
        text = f"{text} ({formats.signed(change, locale, 2)})"
    part = Part(
        QCoreApplication.translate("Charts", "Pays"),
        now,
        (colours.colour(line.payer), colours.colour(line.payer, dark=True)),
        text,
        colours.letters(line.payer),
    )
    return Bar(name, (part,), figure, line.payer, before)
