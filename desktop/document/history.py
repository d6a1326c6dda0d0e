"""The undo stack, with when each edit was made, and the dialog in which one goes back to any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt, Slot
from PySide6.QtGui import QIcon, QUndoCommand, QUndoStack
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import in_column, wrapped_label
from models.project.project import HistoryLine, moment_now
from models.words.text import text

if TYPE_CHECKING:
    from models.editing import Edit

_MERGING = 4001
_INDEX = Qt.ItemDataRole.UserRole


class Entry(QUndoCommand):
    """An edit in the history: the only way in which the open case changes."""

    def __init__(self, edit: Edit, make: Callable[[Edit], None]) -> None:
        super().__init__(edit.sentence)
        self._edit, self._make = edit, make

    def redo(self) -> None:
        """Make the edit."""
        self._make(self._edit)

    def undo(self) -> None:
        """Take it back."""
        self._make(self._edit.reversed())

    def id(self) -> int:
        """Return what entries must share to be merged."""
        return -1 if self._edit.movement is None else _MERGING

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over what came next in the same movement; back at the start nothing is left."""
        both = self._edit.joined(other._edit) if isinstance(other, Entry) else None
        if both is None:
            return False
        self._edit = both
        self.setText(both.sentence)
        self.setObsolete(not both.patches)
        return True


class History(QUndoStack):
    """Undo and redo, and one readable line for each edit that is part of the case.

    Attributes:
        past: the lines of edits that can no longer be undone.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.past: tuple[HistoryLine, ...] = ()
        self._moments: list[str] = []
        self._pushing = False
        self.indexChanged.connect(self._on_index_changed)

    def push(self, command: QUndoCommand) -> None:
        """Do an edit, which can be undone from then on."""
        self._pushing = True
        try:
            super().push(command)
        finally:
            self._pushing = False

    def begin(self, past: Sequence[HistoryLine]) -> None:
        """Start anew after these lines."""
        self.past, self._moments = tuple(past), []
        self.clear()

    def let_past_be_past(self) -> None:
        """Keep the lines of all edits and forget how to undo them."""
        self.begin(self.lines())

    def lines(self) -> tuple[HistoryLine, ...]:
        """Return every edit that is part of the case, the earliest first."""
        return (*self.past, *self.undoable()[: self.index()])

    def undoable(self) -> tuple[HistoryLine, ...]:
        """Return the edits since the case was opened, those too that were undone."""
        return tuple(
            HistoryLine(moment, self.text(at))
            for at, moment in enumerate(self._moments[: self.count()])
        )

    @Slot(int)
    def _on_index_changed(self, index: int) -> None:
        if self._pushing:
            self._moments[max(0, index - 1) :] = [moment_now()]


class HistoryDialog(QDialog):
    """The edits of the case, the newest last; those before it was opened cannot be undone."""

    def __init__(self, history: History, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history, self._locale = history, locale
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("History"))
        self.resize(680, 480)
        self.sentence = wrapped_label(
            self.tr(
                "Choose a line to see the case as it was after that edit. Nothing is lost: "
                "the later edits stay in the list until you make another."
            )
        )
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Edits of the case"))
        self.list.setWordWrap(True)
        self.list.setSpacing(STEP // 2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        pieces = (self.sentence, self.list, buttons)
        self.setLayout(in_column(*pieces, spacing=3 * STEP, margins=(4 * STEP,) * 4))
        self.list.itemActivated.connect(self.go_to)
        self.list.itemClicked.connect(self.go_to)
        history.indexChanged.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the edits there are now."""
        self.list.clear()
        for line in self._history.past:
            self._add(self._text(line), None)
        self._add(self.tr("The case as it was opened"), 0)
        for at, line in enumerate(self._history.undoable(), 1):
            self._add(self._text(line), at)
        self.list.setCurrentRow(len(self._history.past) + self._history.index())

    @Slot(QListWidgetItem)
    def go_to(self, item: QListWidgetItem) -> None:
        """Undo or redo up to the edit of a line."""
        index = item.data(_INDEX)
        if isinstance(index, int) and index != self._history.index():
            self._history.setIndex(index)

    def _add(self, words: str, index: int | None) -> None:
        item = QListWidgetItem(words, self.list)
        item.setData(_INDEX, index)
        if index is None:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(self.tr("Made before; it can no longer be undone."))
        elif index > self._history.index():
            font = item.font()
            font.setItalic(True)
            item.setFont(font)
            item.setText(say(text("{text} (undone)", text=words)))

    def _text(self, line: HistoryLine) -> str:
        moment = QDateTime.fromString(line.moment, Qt.DateFormat.ISODate).toLocalTime()
        when = self._locale.toString(moment, QLocale.FormatType.ShortFormat)
        return say(text("{when}  {text}", when=when, text=line.text))
