"""The bridge: from which split to which, for whom, and how it is walked."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QComboBox, QWidget

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
from desktop.pages.compare.bridge_charts import ShownBridge
from desktop.pages.compare.comparing import Bridging
from models.names import Names
from models.results.bridge import Bridge, BridgeEnd
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.bridge import order_note
from models.words.comparison import with_letter
from models.words.text import text

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

    def _chart(self, bridge: Bridge) -> Chart | None:
        start, end = self._end(self.from_box), self._end(self.to_box)
        if start is None or end is None:
            return None
        chosen = str(self.payer_box.currentData())
        shown = ShownBridge(
            bridge, (start, end), self._names, self._colours, self._unit, self._locale
        )
        if chosen == ALL:
            return shown.chart_of_all()
        return shown.chart_of(None if chosen == GAP else chosen.removeprefix("payer "))


def _offer(box: QComboBox, entries: list[tuple[str, str]], otherwise: str) -> None:
    """Offer entries; what was chosen stays chosen where it is still offered."""
    before = box.currentData()
    offered = {key for _, key in entries}
    fill_box(box, entries, before if before in offered else otherwise)
