"""Freezing a scenario: the question before it, and the marks after it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QStyle, QWidget

from desktop.dialogs import is_agreed
from desktop.document import Document


def ask_to_freeze(parent: QWidget, scenario: str) -> bool:
    """Ask whether to freeze a scenario; nothing undoes it."""
    translate = QCoreApplication.translate
    return is_agreed(
        parent,
        translate("Freeze", "Freeze “{name}” as it is now?").format(name=scenario),
        translate(
            "Freeze",
            "Its data, rules, split and date are kept and can no longer change. This cannot be "
            "undone, nor can the edits made before it. A copy of the scenario can be changed.",
        ),
        yes=translate("Freeze", "Freeze"),
        no=translate("Freeze", "Cancel"),
        title=translate("Freeze", "Freeze a scenario"),
    )


def mark_frozen(box: QComboBox, document: Document, locale: QLocale) -> None:
    """Give the frozen scenarios in a box of scenarios their sign, and its date in words."""
    sign = box.style().standardIcon(QStyle.StandardPixmap.SP_DialogApplyButton)
    translate = QCoreApplication.translate
    for at in range(box.count()):
        frozen = document.frozen.get(box.itemText(at))
        box.setItemIcon(at, sign if frozen else QIcon())
        words = ""
        if frozen:
            moment = QDateTime.fromString(frozen.moment, Qt.DateFormat.ISODate).toLocalTime()
            words = translate("Freeze", "{name}, frozen on {date}").format(
                name=frozen.scenario, date=locale.toString(moment.date())
            )
        box.setItemData(at, words or None, Qt.ItemDataRole.ToolTipRole)
        box.setItemData(at, words or None, Qt.ItemDataRole.AccessibleTextRole)
    chosen = box.itemData(box.currentIndex(), Qt.ItemDataRole.ToolTipRole)
    box.setToolTip(str(chosen or ""))
    box.setAccessibleDescription(str(chosen or ""))
