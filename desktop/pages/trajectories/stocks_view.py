"""The view of stocks and flows: a table, and in words what its steady stocks hide."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.look import formats
from desktop.look.language import say
from desktop.look.theme import BODY, STEP, Theme
from desktop.look.widgets import in_column, wrapped_label
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.grid_view import GridView
from desktop.tables.row_table import LEFT, RIGHT, RowTable
from models.results.trajectories import Hidden, StockRow, Trajectories
from models.words.stocks import (
    StockColumn,
    hidden_sentence,
    hidden_shortly,
    stock_columns,
    what_is_hidden,
    what_stocks_count,
)
from models.words.text import text
from models.words.trajectories import TrajectoryWords, words_of

_INDENT = "\u2003"
_WIDEST_LABEL = 90 * STEP


class StockTable(RowTable[StockRow]):
    """A row for all territories together, then for each and its stages.

    Figures are followed by a column of words.
    """

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self._theme, self._locale = theme, locale
        self._columns: tuple[StockColumn, ...] = ()
        self._words: TrajectoryWords | None = None
        self._everywhere = ""
        self._of_figures: dict[int, Callable[[StockRow, StockColumn], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda row, column: formats.figure(
                column.figure(row), self._locale
            ),
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, _column: RIGHT,
            Qt.ItemDataRole.FontRole: lambda row, _column: self._weight(row),
            Qt.ItemDataRole.ForegroundRole: lambda row, _column: self._ink(row),
            EXACT_ROLE: self._copied,
            Qt.ItemDataRole.ToolTipRole: lambda row, column: self._in_full(row, column, "\n"),
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }
        self._answers = {
            role: partial(self._answer, role)
            for role in (*self._of_figures, Qt.ItemDataRole.BackgroundRole.value)
        }

    def show_answer(self, answer: Trajectories) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._rows, self._words = answer.stocks, words_of(answer)
        place = answer.query.territory
        self._everywhere = (
            say(text("{territory} in all", territory=self._words.territory(place)))
            if place
            else self.tr("All territories")
        )
        self._columns = stock_columns(answer, self._full)
        self.endResetModel()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column is about, or whom a row is."""
        if orientation == Qt.Orientation.Vertical:
            return self._row_header(self._rows[section], role)
        last = section == len(self._columns)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("What the stock hides") if last else say(self._columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (LEFT if last else RIGHT) | Qt.TextFlag.TextWordWrap
        if role == Qt.ItemDataRole.ToolTipRole:
            return say(what_is_hidden() if last else self._columns[section].meaning)
        return None

    def _row_header(self, row: StockRow, role: int) -> object:
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: self._label(row),
            Qt.ItemDataRole.ToolTipRole: self._spoken_label(row),
            Qt.ItemDataRole.TextAlignmentRole: LEFT,
            Qt.ItemDataRole.FontRole: self._weight(row),
        }
        return answers.get(role)

    def label(self, row: int) -> str:
        """Return whom a row is."""
        return self._label(self._rows[row])

    def _label(self, row: StockRow) -> str:
        assert self._words is not None
        if row.year is not None:
            return _INDENT + say(text("In {year}", year=row.year))
        if row.territory is None:
            return self._everywhere
        if row.stage is None:
            return say(self._words.territory(row.territory))
        return _INDENT + self._words.names.stage(row.stage)

    def _spoken_label(self, row: StockRow) -> str:
        """Return whom a row is where the rows above are not seen."""
        if row.year is None:
            return self._label(row).strip()
        return f"{self._label(replace(row, year=None)).strip()}, {row.year}"

    def _column_count(self) -> int:
        return len(self._columns) + 1 if self._columns else 0

    def _answer(self, role: int, row: StockRow, column: int) -> object:
        if column == len(self._columns):
            return self._said(row.hidden, row, role)
        answer = self._of_figures.get(role)
        return answer(row, self._columns[column]) if answer else None

    def _said(self, hidden: Hidden | None, row: StockRow, role: int) -> object:
        """Return what the column of words says."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT
        if hidden is None or self._words is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say(hidden_shortly(hidden))
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(self._theme.colours.warning)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, EXACT_ROLE):
            return say(hidden_sentence(row, hidden, self._words, self._everywhere))
        return None

    def _copied(self, row: StockRow, column: StockColumn) -> str:
        value = column.figure(row)
        return "" if math.isnan(value) else formats.plain(value, self._locale)

    def _in_full(self, row: StockRow, column: StockColumn, between: str) -> str:
        note = column.note(row)
        return self._full(column.figure(row)) + (between + say(note) if note else "")

    def _spoken(self, row: StockRow, column: StockColumn) -> str:
        figure, label = self._in_full(row, column, " "), self._spoken_label(row)
        return say(text("{column}, {row}: {figure}", column=column.title, row=label, figure=figure))

    def _weight(self, row: StockRow) -> object:
        return self._theme.font(BODY, heavy=True) if row.is_whole else None

    def _ink(self, row: StockRow) -> object:
        quiet = self._stale or not row.is_whole
        return self._theme.quiet_colour() if quiet else None

    def _full(self, value: float) -> str:
        if math.isnan(value):
            return self.tr("not known")
        return formats.trimmed(value, self._locale, 6)


class StocksView(QWidget):
    """The table of stocks and flows."""

    def __init__(self, theme: Theme, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = StockTable(theme, locale, self)
        self.view = GridView(theme)
        self.view.setModel(self.table)
        self.view.dress_as_matrix(self.tr("Stocks and flows of each territory and stage"))
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.note = wrapped_label(quiet=True)
        self.setLayout(in_column((self.view, 1), self.note))

    def show_answer(self, answer: Trajectories) -> None:
        """Show stocks and flows."""
        self.table.show_answer(answer)
        self.note.setText(say(what_stocks_count(answer)))
        for column in range(self.table.columnCount()):
            self.view.setColumnWidth(column, 22 * STEP)
        caption = self.view.horizontalHeader().fontMetrics()
        self.view.horizontalHeader().setFixedHeight(2 * caption.lineSpacing() + 3 * STEP)
        metrics = self.view.verticalHeader().fontMetrics()
        labels = (self.table.label(row) for row in range(min(self.table.rowCount(), 400)))
        widest = max((metrics.horizontalAdvance(label) for label in labels), default=0)
        self.view.verticalHeader().setFixedWidth(
            min(round(1.08 * widest) + 6 * STEP, _WIDEST_LABEL)
        )

    def mark_stale(self, stale: bool) -> None:
        """Set figures that are not current in the second grey."""
        self.table.mark_stale(stale)
