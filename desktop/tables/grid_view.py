"""The table view of every page: steady rows, the row under the pointer, copying."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QSettings, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.look.theme import BODY, CAPTION, STEP, Theme
from desktop.tables.copying import copied_text
from desktop.tables.row_table import TableIndex

LEAST_COLUMN, MOST_COLUMN = 72, 320
SAMPLED_ROWS, MEASURED_TEXTS = 200, 10

_Keys = Callable[[], Sequence[str]]
_PRESSED, _RELEASED = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease


def _sample(count: int) -> list[int]:
    """Return the first rows and some others all the way down, to be quick where there are many."""
    spread = range(SAMPLED_ROWS, count, max(1, count // SAMPLED_ROWS))
    return [*range(min(count, SAMPLED_ROWS)), *spread]


class RowDelegate(QStyledItemDelegate):
    """Paints the row under the pointer on the hover ground."""

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self.hovered_row = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: TableIndex) -> None:
        """Paint a cell."""
        unmarked = index.data(Qt.ItemDataRole.BackgroundRole) is None
        if index.row() == self.hovered_row and unmarked:
            painter.fillRect(option.rect, QColor(self._theme.colours.hover))
        super().paint(painter, option, index)


class GridView(QTableView):
    """A table whose header stays in place and whose cells can be copied exactly."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._delegate = self._new_delegate()
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.entered.connect(self._on_entered)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalHeader(self._new_row_header())
        self._dress(self.horizontalHeader())
        self._dress(self.verticalHeader())
        theme.changed.connect(self.viewport().update)

    def _new_delegate(self) -> RowDelegate:
        return RowDelegate(self, self._theme)

    def _new_row_header(self) -> QHeaderView:
        return self.verticalHeader()

    def _dress(self, header: QHeaderView) -> None:
        header.setFont(self._theme.font(CAPTION))
        header.setHighlightSections(False)
        if header.orientation() == Qt.Orientation.Vertical:
            header.setDefaultSectionSize(self._theme.row_height())
            header.setMinimumSectionSize(self._theme.row_height())

    def dress_as_matrix(self, spoken: str) -> None:
        """Take the looks of figures whose rows have names, with this name for screen readers."""
        self.setObjectName("matrix")
        self.setAccessibleName(spoken)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setFont(self._theme.font(BODY))

    def fit_columns(self) -> None:
        """Give each column the width its contents ask for, within bounds."""
        rows = _sample(self.model().rowCount())
        for column in range(self.model().columnCount()):
            width = self._asked_width(column, rows) + 2 * STEP
            self.setColumnWidth(column, min(max(width, LEAST_COLUMN), MOST_COLUMN))

    def _asked_width(self, column: int, rows: Iterable[int]) -> int:
        """Return what the header and the longest texts of a column need, in some of its rows."""
        texts = self._texts_of(column, rows)
        longest = sorted(texts, key=len)[-MEASURED_TEXTS:]
        widths = [self._width_of(text, self.model().index(texts[text], column)) for text in longest]
        return max(*widths, 0, self.horizontalHeader().sectionSizeHint(column))

    def _texts_of(self, column: int, rows: Iterable[int]) -> dict[str, int]:
        """Return the texts of a column in some of its rows, each with a row where it stands."""
        model = self.model()
        return {str(model.index(row, column).data() or ""): row for row in rows}

    def _width_of(self, _text: str, index: QModelIndex) -> int:
        return self.sizeHintForIndex(index).width() + 1

    def copy(self) -> None:
        """Put the selected cells on the clipboard, exact and tab-separated."""
        text = copied_text(self.selectedIndexes())
        if text:
            QApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on the copy key; everything else as usual."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cell that is worked on in sight when something takes room from below."""
        super().resizeEvent(event)
        bottom = self.visualRect(self.currentIndex()).bottom()
        if event.size().height() < bottom <= event.oldSize().height():
            self.scrollTo(self.currentIndex())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row under the pointer."""
        self._hover(-1)
        super().leaveEvent(event)

    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _hover(self, row: int) -> None:
        before = self._delegate.hovered_row
        if row != before:
            self._delegate.hovered_row = row
            self._paint_row(before)
            self._paint_row(row)

    def _paint_row(self, row: int) -> None:
        if row >= 0:
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(0, top, self.viewport().width(), height)


def list_view(table: QAbstractItemModel, theme: Theme, name: str) -> GridView:
    """Return a view of a list whose rows are chosen whole, with this name for screen readers."""
    view = GridView(theme)
    view.setModel(table)
    view.setAccessibleName(name)
    view.setSelectionBehavior(GridView.SelectionBehavior.SelectRows)
    view.setShowGrid(False)
    view.verticalHeader().hide()
    view.horizontalHeader().setStretchLastSection(True)
    return view


class ColumnWidths(QObject):
    """Watches the hand on one header; the last column, which fills what is left, has no width."""

    def __init__(self, header: QHeaderView, settings: QSettings, table: str, keys: _Keys) -> None:
        """Begin to watch.

        Args:
            header: of the columns; its widths are in pixels.
            settings: where widths are kept.
            table: under which name.
            keys: returns the keys of the columns as they stand now.
        """
        super().__init__(header)
        self._header, self._settings, self._keys = header, settings, keys
        self._folder = f"columns/{table}"
        self._before: list[int] = []
        header.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what changed between pressing and letting go."""
        if event.type() == _PRESSED:
            self._before = self._widths()
        elif event.type() == _RELEASED:
            self._keep_changed()
        return super().eventFilter(watched, event)

    def restore(self) -> None:
        """Give the columns the widths that are kept for them; what makes no sense is none."""
        for at, key in enumerate(self._keys()[:-1]):
            width = self._settings.value(self._name(key), 0, int)
            if isinstance(width, int) and width > 0:
                self._header.resizeSection(at, width)

    def _keep_changed(self) -> None:
        now = self._widths()
        for key, before, width in zip(self._keys()[:-1], self._before, now, strict=False):
            if width != before:
                self._settings.setValue(self._name(key), width)

    def _widths(self) -> list[int]:
        return [self._header.sectionSize(at) for at in range(self._header.count())]

    def _name(self, key: str) -> str:
        return f"{self._folder}/{key.replace('/', '_')}"
