"""The numbers before the rows of a table of the case."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader, QTableView

from models.editing import row_number


class RowHeader(QHeaderView):
    """As wide as the number of the last row asks for.

    Of itself it would measure two hundred of its rows whenever the grid is laid out, each by half
    a dozen questions to the table.
    """

    def __init__(self, grid: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, grid)
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        """Return how wide the numbers are."""
        option = QStyleOptionHeader()
        self.initStyleOption(option)
        count = self.count()
        option.text = "0" * len(str(row_number(count)))
        contents = QStyle.ContentsType.CT_HeaderSection
        return self.style().sizeFromContents(contents, option, QSize(), self)
