"""How an answer stands to what is asked, in a sentence, with the action that follows from it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from desktop.document.document import Document
from desktop.document.solving import Solving
from desktop.engine.question import AnswerState
from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import in_row, scroll_area, wrapped_label
from models.problems import RelaisError
from models.words.conflicts import Conflict
from models.words.goals import first_answer
from models.words.names import scenario_name
from models.words.text import Argument, Quoted, text

PATIENCE_MILLISECONDS = 300
"""How long something may take before it is worth saying that it is being computed."""
_CANCEL = text("Cancel")
_SENTENCES: Mapping[AnswerState, Argument] = {
    AnswerState.COMPUTING: text("Computing…"),
    AnswerState.CANCELLING: text("Cancelling…"),
    AnswerState.CANCELLED: text("The computation was cancelled."),
}
_ACTIONS: Mapping[AnswerState, Argument] = {
    AnswerState.COMPUTING: _CANCEL,
    AnswerState.CANCELLING: _CANCEL,
    AnswerState.CANCELLED: text("Compute"),
    AnswerState.REFUSED: text("Show problems"),
    AnswerState.FAILED: text("Retry"),
    AnswerState.CONFLICT: text("Settle it…"),
}


def state_sentence(
    state: AnswerState,
    error: RelaisError | None,
    own: Mapping[AnswerState, Argument] | None = None,
) -> str:
    """Return what is said of an answer that stands like this; "" where that is nothing.

    Args:
        state: how it stands.
        error: why there is none, where it failed.
        own: the sentences of whoever shows it, in the place of the usual ones.
    """
    if state is AnswerState.FAILED and error is not None:
        return say(error.sentence)
    return say({**_SENTENCES, **(own or {})}.get(state, ""))


def state_action(state: AnswerState, own: Mapping[AnswerState, Argument] | None = None) -> str:
    """Return what can be done about an answer that stands like this; "": nothing."""
    return say({**_ACTIONS, **(own or {})}.get(state, ""))


class StateBar(QFrame):
    """A sentence with an action; hidden while there is nothing to say.

    Signals:
        acted: the action was asked for.
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("state")
        # Whoever shows it keeps its room: what it says may be long, and scrolls.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.sentence = wrapped_label()
        self.sentence.setObjectName("plain")
        self.action = QPushButton()
        self.action.hide()  # there is none yet
        self.action.clicked.connect(self.acted)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(self.show)
        self._room = scroll_area(self.sentence)
        self._room.setObjectName("plain")
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.verticalScrollBar().rangeChanged.connect(self._let_keys_scroll)
        margins = (3 * STEP, STEP // 2, 2 * STEP, STEP // 2)
        self.setLayout(in_row((self._room, 1), self.action, spacing=3 * STEP, margins=margins))
        self.hide()

    def say(
        self, sentence: str, action: str = "", *, enabled: bool = True, soon: bool = False
    ) -> None:
        """Say a sentence and offer an action; nothing: hide.

        Args:
            sentence, action: what is said and offered.
            enabled: whether the action can be taken.
            soon: whether this may be over in a moment, and is worth saying only after one.
        """
        self.sentence.setText(sentence)
        self.sentence.setToolTip(sentence)
        self._room.setAccessibleName(sentence)
        self.action.setText(action)
        self.action.setEnabled(enabled)
        self.action.setVisible(bool(action))
        if sentence and soon and self.isHidden():
            if not self._patience.isActive():
                self._patience.start()
            return
        self._patience.stop()
        self.setVisible(bool(sentence))

    @Slot(int, int)
    def _let_keys_scroll(self, _least: int, most: int) -> None:
        """Let the focus in where there is something to scroll."""
        policy = Qt.FocusPolicy
        self._room.setFocusPolicy(policy.StrongFocus if most > 0 else policy.NoFocus)

    def say_state(
        self,
        state: AnswerState,
        error: RelaisError | None = None,
        sentences: Mapping[AnswerState, Argument] | None = None,
        actions: Mapping[AnswerState, Argument] | None = None,
        *,
        after: str = "",
    ) -> None:
        """Say how an answer stands and offer what can be done about it.

        Args:
            state: how it stands.
            error: why there is none, where it failed.
            sentences, actions: those of the page, in the place of the usual ones.
            after: what is said behind, where anything is said.
        """
        sentence = state_sentence(state, error, sentences)
        if sentence:
            sentence += after
        enabled = state is not AnswerState.CANCELLING
        self.say(
            sentence,
            state_action(state, actions) if sentence else "",
            enabled=enabled,
            soon=state is AnswerState.COMPUTING,
        )


class SplitStateBar(StateBar):
    """Says why the split is not current and what can be done; hidden while it is.

    Signals:
        problems_wanted: the user wants to see what is wrong with the data.
        settle_wanted: the user wants to settle the clauses that clash.
    """

    problems_wanted = Signal()
    settle_wanted = Signal()

    def __init__(self, document: Document, solving: Solving) -> None:
        super().__init__()
        self._document, self._solving = document, solving
        self.acted.connect(self._act)
        solving.state_changed.connect(self.refresh)
        document.split_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say how things stand now."""
        state, shown = self._state(), self._what_is_shown()
        between = "\n" if state is AnswerState.CONFLICT else " "
        sentences: dict[AnswerState, Argument] = {
            AnswerState.COMPUTING: text("Computing the split…"),
            AnswerState.REFUSED: text("The data have errors, so no split can be computed."),
            AnswerState.CONFLICT: self._conflict(),
        }
        self.say_state(state, self._solving.error, sentences, after=f"{between}{shown}".rstrip())

    def _state(self) -> AnswerState:
        """Return how the split stands; it failed too where what is shown is not confirmed."""
        unconfirmed = self._solving.further.state is AnswerState.FAILED
        is_shown = self._solving.state is AnswerState.CURRENT
        return AnswerState.FAILED if unconfirmed and is_shown else self._solving.state

    def _conflict(self) -> str:
        conflict, lines = self._solving.conflict, self._solving.conflict_lines
        if conflict is None:
            return ""
        first = text(
            "These clauses cannot all hold. For each, the value at which it alone would fit:"
        )
        if len(lines) == 1:
            first = text(
                "This clause cannot hold under the rules. The value at which it would fit:"
            )
        words = Conflict(conflict.split, conflict.case)
        return "\n".join([say(first), *(f"• {say(words.need(line))}" for line in lines)])

    def _what_is_shown(self) -> str:
        solved = self._document.solved
        if solved is None or self._document.split_is_current:
            return ""
        if solved.split.scenario != self._document.scenario:
            name = scenario_name(solved.split.scenario, solved.names.scenarios)
            return say(
                text("The split shown is that of the scenario {scenario}.", scenario=Quoted(name))
            )
        if solved.case is self._document.case:
            return say(first_answer(solved.split))
        return self.tr("The split shown is the one before your last edit; it is not current.")

    @Slot()
    def _act(self) -> None:
        acts = {
            AnswerState.COMPUTING: self._solving.cancel,
            AnswerState.REFUSED: self.problems_wanted.emit,
            AnswerState.CONFLICT: self.settle_wanted.emit,
        }
        acts.get(self._state(), self._solving.solve_now)()
