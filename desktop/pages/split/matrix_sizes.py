"""How wide the columns of the matrix are and how high its totals: both tables alike."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSpacerItem, QWidget

from desktop.look.theme import BODY, STEP, Theme
from desktop.look.widgets import in_row
from desktop.pages.split.figure_views import INDENT, MARK, FigureView, MatrixView

LEAST_FIGURE, MOST_FIGURE = 80, 200
_FIRST_COLUMN = (180, 360)
_HEADER_PADDING = 5 * STEP
_MOST_TOTALS, _LEAST_TOTALS = 0.5, 3
"""What part of the height the totals may take even where the programmes want it, and how many of
them are always seen."""


class MatrixSizes(QObject):
    """Keeps the programmes and the totals under them equally wide, and shares out the height.

    Args:
        parent: what both tables lie in.
        view: the programmes.
        totals_view: the totals.
        theme: the look in force.

    Attributes:
        corner: names the first column, over the labels of the rows.
        under: the totals, and beside them room for a scroll bar where they have none.
        is_waiting: whether the tables are being filled, so that one has other columns still.
        by_hand: the widths that were chosen by hand, by the labels of the columns.
    """

    def __init__(
        self, parent: QWidget, view: MatrixView, totals_view: FigureView, theme: Theme
    ) -> None:
        super().__init__(parent)
        self._room, self._view, self._totals_view, self._theme = parent, view, totals_view, theme
        self._programmes, self._totals = view.table, totals_view.table
        self.corner = QLabel(view)
        self.corner.setObjectName("quiet")
        self.corner.setContentsMargins(2 * STEP, 0, 0, 0)
        self.under, self._beside = in_row(totals_view, spacing=0), QSpacerItem(0, 0)
        self.under.addItem(self._beside)
        self.is_waiting = self._is_fitting = False
        self.by_hand: dict[str, int] = {}
        self._wanted: dict[int, int] = {}
        self._measure()
        view.horizontalHeader().setMinimumSectionSize(LEAST_FIGURE // 2)
        view.horizontalHeader().sectionResized.connect(self._on_resized)
        totals_view.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._programmes.rowsInserted.connect(self._fit_labels)
        self._programmes.rowsRemoved.connect(self.fit_totals)
        self._programmes.modelReset.connect(self._fit_labels)
        totals_view.horizontalScrollBar().rangeChanged.connect(self.fit_totals)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the title of the first column over it, and fill the width."""
        if isinstance(event, QResizeEvent) and not self.is_waiting:
            self._fit_width()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Give everything its size after both tables were filled."""
        self._wanted = {}
        self._measure()
        self._fit_width()
        self.fit_totals()
        self._place_corner()

    def wanted_width(self) -> int:
        """Return how wide the matrix is with all columns as wide as they need to be."""
        columns = sum(self._width(column) for column in range(self._programmes.columnCount()))
        beside = self._view.verticalHeader().width() + 2 * self._view.frameWidth()
        return columns + beside + self._view.verticalScrollBar().sizeHint().width()

    @Slot()
    def fit_totals(self) -> None:
        """Give the totals the height of their rows, but no more than they leave to the matrix."""
        across = self._totals_view.horizontalScrollBar()
        row = self._totals_view.verticalHeader().defaultSectionSize()
        header, rows = self._view.horizontalHeader().height(), self._totals.rowCount()
        room = self._room.height() - header
        spare = room - self._programmes.rowCount() * row - STEP
        most = max(int(max(room * _MOST_TOTALS, spare)) // row, _LEAST_TOTALS)
        height = min(rows, most) * row + STEP
        height += across.sizeHint().height() if across.maximum() > 0 else 0
        self._totals_view.setFixedHeight(height)
        # Both tables are equally wide inside, whether the totals scroll or not.
        policy, scrolls = Qt.ScrollBarPolicy, rows > most
        wanted = policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff
        self._totals_view.setVerticalScrollBarPolicy(wanted)
        width = 0 if scrolls else self._view.verticalScrollBar().sizeHint().width()
        self._beside.changeSize(width, 0)
        self.under.invalidate()

    def whole_height(self) -> int:
        """Return the height in which nothing has to be scrolled down."""
        rows = self._programmes.rowCount() + self._totals.rowCount()
        row = self._totals_view.verticalHeader().defaultSectionSize()
        across = self._totals_view.horizontalScrollBar().sizeHint().height()
        return self._view.horizontalHeader().height() + rows * row + across + 2 * STEP

    @Slot(int, int, int)
    def _on_resized(self, column: int, _old: int, new: int) -> None:
        self._totals_view.setColumnWidth(column, new)
        if not self._is_fitting:
            self.by_hand[self._programmes.column_label(column)] = new

    @Slot()
    def _fit_labels(self) -> None:
        """Give labels that have just unfolded their room, and the totals what the rows leave."""
        if self._room.isVisible() and not self.is_waiting:
            self._fit_width()
            self.fit_totals()

    def _fit_width(self) -> None:
        self._fit_first_column()
        self._fill()
        self._view.horizontalHeader().setFixedHeight(self._header_height())
        self._place_corner()

    def _measure(self) -> None:
        self._plain = QFontMetrics(self._theme.font(BODY))
        self._heavy = QFontMetrics(self._theme.font(BODY, heavy=True))

    def _fill(self) -> None:
        """Give each column what its figures need, and share out what is left of the width."""
        columns = range(self._programmes.columnCount())
        wanted = [self._width(column) for column in columns]
        free = [c for c in columns if self._programmes.column_label(c) not in self.by_hand]
        spare = self._view.viewport().width() - sum(wanted)
        if spare > 0 and free:
            each, left = divmod(spare, len(free))
            for number, column in enumerate(free):
                wanted[column] += each + (number < left)
        self._is_fitting = True
        for column, width in enumerate(wanted):
            self._view.setColumnWidth(column, width)
            self._totals_view.setColumnWidth(column, width)
        self._is_fitting = False

    def _width(self, column: int) -> int:
        """Return the width chosen by hand, or else what the totals ask for: no sum is longer."""
        chosen = self.by_hand.get(self._programmes.column_label(column))
        if chosen is not None:
            return chosen
        if column not in self._wanted:
            wanted = self._figures_width(column) + 5 * STEP
            wanted = min(max(wanted, self._longest_word(column), LEAST_FIGURE), MOST_FIGURE)
            self._wanted[column] = wanted
        return self._wanted[column]

    def _figures_width(self, column: int) -> int:
        """Return the width of the widest figure, some of which are set heavier."""
        figures = self._totals.texts(column)
        widths = (
            (self._heavy if is_heavy else self._plain).horizontalAdvance(text)
            for text, is_heavy in figures
        )
        return max(widths, default=0)

    def _fit_first_column(self) -> None:
        """Give the labels that are seen the room they ask for; those at the top may be heavy."""
        table, totals = self._programmes, self._totals
        rows = range(table.rowCount())
        labels = {(table.label(row), table.node(row).depth) for row in rows}
        widths = [
            (self._plain if depth else self._heavy).horizontalAdvance(label) + depth * INDENT + MARK
            for label, depth in labels
        ]
        widths += [
            (self._heavy if totals.row(row).heavy else self._plain).horizontalAdvance(
                totals.label(row)
            )
            for row in range(totals.rowCount())
        ]
        width = max(widths, default=0) + 5 * STEP
        most = min(_FIRST_COLUMN[1], self._room.width() * 2 // 5)
        width = max(min(width, most), _FIRST_COLUMN[0])
        self._view.verticalHeader().setFixedWidth(width)
        self._totals_view.verticalHeader().setFixedWidth(width)

    def _headline(self, column: int) -> str:
        return str(self._programmes.headerData(column, Qt.Orientation.Horizontal))

    def _longest_word(self, column: int) -> int:
        words = re.findall(r"[^\s-]+-?", self._headline(column))
        metrics = self._view.horizontalHeader().fontMetrics()
        return max(map(metrics.horizontalAdvance, words), default=0) + _HEADER_PADDING

    def _header_height(self) -> int:
        metrics = self._view.horizontalHeader().fontMetrics()
        heights = [
            metrics.boundingRect(
                QRect(0, 0, self._view.columnWidth(column) - _HEADER_PADDING, 1000),
                Qt.TextFlag.TextWordWrap,
                self._headline(column),
            ).height()
            for column in range(self._programmes.columnCount())
        ]
        return max(heights, default=metrics.height()) + 3 * STEP

    def _place_corner(self) -> None:
        across, down = self._view.horizontalHeader(), self._view.verticalHeader()
        self.corner.setGeometry(0, 0, down.width(), across.height())
