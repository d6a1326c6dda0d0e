"""The buttons beside a map: nearer, farther, the whole of it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.charts.map_chart_view import MapChartView
from desktop.charts.map_ground import WHOLE
from desktop.look.formats import MINUS
from desktop.look.theme import STEP

_WIDTH = 9 * STEP


class ZoomButtons(QWidget):
    """Each does what a key does on the map; those that would change nothing are off."""

    def __init__(self, view: MapChartView) -> None:
        super().__init__()
        self._view = view
        self.nearer, self.farther = QPushButton("+"), QPushButton(MINUS)
        self.whole = QPushButton(self.tr("Who&le map"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(STEP)
        for button, name, tip, act in (
            (
                self.farther,
                self.tr("Zoom out"),
                self.tr("Zoom out (−, or the wheel)"),
                view.zoom_out,
            ),
            (self.nearer, self.tr("Zoom in"), self.tr("Zoom in (+, or the wheel)"), view.zoom_in),
            (self.whole, self.tr("Whole map"), self.tr("Show the whole map (0)"), view.show_whole),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tip)
            button.clicked.connect(act)
            layout.addWidget(button)
        for button in (self.nearer, self.farther):
            button.setFixedWidth(_WIDTH)
        view.zoomed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Offer what would change something."""
        zoomed = self._view.zoom > WHOLE.zoom
        self.whole.setEnabled(zoomed)
        self.farther.setEnabled(zoomed)
        self.nearer.setEnabled(self._view.chart is not None and not self._view.nearest)
