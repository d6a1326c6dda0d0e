"""The view of streams: a chart whose blocks can be followed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.charts.chart_view import SteadyChartView
from desktop.look.colours import TerritoryColours
from desktop.look.theme import STEP, Theme
from desktop.pages.trajectories.query import Answer, Cell
from desktop.pages.trajectories.sentences import Teller
from desktop.pages.trajectories.streams_chart import sankey_of


class StreamsView(QWidget):
    """The chart of streams and what can be done with it.

    Signals:
        followed: the people of a cell are to be followed; None: nobody.
    """

    followed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = SteadyChartView(theme)
        self.hint = QLabel()
        self.hint.setObjectName("quiet")
        self.chart.chosen.connect(self._on_chosen)
        self._cell: Cell | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * STEP)
        layout.addWidget(self.chart, 1)
        layout.addWidget(self.hint)

    def show_answer(self, answer: Answer, colours: TerritoryColours, teller: Teller) -> None:
        """Show streams."""
        self._cell = answer.streams.followed.cell if answer.streams.followed else None
        self.chart.show_chart(sankey_of(answer, colours, teller))
        self.hint.setText(
            self.tr("Esc shows everybody again.")
            if self._cell
            else self.tr(
                "Choose a block, with the pointer or with the arrow keys and Enter, to follow its "
                "people."
            )
        )

    @Slot(object)
    def _on_chosen(self, key: object) -> None:
        if isinstance(key, Cell):
            self.followed.emit(None if key == self._cell else key)
