"""What a room is told where the split on the screen is not that of the rules as they are."""

from __future__ import annotations

from desktop.document.document import Document, Solved
from desktop.document.solving import Solving, SplitState
from models.words.conflicts import whose_clash
from models.words.text import Argument, Quoted, counted, text


def state_sentence(solving: Solving) -> Argument:
    """Say why there is no split."""
    if solving.conflict is not None:
        return whose_clash(solving.conflict.split, solving.conflict.case)
    match solving.state:
        case SplitState.FAILED:
            return solving.error.sentence if solving.error else ""
        case SplitState.SOLVING | SplitState.CANCELLING:
            return text("The split is being computed.")
        case SplitState.REFUSED:
            return text("The data have errors, so no split can be computed.")
        case SplitState.CANCELLED:
            return text("The computation was cancelled.")
        case _:
            return text("There is no split yet.")


def stale_words(document: Document, solved: Solved, moves: int) -> Argument:
    """Say what bars are of where that is not the case as it is; "" where it is.

    Args:
        document: the case as it is.
        solved: the split that the bars show.
        moves: how many entries the history has grown by since.
    """
    if document.split_is_current:
        return ""
    if solved.split.scenario != document.scenario:
        return text("The split of the scenario {scenario}.", scenario=Quoted(solved.split.scenario))
    if solved.case is document.case_of_split:
        return text("A first answer, which may still change.")
    if moves <= 0:
        return text("The last split there was, not that of the rules as they are now.")
    return counted(
        "The split before your last move.", "The split before your last {count} moves.", moves
    )
