"""Who would gain what by stating figures that are not true; worked out once somebody looks."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.document.document import Solved
from desktop.engine.question import AnswerState
from desktop.engine.tasks import MISREPORT
from desktop.engine.watch import Watch
from desktop.look.language import say
from desktop.look.state_bar import StateBar
from desktop.look.theme import STEP
from desktop.look.unit_box import UnitBox
from desktop.look.widgets import in_column
from desktop.pages.context import Context
from desktop.pages.split.layer_question import LayerQuestion
from desktop.pages.split.split_view import SheetView
from models.case import Case
from models.results.misreport import Misreport
from models.words.headlines import nothing_to_share
from models.words.misreport import (
    NOT_KNOWN,
    misreport_note,
    misreport_sentence,
    misreport_sheet,
)
from models.words.names import terms_of
from models.words.text import Argument, text

PERCENT = 10.0
_MOST_UNASKED = 50_000
"""Payers times payers times programmes up to which nobody minds that each payer is solved anew."""
_MOST = 100
"""How much more of the height the table takes than what stays empty under it."""
_SENTENCES: dict[AnswerState, Argument] = {
    AnswerState.UNASKED: text(
        "In a case of this size it takes a while to find out: each payer is solved four times."
    ),
    AnswerState.COMPUTING: text("The split is solved anew with the figures of each payer changed…"),
    AnswerState.CANCELLED: text("Finding out was cancelled."),
}
_WORK_IT_OUT = text("Work it out")
_ACTIONS: dict[AnswerState, Argument] = {
    AnswerState.UNASKED: _WORK_IT_OUT,
    AnswerState.CANCELLED: _WORK_IT_OUT,
}


class Misreporting(LayerQuestion[tuple[Misreport, ...]]):
    """Asks the engine what each payer would gain by figures that are not true."""

    title = text("Trying wrong figures")
    unforeseen = text("Who would gain by wrong figures could not be found out.")

    def find(self, case: Case, scenario: str, watch: Watch) -> tuple[Misreport, ...]:
        """Solve the scenario with the figures of each payer higher and lower."""
        return self._engine.ask(MISREPORT, watch, case, scenario, PERCENT)

    def takes_long(self, solved: Solved) -> bool:
        """Say whether a split is so large that somebody has to ask for it."""
        return len(solved.split.payers) ** 2 * len(solved.split.programmes) > _MOST_UNASKED


class MisreportsView(SheetView):
    """A row for each payer, a column for each of its figures, higher and lower."""

    table_name = text("What each payer would gain by wrong figures")

    def __init__(self, context: Context, unit_box: UnitBox) -> None:
        super().__init__(context, unit_box)
        self.misreporting = Misreporting.of(context)
        self.state = StateBar()
        self.state.setMinimumHeight(10 * STEP)
        self.note.setText(say(misreport_note()))
        pieces = (self.state, (self.table_view, _MOST), self.note, 1)
        self.setLayout(in_column(*pieces, spacing=3 * STEP))
        self.misreporting.changed.connect(self._on_found)
        self.state.acted.connect(self.misreporting.act)

    def sentence(self, solved: Solved) -> Argument:
        """Return who would gain most."""
        if nothing := nothing_to_share(solved.split):
            return nothing
        found = self.misreporting.answer(solved)
        if found is None:
            return NOT_KNOWN
        return misreport_sentence(found, terms_of(solved.split, solved.names))

    def show_split(self, solved: Solved) -> None:
        """Show what is known of a split."""
        self._shown = solved
        self._show()

    def first_place(self) -> QWidget:
        """Return the table, or what begins or stops the work while there is none."""
        return self.state.action if self.table_view.isHidden() else self.table_view

    def look(self, *, now: bool) -> None:
        """Find out while somebody looks."""
        shown = self._shown
        is_there = shown is not None and nothing_to_share(shown.split) is None
        self.misreporting.look(now=now and is_there)

    @Slot()
    def _on_found(self) -> None:
        if self.isVisible():
            self._show()
            self.sentence_changed.emit()

    def _show(self) -> None:
        shown = self._shown
        found = None if shown is None else self.misreporting.answer(shown)
        for part in (self.table_view, self.note):
            part.setVisible(found is not None)
        state, error = self.misreporting.state, self.misreporting.error
        self.state.say_state(state, error, _SENTENCES, _ACTIONS)
        if shown is None or found is None:
            return
        terms = terms_of(shown.split, shown.names)
        self.show_sheet(misreport_sheet(found, terms))
