"""The bridge: from which split to which, for whom, and how it is walked."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.charts.bar import Bar, BarPart
from desktop.charts.bars import Bars
from desktop.charts.bridge import BridgeChart, Span, StepBars
from desktop.charts.chart import Chart
from desktop.charts.chart_view import ChartView
from desktop.engine.question import AnswerState
from desktop.look import formats
from desktop.look.colours import TerritoryColours
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.state_bar import StateBar
from desktop.look.theme import STEP, Theme
from desktop.look.widgets import (
    fill_box,
    in_column,
    in_row,
    named,
    scroll_area,
    spoken_box,
    wrapped_label,
)
from desktop.pages.compare.comparing import Bridging, colour_of
from desktop.pages.compare.gains import signed
from models.names import Names
from models.results.bridge import Bridge, BridgeEnd
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.bridge import order_note, step_in_full, step_name
from models.words.comparison import with_letter
from models.words.text import Money, text

ALL, GAP = "all", "gap"
_OF_MANY = text("Walking from one split to the other: step {done} of {of}…")
_SENTENCES = {
    AnswerState.COMPUTING: text("Walking from one split to the other…"),
    AnswerState.CANCELLED: text("The walk was cancelled."),
}
_ACTIONS = {AnswerState.CANCELLED: text("Walk again")}


class BridgePanel(QWidget):
    """Choices, how the walk stands, the chart, and the order of the steps in words."""

    def __init__(self, bridging: Bridging, theme: Theme, locale: QLocale) -> None:
        super().__init__()
        self._bridging, self._locale = bridging, locale
        self._side: SideBySide | None = None
        self._names = Names()
        self._colours = TerritoryColours(())
        self._unit = formats.ONE
        self._shown = False
        self.from_box = self._box(self.tr("From"))
        self.to_box = self._box(self.tr("To"))
        self.payer_box = self._box(self.tr("For whom"))
        self.state = StateBar()
        self.state.acted.connect(self._on_acted)
        self.view = ChartView(theme)
        self.order = wrapped_label(say(order_note()), quiet=True)
        self._lay_out()
        bridging.changed.connect(self.refresh)

    def show_side(
        self, side: SideBySide | None, names: Names, colours: TerritoryColours, unit: MoneyUnit
    ) -> None:
        """Offer the ends among the splits that are there; None: there is nothing to walk."""
        self._side, self._names, self._colours, self._unit = side, names, colours, unit
        self._offer()
        self._walk()

    def take_over(self, before: BridgePanel) -> None:
        """Show the same way for the same payer."""
        self._offer()
        boxes = (self.from_box, self.to_box, self.payer_box)
        for box, chosen in zip(
            boxes, (before.from_box, before.to_box, before.payer_box), strict=True
        ):
            box.setCurrentIndex(box.findData(chosen.currentData()))
        self._walk()

    def look(self, *, now: bool) -> None:
        """Say whether somebody looks; nothing is walked while nobody does."""
        self._shown = now
        self._walk()

    def _box(self, spoken: str) -> QComboBox:
        box = spoken_box(spoken)
        box.activated.connect(self._walk)
        return box

    def _lay_out(self) -> None:
        choices = in_row(
            named(self.tr("Fr&om"), self.from_box),
            named(self.tr("&to"), self.to_box),
            named(self.tr("fo&r"), self.payer_box),
            1,
        )
        # Beside each other in a room that stays, so that the chart does not move.
        foot = QWidget()
        foot.setLayout(in_row((self.order, 3), (self.state, 2), spacing=6 * STEP))
        foot.setFixedHeight(4 * self.order.fontMetrics().lineSpacing())
        pieces = (choices, (scroll_area(self.view), 1), foot)
        self.setLayout(in_column(*pieces, spacing=3 * STEP, margins=(0, 2 * STEP, 0, 0)))

    def _offer(self) -> None:
        side = self._side
        splits = [s for s in side.splits if side.can_be_set_against_base(s)] if side else []
        entries = [(say(with_letter(split)), split.letters) for split in splits]
        _offer(self.from_box, entries, side.base if side else "")
        moved = side.most_moved() if side else None
        _offer(self.to_box, entries, moved[0].letters if moved else "")
        if self.to_box.currentData() == self.from_box.currentData() and moved:
            self.to_box.setCurrentIndex(self.to_box.findData(moved[0].letters))
        payers = [(self._names.territory(p), f"payer {p}") for p in (side.payers if side else ())]
        everybody = [(self.tr("All payers"), ALL), *payers, (self.tr("Unfunded gap"), GAP)]
        _offer(self.payer_box, everybody, ALL)

    @Slot()
    def _walk(self) -> None:
        ends = [self._end(box) for box in (self.from_box, self.to_box)]
        if self._side is None or None in ends or not self._shown:
            if self._side is None:
                self._bridging.forget()
            return
        start, end = (BridgeEnd(one.scenario, one.key) for one in ends if one is not None)
        self._bridging.want(start, end)

    def _end(self, box: QComboBox) -> ComparedSplit | None:
        splits = self._side.splits if self._side else ()
        return next((split for split in splits if split.letters == box.currentData()), None)

    @Slot()
    def refresh(self) -> None:
        """Show the bridge, or how it stands."""
        bridge, state = self._bridging.bridge, self._bridging.state
        self._say(state)
        self.view.setVisible(bridge is not None)
        self.order.setVisible(bridge is not None)
        chart = self._chart(bridge) if bridge is not None else None
        self.view.show_chart(chart)
        if chart is not None:
            self.view.setMinimumHeight(self.view.sizeHint().height())

    def _say(self, state: AnswerState) -> None:
        if state not in (AnswerState.EMPTY, AnswerState.CURRENT):
            done, of = self._bridging.solved
            pattern = _OF_MANY if of else _SENTENCES[AnswerState.COMPUTING]
            walking = pattern.filled(done=done + 1, of=of)
            sentences = {**_SENTENCES, AnswerState.COMPUTING: walking}
            self.state.say_state(state, self._bridging.error, sentences, _ACTIONS)
        elif self._side is not None and self.from_box.count() < 2:
            self.state.say(self.tr("There are no two splits to walk between."))
        else:
            self.state.say("")

    @Slot()
    def _on_acted(self) -> None:
        if self._bridging.state is AnswerState.COMPUTING:
            self._bridging.cancel()
        else:
            self._bridging.retry()

    def _chart(self, bridge: Bridge) -> Chart:
        start, end = self._end(self.from_box), self._end(self.to_box)
        names = tuple(say(with_letter(one)) if one is not None else "" for one in (start, end))
        chosen = str(self.payer_box.currentData())
        unit = formats.unit_label(self._unit, bridge.currency)
        if chosen == ALL:
            return self._for_all(bridge, names, unit)
        return self._for_one(bridge, names, unit, chosen)

    def _for_one(
        self, bridge: Bridge, names: tuple[str, ...], unit: str, chosen: str
    ) -> BridgeChart:
        payer = None if chosen == GAP else chosen.removeprefix("payer ")
        who = self.tr("Unfunded gap") if payer is None else self._names.territory(payer)
        levels, changes = bridge.levels(payer), bridge.differences(payer)
        first, last = self._level(names[0], levels[0], 0), self._level(names[-1], levels[-1], -1)
        steps = [
            Span(
                say(step_name(step, self._names)),
                levels[place],
                levels[place + 1],
                signed(changes[place], self._unit, self._locale),
                "\n".join(
                    (
                        say(step_in_full(step, self._names)),
                        self._in_full(changes[place], bridge.currency),
                    )
                ),
            )
            for place, step in enumerate(bridge.steps)
        ]
        whole = sum(changes)
        return BridgeChart(
            [first, *steps, last],
            self._finding(who, whole, bridge, names),
            unit,
        )

    def _finding(self, who: str, change: float, bridge: Bridge, names: tuple[str, ...]) -> str:
        whole = round(change, bridge.decimals)
        pattern = text("{who}: from {start} to {end} nothing changes in the end")
        if whole > 0:
            pattern = text("{who}: from {start} to {end} {amount} more")
        elif whole < 0:
            pattern = text("{who}: from {start} to {end} {amount} less")
        amount = Money(abs(whole), bridge.currency, brief=True)
        return say(pattern.filled(who=who, start=names[0], end=names[-1], amount=amount))

    def _in_full(self, change: float, currency: str) -> str:
        return f"{formats.signed(change, self._locale, 2)} {currency}"

    def _level(self, name: str, amount: float, place: int) -> Span:
        box = self.from_box if place == 0 else self.to_box
        text = f"{name}: {formats.exact(amount, self._locale)}"
        figure = formats.money(amount, self._locale, self._unit)
        return Span(name, 0.0, amount, figure, text, True, colour_of(str(box.currentData())))

    def _for_all(self, bridge: Bridge, names: tuple[str, ...], unit: str) -> Bars:
        changes = {payer: bridge.differences(payer) for payer in bridge.payers}
        bars = [
            self._moved(
                say(step_name(step, self._names)),
                {payer: found[place] for payer, found in changes.items()},
                bridge,
            )
            for place, step in enumerate(bridge.steps)
        ]
        whole = {payer: round(sum(found), bridge.decimals) for payer, found in changes.items()}
        if len(bars) > 1:
            bars.append(self._moved(self.tr("All steps together"), whole, bridge, heavy=True))
        pattern = text("From {start} to {end}: who pays more (right) and less (left), step by step")
        if not bridge.steps:
            pattern = text("{start} and {end} are made of the same rules, data and clauses")
        keys = ", ".join(
            f"{self._colours.letters(payer)} {self._names.territory(payer)}".replace(
                " ", formats.NO_BREAK
            )
            for payer in bridge.payers
            if self._colours.letters(payer) != self._names.territory(payer)
        )
        moved = say(text("{unit}; the figure is the money that the step moves", unit=unit))
        parts = " · ".join(part for part in (moved, keys) if part)
        return StepBars(bars, say(pattern.filled(start=names[0], end=names[-1])), parts)

    def _moved(
        self, label: str, changes: dict[str, float], bridge: Bridge, *, heavy: bool = False
    ) -> Bar:
        parts = tuple(
            BarPart(
                self._names.territory(payer),
                change,
                (self._colours.colour(payer), self._colours.colour(payer, dark=True)),
                f"{label}\n{self._names.territory(payer)}: "
                f"{self._in_full(change, bridge.currency)}",
                self._colours.letters(payer),
            )
            for payer, change in changes.items()
        )
        more = sum(change for change in changes.values() if change > 0)
        less = -sum(change for change in changes.values() if change < 0)
        figure = formats.money(max(more, less), self._locale, self._unit)
        return Bar(label, parts, figure, heavy=heavy)


def _offer(box: QComboBox, entries: list[tuple[str, str]], otherwise: str) -> None:
    """Offer entries; what was chosen stays chosen where it is still offered."""
    before = box.currentData()
    offered = {key for _, key in entries}
    fill_box(box, entries, before if before in offered else otherwise)
