"""The table that stands for a chart: exact, to read and to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop.charts.chart import Chart
from desktop.look import formats
from desktop.look.theme import STEP, Theme
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.grid_view import GridView

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChartTableDialog(QDialog):
    """The figures of a chart."""

    def __init__(self, chart: Chart, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The figures of the chart"))
        self.resize(720, 420)
        title = QLabel("\n".join(text for text in (chart.title, chart.unit) if text))
        title.setWordWrap(True)
        self.view = GridView(theme, self)
        self.view.setAccessibleName(chart.title)
        self.view.setModel(_model(chart, self))
        self.view.verticalHeader().hide()
        self.view.fit_columns()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        layout.setSpacing(3 * STEP)
        for widget in (title, self.view, buttons):
            layout.addWidget(widget)


def _model(chart: Chart, parent: QWidget) -> QStandardItemModel:
    table, locale = chart.table(), formats.reading_locale()
    model = QStandardItemModel(parent)
    model.setHorizontalHeaderLabels(list(table.header))
    for row in table.rows:
        items = []
        for value in row:
            is_text = isinstance(value, str)
            text = value if isinstance(value, str) else formats.trimmed(value, locale, 2)
            item = QStandardItem(text)
            item.setEditable(False)
            item.setData(value if is_text else formats.plain(float(value), locale), EXACT_ROLE)
            if not is_text:
                item.setTextAlignment(_RIGHT)
            items.append(item)
        model.appendRow(items)
    return model
