"""What a room is told where the split on the screen is not that of the rules as they are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.document import Document, Solved
from desktop.rules.outcome_words import conflict_sentence
from desktop.solving import Solving, SplitState


def state_sentence(solving: Solving, locale: QLocale) -> str:
    """Say why there is no split."""
    translate = QCoreApplication.translate
    if solving.conflict is not None:
        return conflict_sentence(solving.conflict, locale)
    if solving.state is SplitState.FAILED:
        return str(solving.error)
    computing = translate("Meeting", "The split is being computed.")
    return {
        SplitState.SOLVING: computing,
        SplitState.CANCELLING: computing,
        SplitState.REFUSED: translate(
            "Meeting", "The data have errors, so no split can be computed."
        ),
        SplitState.CANCELLED: translate("Meeting", "The computation was cancelled."),
    }.get(solving.state, translate("Meeting", "There is no split yet."))


def stale_words(document: Document, solved: Solved, moves: int, locale: QLocale) -> str:
    """Say what bars are of where that is not the case as it is; "" where it is.

    Args:
        document: the case as it is.
        solved: the split that the bars show.
        moves: how many entries the history has grown by since.
    """
    translate = QCoreApplication.translate
    if document.split_is_current:
        return ""
    if solved.split.scenario != document.scenario:
        text = translate("Meeting", "The split of the scenario “{scenario}”.")
        return text.format(scenario=solved.split.scenario)
    if solved.case is document.case_of_split:
        return translate("Meeting", "A first answer, which may still change.")
    if moves <= 0:
        return translate(
            "Meeting", "The last split there was, not that of the rules as they are now."
        )
    return formats.counted(
        translate("Meeting", "The split before your last move."),
        translate("Meeting", "The split before your last {count} moves."),
        moves,
        locale,
    )
