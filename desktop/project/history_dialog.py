"""The history: every edit as a line; choosing one goes back or forward to it."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.document.history import History
from desktop.look.language import say
from desktop.look.theme import STEP
from models.project.project import HistoryLine
from models.words.text import text

_INDEX = Qt.ItemDataRole.UserRole


class HistoryDialog(QDialog):
    """The edits of the case, the newest last; those of earlier sittings cannot be gone back to."""

    def __init__(self, history: History, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history, self._locale = history, locale
        self.setWindowTitle(self.tr("History"))
        self.resize(680, 480)
        self.sentence = QLabel(
            self.tr(
                "Choose a line to see the case as it was after that edit. Nothing is lost: "
                "the later edits stay in the list until you make another."
            )
        )
        self.sentence.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Edits of the case"))
        self.list.setWordWrap(True)
        self.list.setSpacing(STEP // 2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        layout.setSpacing(3 * STEP)
        for widget in (self.sentence, self.list, buttons):
            layout.addWidget(widget)
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
        item = QListWidgetItem(words)
        item.setData(_INDEX, index)
        if index is None:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(self.tr("Made before; it can no longer be undone."))
        elif index > self._history.index():
            font = item.font()
            font.setItalic(True)
            item.setFont(font)
            item.setText(say(text("{text} (undone)", text=words)))
        self.list.addItem(item)

    def _text(self, line: HistoryLine) -> str:
        moment = QDateTime.fromString(line.moment, Qt.DateFormat.ISODate).toLocalTime()
        when = self._locale.toString(moment, QLocale.FormatType.ShortFormat)
        return say(text("{when}  {text}", when=when, text=line.text))
