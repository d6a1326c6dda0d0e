"""The layers of a split, each computed by one function for whoever asks for it."""

from __future__ import annotations

from dataclasses import replace

from models.case import Case
from models.problems import Problem, Severity
from models.results.split import RANGES_LEFT_OUT, Appendix, Split
from models.words.text import Number, text
from solver.compare.clearing import cleared, gross_ledger
from solver.compare.lines import key_lines
from solver.engine.cancelling import Progress, silent
from solver.explain.answer import Answer
from solver.explain.ranges import ranges
from solver.inputs.setup import Setup
from solver.program.model import Model
from solver.state.exact import ExactSplit
from solver.state.fingerprint import fingerprint
from solver.state.rounding import RoundedSplit, rounded
from solver.state.statement import (
    Money,
    clearing_lines,
    goal_lines,
    ledger_lines,
    payer_lines,
    payments,
    programme_lines,
    ranged_lines,
    transfer_lines,
)
from solver.state.swallowed import swallowed_payers


def paid(blank: Split, model: Model, exact: ExactSplit) -> tuple[Split, RoundedSplit]:
    """State who pays what, what each payer gains, and what each goal came to.

    Args:
        blank: the scenario, its currency and what was noticed before it was solved.
        model: the program.
        exact: the payments before rounding.

    Returns:
        the first layer, and the payments in whole units.
    """
    setup = model.setup
    money = Money(setup.traced.rules.rounding)
    whole = rounded(model, exact, money.rounding)
    payers = payer_lines(setup, exact, whole, money)
    lost = () if blank.is_rounded_away else swallowed_payers(setup, exact, payers)
    split = replace(
        blank,
        warnings=(*blank.warnings, *lost),
        goals=goal_lines(setup, exact, money),
        programmes=programme_lines(setup, whole, money),
        payments=payments(setup, whole, money),
        payers=payers,
    )
    return split, whole


def ranges_left_out(setup: Setup) -> Problem:
    """Return the warning that the ranges of so many payers are not measured."""
    return Problem(
        Severity.WARNING,
        RANGES_LEFT_OUT,
        text(
            "How far the total of each of the {count} payers could differ is not measured: in a "
            "case of this size that would take hours.",
            count=Number(len(setup.payers)),
        ),
        text("Ask for one payer: {command}.", command="relais explain CASE --payer KEY"),
    )


def ranged(split: Split, answer: Answer, progress: Progress = silent) -> Split:
    """Measure how far the total of each payer could differ.

    Raises:
        SolveCancelledError: somebody asked to stop.
    """
    try:
        ends = ranges(answer.engine, answer.model, answer.before_last, progress)
    finally:
        answer.engine.restore(answer.start)
    return replace(split, payers=ranged_lines(split.payers, answer.setup, ends, answer.money))


def appendix_to(split: Split, case: Case, setup: Setup, whole: RoundedSplit) -> Appendix:
    """Settle what each owes each, compare with the keys and mark the result.

    Args:
        split: payments and statement.
        case: the case as the scenario uses it.
        setup: the index tables.
        whole: the payments in whole units.
    """
    rules = setup.traced.rules
    money = Money(rules.rounding)
    owed = cleared(gross_ledger(setup, whole))
    totals = [line.paid for line in split.payers]
    need = sum(line.need for line in split.programmes)
    return Appendix(
        ledger=ledger_lines(setup, owed, money),
        transfers=transfer_lines(setup, owed, money),
        clearing=clearing_lines(setup, owed, money),
        fewest=owed.fewest,
        keys=key_lines(setup, totals, need, money),
        fingerprint=fingerprint(case, rules, split.programmes, split.payments),
    )
