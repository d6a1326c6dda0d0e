"""The keys beside a split, as lines for people."""

from __future__ import annotations

from collections.abc import Sequence

from models.results.split import KeyLine
from solver.compare.keys import KeySplit, compared
from solver.compare.measured import BURDEN_DIGITS, whole_totals
from solver.inputs.setup import Setup
from solver.state.statement import Money


def key_lines(
    setup: Setup, paid: Sequence[float], need: float, money: Money
) -> tuple[KeyLine, ...]:
    """Compare the split with what each payer would pay under each key.

    Args:
        setup: the index tables.
        paid: what each payer pays in the split, in money.
        need: the sum of all needs, as it is rounded in the split.
        money: the unit of the payments.
    """
    return tuple(
        line for compare in compared(setup) for line in _lines(setup, compare, paid, need, money)
    )


def _lines(
    setup: Setup, compare: KeySplit, paid: Sequence[float], need: float, money: Money
) -> list[KeyLine]:
    measured = compare.yardsticks
    *amounts, gap = whole_totals(measured, need, money)
    broken = tuple(clause.clause for clause in measured.clauses_broken)
    return [
        KeyLine(
            key=compare.key.name,
            payer=payer,
            amount=amounts[h],
            change=money.digits(amounts[h] - paid[h]),
            burden=_rounded(measured.burdens[h]),
            more_than_it_gains=payer in measured.more_than_they_gain,
            unfunded=gap,
            clauses_broken=broken,
        )
        for h, payer in enumerate(setup.payers)
    ]


def _rounded(burden: float | None) -> float | None:
    return None if burden is None else round(burden, BURDEN_DIGITS)
