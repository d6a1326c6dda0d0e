"""The unit of the amounts of a page, in a box; the one that fits them is chosen first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox

from desktop.document.document import Document
from desktop.look.formats import MONEY_UNITS, ONE, MoneyUnit, fitting_unit, unit_label


class ChosenUnit(QObject):
    """The unit that somebody chose on one page, for all of them, until another case is opened.

    Attributes:
        unit: that one; None: nobody chose, and each page takes the one that fits its amounts.

    Signals:
        changed: another one was chosen.
        forgotten: another case was opened, whose amounts may be of another size.
    """

    changed = Signal()
    forgotten = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.unit: MoneyUnit | None = None
        document.case_replaced.connect(self._forget)

    def choose(self, unit: MoneyUnit) -> None:
        """Show all amounts of the case in a unit."""
        if unit != self.unit:
            self.unit = unit
            self.changed.emit()

    @Slot()
    def _forget(self) -> None:
        self.unit = None
        self.forgotten.emit()


class UnitBox(QComboBox):
    """Offers the units of a currency.

    Attributes:
        unit: the one that is chosen.

    Signals:
        changed: another one is chosen, here or on another page.
    """

    changed = Signal()

    def __init__(self, chosen: ChosenUnit) -> None:
        super().__init__()
        self._chosen = chosen
        self.unit = ONE
        self.setAccessibleName(self.tr("Unit of the amounts"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._on_activated)
        chosen.changed.connect(self._on_chosen)
        chosen.forgotten.connect(self.clear)

    def offer(self, currency: str, amounts: Iterable[float]) -> None:
        """Offer the units of a currency, unless it does; take the one chosen, or that fits."""
        names = [unit_label(unit, currency) for unit in MONEY_UNITS]
        if [self.itemText(at) for at in range(self.count())] != names:
            self.clear()
            self.addItems(names)
            self._show(self._chosen.unit or fitting_unit(amounts))

    def take_over(self, before: UnitBox) -> None:
        """Choose what is chosen in another one."""
        self.unit = before.unit
        self.setCurrentIndex(before.currentIndex())

    def _show(self, unit: MoneyUnit) -> None:
        self.unit = unit
        self.setCurrentIndex(MONEY_UNITS.index(unit))

    @Slot(int)
    def _on_activated(self, at: int) -> None:
        self._chosen.choose(MONEY_UNITS[at])

    @Slot()
    def _on_chosen(self) -> None:
        """Take the unit over where any are offered; others are once they are."""
        unit = self._chosen.unit
        if unit is not None and unit != self.unit and self.count():
            self._show(unit)
            self.changed.emit()
