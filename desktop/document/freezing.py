"""Freezing a scenario: the question before it, and the marks after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QLabel, QStyle, QWidget

from desktop.app.dialogs import is_agreed
from desktop.document.document import Document
from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import in_row, link_button
from models.words.text import Argument, Quoted, text

if TYPE_CHECKING:
    from models.project.project import FrozenScenario


def ask_to_freeze(parent: QWidget, name: Argument) -> bool:
    """Ask whether to freeze a scenario, by its name; nothing undoes it."""
    return is_agreed(
        parent,
        text("Freeze {name} as it is now?", name=Quoted(name)),
        text(
            "Its data, rules, split and date are kept and can no longer change. This cannot be "
            "undone, nor can the edits made before it. A copy of the scenario can be changed."
        ),
        yes=text("Freeze"),
        no=text("Cancel"),
        title=text("Freeze a scenario"),
    )


def mark_frozen(box: QComboBox, document: Document, locale: QLocale) -> None:
    """Give the frozen scenarios in a box of scenarios their sign, and its date in words."""
    sign = box.style().standardIcon(QStyle.StandardPixmap.SP_DialogApplyButton)
    for at in range(box.count()):
        frozen = document.frozen.get(box.itemData(at))
        box.setItemIcon(at, sign if frozen else QIcon())
        words = None
        if frozen:
            words = say(
                text("{name}, frozen on {date}", name=box.itemText(at), date=_date(frozen, locale))
            )
        for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            box.setItemData(at, words, role)
    chosen = box.itemData(box.currentIndex(), Qt.ItemDataRole.ToolTipRole) or ""
    box.setToolTip(chosen)
    box.setAccessibleDescription(chosen)


class FrozenNotice(QWidget):
    """Says beside the controls of a frozen scenario why they are off; one click goes on from it."""

    def __init__(self, document: Document, locale: QLocale, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._locale = document, locale
        self.sentence = QLabel()
        self.button = link_button(self.tr("Duplicate to go on"))
        self.setLayout(in_row(self.sentence, self.button, 1, spacing=STEP))
        self.button.clicked.connect(self._go_on)
        document.frozen_changed.connect(self.refresh)
        document.scenario_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say of the chosen scenario when it was agreed, if it was."""
        frozen = self._document.frozen.get(self._document.scenario)
        self.setVisible(frozen is not None)
        if frozen is not None:
            self.sentence.setText(
                say(text("Agreed and frozen on {date} ·", date=_date(frozen, self._locale)))
            )

    @Slot()
    def _go_on(self) -> None:
        from models.scenarios import free_name  # noqa: PLC0415  # loads pandas

        document, frozen = self._document, self._document.scenario
        document.new_scenario(free_name(document.open_case, frozen), frozen)


def _date(frozen: FrozenScenario, locale: QLocale) -> str:
    moment = QDateTime.fromString(frozen.moment, Qt.DateFormat.ISODate).toLocalTime()
    return locale.toString(moment.date())
