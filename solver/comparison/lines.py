"""The keys beside a split, as lines for people."""

from __future__ import annotations

from models.flows.places import Floats
from models.split import KeyLine
from solver.comparison.keys import KeySplit, compared
from solver.setup import Setup
from solver.statement import Money

_DIGITS = 12


def key_lines(setup: Setup, paid: Floats, money: Money) -> tuple[KeyLine, ...]:
    """Compare the split with what each payer would pay under each key.

    Args:
        setup: the index tables.
        paid: what each payer pays in the split, in money.
        money: the unit of the payments.
    """
    return tuple(
        line for compare in compared(setup) for line in _lines(setup, compare, paid, money)
    )


def _lines(setup: Setup, compare: KeySplit, paid: Floats, money: Money) -> list[KeyLine]:
    measured = compare.yardsticks
    broken = tuple(clause.clause for clause in measured.clauses_broken)
    return [
        KeyLine(
            key=compare.key.name,
            payer=payer,
            amount=money.nearest(measured.paid[h]),
            change=money.digits(money.nearest(measured.paid[h]) - money.nearest(paid[h])),
            burden=_rounded(measured.burdens[h]),
            more_than_it_gains=payer in measured.more_than_they_gain,
            unfunded=money.nearest(measured.unfunded),
            clauses_broken=broken,
        )
        for h, payer in enumerate(setup.payers)
    ]


def _rounded(burden: float | None) -> float | None:
    return None if burden is None else round(burden, _DIGITS)
