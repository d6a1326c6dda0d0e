"""Payments and later benefits year by year: how deep each payer is, and when it has that back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtGui import QAction

from desktop.charts.bars_view import MovingBarsView
from desktop.document.document import Solved
from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.unit_box import UnitBox
from desktop.look.widgets import in_column, scroll_area
from desktop.pages.context import Context
from desktop.pages.page import Page
from desktop.pages.split.cash_bars import cash_bars
from desktop.pages.split.split_view import SheetView
from models.results.cash import Cash, cash_of, cash_together, is_measured
from models.words.cash import NOT_MEASURED, cash_note, cash_sentence, cash_sheet
from models.words.headlines import nothing_to_share
from models.words.names import terms_of
from models.words.text import Argument, text

_MOST = 100
"""How much more of the height the table takes, up to that of its rows, than the bars."""
_LEAST_BARS = 40 * STEP
"""The height that the table leaves to the bars."""


class CashView(SheetView):
    """A row for each payer and for all together; under them the years of the row with the keys."""

    table_name = text("Payments and later benefits of each payer")

    def __init__(self, page: Page, context: Context, unit_box: UnitBox) -> None:
        super().__init__(context, unit_box)
        self._locale = context.locale
        self._cash: dict[str, Cash] = {}
        self._payer = ""
        self.bars = MovingBarsView(context.theme)
        self.bars_room = scroll_area(self.bars)
        self._groups = (
            (
                page.command(self.tr("Copy the bars as an image"), self.bars.copy_image),
                page.command(
                    self.tr("Save the bars as PNG, SVG or PDF…"), self.bars.choose_and_save
                ),
            ),
        )
        self.bars_room.setMinimumHeight(_LEAST_BARS)
        pieces = ((self.table_view, _MOST), self.note, (self.bars_room, 1))
        self.setLayout(in_column(*pieces, 0, spacing=3 * STEP))
        self.table_view.selectionModel().currentChanged.connect(self._on_row_chosen)

    @property
    def groups(self) -> Sequence[Sequence[QAction]]:
        """What can be done here, in groups."""
        return self._groups

    def sentence(self, solved: Solved) -> Argument:
        """Return how much all payers together are short, and when they have it back."""
        if nothing := nothing_to_share(solved.split):
            return nothing
        if not is_measured(solved.split):
            return NOT_MEASURED
        together = cash_together(solved.split, solved.rules.discount_rate)
        return cash_sentence(together, terms_of(solved.split, solved.names))

    def show_split(self, solved: Solved) -> None:
        """Show the years of a split; the payer that was chosen stays so where it still pays."""
        self._shown, split = solved, solved.split
        is_there = nothing_to_share(split) is None and is_measured(split)
        for part in (self.table_view, self.note, self.bars_room):
            part.setVisible(is_there)
        if not is_there:
            return
        rate = solved.rules.discount_rate
        by_payer, together = cash_of(split, rate), cash_together(split, rate)
        self._cash = {**by_payer, "": together}
        terms = terms_of(split, solved.names)
        kept = self._payer
        self.show_sheet(cash_sheet(by_payer, together, split, terms))
        self.note.setText(say(cash_note(split)))
        self._payer = kept if kept in self._cash else ""
        self.table_view.stand_on(self._payer)
        self._show_bars()

    def forget(self) -> None:
        """Forget whose years were shown: another case is open."""
        super().forget()
        self._payer = ""

    def take_over(self, before: Self) -> None:
        """Show the years of the same payer."""
        self._payer = before._payer

    def _show_bars(self) -> None:
        if self._shown is None:
            return
        cash, unit = self._cash[self._payer], self._unit_box.unit
        self.bars.show_chart(cash_bars(self._shown, self._payer, cash, unit, self._locale))
        self.bars.setMinimumHeight(self.bars.height_at(self.bars.width()))

    @Slot(QModelIndex, QModelIndex)
    def _on_row_chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and self._shown is not None:
            self._payer = self.table_view.table.row(now.row()).key
            self._show_bars()
