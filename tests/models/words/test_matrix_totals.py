"""The rows under the matrix: what they say of each payer, and in the money of which year."""

from __future__ import annotations

import pandas as pd
import pytest

from models.case import case_of
from models.results.lines import Payment, ProgrammeLine
from models.results.matrix import MatrixColumn, MatrixRow
from models.results.split import PayerLine, Split
from models.scenarios import rules_of
from models.words.language import ENGLISH
from models.words.matrix import total_rows

_CASE = case_of(
    {
        "Territories": pd.DataFrame({"territory": ["North"], "pays": [True]}),
        "Scenarios": pd.DataFrame({"rule": ["discount_rate"], "base": [0.25]}),
    }
)
_SPLIT = Split(
    "ok",
    "base",
    "EUR",
    0.01,
    base_year=2026,
    programmes=(
        ProgrammeLine("North", "North", "school", 2026, 1.0, 0.0, 0.0, 100.0, 60.0, 40.0, 0.0),
        ProgrammeLine("North", "North", "school", 2027, 1.0, 0.0, 0.0, 100.0, 100.0, 0.0, 0.0),
    ),
    payments=(
        Payment("North", "North", "school", 2026, 100.0, 40.0),
        Payment("North", "North", "school", 2027, 100.0, 0.0),
    ),
    payers=(PayerLine("North", 280.0, 200.0, 0.0, 0.0, 0.0, 0.5, None, None),),
)
_NORTH = MatrixColumn("North", ("North",))


@pytest.fixture
def rows() -> dict[str, MatrixRow]:
    return {ENGLISH.say(row.label): row for row in total_rows(_SPLIT, rules_of(_CASE, "base"))}


def test_the_burden_is_the_quotient_of_the_two_rows_above_it(rows: dict[str, MatrixRow]) -> None:
    contributed = rows["Contributions (money of 2026)"].figure(_NORTH)
    benefit = rows["Later benefit (money of 2026)"].figure(_NORTH)
    assert contributed == 60 + 100 / 1.25, "discounted, and without what is left with the host"
    assert benefit == 280.0
    assert contributed / benefit == rows["Burden"].figure(_NORTH)


def test_a_burden_says_what_it_is_made_of(rows: dict[str, MatrixRow]) -> None:
    assert ENGLISH.say(rows["Burden"].note(_NORTH)) == "Contributions over later benefit."
    note = ENGLISH.say(rows["Contributions (money of 2026)"].note(_NORTH))
    assert note == "Without what is left with it as host."
