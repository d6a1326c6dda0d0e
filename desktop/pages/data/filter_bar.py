"""The line above a grid that narrows it to the rows somebody looks for."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTimer, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from desktop.look import formats
from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import in_row
from desktop.tables.case_table import CaseTable
from models.words.text import text

PAUSE_MILLISECONDS = 150
_LINE_WIDTH = 60 * STEP


class FilterBar(QWidget):
    """Which rows of a table are shown, and how many of how many."""

    def __init__(self, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self._table: CaseTable | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Only rows that hold…"))
        self.line.setAccessibleName(self.tr("Only rows that hold this text"))
        self.line.setClearButtonEnabled(True)
        self.line.setFixedWidth(_LINE_WIDTH)
        self.only_problems = QCheckBox(self.tr("Only rows with problems"))
        self.sentence = QLabel()
        self.sentence.setObjectName("quiet")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._apply)
        self.line.textEdited.connect(lambda _text: self._pause.start())
        self.line.textChanged.connect(self._on_text_changed)
        self.only_problems.clicked.connect(self._apply)
        self.setLayout(in_row(self.line, self.only_problems, self.sentence, 1))

    def follow(self, table: CaseTable) -> None:
        """Stand for another table, with what is wanted of it."""
        self._pause.stop()
        if self._table is not None:
            for signal in self._changes(self._table):
                signal.disconnect(self._tell)
            self._table.given_up.disconnect(self._show_wanted)
        self._table = table
        for signal in self._changes(table):
            signal.connect(self._tell)
        table.given_up.connect(self._show_wanted)
        self._show_wanted()
        self._tell()

    def show_all(self) -> None:
        """Show every row again."""
        if self._table is not None:
            self._pause.stop()
            self._table.show_only("")
            self._show_wanted()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show every row again on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.show_all()
            return
        super().keyPressEvent(event)

    def _changes(self, table: CaseTable) -> tuple[SignalInstance, ...]:
        return table.modelReset, table.rowsInserted, table.rowsRemoved, table.arranging_changed

    @Slot()
    def _show_wanted(self) -> None:
        assert self._table is not None
        self.line.blockSignals(True)
        self.line.setText(self._table.row_filter.held)
        self.line.blockSignals(False)
        self.only_problems.setChecked(self._table.row_filter.only_problems)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        # The clear button of the line edits nothing; it sets another text.
        if not text:
            self._pause.start()

    @Slot()
    def _apply(self) -> None:
        self._pause.stop()
        if self._table is not None:
            self._table.show_only(self.line.text(), only_problems=self.only_problems.isChecked())

    @Slot()
    def _tell(self) -> None:
        table = self._table
        if table is None:
            return
        if table.is_arranging:
            filters = table.row_filter.held or table.row_filter.only_problems
            self.sentence.setText(self.tr("Filtering…") if filters else self.tr("Sorting…"))
            return
        if not (table.row_filter.held or table.row_filter.only_problems):
            self.sentence.setText("")
            return
        shown, total = table.rowCount(), table.case_row_count()
        self.sentence.setText(
            say(
                text(
                    "{shown} of {all} rows are shown.",
                    shown=formats.number(shown, self._locale),
                    all=formats.number(total, self._locale),
                )
            )
        )
