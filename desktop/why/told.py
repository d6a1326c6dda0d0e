"""The answer to a question, in sentences."""

from __future__ import annotations

from desktop.tables.split_totals import burden_basis
from desktop.why.of_payer import tell_payer
from desktop.why.of_payment import tell_payment
from desktop.why.of_programmes import tell_programmes
from desktop.why.of_split import tell_split
from desktop.why.questions import AboutPayer, AboutPayment, AboutProgrammes, Found, Question
from desktop.why.telling import Telling, Words


def told(
    question: Question, found: Found | None, words: Words, *, rows_wanted: bool = False
) -> Telling:
    """Tell what the split says of a question and, where it is known, why.

    Args:
        question: what is asked.
        found: what the engine found out; None: not yet.
        words: how names and figures are written.
        rows_wanted: whether somebody can show rows of the case.
    """
    telling, basis = Telling(rows_wanted=rows_wanted), burden_basis(words.solved)
    match question:
        case AboutPayment():
            tell_payment(telling, question, found, words)
        case AboutPayer():
            tell_payer(telling, question, found, basis, words)
        case AboutProgrammes():
            tell_programmes(telling, question, found, words)
        case _:
            tell_split(telling, found, basis, words)
    return telling
