"""The list of splits that can be compared: scenarios, then keys, each with a box to tick."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.look.language import say
from desktop.look.theme import BODY, DARK, STEP, Theme
from desktop.look.widgets import in_column, items_of, label_for
from desktop.pages.compare.comparing import Choice, Comparing, choice_name, colour_of
from models.declaration.keys import key_in_words, key_source
from models.words.text import joined

_CHOICE = Qt.ItemDataRole.UserRole
_WIDTH = 62 * STEP
_BADGE, _BADGE_SHARPNESS = 4 * STEP, 2


class Chooser(QWidget):
    """Ticks splits; a seventh is refused with a sentence.

    Signals:
        refused: carries a sentence that says why a split was not chosen.
    """

    refused = Signal(str)

    def __init__(self, comparing: Comparing, theme: Theme) -> None:
        super().__init__()
        self._comparing, self._theme = comparing, theme
        self._is_filling = False
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Splits to compare"))
        self.list.setIconSize(QSize(_BADGE, _BADGE))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._on_item_changed)
        label = label_for(self.tr("Compare (&two to six)"), self.list)
        self.setLayout(in_column(label, (self.list, 1), spacing=STEP))
        self.setFixedWidth(max(_WIDTH, label.sizeHint().width()))
        theme.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Show what can be chosen, what is, and the letters."""
        groups = (
            (self.tr("Scenarios"), self._comparing.scenarios()),
            (self.tr("Keys"), self._comparing.keys()),
        )
        wanted: list[Choice | str] = []
        for title, choices in groups:
            wanted += [title, *choices] if choices else []
        self._is_filling = True
        palette = self.list.palette()  # the frames of unticked boxes are made from this colour
        palette.setColor(QPalette.ColorRole.Window, QColor(self._theme.colours.quiet_text))
        self.list.setPalette(palette)
        if [item.data(_CHOICE) for item in items_of(self.list)] != wanted:
            self.list.clear()
            for entry in wanted:
                self._add(entry)
        for item in items_of(self.list):
            self._dress(item)
        self._is_filling = False

    def _add(self, entry: Choice | str) -> None:
        item = QListWidgetItem(entry if isinstance(entry, str) else "")
        item.setData(_CHOICE, entry)
        if isinstance(entry, str):
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setFont(self._theme.font(BODY, heavy=True))
        else:
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _dress(self, item: QListWidgetItem) -> None:
        choice = item.data(_CHOICE)
        if not isinstance(choice, Choice):
            return
        letter = self._comparing.chosen.letter(choice)
        called = choice_name(choice, self._comparing.labels)
        item.setText(called)
        # No wider than the list: a long name ends in dots, and is whole in the tooltip.
        item.setSizeHint(QSize(1, max(self.list.fontMetrics().height(), _BADGE) + 2))
        item.setCheckState(Qt.CheckState.Checked if letter else Qt.CheckState.Unchecked)
        item.setIcon(QIcon(_badge(letter, self._theme)))
        reason = self._comparing.why_not(choice)
        item.setToolTip(reason or (_meaning(choice) if choice.is_key else called))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{letter} {called}".strip())
        item.setForeground(
            QColor(self._theme.colours.quiet_text if reason else self._theme.colours.text)
        )

    @Slot(QListWidgetItem)
    def _on_item_changed(self, item: QListWidgetItem) -> None:
        choice = item.data(_CHOICE)
        if self._is_filling or not isinstance(choice, Choice):
            return
        on = item.checkState() == Qt.CheckState.Checked
        reason = self._comparing.why_not(choice) if on else ""
        if reason:
            self.refused.emit(reason)
        elif not self._comparing.choose(choice, on=on):
            self.refused.emit(self.tr("Six splits are compared already; take one out first."))
        self.refresh()


def _meaning(choice: Choice) -> str:
    return say(joined(key_in_words(choice.name), key_source(choice.name), between="\n"))


def _badge(letter: str, theme: Theme) -> QPixmap:
    """Return the badge of a letter; of none, as much room without anything in it."""
    pixmap = QPixmap(_BADGE_SHARPNESS * _BADGE, _BADGE_SHARPNESS * _BADGE)
    pixmap.fill(Qt.GlobalColor.transparent)
    if letter:
        is_dark = theme.colours is DARK
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour_of(letter)[is_dark])
        painter.drawRoundedRect(pixmap.rect(), STEP, STEP)
        painter.setPen(QColor("#16181b" if is_dark else "#ffffff"))
        painter.setFont(theme.font(6 * STEP, heavy=True))
        painter.drawText(pixmap.rect(), Qt.AlignmentFlag.AlignCenter, letter)
        painter.end()
    pixmap.setDevicePixelRatio(_BADGE_SHARPNESS)
    return pixmap
