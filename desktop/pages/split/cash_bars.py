"""What a payer pays and gains in each year, as bars to the left and to the right of zero."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor

from desktop.charts.bar import Bar, BarPart
from desktop.charts.bars import Bars
from desktop.charts.bridge import DOWN, UP
from desktop.document.document import Solved
from desktop.look import formats
from desktop.look.colours import mixed, territory_colours
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.theme import DARK, LIGHT
from models.results.cash import Cash, CashYear
from models.words.cash import (
    ALL_TOGETHER,
    LATER_BENEFIT,
    PAID,
    cash_finding,
    cash_of_year,
    cash_unit,
)
from models.words.names import terms_of
from models.words.payers import EXISTING

_TINT = 0.55
"""How far the colour of existing payments lies from that of payments to the ground."""
_KEPT_LINES = (1, 1)
_Ink = tuple[QColor, QColor]


def cash_bars(solved: Solved, payer: str, cash: Cash, unit: MoneyUnit, locale: QLocale) -> Bars:
    """Return a bar for each year.

    Args:
        solved: the split.
        payer: whose years they are; "": those of all together.
        cash: the years.
        unit: of the amounts.
        locale: how figures are written.
    """
    split, names = solved.split, solved.names
    terms, colours = terms_of(split, names), territory_colours(solved.case)
    called = names.territory(payer) if payer else ALL_TOGETHER
    ink = (colours.colour(payer), colours.colour(payer, dark=True)) if payer else UP
    has_existing = "existing" in split.uses
    bars = []
    for one in cash.years:
        said = say(cash_of_year(called, one, terms))
        balance = formats.money(one.balance, locale, unit)
        figure = formats.with_plus(balance, one.balance)
        parts = _parts(one, ink, said, has_existing)
        bars.append(Bar(str(one.year), parts, figure, key=one.year))
    label = formats.unit_said(unit, split.currency)
    chart = Bars(
        bars, say(cash_finding(called, cash, terms)), say(cash_unit(label, split.base_year))
    )
    chart.kept_lines = _KEPT_LINES
    return chart


def _parts(one: CashYear, ink: _Ink, said: str, has_existing: bool) -> tuple[BarPart, ...]:
    light = (mixed(ink[0], LIGHT.surface, _TINT), mixed(ink[1], DARK.surface, _TINT))
    paid, existing, gained = map(say, (PAID, EXISTING, LATER_BENEFIT))
    already = BarPart(existing, -one.existing, light, said, existing)
    return (
        BarPart(paid, -one.paid, ink, said, paid),
        *((already,) if has_existing else ()),
        BarPart(gained, one.gained, DOWN, said, gained),
    )
