"""A chart on a page: hover and keys read its marks, its menu copies, saves and prints it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSizePolicy, QToolTip, QWidget

from desktop.charts.chart import Chart, Mark, chart_area, look_of, paint_chart
from desktop.look import formats
from desktop.look.context_menu import pop_up
from desktop.look.theme import STEP, Theme
from desktop.look.widgets import in_column, wrapped_label
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.grid_view import GridView
from desktop.tables.row_table import LEFT, RIGHT

_Key = Qt.Key
_STEPS = {_Key.Key_Right: 1, _Key.Key_Down: 1, _Key.Key_Left: -1, _Key.Key_Up: -1}


class ChartView(QWidget):
    """Shows one chart.

    Signals:
        chosen: a mark was clicked, or Enter was pressed on it; carries its key.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chart: Chart | None = None
        self._hint: QSize | None = None
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for signal in (theme.changed, theme.resized):
            signal.connect(self._measure_anew)
        self._actions = [
            self._action(self.tr("Show as a table"), self.show_table),
            self._action(self.tr("Copy as an image"), self.copy_image),
            self._action(self.tr("Save as PNG, SVG or PDF…"), self.choose_and_save),
            self._action(self.tr("Print…"), self.choose_and_print),
        ]

    def show_chart(self, chart: Chart | None) -> None:
        """Show another chart; the mark that the keys stand on stays if it is still there."""
        before = self._current_mark()
        self.chart, self._hint, self._current = chart, None, -1
        if before is not None and before.key is not None:
            keys = [mark.key for mark in self.marks()]
            self._current = keys.index(before.key) if before.key in keys else -1
        self.setAccessibleName(chart.title if chart else "")
        self.setAccessibleDescription(chart.unit if chart else "")
        self.updateGeometry()
        self.update()

    @Slot()
    def _measure_anew(self) -> None:
        """Take another size, as the type may have one, and be painted in other colours."""
        self._hint = None
        self.updateGeometry()
        self.update()

    def chart_on_screen(self) -> Chart | None:
        """Return the chart as it is painted now, which may be on its way to the one shown."""
        return self.chart

    def marks(self) -> list[Mark]:
        """Return the marks where they are now."""
        if self.chart is None:
            return []
        look = look_of(self._theme)
        return list(self.chart.marks(chart_area(self.chart, self._whole(), look), look))

    def mark_at(self, point: QPointF) -> Mark | None:
        """Return the mark under a point; the one painted last lies on top."""
        return next((m for m in reversed(self.marks()) if m.contains(point)), None)

    def sizeHint(self) -> QSize:
        """Return the size in which everything can be read; layouts ask again and again."""
        if self.chart is None:
            return QSize(80 * STEP, 50 * STEP)
        if self._hint is None:
            width = self.chart.least_size(look_of(self._theme)).width()
            self._hint = QSizeF(width, self.height_at(width)).toSize()
        return self._hint

    def height_at(self, width: float) -> int:
        """Return the height in which everything can be read in a width."""
        if self.chart is None:
            return 0
        look = look_of(self._theme)
        least = self.chart.least_size(look)
        whole = QRectF(0, 0, max(width, least.width()), 1e4)
        head = whole.height() - chart_area(self.chart, whole, look).height()
        return int(least.height() + head)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest useful size."""
        return QSize(60 * STEP, min(40 * STEP, self.sizeHint().height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart, and a frame around the mark that the keys stand on."""
        chart = self.chart_on_screen()
        if chart is None:
            return
        painter = QPainter(self)
        paint_chart(chart, painter, self._whole(), look_of(self._theme))
        mark = self._current_mark() if self.hasFocus() else None
        if mark is not None:
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(mark.area.adjusted(-2, -2, 2, 2))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say what the mark under the pointer stands for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), mark.text if mark else "", self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the mark that is clicked."""
        mark = self.mark_at(event.position())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(mark.key)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark with the arrows; choose with Enter."""
        marks = self.marks()
        key = Qt.Key(event.key())
        if key in _STEPS and marks:
            self._current = (self._current + _STEPS[key]) % len(marks)
            self._read_out(marks[self._current])
        elif key in (_Key.Key_Return, _Key.Key_Enter) and (mark := self._current_mark()):
            self.chosen.emit(mark.key)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the table, the picture, the files and paper."""
        if self.chart is None:
            return
        mark, place = self._current_mark(), event.globalPos()
        if mark is not None and event.reason() != QContextMenuEvent.Reason.Mouse:
            place = self.mapToGlobal(mark.area.bottomLeft().toPoint())
        pop_up(self, [self.chart_actions()], place)

    def chart_actions(self) -> list[QAction]:
        """Return what can be done with the chart."""
        return self._actions

    def _action(self, text: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(act)
        return action

    @Slot()
    def show_table(self) -> None:
        """Show the figures as a table."""
        if self.chart is not None:
            dialog = ChartTableDialog(self.chart, self._theme, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    @Slot()
    def copy_image(self) -> None:
        """Put a picture on the clipboard."""
        from desktop.charts.chart_files import copy_chart  # noqa: PLC0415  # when wanted

        if self.chart is not None:
            copy_chart(self, self.chart, self._theme)

    @Slot()
    def choose_and_save(self) -> None:
        """Ask for a file and write the picture there."""
        from desktop.charts.chart_files import save_chart  # noqa: PLC0415  # when wanted

        if self.chart is not None:
            save_chart(self, self.chart, self._theme)

    @Slot()
    def choose_and_print(self) -> None:
        """Ask for a printer and print."""
        from desktop.charts.chart_files import print_on_paper  # noqa: PLC0415  # when wanted

        if self.chart is not None:
            print_on_paper(self, self.chart, self._theme)

    def _whole(self) -> QRectF:
        return QRectF(self.rect())

    def _current_mark(self) -> Mark | None:
        """Return the mark that the keys stand on."""
        marks = self.marks() if self._current >= 0 else []
        return marks[self._current] if self._current in range(len(marks)) else None

    def _read_out(self, mark: Mark) -> None:
        self.setAccessibleDescription(mark.text)
        below = self.mapToGlobal(mark.area.bottomLeft().toPoint())
        QToolTip.showText(below, mark.text, self)
        self.update()


class ChartTableDialog(QDialog):
    """The figures of a chart."""

    def __init__(self, chart: Chart, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The figures of the chart"))
        self.resize(720, 420)
        title = wrapped_label("\n".join(text for text in (chart.title, chart.unit) if text))
        self.view = GridView(theme, self)
        self.view.setAccessibleName(chart.title)
        self.view.setModel(_model(chart, self))
        self.view.verticalHeader().hide()
        self.view.fit_columns()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        pieces = (title, self.view, buttons)
        self.setLayout(in_column(*pieces, spacing=3 * STEP, margins=(4 * STEP,) * 4))


def _model(chart: Chart, parent: QWidget) -> QStandardItemModel:
    table, locale = chart.table(), formats.reading_locale()
    model = QStandardItemModel(parent)
    model.setHorizontalHeaderLabels(list(table.header))
    for row in table.rows:
        model.appendRow([_item(value, locale, table.decimals) for value in row])
    return model


def _item(value: str | float, locale: QLocale, decimals: int) -> QStandardItem:
    shown, exact, side = value, value, LEFT
    if not isinstance(value, str):
        shown, exact = formats.trimmed(value, locale, decimals), formats.plain(float(value), locale)
        side = RIGHT
    item = QStandardItem(str(shown))
    item.setEditable(False)
    item.setData(exact, EXACT_ROLE)
    item.setTextAlignment(side)
    return item
