"""The grid of one table of the case: what a person can do with its rows."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from desktop.document import Document
from desktop.grid_view import GridView
from desktop.tables.case_table import CaseTable
from desktop.theme import Theme
from models.declaration.kinds import Table


class CaseGrid(GridView):
    """A table of the case in which every cell can be edited where it stands."""

    def __init__(self, document: Document, table: Table, theme: Theme, locale: QLocale) -> None:
        super().__init__(theme)
        self._document = document
        self.table = CaseTable(document, table, theme, locale, self)
        self.setModel(self.table)
        self.setAccessibleName(table.labels.in_language("en"))
        self.setAccessibleDescription(table.help)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setStretchLastSection(True)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        document.case_replaced.connect(self._on_case_replaced)

    def add_row(self) -> None:
        """Put a blank row under the current one, or at the end, and go to its first cell."""
        current = self.currentIndex()
        at = current.row() + 1 if current.isValid() else self.table.rowCount()
        self._document.add_row(self.table.table.key, at)
        self.setCurrentIndex(self.table.index(at, 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def delete_rows(self) -> None:
        """Take out every row in which a cell is selected."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        self._document.delete_rows(self.table.table.key, rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Blank the selected cells on Delete; everything else as usual."""
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.table.clear_cells(self.selectedIndexes())
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_case_replaced(self) -> None:
        self.fit_columns()
        self.scrollToTop()
