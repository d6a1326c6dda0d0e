"""The year from which a payer has back what it paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import fsum

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from models.names import names_of
from models.results.lines import Payment
from models.results.split import Appendix, PayerLine
from models.scenarios import rules_of
from models.workbook.result.context import About, Result
from models.workbook.result.figures import payer_cells, payer_columns
from models.workbook.result.statements import (
    NOT_MEASURED,
    NOT_PAID_BACK,
    PAYS_BACK,
    PAYS_NOTHING,
    statement_cells,
)
from tests.cases import with_rules, worked
from tests.models.workbook.small_split import SPLIT

YEARS = range(2023, 2031)
SUMS = st.dictionaries(st.sampled_from(YEARS), st.integers(-500, 1000), max_size=6)


def result_of(paid: dict[int, float], gained: dict[int, float], rate: float = 0.0) -> Result:
    """Return the result of a split in which the city pays and gains in some years."""
    case = with_rules(worked(), discount_rate=rate)
    payments = tuple(
        Payment("city", "city", "welcome", year, amount, 0.0)
        for year, amount in sorted(paid.items())
        if amount
    )
    line = PayerLine(
        "city", fsum(gained.values()), fsum(paid.values()), 0.0, 0.0, 0.0, None, None, None,
        tuple((year, gain) for year, gain in sorted(gained.items()) if gain),
    )  # fmt: skip
    split = replace(SPLIT, payments=payments, payers=(line,), appendix=Appendix())
    about = About("", date(2026, 11, 22), "1")
    return Result(split, case, rules_of(case, "base"), names_of(case), about, pd.DataFrame())


def said(result: Result) -> tuple[object, object]:
    """Return what the sheets Payers and Statements say."""
    column = [heading.key for heading in payer_columns(result)].index("pays_back_from")
    rows = statement_cells(result)[0]
    stated = next(row[7] for row in rows if row[3] == PAYS_BACK)
    return payer_cells(result)[0][column], getattr(stated, "value", stated)


@given(paid=SUMS, gained=SUMS, rate=st.sampled_from([0.0, 0.04]))
def test_nobody_is_paid_back_before_it_pays_nor_where_it_never_does(
    paid: dict[int, float], gained: dict[int, float], rate: float
) -> None:
    paid = {year: max(amount, 0) for year, amount in paid.items()}
    result = result_of(paid, gained, rate)
    year = result.cash["city"].pays_back_from
    first = min((year for year, amount in paid.items() if amount), default=None)
    in_payers, stated = said(result)
    assert in_payers == year
    if first is None:
        assert (year, stated) == (None, PAYS_NOTHING)
    elif year is None:
        assert stated in (NOT_PAID_BACK, NOT_MEASURED)
    else:
        assert stated == year >= first
        assert in_balance(paid, gained, rate, year)
        assert year == first or not in_balance(paid, gained, rate, year - 1)


def in_balance(paid: dict[int, float], gained: dict[int, float], rate: float, year: int) -> bool:
    """Say whether the balance is above zero at the end of a year and of all later ones."""
    return all(
        fsum(gain for then, gain in gained.items() if then <= last)
        - fsum(cost / (1 + rate) ** (then - 2023) for then, cost in paid.items() if then <= last)
        > 0.005
        for last in range(year, YEARS[-1] + 1)
    )


def test_what_is_gained_before_the_first_payment_pays_nothing_back() -> None:
    assert said(result_of({2026: 50.0}, {2024: 100.0})) == (2026, 2026)
    assert said(result_of({}, {2024: 100.0})) == (None, PAYS_NOTHING)
    assert said(result_of({2024: 50.0}, {2026: 100.0})) == (2026, 2026)
