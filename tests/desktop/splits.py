"""Small splits over a few nested territories, by hand and at random."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import fsum

import pandas as pd
from hypothesis import strategies as st

from models.case import case_of
from models.names import Names
from models.programme import Programme
from models.results.lines import Payment, ProgrammeLine
from models.results.split import PayerLine, Split

TERRITORIES = {"Land": None, "North": "Land", "South": "Land", "Other": None}
STAGES = ("school", "work")
CASE = case_of(
    {
        "Territories": pd.DataFrame(
            {
                "territory": list(TERRITORIES),
                "parent": list(TERRITORIES.values()),
                "level": ["state", "region", "region", "state"],
                "pays": [True] * 4,
            }
        ),
        "Stages": pd.DataFrame({"stage": STAGES, "order": [1.0, 2.0]}),
    }
)
NAMES = Names({"Land": "The Land"})

_CENTS = st.integers(0, 10**12)


def split_over(programmes: Sequence[Programme], amount: float = 100.0) -> Split:
    """Return a split in which the host alone pays the same for each programme."""
    paid = {programme: {programme.host: round(amount * 100)} for programme in programmes}
    return split_of_cents(paid)


def split_of_cents(paid: dict[Programme, dict[str, int]], gap: int = 0) -> Split:
    """Return the split in which this is paid, and as much of each programme stays unfunded."""
    lines = [_line(programme, sum(by.values()), gap) for programme, by in paid.items()]
    payments = [
        Payment(
            payer,
            programme.host,
            programme.stage,
            programme.year,
            cents / 100,
            0.0,
            programme.group,
            programme.responsible,
        )
        for programme, by in paid.items()
        for payer, cents in by.items()
        if cents
    ]
    return Split(
        "ok",
        "base",
        "EUR",
        0.01,
        base_year=2023,
        programmes=tuple(lines),
        payments=tuple(payments),
        payers=tuple(_payer(payer, payments) for payer in TERRITORIES),
    )


def _line(programme: Programme, cents: int, gap: int) -> ProgrammeLine:
    host, stage, year, group, responsible = programme
    need, paid = (cents + gap) / 100, cents / 100
    amounts = (need, paid, 0.0, gap / 100)
    return ProgrammeLine(host, host, stage, year, 10.0, 0.0, 0.0, *amounts, group, responsible)


def _payer(payer: str, payments: Sequence[Payment]) -> PayerLine:
    amounts: defaultdict[bool, list[float]] = defaultdict(list)
    for line in payments:
        if line.payer == payer:
            amounts[line.host == payer].append(line.amount)
    own, others = round(fsum(amounts[True]), 2), round(fsum(amounts[False]), 2)
    received = fsum(p.amount for p in payments if p.host == payer != p.payer)
    total = own + others
    return PayerLine(payer, 2 * total, own, others, received, others - received, 0.5, total, total)


@st.composite
def splits(draw: st.DrawFn) -> Split:
    """Return a split of any programmes with any payments in cents."""
    known = [Programme(h, s, y) for h in TERRITORIES for s in STAGES for y in (2023, 2024)]
    programmes = draw(st.lists(st.sampled_from(known), min_size=1, unique=True))
    amounts = st.dictionaries(st.sampled_from(list(TERRITORIES)), _CENTS)
    paid = {programme: draw(amounts) for programme in programmes}
    return split_of_cents(paid, draw(st.sampled_from([0, 1, 12345])))
