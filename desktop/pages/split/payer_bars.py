"""Who pays how much, as bars: own and others' programmes, or stage by stage, with the range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from desktop.charts.bar import Bar, BarPart, marked, with_legend
from desktop.charts.bars import Bars
from desktop.charts.bars_view import MovingBarsView
from desktop.document.document import Solved
from desktop.look import formats
from desktop.look.colours import TerritoryColours, mixed, stage_colour, territory_colours
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.theme import DARK, LIGHT, STEP, Theme
from desktop.look.widgets import in_column, in_row, label_for, scroll_area, spoken_box
from models.results.matrix import paid_for_stage
from models.results.split import PayerLine
from models.words.headlines import others_finding
from models.words.text import joined, text

LEAST_BOX = 22 * STEP
"""What a choice may shrink to, so that the page fits a small screen."""
_TINT = 0.55
"""How far the colour of a payer's own programmes lies from its full one to the ground."""
_KEPT_LINES = (1, 2)
"""Room for the finding, and for what the arrow means once something has moved."""
_Row = tuple[str, float, tuple[QColor, QColor], str]
"""A part of a bar: its name, its amount, its colour on both grounds, and what is written on it."""


class PartsOf(Enum):
    """What the parts of a bar are."""

    OWN_AND_OTHERS = "own and others"
    STAGES = "stages"


class PayerBarsPanel(QWidget):
    """The bars with the choice that is about them alone."""

    def __init__(self, theme: Theme, locale: QLocale) -> None:
        super().__init__()
        self._locale = locale
        self.bars = MovingBarsView(theme)
        self.parts_box = spoken_box(self.tr("Parts of the bars"))
        self.parts_box.setMinimumWidth(LEAST_BOX)
        self.parts_box.addItems([self.tr("own and others’"), self.tr("stages")])
        label = label_for(self.tr("Bars in &parts:"), self.parts_box)
        choice = in_row(label, self.parts_box, 1)
        self.setLayout(in_column((scroll_area(self.bars), 1), choice, spacing=STEP))

    def show_bars(self, solved: Solved, unit: MoneyUnit, moved_from: Mapping[str, float]) -> bool:
        """Show who pays how much, as `payer_bars`; say whether that takes another height."""
        parts = list(PartsOf)[max(0, self.parts_box.currentIndex())]
        self.bars.show_chart(payer_bars(solved, parts, unit, self._locale, moved_from))
        wanted = self.bars.height_at(self.width())
        is_other = wanted != self.bars.minimumHeight()
        self.bars.setMinimumHeight(wanted)
        return is_other

    def wanted_height(self) -> int:
        """Return the height in which all bars are seen."""
        return self.bars.minimumHeight() + self.parts_box.sizeHint().height() + 2 * STEP


def payer_bars(
    solved: Solved,
    parts: PartsOf,
    unit: MoneyUnit,
    locale: QLocale,
    moved_from: Mapping[str, float] = MappingProxyType({}),
) -> Bars:
    """Return a bar for each payer, the one that pays most first.

    Args:
        moved_from: what the payers paid that the last change moved.
    """
    colours = territory_colours(solved.case)
    ordered = sorted(solved.split.payers, key=lambda line: line.paid, reverse=True)
    bars = [
        marked(_bar(solved, line, parts, colours, unit, locale), moved_from.get(line.payer), locale)
        for line in ordered
    ]
    label = formats.unit_label(unit, solved.split.currency)
    ranged = any(bar.range is not None for bar in bars)
    if ranged:
        label = say(text("{unit}; the line across shows its range", unit=label))
    label = say(joined(label, _shades(parts), between="; "))
    finding = say(others_finding(solved.split, solved.names))
    chart = Bars(bars, finding, with_legend(label, moved_from))
    chart.kept_lines = _KEPT_LINES
    return chart


def _shades(parts: PartsOf) -> str:
    """Say what full and light colours mean."""
    if parts is PartsOf.STAGES:
        return QCoreApplication.translate("Split", "the stages in their order")
    return QCoreApplication.translate("Split", "others’ programmes in full colour, own ones light")


def _bar(
    solved: Solved,
    line: PayerLine,
    parts: PartsOf,
    colours: TerritoryColours,
    unit: MoneyUnit,
    locale: QLocale,
) -> Bar:
    name, letters = solved.names.territory(line.payer), colours.letters(line.payer)
    rows = _stages(solved, line) if parts is PartsOf.STAGES else _own_and_others(line, colours)
    ends = None
    if line.low is not None and line.high is not None:
        ends = (line.low, line.high)
    return Bar(
        say(text("{letters}  {payer}", letters=letters, payer=name)),
        tuple(_part(solved, line, row, locale) for row in rows),
        formats.money(line.paid, locale, unit),
        key=line.payer,
        range=ends,
    )


def _own_and_others(line: PayerLine, colours: TerritoryColours) -> Sequence[_Row]:
    full = (colours.colour(line.payer), colours.colour(line.payer, dark=True))
    light = (mixed(full[0], LIGHT.surface, _TINT), mixed(full[1], DARK.surface, _TINT))
    translate = QCoreApplication.translate
    others, own = translate("Split", "Others’ programmes"), translate("Split", "Own programmes")
    return (
        (others, line.others, full, translate("Split", "others’")),
        (own, line.own, light, translate("Split", "own")),
    )


def _stages(solved: Solved, line: PayerLine) -> Sequence[_Row]:
    stages = list(dict.fromkeys(each.stage for each in solved.split.programmes))
    names = [solved.names.stage(stage) for stage in stages]
    return [
        (
            names[at],
            paid_for_stage(solved.split, line.payer, stage),
            (stage_colour(at, len(stages)), stage_colour(at, len(stages), dark=True)),
            names[at].split(",")[0],
        )
        for at, stage in enumerate(stages)
    ]


def _part(solved: Solved, line: PayerLine, row: _Row, locale: QLocale) -> BarPart:
    name, value, colour, letters = row
    said = text(
        "{payer}, {part}: {currency} {amount}",
        payer=solved.names.territory(line.payer),
        part=name,
        currency=solved.split.currency,
        amount=formats.exact(value, locale),
    )
    sentences = [said]
    if line.low is not None and line.high is not None:
        low, high = formats.exact(line.low, locale), formats.exact(line.high, locale)
        sentences.append(text("In all it could pay from {low} to {high}.", low=low, high=high))
    return BarPart(name, value, colour, "\n".join(map(say, sentences)), letters or name)
