"""The bar above a grid that finds a text in its cells and puts another in its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import in_row
from desktop.pages.data.case_grid import CaseGrid
from desktop.tables.background_job import AT_ONCE_ROWS, NewQuestion, TableJob
from desktop.tables.row_search import FoundCells, Place, only, places_of
from models.words.text import Number, counted, text

_LINE_WIDTH = 50 * STEP


class FindBar(QWidget):
    """Find and replace in the grid that is shown.

    A large table is looked through in the background; what is asked for meanwhile, the next
    place for one, is done when the places are known.

    Signals:
        closed: nobody looks for anything any longer.
    """

    closed = Signal()

    def __init__(
        self, new_question: NewQuestion | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._grid: CaseGrid | None = None
        self._links: list[tuple[SignalInstance, Callable[..., None]]] = []
        self._found: FoundCells | None = None
        self._then: Callable[[FoundCells], None] | None = None
        self._finding = TableJob(self.tr("Finding"), new_question, self)
        self._finding.changed.connect(self._tell)
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
        finding = (self.line, self.previous_button, self.next_button, self.count)
        self.setLayout(in_row(*finding, *self._replacing, self.close_button, 1))
        self.hide()

    def follow(self, grid: CaseGrid) -> None:
        """Look in another grid."""
        for signal, slot in self._links:
            signal.disconnect(slot)
        self._grid, table = grid, grid.table
        changes = table.modelReset, table.rowsInserted, table.rowsRemoved
        self._links = [(change, self.look_again) for change in changes]
        self._links.append((table.dataChanged, self._on_cells_changed))
        for signal, slot in self._links:
            signal.connect(slot)
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
        self._finding.drop()
        self._then = None
        self.hide()
        self.closed.emit()

    @Slot()
    def go_on(self) -> None:
        """Go to the next place, after the last to the first."""
        self._when_found(lambda found: self._go_to(found, found.up_to(self._current())))

    @Slot()
    def go_back(self) -> None:
        """Go to the place before, before the first to the last."""
        self._when_found(lambda found: self._go_to(found, found.before(self._current()) - 1))

    @Slot()
    def replace(self) -> None:
        """Replace in the current cell if it is a found one, and go to the next."""
        self._when_found(self._replace_one)

    @Slot()
    def replace_all(self) -> None:
        """Replace wherever it was found, as one edit."""
        self._when_found(self._put)

    @Slot()
    def look_again(self) -> None:
        """Find the text in the cells as they are now."""
        if self._grid is None or not self.isVisible():
            return
        table, text = self._grid.table, self.line.text()
        cells, shown = table.cells, table.rows.shown
        self._finding.ask(
            lambda cancelled: places_of(cells, shown, text, cancelled),
            self._take,
            at_once=cells.count <= AT_ONCE_ROWS,
        )

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
        self._then = lambda found: self._go_to(found, found.before(self._current()))
        self.look_again()

    @Slot(QModelIndex, QModelIndex, list)
    def _on_cells_changed(self, _first: QModelIndex, _last: QModelIndex, roles: list[int]) -> None:
        # Where only the problems are others, every text is where it was.
        if not roles or Qt.ItemDataRole.DisplayRole in roles:
            self.look_again()

    def _take(self, found: FoundCells) -> None:
        self._found = found
        self._tell()
        then, self._then = self._then, None
        if then is not None:
            then(found)

    def _when_found(self, act: Callable[[FoundCells], None]) -> None:
        if self._finding.is_busy:
            self._then = act
        elif self._found is not None:
            act(self._found)

    def _replace_one(self, found: FoundCells) -> None:
        current = self._current()
        if self._grid is not None and found.has(current):
            self._put(only(current, self._grid.table.columnCount()))
        self.go_on()

    def _put(self, places: FoundCells) -> None:
        if self._grid is not None and places:
            self._grid.replace(places, self.line.text(), self.by.text())

    def _current(self) -> Place:
        assert self._grid is not None
        index = self._grid.currentIndex()
        return index.row(), index.column()

    def _go_to(self, found: FoundCells, at: int) -> None:
        if found and self._grid is not None:
            index = self._grid.table.index(*found[at % len(found)])
            self._grid.setCurrentIndex(index)
            self._grid.scrollTo(index)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        found = self._found
        total = len(found) if found is not None else 0
        if self._finding.is_busy:
            self.count.setText(self.tr("Searching…"))
            return
        if not self.line.text():
            self.count.setText("")
        elif found is None or not total:
            self.count.setText(self.tr("Not found"))
        elif found.has(self._current()):
            place = found.up_to(self._current())
            place_of = text("{place} of {count}", place=Number(place), count=Number(total))
            self.count.setText(say(place_of))
        else:
            self.count.setText(say(counted("1 place", "{count} places", total)))
        for button in (self.previous_button, self.next_button, *self._replacing[1:]):
            button.setEnabled(bool(total))

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(placeholderText=name)
        line.setAccessibleName(name)
        line.setFixedWidth(_LINE_WIDTH)
        return line

    def _button(self, caption: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(caption, autoDefault=False)
        button.clicked.connect(act)
        return button
