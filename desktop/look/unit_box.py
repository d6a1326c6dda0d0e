"""The unit of the amounts of a page, in a box; the one that fits them is chosen first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox

from desktop.look.formats import MONEY_UNITS, ONE, fitting_unit, unit_label


class UnitBox(QComboBox):
    """Offers the units of a currency.

    Attributes:
        unit: the one that is chosen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.unit = ONE
        self.setAccessibleName(self.tr("Unit of the amounts"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._on_activated)

    def offer(self, currency: str, amounts: Iterable[float]) -> None:
        """Offer the units of a currency, unless it does; choose the one that fits the amounts."""
        names = [unit_label(unit, currency) for unit in MONEY_UNITS]
        if [self.itemText(at) for at in range(self.count())] != names:
            self.clear()
            self.addItems(names)
            self.unit = fitting_unit(amounts)
            self.setCurrentIndex(MONEY_UNITS.index(self.unit))

    def take_over(self, before: UnitBox) -> None:
        """Choose what is chosen in another one."""
        self.unit = before.unit
        self.setCurrentIndex(before.currentIndex())

    @Slot(int)
    def _on_activated(self, at: int) -> None:
        self.unit = MONEY_UNITS[at]
