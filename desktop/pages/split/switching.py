"""From which effect of the programmes on all of a split is paid back, worked out once it rests."""

from __future__ import annotations

from desktop.document.document import Solved
from desktop.engine.question import AnswerState
from desktop.engine.tasks import SWITCH
from desktop.engine.watch import Watch
from desktop.look.language import say
from desktop.look.state_bar import state_action, state_sentence
from desktop.pages.split.layer_question import LayerQuestion
from models.case import Case
from models.results.switching import SwitchingValue
from models.words.headlines import nothing_to_share
from models.words.switching import LOOKED_FOR, NOT_LOOKED_FOR, paid_back_at
from models.words.text import text

_SENTENCES = {
    AnswerState.EMPTY: LOOKED_FOR,
    AnswerState.WAITING: LOOKED_FOR,
    AnswerState.COMPUTING: LOOKED_FOR,
    AnswerState.CANCELLING: NOT_LOOKED_FOR,
    AnswerState.CANCELLED: NOT_LOOKED_FOR,
}
_ACTIONS = {AnswerState.CANCELLED: text("Work it out")}
_OFFERING = (AnswerState.CANCELLED, AnswerState.FAILED)


class Switching(LayerQuestion[SwitchingValue | None]):
    """Asks the engine from which additionality on all is paid back."""

    title = text("Working out what pays back")
    unforeseen = text(
        "From which effect of the programmes on all of it is paid back was not found."
    )

    def find(self, case: Case, scenario: str, watch: Watch) -> SwitchingValue | None:
        """Find the switching value; None: the case is too large."""
        return self._engine.ask(SWITCH, watch, case, scenario)

    def sentence(self, solved: Solved) -> str:
        """Say what was found of a split, or how that stands; "" where nothing needs money."""
        if nothing_to_share(solved.split) is not None:
            return ""
        if self.knows(solved):
            return say(paid_back_at(self.answer(solved), solved.split.currency))
        return state_sentence(self.state, self.error, _SENTENCES)

    def action(self) -> str:
        """Return what can be done where it was not found; "": nothing."""
        return state_action(self.state, _ACTIONS) if self.state in _OFFERING else ""
