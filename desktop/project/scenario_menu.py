"""The Scenario menu: what can be done with a scenario as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from desktop.app import dialogs
from desktop.document.document import Document
from desktop.look.language import say
from models.declaration.tables import BASE_SCENARIO
from models.names import scenario_labels
from models.problems import RelaisError
from models.words.names import scenario_name
from models.words.text import Argument, text

if TYPE_CHECKING:
    from desktop.document.solving import Solving
    from models.case import Case


class ScenarioMenu(QObject):
    """Makes, duplicates, renames, deletes and freezes the chosen scenario."""

    def __init__(self, document: Document, solving: Solving, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._solving, self._window = document, solving, window
        self.menu = QMenu(self.tr("&Scenario"), window)
        self.new = self._add(self.tr("&New…"), self.ask_for_new)
        self.duplicate = self._add(self.tr("&Duplicate…"), self.ask_for_duplicate)
        self.rename = self._add(self.tr("&Rename…"), self.ask_for_name)
        self.delete = self._add(self.tr("D&elete"), self.delete_chosen)
        self.menu.addSeparator()
        self.freeze = self._add(self.tr("&Freeze…"), self.ask_to_freeze)
        document.split_changed.connect(self.refresh)
        document.frozen_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Offer what is possible now."""
        document = self._document
        is_open, chosen = document.case is not None, document.scenario
        changeable = is_open and chosen != BASE_SCENARIO and chosen not in document.frozen
        for action in (self.new, self.duplicate):
            action.setEnabled(is_open)
        for action in (self.rename, self.delete):
            action.setEnabled(changeable)
        self.freeze.setEnabled(document.split_is_current and chosen not in document.frozen)

    @Slot()
    def ask_for_new(self) -> None:
        """Ask for a name and make a scenario that is as base."""
        self._named(self.tr("New scenario"), self.tr("scenario"), self._document.new_scenario)

    @Slot()
    def ask_for_duplicate(self) -> None:
        """Ask for a name and make a scenario that is as the chosen one."""
        chosen = self._document.scenario
        self._named(
            say(text("Duplicate {name}", name=self._called())),
            chosen,
            lambda name: self._document.new_scenario(name, chosen),
        )

    @Slot()
    def ask_for_name(self) -> None:
        """Ask for another name of the chosen scenario."""
        chosen = self._document.scenario
        self._named(
            say(text("Rename {name}", name=self._called())),
            chosen,
            lambda name: self._document.rename_scenario(chosen, name),
        )

    @Slot()
    def delete_chosen(self) -> None:
        """Take the chosen scenario out; Undo brings it back."""
        self._do(lambda: self._document.delete_scenario(self._document.scenario))

    @Slot()
    def ask_to_freeze(self) -> None:
        """Ask whether to keep the chosen scenario for good, and do."""
        from desktop.document.freezing import ask_to_freeze  # noqa: PLC0415  # when wanted

        document = self._document
        case = document.case
        if ask_to_freeze(self._window, self._called()):
            self._solving.when_whole(lambda: self._do_in(case, document.freeze_scenario))

    def _called(self) -> Argument:
        """Return what the chosen scenario is called."""
        document = self._document
        return scenario_name(document.scenario, scenario_labels(document.open_case))

    def _named(self, title: str, wanted: str, make: Callable[[str], None]) -> None:
        from models.scenarios import free_name  # noqa: PLC0415  # loads pandas

        case = self._document.open_case
        proposal = free_name(case, wanted)
        name, given = QInputDialog.getText(
            self._window, title, self.tr("Name of the scenario"), text=proposal
        )
        if given:
            self._do_in(case, lambda: make(name.strip()))

    def _do_in(self, case: Case | None, act: Callable[[], None]) -> None:
        """Do what was asked about a case, unless another came while the question stood."""
        if case is self._document.case:
            self._do(act)
            return
        what = text("The case changed meanwhile; nothing was done.")
        dialogs.tell_error(self._window, RelaisError(what, "", text("Try again.")))

    def _do(self, act: Callable[[], None]) -> None:
        try:
            act()
        except RelaisError as error:
            dialogs.tell_error(self._window, error)

    def _add(self, text: str, act: Callable[[], None]) -> QAction:
        action = self.menu.addAction(text)
        action.triggered.connect(lambda _checked: act())
        return action
