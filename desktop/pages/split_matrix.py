"""The matrix of the split with its totals under it, which stay in place while it scrolls."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QObject, QRect, Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QVBoxLayout, QWidget

from desktop.document import Solved
from desktop.formats import MoneyUnit
from desktop.grid_view import GridView
from desktop.tables.split_table import FigureTable, column_labels, programme_rows, total_rows
from desktop.theme import BODY, STEP, Theme

LEAST_FIGURE, MOST_FIGURE = 80, 200
FIRST_COLUMN = (180, 360)
HEADER_PADDING = 5 * STEP


class SplitMatrix(QWidget):
    """Two tables that scroll sideways as one: the programmes, and the totals."""

    def __init__(self, theme: Theme, locale: QLocale) -> None:
        super().__init__()
        self._theme, self._locale = theme, locale
        self.programmes = FigureTable(theme, locale, self)
        self.totals = FigureTable(theme, locale, self)
        self.view = self._view(self.programmes, "matrix", self.tr("Who pays what, by programme"))
        self.totals_view = self._view(self.totals, "totals", self.tr("Totals of each payer"))
        self._corner = QLabel(self.tr("Programme"), self.view)
        self._corner.setObjectName("quiet")
        self._corner.setContentsMargins(2 * STEP, 0, 0, 0)
        self._link_views()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        under = QHBoxLayout()
        under.addWidget(self.totals_view)
        under.addSpacing(self.view.verticalScrollBar().sizeHint().width())
        layout.addLayout(under)

    def show_split(self, solved: Solved, unit: MoneyUnit) -> None:
        """Show a split in a unit."""
        columns = column_labels(solved.split, solved.names)
        self.programmes.show_rows(columns, programme_rows(solved), unit)
        self.totals.show_rows(columns, total_rows(solved, self._locale), unit)
        self._fit()

    def mark_stale(self, stale: bool) -> None:
        """Set figures that are not current in the second grey."""
        self.programmes.mark_stale(stale)
        self.totals.mark_stale(stale)

    def copy(self) -> None:
        """Copy the selected cells of the table that has the focus."""
        (self.totals_view if self.totals_view.hasFocus() else self.view).copy()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the title of the first column over it."""
        if watched is self.view and isinstance(event, QResizeEvent):
            self._place_corner()
        return super().eventFilter(watched, event)

    def _view(self, table: FigureTable, name: str, spoken: str) -> GridView:
        view = GridView(self._theme)
        view.setObjectName(name)
        view.setAccessibleName(spoken)
        view.setModel(table)
        view.setCornerButtonEnabled(False)
        view.setTabKeyNavigation(False)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        return view

    def _link_views(self) -> None:
        bottom, top = self.totals_view, self.view
        bottom.horizontalHeader().hide()
        bottom.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bottom.horizontalScrollBar().valueChanged.connect(top.horizontalScrollBar().setValue)
        top.horizontalScrollBar().valueChanged.connect(bottom.horizontalScrollBar().setValue)
        top.horizontalHeader().sectionResized.connect(self._on_resized)
        bottom.horizontalScrollBar().rangeChanged.connect(self._fit_totals)
        for view in (top, bottom):
            view.verticalHeader().setFont(self._theme.font(BODY))
        top.installEventFilter(self)

    @Slot(int, int, int)
    def _on_resized(self, column: int, _old: int, new: int) -> None:
        self.totals_view.setColumnWidth(column, new)

    def _fit(self) -> None:
        self._fit_first_column()
        for column in range(self.programmes.columnCount()):
            wanted = max(_wanted(view, column) for view in (self.view, self.totals_view))
            wanted = max(wanted, self._longest_word(column), LEAST_FIGURE)
            self.view.setColumnWidth(column, min(wanted, MOST_FIGURE))
            self.totals_view.setColumnWidth(column, self.view.columnWidth(column))
        self.view.horizontalHeader().setFixedHeight(self._header_height())
        self._fit_totals()
        self._place_corner()

    @Slot()
    def _fit_totals(self) -> None:
        """Give the totals the height of their rows, and of the scroll bar where there is one."""
        bar = self.totals_view.horizontalScrollBar()
        height = self.totals.rowCount() * self.totals_view.verticalHeader().defaultSectionSize()
        height += bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.totals_view.setFixedHeight(height + STEP)

    def _fit_first_column(self) -> None:
        labels = [
            str(table.headerData(row, Qt.Orientation.Vertical))
            for table in (self.programmes, self.totals)
            for row in range(table.rowCount())
        ]
        metrics = QFontMetrics(self._theme.font(BODY, heavy=True))
        measure: Callable[[str], int] = metrics.horizontalAdvance
        width = max(map(measure, labels), default=0) + 6 * STEP
        width = min(max(width, FIRST_COLUMN[0]), FIRST_COLUMN[1])
        self.view.verticalHeader().setFixedWidth(width)
        self.totals_view.verticalHeader().setFixedWidth(width)

    def _longest_word(self, column: int) -> int:
        words = re.findall(r"[^\s-]+-?", self.programmes.label(column))
        metrics = self.view.horizontalHeader().fontMetrics()
        return max(map(metrics.horizontalAdvance, words), default=0) + HEADER_PADDING

    def _header_height(self) -> int:
        metrics = self.view.horizontalHeader().fontMetrics()
        heights = [
            metrics.boundingRect(
                QRect(0, 0, self.view.columnWidth(column) - HEADER_PADDING, 1000),
                Qt.TextFlag.TextWordWrap,
                self.programmes.label(column),
            ).height()
            for column in range(self.programmes.columnCount())
        ]
        return max(heights, default=metrics.height()) + 3 * STEP

    def _place_corner(self) -> None:
        across, down = self.view.horizontalHeader(), self.view.verticalHeader()
        self._corner.setGeometry(0, 0, down.width(), across.height())


def _wanted(view: GridView, column: int) -> int:
    return view.sizeHintForColumn(column) + 3 * STEP
