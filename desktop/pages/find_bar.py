"""The bar above a grid that finds a text in its cells and puts another in its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop import formats
from desktop.pages.case_grid import CaseGrid
from desktop.theme import STEP

_LINE_WIDTH = 50 * STEP


class FindBar(QWidget):
    """Find and replace in the grid that is shown.

    Signals:
        closed: nobody looks for anything any longer.
    """

    closed = Signal()

    def __init__(self, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self._grid: CaseGrid | None = None
        self._found: list[tuple[int, int]] = []
        self.line = self._line(self.tr("Find"))
        self.by = self._line(self.tr("Replace by"))
        self.count = QLabel()
        self.previous_button = self._button(self.tr("Previous"), self.go_back)
        self.next_button = self._button(self.tr("Next"), self.go_on)
        self.replace_button = self._button(self.tr("Replace"), self.replace)
        self.all_button = self._button(self.tr("Replace all"), self.replace_all)
        self.close_button = self._button(self.tr("Close"), self.leave)
        self.line.textChanged.connect(self._on_typed)
        self._replacing = (self.by, self.replace_button, self.all_button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * STEP)
        for widget in (self.line, self.previous_button, self.next_button, self.count):
            layout.addWidget(widget)
        for widget in (*self._replacing, self.close_button):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.hide()

    def follow(self, grid: CaseGrid) -> None:
        """Look in another grid."""
        if self._grid is not None:
            for signal in self._changes(self._grid):
                signal.disconnect(self.look_again)
        self._grid = grid
        for signal in self._changes(grid):
            signal.connect(self.look_again)
        self.look_again()

    def open(self, *, replacing: bool) -> None:
        """Ask what to look for, and by what to replace it."""
        for widget in self._replacing:
            widget.setVisible(replacing)
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.look_again()

    @Slot()
    def leave(self) -> None:
        """Look for nothing any longer."""
        self.hide()
        self.closed.emit()

    @Slot()
    def go_on(self) -> None:
        """Go to the next place, after the last to the first."""
        at = bisect_right(self._found, self._current())
        self._go_to(at % len(self._found) if self._found else 0)

    @Slot()
    def go_back(self) -> None:
        """Go to the place before, before the first to the last."""
        self._go_to(bisect_left(self._found, self._current()) - 1)

    @Slot()
    def replace(self) -> None:
        """Replace in the current cell if it is a found one, and go to the next."""
        if self._grid is not None and self._current() in self._found:
            self._put([self._current()])
        self.go_on()

    @Slot()
    def replace_all(self) -> None:
        """Replace wherever it was found, as one edit."""
        self._put(self._found)

    @Slot()
    def look_again(self) -> None:
        """Find the text in the cells as they are now."""
        if self._grid is None or not self.isVisible():
            return
        self._found = self._grid.table.find(self.line.text())
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Shift and Enter, leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.go_back() if back else self.go_on()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_typed(self, _text: str) -> None:
        self.look_again()
        if self._found:
            self._go_to(bisect_left(self._found, self._current()) % len(self._found))

    def _put(self, places: list[tuple[int, int]]) -> None:
        assert self._grid is not None
        self._grid.replace(places, self.line.text(), self.by.text())

    def _current(self) -> tuple[int, int]:
        assert self._grid is not None
        index = self._grid.currentIndex()
        return index.row(), index.column()

    def _go_to(self, at: int) -> None:
        if self._found and self._grid is not None:
            index = self._grid.table.index(*self._found[at])
            self._grid.setCurrentIndex(index)
            self._grid.scrollTo(index)
        self._tell()

    def _tell(self) -> None:
        current, total = self._current(), len(self._found)
        if not self.line.text():
            self.count.setText("")
        elif not total:
            self.count.setText(self.tr("Not found"))
        elif current in self._found:
            place = bisect_left(self._found, current) + 1
            self.count.setText(self._of(self.tr("{place} of {count}"), place, total))
        else:
            found = formats.counted(
                self.tr("1 place"), self.tr("{count} places"), total, self._locale
            )
            self.count.setText(found)
        for button in (self.previous_button, self.next_button, *self._replacing[1:]):
            button.setEnabled(bool(total))

    def _of(self, text: str, place: int, total: int) -> str:
        shown = formats.number(place, self._locale), formats.number(total, self._locale)
        return text.format(place=shown[0], count=shown[1])

    def _changes(self, grid: CaseGrid) -> tuple[SignalInstance, ...]:
        table = grid.table
        return table.modelReset, table.rowsInserted, table.rowsRemoved, table.dataChanged

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        line.setFixedWidth(_LINE_WIDTH)
        return line

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button
