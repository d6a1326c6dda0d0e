"""The charts of a bridge: the way of one payer, and who pays more and less at each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.charts.bar import Bar, BarPart
from desktop.charts.bridge import BridgeChart, Span, StepBars
from desktop.look import formats
from desktop.look.colours import UNFUNDED_COLOUR, TerritoryColours
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.pages.compare.comparing import colour_of
from models.names import Names
from models.results.bridge import Bridge
from models.results.side_by_side import ComparedSplit
from models.words.bridge import (
    HATCHED,
    NO_EFFECT,
    ROUNDED,
    UNSEEN,
    all_payers_finding,
    legend,
    payer_finding,
    shown_to_add_up,
    step_in_full,
    step_name,
)
from models.words.cell_figures import PageUnit
from models.words.comparison import with_letter
from models.words.payers import with_gap
from models.words.sums import WayAsRead, way_as_read
from models.words.text import Argument, Text


@dataclass(frozen=True, eq=False)
class ShownBridge:
    """A bridge as it is shown: its figures add up in the unit in which they are read.

    Attributes:
        bridge: the way.
        ends: the two splits.
        names: what territories and clauses are called.
        colours: of the payers.
        unit: of the amounts.
        locale: of the figures.
    """

    bridge: Bridge
    ends: tuple[ComparedSplit, ComparedSplit]
    names: Names
    colours: TerritoryColours
    unit: MoneyUnit
    locale: QLocale

    def chart_of(self, payer: str | None) -> BridgeChart:
        """Return the way of what a payer pays; None: of what nobody pays."""
        way, levels = self._way(payer), self.bridge.levels(payer)
        changes = self.bridge.differences(payer)
        steps = [
            Span(
                label,
                levels[place],
                levels[place + 1],
                self._figure(way, place) if changes[place] else say(NO_EFFECT),
                self._in_full(way, place, say(step_in_full(step, self.names)), changes[place]),
            )
            for place, (label, step) in enumerate(
                zip(self._step_names, self.bridge.steps, strict=True)
            )
        ]
        first, last = self._end(0, levels[0], way.start), self._end(1, levels[-1], way.end)
        unit = say(legend(self._unit, [ROUNDED] if way.moved else []))
        finding = self._finding(payer, way, levels[-1] - levels[0])
        decimals = self.bridge.decimals
        return BridgeChart([first, *steps, last], say(finding), unit, decimals=decimals)

    def chart_of_all(self) -> StepBars:
        """Return who pays more and who less at each step, and how the gap moves."""
        payers: list[str | None] = [*self.bridge.payers]
        if self.bridge.moves_the_gap:
            payers.append(None)
        ways = {payer: self._way(payer) for payer in payers}
        count = len(self.bridge.steps)
        bars = [self._step(place, ways) for place in range(count)]
        if count > 1:
            bars.append(self._all_steps(ways))
        finding = all_payers_finding(self._end_names, has_steps=count > 0)
        return StepBars(
            bars,
            say(self._with_gap(finding)),
            say(legend(self._unit, self._marks(ways))),
            hatched=frozenset({_unfunded()}),
            decimals=self.bridge.decimals,
        )

    @cached_property
    def _end_names(self) -> tuple[Text, Text]:
        first, last = self.ends
        return with_letter(first), with_letter(last)

    @cached_property
    def _step_names(self) -> list[str]:
        return [say(step_name(step, self.names)) for step in self.bridge.steps]

    @property
    def _unit(self) -> Text:
        return formats.unit_said(self.unit, self.bridge.currency)

    def _way(self, payer: str | None) -> WayAsRead:
        return way_as_read(self.bridge.levels(payer), self.unit.factor, self.unit.decimals)

    def _finding(self, payer: str | None, way: WayAsRead, change: float) -> Text:
        who = _unfunded_gap() if payer is None else self.names.territory(payer)
        amount = self._written(way.whole, change)
        finding = payer_finding(who, self._end_names, change, amount)
        return finding if payer is None else self._with_gap(finding)

    def _with_gap(self, finding: Text) -> Text:
        gap = self.bridge.after.unfunded - self.bridge.before.unfunded
        change = round(gap, self.bridge.decimals)
        return with_gap(finding, change, self._written(self._way(None).whole, change))

    def _written(self, shown: Decimal, change: float) -> str:
        """Write the size of a change with its unit, as its steps add up to it."""
        page = PageUnit(self.unit.factor, self.unit.decimals, self.bridge.currency)
        written = page.written(abs(float(shown)) * self.unit.factor or abs(change))
        return say(written).replace(" ", formats.NO_BREAK)

    def _figure(self, way: WayAsRead, place: int) -> str:
        mark = "*" if place in way.moved else ""
        return self._signed(way.steps[place]) + mark

    def _signed(self, shown: Decimal) -> str:
        written = formats.figure(float(shown), self.locale, self.unit.decimals)
        return formats.with_plus(written, float(shown))

    def _in_full(self, way: WayAsRead, place: int, said: str, change: float) -> str:
        exact = formats.signed(change, self.locale, self.bridge.decimals)
        lines = [said, f"{exact} {self.bridge.currency}"]
        if place in way.moved:
            lines.append(say(shown_to_add_up(self._signed(way.steps[place]))))
        return "\n".join(lines)

    def _end(self, place: int, amount: float, shown: Decimal) -> Span:
        name = say(self._end_names[place])
        exact = formats.exact(amount, self.locale, self.bridge.decimals)
        figure = formats.figure(float(shown), self.locale, self.unit.decimals)
        colour = colour_of(self.ends[place].letters)
        return Span(name, 0.0, amount, figure, f"{name}: {exact}", True, colour)

    def _step(self, place: int, ways: dict[str | None, WayAsRead]) -> Bar:
        label = self._step_names[place]
        parts = []
        for payer, way in ways.items():
            change = self.bridge.differences(payer)[place]
            text = self._in_full(way, place, f"{label}\n{self._called(payer)}:", change)
            parts.append(self._part(payer, change, self._figure(way, place), text))
        return Bar(label, tuple(parts), _effect(parts))

    def _all_steps(self, ways: dict[str | None, WayAsRead]) -> Bar:
        label = QCoreApplication.translate("BridgePanel", "All steps together")
        parts = []
        for payer, way in ways.items():
            change = round(sum(self.bridge.differences(payer)), self.bridge.decimals)
            exact = formats.signed(change, self.locale, self.bridge.decimals)
            text = f"{label}\n{self._called(payer)}: {exact} {self.bridge.currency}"
            parts.append(self._part(payer, change, self._signed(way.whole), text))
        return Bar(label, tuple(parts), _effect(parts), heavy=True)

    def _part(self, payer: str | None, change: float, figure: str, text: str) -> BarPart:
        if payer is None:
            return BarPart(_unfunded(), change, UNFUNDED_COLOUR, text, figure=figure)
        colour = self.colours.colour(payer), self.colours.colour(payer, dark=True)
        letters = self.colours.letters(payer)
        return BarPart(self._called(payer), change, colour, text, letters, figure)

    def _called(self, payer: str | None) -> str:
        return _unfunded() if payer is None else self.names.territory(payer)

    def _marks(self, ways: dict[str | None, WayAsRead]) -> list[Argument]:
        """Return what the marks of the chart mean, those that are there."""
        marks: list[Argument] = [HATCHED] if None in ways else []
        if any(way.moved for way in ways.values()):
            marks.append(ROUNDED)
        letters = [self._letters(payer) for payer in ways if payer is not None]
        return [*marks, ", ".join(filter(None, letters))]

    def _letters(self, payer: str) -> str:
        letters, name = self.colours.letters(payer), self.names.territory(payer)
        return "" if letters == name else f"{letters} {name}".replace(" ", formats.NO_BREAK)


def _effect(parts: Sequence[BarPart]) -> str:
    """Say that parts change nothing, or too little to be seen; "" where figures are read."""
    if any(part.figure != formats.ZERO for part in parts):
        return ""
    return say(UNSEEN if any(part.value for part in parts) else NO_EFFECT)


def _unfunded() -> str:
    return QCoreApplication.translate("Charts", "Unfunded")


def _unfunded_gap() -> str:
    return QCoreApplication.translate("BridgePanel", "Unfunded gap")
