"""A map that can be looked at from nearer: by wheel, by keys, by pulling it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.charts.chart import Chart, Mark, chart_area, look_of
from desktop.charts.chart_view import ChartView
from desktop.charts.map import MapChart
from desktop.charts.map_ground import MOST_ZOOM, WHOLE
from desktop.look import formats
from desktop.look.language import say
from desktop.look.theme import Theme
from models.words.text import text

STEP_OF_ZOOM = 1.5
"""How much nearer a key or a button goes."""
_NOTCH, _OF_NOTCH = 120.0, 1.25
"""What a wheel reports for one notch, and how much nearer that goes."""
_PART_MOVED = 0.15
"""How much of the map's width and height the arrows move it by."""
_Key = Qt.Key
_ZOOMS = {
    _Key.Key_Plus: STEP_OF_ZOOM,
    _Key.Key_Equal: STEP_OF_ZOOM,
    _Key.Key_Minus: 1 / STEP_OF_ZOOM,
    _Key.Key_Underscore: 1 / STEP_OF_ZOOM,
}
_WAYS = {
    _Key.Key_Left: QPointF(1, 0),
    _Key.Key_Right: QPointF(-1, 0),
    _Key.Key_Up: QPointF(0, 1),
    _Key.Key_Down: QPointF(0, -1),
}


class MapChartView(ChartView):
    """Shows a map, or a part of it.

    The wheel and + and - zoom, pulling and Shift with the arrows move, 0 shows the whole map.
    The arrows alone go from area to area and bring each into sight.

    Signals:
        zoomed: it is looked at from nearer or farther.
    """

    zoomed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed_at: QPointF | None = None
        self._pulled_from: QPointF | None = None

    @property
    def zoom(self) -> float:
        """How much nearer than the whole map it is looked at."""
        return self.chart.glimpse.zoom if isinstance(self.chart, MapChart) else WHOLE.zoom

    @property
    def nearest(self) -> bool:
        """Whether one cannot look from nearer."""
        return self.zoom >= MOST_ZOOM

    def show_chart(self, chart: Chart | None) -> None:
        """Show another map; one of the same ground is looked at from where the last one was."""
        before, same = self.chart, False
        if isinstance(chart, MapChart) and isinstance(before, MapChart):
            same = chart.has_ground_of(before)
            chart = chart.seen_at(before.glimpse if same else WHOLE)
        super().show_chart(chart)
        self._show_hand()
        self._describe()
        if not same:
            self.zoomed.emit()

    @Slot()
    def zoom_in(self) -> None:
        """Look from nearer."""
        self._zoom_by(STEP_OF_ZOOM)

    @Slot()
    def zoom_out(self) -> None:
        """Look from farther."""
        self._zoom_by(1 / STEP_OF_ZOOM)

    @Slot()
    def show_whole(self) -> None:
        """Show the whole map."""
        if isinstance(self.chart, MapChart):
            self._look(self.chart.seen_at(WHOLE))

    def event(self, event: QEvent) -> bool:
        """Zoom by two fingers, too."""
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == pinch:
            self._zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom; what is under the pointer stays there."""
        turned = event.angleDelta().y()
        if turned and isinstance(self.chart, MapChart):
            self._zoom_by(_OF_NOTCH ** (turned / _NOTCH), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and move by keys; the arrows alone go from area to area."""
        key, shift = Qt.Key(event.key()), Qt.KeyboardModifier.ShiftModifier
        if not isinstance(self.chart, MapChart):
            super().keyPressEvent(event)
        elif key in _ZOOMS:
            self._zoom_by(_ZOOMS[key])
        elif key == _Key.Key_0:
            self.show_whole()
        elif key in _WAYS and event.modifiers() & shift:
            way, area = _WAYS[key], self._area()
            by = QPointF(way.x() * area.width(), way.y() * area.height()) * _PART_MOVED
            self._look(self.chart.moved(area, by))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the map."""
        if event.button() == Qt.MouseButton.LeftButton and self.zoom > WHOLE.zoom:
            self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the map along."""
        at, pressed = event.position(), self._pressed_at
        if pressed is not None and isinstance(self.chart, MapChart):
            if (at - pressed).manhattanLength() >= QApplication.startDragDistance():
                self._pulled_from = self._pulled_from or pressed
            if self._pulled_from is not None:
                self._look(self.chart.pulled(self._area(), at - self._pulled_from))
                self._pulled_from = at
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; what was pulled is not chosen."""
        pulled, self._pressed_at, self._pulled_from = self._pulled_from, None, None
        if pulled is None:
            super().mouseReleaseEvent(event)
        elif isinstance(self.chart, MapChart):
            # Names were kept where they were on their areas; now they go where they have room.
            self._look(self.chart.seen_at(self.chart.glimpse))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look from nearer at what is under the pointer."""
        self._zoom_by(STEP_OF_ZOOM, event.position())

    def _read_out(self, mark: Mark) -> None:
        if isinstance(self.chart, MapChart):
            self._look(self.chart.showing(self._area(), self._current))
            mark = self.marks()[self._current]
        super()._read_out(mark)

    def _zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        if isinstance(self.chart, MapChart):
            self._look(self.chart.zoomed(self._area(), factor, at))

    def _look(self, chart: MapChart) -> None:
        """Look at another part of the same map."""
        before, self.chart = self.zoom, chart
        self._show_hand()
        self.update()
        if before != self.zoom:
            self._describe()
            self.zoomed.emit()

    def _show_hand(self) -> None:
        """Show by the pointer whether the map can be pulled, and whether it is."""
        if self._pulled_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self.zoom > WHOLE.zoom:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    def _describe(self) -> None:
        """Say to screen readers how near it is looked at, and which keys change that."""
        if not isinstance(self.chart, MapChart):
            return
        keys = QCoreApplication.translate(
            "Charts",
            "Plus and minus zoom, Shift and the arrows move, 0 shows the whole map, the arrows go "
            "from area to area.",
        )
        said = [self.chart.unit, keys]
        if self.zoom > WHOLE.zoom:
            times = formats.trimmed(self.zoom, formats.reading_locale(), 1)
            said.insert(1, say(text("{times} times as large as the whole map.", times=times)))
        self.setAccessibleDescription("\n".join(said))

    def _area(self) -> QRectF:
        assert self.chart is not None
        return chart_area(self.chart, self._whole(), look_of(self._theme))
