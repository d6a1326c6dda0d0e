"""The agreement as the short table that is signed: percentages, and what they cost each payer."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.document.document import Solved
from desktop.engine.question import AnswerState
from desktop.engine.tasks import PRICE_OF_KEY
from desktop.engine.watch import Watch
from desktop.look.language import say
from desktop.look.state_bar import StateBar
from desktop.look.theme import STEP
from desktop.look.unit_box import UnitBox
from desktop.look.widgets import in_column, in_row, wrapped_label
from desktop.pages.context import Context
from desktop.pages.split.layer_question import LayerQuestion
from desktop.pages.split.split_view import SheetView
from models.case import Case
from models.results.key_table import key_table
from models.results.simplicity import SimplicityPrice
from models.words.headlines import nothing_to_share
from models.words.key_table import NO_KEY, WHAT_A_KEY_IS, key_note, key_sentence, key_sheet
from models.words.names import terms_of
from models.words.text import Argument, text

_MOST = 100
"""How much more of the height the table takes than what stays empty under it."""
_SENTENCES: dict[AnswerState, Argument] = {
    AnswerState.COMPUTING: text("It is worked out what the percentages cost…"),
    AnswerState.CANCELLED: text("What the percentages cost was not worked out."),
}
_ACTIONS: dict[AnswerState, Argument] = {AnswerState.CANCELLED: text("Work it out")}


class KeyPrice(LayerQuestion[SimplicityPrice | None]):
    """Asks the engine what a same key costs against the split without it."""

    title = text("Working out what the percentages cost")
    unforeseen = text("What the percentages cost could not be worked out.")

    def find(self, case: Case, scenario: str, watch: Watch) -> SimplicityPrice | None:
        """Find the price; None: the scenario has no same key."""
        return self._engine.ask(PRICE_OF_KEY, watch, case, scenario)


class KeyView(SheetView):
    """Shows the table of a scenario with a same key; of any other it says that there is none."""

    table_name = text("The percentages of the agreement")

    def __init__(self, context: Context, unit_box: UnitBox) -> None:
        super().__init__(context, unit_box)
        self.price = KeyPrice.of(context)
        self.state = StateBar()
        self.rules_button = QPushButton(self.tr("&Choose a same key"))
        self.what_it_is = wrapped_label(say(WHAT_A_KEY_IS), quiet=True)
        self.without = QWidget()
        self._lay_out()
        self.price.changed.connect(self._on_priced)
        self.state.acted.connect(self.price.act)
        self.rules_button.clicked.connect(self.rules_wanted)

    def sentence(self, solved: Solved) -> Argument:
        """Return in how many percentages the agreement is written, and whom that costs most."""
        nothing = nothing_to_share(solved.split)
        key_by = solved.rules.same_key_by
        if nothing is not None or key_by is None:
            return nothing or NO_KEY
        table, terms = key_table(solved.split, key_by), terms_of(solved.split, solved.names)
        return key_sentence(table, self.price.answer(solved), terms)

    def show_split(self, solved: Solved) -> None:
        """Show the percentages of a split."""
        self._shown = solved
        self._show()

    def first_place(self) -> QWidget:
        """Return the table, or what leads to a key where there is none."""
        return self.rules_button if self.table_view.isHidden() else self.table_view

    def look(self, *, now: bool) -> None:
        """Work out what the percentages cost while somebody looks at them."""
        self.price.look(now=now and self._has_key())

    def _has_key(self) -> bool:
        shown = self._shown
        if shown is None or nothing_to_share(shown.split) is not None:
            return False
        return shown.rules.same_key_by is not None

    def _lay_out(self) -> None:
        action = in_row(self.rules_button, 1)
        self.without.setLayout(in_column(self.what_it_is, action, 1, spacing=3 * STEP))
        self.state.setMinimumHeight(10 * STEP)
        under = in_row((self.note, 3), (self.state, 2), spacing=6 * STEP)
        pieces = ((self.table_view, _MOST), under, self.without, 1)
        self.setLayout(in_column(*pieces, spacing=3 * STEP))

    def _on_priced(self) -> None:
        if self.isVisible():
            self._show()
            self.sentence_changed.emit()

    def _show(self) -> None:
        shown, has_key = self._shown, self._has_key()
        for part in (self.table_view, self.note):
            part.setVisible(has_key)
        is_there = shown is not None and nothing_to_share(shown.split) is None
        self.without.setVisible(is_there and not has_key)
        if shown is None or not has_key:
            self.state.say("")
            return
        split, rules, price = shown.split, shown.rules, self.price.answer(shown)
        terms = terms_of(split, shown.names)
        table = key_table(split, rules.same_key_by or ())
        self.show_sheet(key_sheet(table, price, split, terms))
        self.note.setText(say(key_note(price, split, rules.burden_basis, terms)))
        self.state.say_state(self.price.state, self.price.error, _SENTENCES, _ACTIONS)
