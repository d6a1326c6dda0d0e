"""The scenarios of the open case in a box; choosing one there chooses it in the document."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox

from desktop.document.document import Document


class ScenarioBox(QComboBox):
    """Follows the document: its scenarios, and which of them is chosen."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setAccessibleName(self.tr("Scenario"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._on_activated)
        document.case_replaced.connect(self.refresh)
        document.table_changed.connect(self.refresh)
        document.scenario_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Offer the scenarios there are, and show the chosen one."""
        case = self._document.case
        names = list(case.scenarios()) if case else []
        if names != [self.itemText(at) for at in range(self.count())]:
            self.clear()
            self.addItems(names)
        self.setCurrentText(self._document.scenario)

    @Slot(int)
    def _on_activated(self, at: int) -> None:
        self._document.choose_scenario(self.itemText(at))
