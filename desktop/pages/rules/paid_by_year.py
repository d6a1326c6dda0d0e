"""What one payer pays in each year, as a row of figures with their sum."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.look import formats
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.theme import BODY, CAPTION, STEP, Theme
from desktop.look.widgets import in_column, line_label
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.grid_view import GridView
from desktop.tables.row_table import RIGHT, RowTable
from models.words.payers import IN_ALL, paid_by_year_of
from models.words.text import Argument, text

_CENTS = 2
_Years = tuple[tuple[Argument, float], ...]


class YearTable(RowTable[_Years]):
    """One row: what is paid in each year, and in all."""

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self._theme, self._locale = theme, locale
        self._payer: Argument = ""
        self._years: _Years = ()
        self._unit = formats.ONE
        self._answers = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, _column: RIGHT,
            Qt.ItemDataRole.ForegroundRole: lambda _row, _column: self._ink(),
            Qt.ItemDataRole.FontRole: lambda _row, column: self._weight(column),
            EXACT_ROLE: self._copied,
            Qt.ItemDataRole.ToolTipRole: self._exact,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }

    def show_years(self, payer: Argument, paid: Mapping[int, float], unit: MoneyUnit) -> None:
        """Show what a payer pays in each year, in a unit; what is the same stays chosen."""
        years: _Years = (*paid.items(), (IN_ALL, fsum(paid.values())))
        if (payer, years, unit) == (self._payer, self._years, self._unit):
            return
        self.beginResetModel()
        self._payer, self._years, self._unit = payer, years, unit
        self._rows = (years,)
        self.endResetModel()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the year of a column, or that it is the sum."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        return say(self._years[section][0]) if role == Qt.ItemDataRole.DisplayRole else None

    def _column_count(self) -> int:
        return len(self._years)

    def _shown(self, row: _Years, column: int) -> str:
        return formats.money(row[column][1], self._locale, self._unit)

    def _copied(self, row: _Years, column: int) -> str:
        return formats.plain(round(row[column][1], _CENTS), self._locale)

    def _exact(self, row: _Years, column: int) -> str:
        return formats.exact(row[column][1], self._locale, _CENTS)

    def _spoken(self, row: _Years, column: int) -> str:
        year, figure = row[column][0], self._exact(row, column)
        said = text("{column}, {row}: {figure}", column=year, row=self._payer, figure=figure)
        return say(said)

    def _ink(self) -> object:
        return self._theme.quiet_colour() if self._stale else None

    def _weight(self, column: int) -> object:
        return self._theme.font(BODY, heavy=True) if column == len(self._years) - 1 else None


class PaidByYear(QWidget):
    """The years side by side, as wide as there is room, under whose they are."""

    def __init__(self, theme: Theme, locale: QLocale) -> None:
        super().__init__()
        self._theme = theme
        self.caption = line_label(quiet=True, font=theme.font(CAPTION))
        self.table = YearTable(theme, locale, self)
        self.view = GridView(theme)
        self.view.setModel(self.table)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.horizontalHeader().setMinimumSectionSize(0)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(in_column(self.caption, self.view, spacing=STEP))

    def show_payer(
        self, payer: Argument, paid: Mapping[int, float], unit: MoneyUnit, currency: str
    ) -> None:
        """Show what a payer pays in each year."""
        self.table.show_years(payer, paid, unit)
        said = say(paid_by_year_of(payer, formats.unit_said(unit, currency)))
        self.caption.setText(said)
        for part in (self.view, self.view.horizontalHeader()):
            part.setAccessibleName(said)
        self._share_out()

    def mark_stale(self, stale: bool) -> None:
        """Set figures that are not current in the second grey."""
        self.table.mark_stale(stale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Let the columns fill the width, or scroll where they cannot all be read in it."""
        header, bar = self.view.horizontalHeader(), self.view.horizontalScrollBar()
        metrics = QFontMetrics(self._theme.font(BODY, heavy=True))
        least = [self._least_width(column, metrics) for column in range(self.table.columnCount())]
        # Its own width: the view learns of a new one only after this.
        spare = self.width() - 2 * self.view.frameWidth() - sum(least)
        for column, width in enumerate(least):
            each = max(spare, 0) // len(least) + (column < max(spare, 0) % len(least))
            self.view.setColumnWidth(column, width + each)
        height = header.sizeHint().height() + self._theme.row_height() + 2 * self.view.frameWidth()
        self.view.setFixedHeight(height + (bar.sizeHint().height() if spare < 0 else 0))

    def _least_width(self, column: int, metrics: QFontMetrics) -> int:
        """Return the width in which a figure and its year can be read."""
        year = str(self.table.headerData(column, Qt.Orientation.Horizontal))
        figure = str(self.table.index(0, column).data())
        return max(map(metrics.horizontalAdvance, (year, figure))) + 4 * STEP
