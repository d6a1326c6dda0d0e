"""A short table of figures on a page: as wide as its figures, its header in a few lines."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QLocale, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics
from PySide6.QtWidgets import QHeaderView

from desktop.look import formats
from desktop.look.context_menu import menu_place
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.theme import BODY, CAPTION, STEP, Theme
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.grid_view import GridView
from desktop.tables.row_table import FigureTable
from models.results.figure_rows import FigureCell, FigureColumn, FigureRow, FigureSheet
from models.words.figures import rounded
from models.words.text import Percent, text

_CENTS, _SHARE_DIGITS = 2, 6
_LEAST_COLUMN, _HEADER_LINES = 22 * STEP, 4
_WIDEST_LABEL = 90 * STEP


class FigureSheetTable(FigureTable[FigureRow]):
    """Rows of a short table; each column writes its figures in its own way."""

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(theme, locale, parent)
        self._columns: tuple[FigureColumn, ...] = ()
        self._answers |= {
            Qt.ItemDataRole.DisplayRole: self.shown,
            EXACT_ROLE: self._copied,
            Qt.ItemDataRole.ToolTipRole: self._explained,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }

    def show_sheet(self, sheet: FigureSheet, unit: MoneyUnit) -> None:
        """Show other figures; what is chosen stays where rows and columns are the same."""
        is_same = sheet.columns == self._columns and [one.key for one in sheet.rows] == [
            one.key for one in self._rows
        ]
        if not is_same:
            self.beginResetModel()
        self._columns, self._rows, self._unit = sheet.columns, sheet.rows, unit
        if not is_same:
            self.endResetModel()
        elif self._rows:
            end = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), end)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return, of a column, also what it is."""
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.ToolTipRole and self._columns[section].meaning:
            return say(self._columns[section].meaning)
        return super().headerData(section, orientation, role)

    def column_label(self, column: int) -> str:
        """Return what a column is called."""
        return say(self._columns[column].label)

    def shown(self, row: FigureRow, column: int) -> str:
        """Return a figure as it is shown."""
        value, look = row.cells[column].value, self._columns[column].look
        if value is None:
            return ""
        if look == "year":
            return str(int(value))
        if look == "share":
            return formats.share(value, self._locale)
        written = formats.money(value, self._locale, self._unit)
        return formats.with_plus(written, value) if look == "change" else written

    def _column_count(self) -> int:
        return len(self._columns)

    def _copied(self, row: FigureRow, column: int) -> str:
        value, look = row.cells[column].value, self._columns[column].look
        if value is None:
            return ""
        return formats.plain(
            rounded(value, _CENTS) if look in ("money", "change") else value, self._locale
        )

    def _full(self, cell: FigureCell, column: int) -> str:
        value, look = cell.value, self._columns[column].look
        if value is None:
            return ""
        if look == "year":
            return str(int(value))
        if look == "share":
            return say(Percent(rounded(value, _SHARE_DIGITS)))
        write = formats.signed if look == "change" else formats.exact
        return write(value, self._locale, _CENTS)

    def _explained(self, row: FigureRow, column: int) -> str | None:
        cell = row.cells[column]
        return "\n".join(filter(None, (self._full(cell, column), say(cell.note)))) or None

    def _spoken(self, row: FigureRow, column: int) -> str:
        cell = row.cells[column]
        figure = self._full(cell, column) or say(cell.note) or self.tr("not known")
        label = self._columns[column].label
        return say(text("{column}, {row}: {figure}", column=label, row=row.label, figure=figure))


class FigureSheetView(GridView):
    """Shows a short table of figures.

    Args:
        theme: the look.
        locale: how figures are written.
        spoken: its name for screen readers.

    Signals:
        menu_wanted: what can be done with what is chosen is to be offered; carries the place.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, locale: QLocale, spoken: str) -> None:
        super().__init__(theme)
        self.table = FigureSheetTable(theme, locale, self)
        self.setModel(self.table)
        self.dress_as_matrix(spoken)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_sheet(self, sheet: FigureSheet, unit: MoneyUnit) -> None:
        """Show other figures, in columns that fit them."""
        self.table.show_sheet(sheet, unit)
        caption = QFontMetrics(self._theme.font(CAPTION))
        figures = QFontMetrics(self._theme.font(BODY, heavy=True))
        for column in range(self.table.columnCount()):
            self.setColumnWidth(column, self._wanted_width(column, caption, figures))
        self.horizontalHeader().setFixedHeight(self._header_height(caption))
        labels = (self.table.label(row) for row in range(self.table.rowCount()))
        widest = max(map(figures.horizontalAdvance, labels), default=0)
        self.verticalHeader().setFixedWidth(min(widest + 6 * STEP, _WIDEST_LABEL))

    def _header_height(self, caption: QFontMetrics) -> int:
        """Return the height of as many lines as the labels over the columns take."""
        heights = []
        for column in range(self.table.columnCount()):
            room = QRect(0, 0, self.columnWidth(column) - 6 * STEP, _HEADER_LINES * 100)
            label, flags = self.table.column_label(column), Qt.TextFlag.TextWordWrap
            heights.append(caption.boundingRect(room, flags, label).height())
        return max(heights, default=caption.lineSpacing()) + 3 * STEP

    def rows_height(self) -> int:
        """Return the height in which all rows are seen."""
        bar = self.horizontalScrollBar().sizeHint().height()
        rows = self.table.rowCount() * self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().height() + rows + bar + 2 * self.frameWidth()

    def has_chosen(self) -> bool:
        """Say whether any figure is chosen."""
        return self.selectionModel().hasSelection()

    def stand_on(self, key: str) -> None:
        """Let the keys stand on the row of a payer, with nothing chosen; "": on that of all."""
        keys = [self.table.row(row).key for row in range(self.table.rowCount())]
        row, column = keys.index(key), max(0, self.currentIndex().column())
        index = self.table.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Let the page offer what can be done."""
        self.menu_wanted.emit(menu_place(self, event))

    def _wanted_width(self, column: int, caption: QFontMetrics, figures: QFontMetrics) -> int:
        """Return what the figures of a column and the longest word over them need."""
        rows = (self.table.row(row) for row in range(self.table.rowCount()))
        figure = max(figures.horizontalAdvance(self.table.shown(row, column)) for row in rows)
        label = self.table.column_label(column)
        word = max(map(caption.horizontalAdvance, label.split()), default=0)
        lines = caption.horizontalAdvance(label) // (_HEADER_LINES - 1) + word // 2
        return max(figure, word, lines, _LEAST_COLUMN - 4 * STEP) + 4 * STEP
