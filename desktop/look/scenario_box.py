"""The scenarios of the open case in a box; choosing one there chooses it in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox

from desktop.document.document import Document
from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import fill_box
from models.names import scenario_labels
from models.words.names import scenario_with_key

if TYPE_CHECKING:
    from models.case import Case


class ScenarioBox(QComboBox):
    """Follows the document: its scenarios, and which of them is chosen."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setAccessibleName(self.tr("Scenario"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumWidth(22 * STEP)  # a long name must not make the page wider
        self.activated.connect(self._on_activated)
        document.case_replaced.connect(self.refresh)
        document.table_changed.connect(self.refresh)
        document.scenario_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Offer the scenarios there are, and show the chosen one."""
        fill_box(self, scenarios_offered(self._document.case), self._document.scenario)

    @Slot(int)
    def _on_activated(self, at: int) -> None:
        self._document.choose_scenario(self.itemData(at))


def scenarios_offered(case: Case | None) -> list[tuple[str, str]]:
    """Return the scenarios of a case to choose from: what each is called, and its key."""
    if case is None:
        return []
    labels = scenario_labels(case)
    return [(say(scenario_with_key(key, labels)), key) for key in case.scenarios()]
