"""The line above a grid that narrows it to the rows somebody looks for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt, QTimer, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from desktop.look import formats
from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import in_row
from desktop.tables.case_table import CaseTable
from models.words.text import text

PAUSE_MILLISECONDS = 150
_LINE_WIDTH = 60 * STEP
_LEAST_WIDTH, _MOST_WIDTH = 20 * STEP, 72 * STEP
"""How wide the words of a button may be."""


class FilterBar(QWidget):
    """Which rows of a table are shown, and how many of how many."""

    def __init__(self, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self._table: CaseTable | None = None
        self._links: list[tuple[SignalInstance, Callable[[], None]]] = []
        self.line = QLineEdit(clearButtonEnabled=True)
        self.line.setPlaceholderText(self.tr("Only rows that hold…"))
        self.line.setAccessibleName(self.tr("Only rows that hold this text"))
        self.line.setFixedWidth(_LINE_WIDTH)
        self.only_problems = QCheckBox(self.tr("Only rows with problems"))
        self.sentence = QLabel()
        self.sentence.setObjectName("quiet")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._apply)
        self.line.textChanged.connect(lambda _text: self._pause.start())
        self.only_problems.clicked.connect(self._apply)
        self.same_button = QPushButton()
        self.same_button.setMinimumWidth(_LEAST_WIDTH)
        self.same_button.clicked.connect(self._on_same_left)
        shown = (self.line, self.only_problems, self.same_button, self.sentence)
        self.setLayout(in_row(*shown, 1))
        # The grid under it stays where it is when the button comes.
        self.setMinimumHeight(self.same_button.sizeHint().height())

    def follow(self, table: CaseTable) -> None:
        """Stand for another table, with what is wanted of it."""
        self._pause.stop()
        for signal, slot in self._links:
            signal.disconnect(slot)
        self._table = table
        changes = table.modelReset, table.rowsInserted, table.rowsRemoved, table.arranging_changed
        self._links = [(change, self._tell) for change in changes]
        self._links.append((table.given_up, self._show_wanted))
        for signal, slot in self._links:
            signal.connect(slot)
        self._show_wanted()
        self._tell()

    def show_all(self) -> None:
        """Show every row again."""
        if self._table is not None:
            self._pause.stop()
            self._table.show_all()
            self._show_wanted()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show every row again on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.show_all()
            return
        super().keyPressEvent(event)

    @Slot()
    def _show_wanted(self) -> None:
        assert self._table is not None
        self.line.blockSignals(True)
        self.line.setText(self._table.row_filter.held)
        self.line.blockSignals(False)
        self.only_problems.setChecked(self._table.row_filter.only_problems)
        self._show_same()

    def _show_same(self) -> None:
        assert self._table is not None
        same = self._table.row_filter.same
        self.same_button.setVisible(same is not None)
        if same is not None:
            column, value = self._table.label(same[0]), same[1] or self.tr("blank")
            said = say(text("Only {column}: {value}", column=column, value=value))
            metrics, most = self.same_button.fontMetrics(), _MOST_WIDTH
            named = say(text("{column}: {value}", column=column, value=value))
            shown = metrics.elidedText(named, Qt.TextElideMode.ElideMiddle, most)
            self.same_button.setText(shown.replace("&", "&&") + " ✕")
            self.same_button.setAccessibleName(said)
            self.same_button.setToolTip(
                "\n".join((said, self.tr("Choose this to see the other rows again.")))
            )

    @Slot()
    def _on_same_left(self) -> None:
        if self._table is not None:
            self._table.show_same(None)

    @Slot()
    def _apply(self) -> None:
        self._pause.stop()
        if self._table is not None:
            self._table.show_only(self.line.text(), only_problems=self.only_problems.isChecked())

    @Slot()
    def _tell(self) -> None:
        table, said = self._table, ""
        assert table is not None
        filters = table.row_filter.leaves_out
        self._show_same()
        if table.is_arranging:
            said = self.tr("Filtering…") if filters else self.tr("Sorting…")
        elif filters:
            counts = table.shown_row_count(), table.case_row_count()
            shown, total = (formats.number(count, self._locale) for count in counts)
            said = say(text("{shown} of {all} rows are shown.", shown=shown, all=total))
        self.sentence.setText(said)
