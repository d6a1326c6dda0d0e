"""The split page: who pays what in the chosen scenario."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton

from desktop import formats
from desktop.context import Context
from desktop.document import Solved
from desktop.pages.page import Page
from desktop.pages.split_matrix import SplitMatrix
from desktop.pages.state_line import StateLine
from desktop.sentences import split_sentence
from desktop.solving import SplitState
from desktop.theme import STEP


class SplitPage(Page):
    """A sentence, the choice of a scenario, how the split stands, the matrix.

    Signals:
        warnings_wanted: the user wants to read the warnings of the split.
    """

    number = 3
    warnings_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, QCoreApplication.translate("Pages", "&Split"))
        document, solving, locale = context.document, context.solving, context.locale
        self._document, self._solving, self._locale = document, solving, locale
        self._shown: Solved | None = None
        self.scenario_box = QComboBox()
        self.scenario_box.setAccessibleName(self.tr("Scenario"))
        self.scenario_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.unit_box = QComboBox()
        self.unit_box.setAccessibleName(self.tr("Unit of the amounts"))
        self.unit_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.warnings_button = QPushButton()
        self.warnings_button.setObjectName("link")
        self.warnings_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.state_line = StateLine(document, solving, locale)
        self.matrix = SplitMatrix(context.theme, locale)
        self._lay_out()
        self._connect()

    @Slot()
    def copy(self) -> None:
        """Copy the selected figures."""
        self.matrix.copy()

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(2 * STEP)
        for text, box in (
            (self.tr("&Scenario"), self.scenario_box),
            (self.tr("A&mounts in"), self.unit_box),
        ):
            label = QLabel(text)
            label.setBuddy(box)
            choices.addWidget(label)
            choices.addWidget(box)
            choices.addSpacing(4 * STEP)
        choices.addStretch(1)
        choices.addWidget(self.warnings_button)
        self.body.addLayout(choices)
        self.body.addWidget(self.state_line)
        self.body.addWidget(self.matrix, 1)

    def _connect(self) -> None:
        self.scenario_box.activated.connect(self._on_scenario_activated)
        self.unit_box.activated.connect(self._on_unit_activated)
        self.warnings_button.clicked.connect(self.warnings_wanted)
        self._document.case_replaced.connect(self._on_scenarios_changed)
        self._document.table_changed.connect(self._on_scenarios_changed)
        self._document.scenario_changed.connect(self._on_scenarios_changed)
        self._document.split_changed.connect(self.refresh)
        self._solving.state_changed.connect(self.refresh)
        self.refresh()

    @Slot(int)
    def _on_scenario_activated(self, at: int) -> None:
        self._document.choose_scenario(self.scenario_box.itemText(at))

    @Slot(int)
    def _on_unit_activated(self, at: int) -> None:
        if self._shown is not None:
            self.matrix.show_split(self._shown, formats.MONEY_UNITS[at])

    @Slot()
    def _on_scenarios_changed(self) -> None:
        case = self._document.case
        names = list(case.scenarios()) if case else []
        shown = [self.scenario_box.itemText(i) for i in range(self.scenario_box.count())]
        if names != shown:
            self.scenario_box.clear()
            self.scenario_box.addItems(names)
        self.scenario_box.setCurrentText(self._document.scenario)

    @Slot()
    def refresh(self) -> None:
        """Show the newest split, and whether it is current."""
        solved = self._document.solved
        stale = not self._document.split_is_current
        self.matrix.setVisible(solved is not None)
        self._mark_stale(stale)
        if solved is None:
            self._shown = None
            self.sentence.setText(self._without_split())
            self.warnings_button.hide()
        elif solved is not self._shown:
            self._show(solved)

    def _show(self, solved: Solved) -> None:
        first = self._shown is None
        self._shown = solved
        self.sentence.setText(split_sentence(solved, self._locale))
        if first:
            self._offer_units(solved)
        self.matrix.show_split(solved, formats.MONEY_UNITS[max(0, self.unit_box.currentIndex())])
        count = len(solved.split.warnings)
        self.warnings_button.setVisible(count > 0)
        self.warnings_button.setText(
            formats.counted(self.tr("1 warning"), self.tr("{count} warnings"), count)
        )

    def _offer_units(self, solved: Solved) -> None:
        currency = solved.split.currency
        self.unit_box.clear()
        self.unit_box.addItems([formats.unit_label(u, currency) for u in formats.MONEY_UNITS])
        needs = [line.need for line in solved.split.programmes]
        needs += [line.own + line.others for line in solved.split.payers]
        fitting = formats.fitting_unit(needs)
        self.unit_box.setCurrentIndex(formats.MONEY_UNITS.index(fitting))

    def _without_split(self) -> str:
        if self._solving.state in (SplitState.SOLVING, SplitState.CANCELLING):
            return self.tr("The split is being computed.")
        return self.tr("There is no split yet.")

    def _mark_stale(self, stale: bool) -> None:
        self.sentence.setProperty("stale", stale)
        self.sentence.style().polish(self.sentence)
        self.matrix.mark_stale(stale)
