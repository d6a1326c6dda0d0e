"""The split page: who pays what in the chosen scenario, and why; the same as it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Self

from PySide6.QtCore import QMetaMethod, QPoint, QTimer, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from desktop.charts.chart_origin import ChartOrigin
from desktop.document.document import Solved
from desktop.document.freezing import mark_frozen
from desktop.engine.question import AnswerState
from desktop.look.context_menu import pop_up
from desktop.look.folding import WrappingRow
from desktop.look.language import say
from desktop.look.scenario_box import ScenarioBox
from desktop.look.state_bar import SplitStateBar
from desktop.look.theme import STEP, mark_stale
from desktop.look.unit_box import ChosenUnit, UnitBox
from desktop.look.widgets import in_column, in_row, link_button, named
from desktop.pages.context import Context
from desktop.pages.page import SPLIT, Page
from desktop.pages.split.cash_view import CashView
from desktop.pages.split.key_view import KeyView
from desktop.pages.split.misreports_view import MisreportsView
from desktop.pages.split.payer_bars import LEAST_BOX
from desktop.pages.split.payments_view import PaymentsView
from desktop.pages.split.split_view import SplitView
from desktop.pages.split.switching import Switching
from models.words.headlines import no_split
from models.words.text import counted

_NEXT_TURN = 1
"""Milliseconds after which keys and clicks have been heard."""


class SplitPage(Page):
    """A sentence, how the split stands, choices; then the split in one of several views."""

    number = SPLIT

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        document, solving, locale = context.document, context.solving, context.locale
        self._document, self._solving, self._locale = document, solving, locale
        self._shown: Solved | None = None
        self._was_seen = self._is_looked_at = False
        self.scenario_box = ScenarioBox(document)
        self.unit_box = UnitBox(context.keep(ChosenUnit, lambda: ChosenUnit(document)))
        self.unit_box.setMinimumWidth(LEAST_BOX)
        self.warnings_button, self.switching_button = link_button(), link_button()
        self.state_line = SplitStateBar(document, solving)
        ChartOrigin(self, context)
        self.switching = Switching.of(context)
        self.sentence.keep_second()
        self.payments = PaymentsView(self, context, self.unit_box)
        self.matrix, self.why = self.payments.matrix, self.payments.why
        self.bars, self.explaining = self.payments.bars, self.payments.explaining
        self.key = KeyView(context, self.unit_box)
        self.cash = CashView(self, context, self.unit_box)
        self.misreports = MisreportsView(context, self.unit_box)
        self._views: tuple[tuple[SplitView, str, str], ...] = (
            (self.payments, self.tr("Pa&yments"), self.tr("Show who pays what")),
            (self.key, self.tr("&Key to sign"), self.tr("Show the key to sign")),
            (self.cash, self.tr("Cash &by year"), self.tr("Show cash by year")),
            (
                self.misreports,
                self.tr("Misreportin&g"),
                self.tr("Show who would gain by wrong figures"),
            ),
        )
        self._shown_in: dict[SplitView, Solved | None] = {}
        self.tabs = QTabBar(expanding=False, drawBase=False, usesScrollButtons=False)
        self.tabs.setAccessibleName(self.tr("View"))
        self.views, self.content = QStackedWidget(), QWidget()
        self._ways = [
            self.command(caption, partial(self.tabs.setCurrentIndex, at))
            for at, (_, _, caption) in enumerate(self._views)
        ]
        self._lay_out()
        self._connect()

    @property
    def view(self) -> SplitView:
        """The view that is shown."""
        return self._views[max(0, self.tabs.currentIndex())][0]

    def first_place(self) -> QWidget:
        """Return what one uses first in the view that is shown."""
        return self.view.first_place()

    @Slot()
    def copy(self) -> None:
        """Copy the selected figures, or the selected sentences."""
        self.view.copy()

    def commands(self) -> Sequence[QAction]:
        """Return what can be done here."""
        groups = [group for view, _, _ in self._views for group in view.groups]
        return [*(action for group in groups for action in group), *self._ways]

    def can_copy(self) -> bool:
        """Say whether figures or sentences are selected."""
        return self.view.can_copy()

    def is_possible(self, action: QAction) -> bool:
        """Say whether a command would do something just now: one of a view while it is shown."""
        others = (view for view, _, _ in self._views if view is not self.view)
        if any(action in group for view in others for group in view.groups):
            return False
        return super().is_possible(action)

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        """Offer what can be done with the chosen figures."""
        copy = () if self.copy_action is None else (self.copy_action,)
        first, *others = self.view.groups or ((),)
        pop_up(self.view.first_place(), [(*first, *copy), *others], at, self.is_possible)

    def take_over(self, before: Self) -> None:
        """Show the same rows and columns in the same unit, with the same cell chosen."""
        self._was_seen = before._was_seen
        self.unit_box.take_over(before.unit_box)
        self.payments.take_over(before.payments)
        self.cash.take_over(before.cash)
        self.tabs.setCurrentIndex(before.tabs.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:
        """Show what came meanwhile; the first time, share out the room."""
        self.refresh()
        if not self._was_seen:
            self._was_seen = True
            self.payments.begin()
        super().showEvent(event)

    def look(self, *, now: bool) -> None:
        """Work out what the view shows, and what pays back, while somebody looks."""
        signal = QMetaMethod.fromSignal(self.rows_wanted)
        self.why.offers_rows = self.isSignalConnected(signal)
        self._is_looked_at = now
        self._look()

    def _look(self) -> None:
        for view, _, _ in self._views:
            view.look(now=self._is_looked_at and view is self.view)
        self.switching.look(now=self._is_looked_at and self.view is self.payments)

    def _lay_out(self) -> None:
        for view, name, _ in self._views:
            self.tabs.addTab(name)
            self.views.addWidget(view)
        row = WrappingRow(self.tabs, spacing=4 * STEP)
        row.add_room()
        scenario = named(self.tr("&Scenario"), self.scenario_box)
        unit = named(self.tr("A&mounts in"), self.unit_box)
        row.add(in_row(scenario, unit, spacing=4 * STEP))
        self.put_beside_sentence(self.state_line)
        self.put_at_end_of_sentence(self.switching_button)
        self.put_at_end_of_sentence(self.warnings_button)
        self.body.addLayout(row)
        self.content.setLayout(in_column(self.views))
        self.body.addWidget(self.content, 1)

    def _connect(self) -> None:
        self.unit_box.changed.connect(self._on_unit_changed)
        self.tabs.currentChanged.connect(self._on_view_chosen)
        self.warnings_button.clicked.connect(self.warnings_wanted)
        self.switching_button.clicked.connect(self.switching.act)
        self.switching.changed.connect(self._say_switching)
        for view, _, _ in self._views:
            view.menu_wanted.connect(self._show_menu)
            view.rules_wanted.connect(self.rules_wanted)
            view.sentence_changed.connect(self._say)
        self.why.rows_wanted.connect(self.rows_wanted)
        self.why.refused.connect(self.refused)
        self.why.back_wanted.connect(self.go_back)
        self.state_line.problems_wanted.connect(self.problems_wanted)
        self.state_line.settle_wanted.connect(self.settling_wanted)
        self._document.case_replaced.connect(self._on_case_replaced)
        self._document.split_changed.connect(self.refresh)
        self._solving.state_changed.connect(self.refresh)
        for signal in (
            self._document.case_replaced,
            self._document.table_changed,
            self._document.scenario_changed,
            self._document.frozen_changed,
        ):
            signal.connect(self._mark_frozen)
        self._mark_frozen()
        self.refresh()

    @Slot()
    def _mark_frozen(self) -> None:
        mark_frozen(self.scenario_box, self._document, self._locale)

    @Slot()
    def refresh(self) -> None:
        """Show the newest split, and whether it is current; where nobody looks, when one does."""
        solved = self._document.solved
        if solved is not None and solved is not self._shown:
            self.payments.start_change(solved)
        if self.isVisible() or self._shown is None or solved is None:
            self._show_state(solved)
            self._say()

    def _show_state(self, solved: Solved | None) -> None:
        stale = not self._document.split_is_current
        for part in (self.tabs, self.content):
            part.setVisible(solved is not None)
        mark_stale(self.sentence, stale=stale)
        self.view.mark_stale(stale)
        if solved is None:
            self._shown = None
            self.warnings_button.hide()
        elif solved is not self._shown:
            self._show(solved)

    @Slot()
    def _say(self) -> None:
        """Open the page with the sentence of the view that is shown."""
        if self._shown is None:
            self.sentence.setText(say(no_split(is_computing=self._solving.state.is_computing)))
        else:
            self.sentence.setText(say(self.view.sentence(self._shown)))
        self._say_switching()

    @Slot()
    def _say_switching(self) -> None:
        """Say under the sentence from which effect on all is paid back."""
        shown = self._shown if self.view is self.payments else None
        self.sentence.say_second("" if shown is None else self.switching.sentence(shown))
        is_current = self.switching.state is AnswerState.CURRENT
        mark_stale(self.sentence.second, stale=not is_current)
        self.switching_button.setText("" if shown is None else self.switching.action())
        self.switching_button.setVisible(bool(self.switching_button.text()))

    def _paint_next_turn(self) -> None:
        """Paint what is shown now in a turn of its own: both together would be a long one."""
        self.setUpdatesEnabled(False)
        QTimer.singleShot(_NEXT_TURN, self, self._paint_again)

    @Slot()
    def _paint_again(self) -> None:
        self.setUpdatesEnabled(True)

    def _show(self, solved: Solved) -> None:
        first = self._shown is None
        self._shown = solved
        if first:
            self._paint_next_turn()
            needs = [line.need for line in solved.split.programmes]
            needs += [line.paid for line in solved.split.payers]
            self.unit_box.offer(solved.split.currency, needs)
        self._show_in_view()
        self._look()
        count = len(solved.split.warnings)
        self.warnings_button.setVisible(count > 0)
        self.warnings_button.setText(say(counted("1 warning", "{count} warnings", count)))

    def _show_in_view(self) -> None:
        """Show the split in the view that is seen; the others follow when they are."""
        if self._shown is not None and self._shown_in.get(self.view) is not self._shown:
            self._shown_in[self.view] = self._shown
            self.view.show_split(self._shown)

    @Slot()
    def _on_unit_changed(self) -> None:
        self._shown_in.clear()
        self._show_in_view()

    @Slot(int)
    def _on_view_chosen(self, at: int) -> None:
        for action in (self.payments.bars_action, self.payments.why_action):
            action.setEnabled(self.view is self.payments)
        self._show_in_view()
        self.view.mark_stale(not self._document.split_is_current)
        self.views.setCurrentIndex(at)
        self._look()
        self._say()

    @Slot()
    def _on_case_replaced(self) -> None:
        self._shown = None
        self._shown_in.clear()
        for view, _, _ in self._views:
            view.forget()

    @Slot()
    def go_back(self) -> bool:
        """Choose and say what was chosen and said before the last link."""
        return self.payments.go_back()
