"""The same amount reads the same in a sentence of a first page and in the table below it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import Case
from models.results.lines import Payment, ProgrammeLine
from models.results.split import Split
from models.words.cell_figures import PageUnit
from models.words.language import ENGLISH
from models.workbook.reading import read_case
from models.workbook.result import write_result
from tests.models.workbook.small_case import small, write
from tests.models.workbook.small_split import SPLIT

UNITS = [
    PageUnit(1e6, 1, "EUR"),
    PageUnit(1e3, 1, "EUR"),
    PageUnit(1.0, 2, "EUR"),
    PageUnit(1.0, 0, "EUR", 1.0),
]


def as_excel_shows(amount: float, look: str) -> str:
    """Return a number as Excel shows it in one of our formats: by its first section that fits."""
    for section in look.split(";"):
        condition = re.match(r"\[<([^]]+)\]", section)
        if condition is None or amount < float(condition[1]):
            break
    if '"' in section:
        return section.split('"')[1]
    decimals = len(section.rstrip(",").partition(".")[2])
    scaled = Decimal(f"{amount:.15g}").scaleb(-3 * (len(section) - len(section.rstrip(","))))
    return f"{scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,}"


@given(unit=st.sampled_from(UNITS), cents=st.integers(1, 10**12))
def test_a_table_shows_an_amount_as_a_sentence_writes_it(unit: PageUnit, cents: int) -> None:
    amount = cents / 100 if unit.rounding < 1 else float(cents)
    assert as_excel_shows(amount, unit.look_of(amount)) == ENGLISH.say(unit.number(amount))


@pytest.mark.parametrize(
    ("amount", "written"),
    [(250.0, "0.3"), (350.0, "0.4"), (50.0, "0.1"), (49.99, "<0.1"), (0.01, "<0.1")],
)
def test_halves_go_up_and_small_amounts_are_not_called_nothing(amount: float, written: str) -> None:
    unit = PageUnit(1e3, 1, "EUR")
    assert ENGLISH.say(unit.number(amount)) == written
    assert as_excel_shows(amount, unit.look_of(amount)) == written


def test_what_becomes_nothing_is_a_dash_and_what_falls_below_zero_is_seen() -> None:
    unit = PageUnit(1e3, 1, "EUR")
    small, usual = unit.look_of(40.0), unit.look_of(4000.0)
    assert {as_excel_shows(noise, small) for noise in (0.0, 6e-11)} == {"–"}
    assert usual == unit.look_of(0.0) == unit.look == "#,##0.0,;−#,##0.0,;–"


def of_amounts(*paid: float, gap: float) -> Split:
    """Return a split in which the payers pay so much, and so much stays unfunded."""
    names = ("federation", "city", "Liège")
    need = sum(paid) + gap
    lines = {line.payer: line for line in SPLIT.payers}
    return replace(
        SPLIT,
        programmes=(
            ProgrammeLine(
                "city", "city", "welcome", 2023, 1.0, need, 0.0, need, sum(paid), 0.0, gap
            ),
        ),
        payments=tuple(
            Payment(name, "city", "welcome", 2023, amount, 0.0)
            for name, amount in zip(names, paid, strict=True)
        ),
        payers=tuple(
            replace(lines[name], own=0.0, others=amount)
            for name, amount in zip(names, paid, strict=True)
        ),
    )


@pytest.mark.parametrize("paid", [(50_250.0, 350.0, 40.0), (20_000.0, 12_450.0, 30.0)])
def test_the_first_page_writes_an_amount_once(paid: tuple[float, ...], tmp_path: Path) -> None:
    case: Case = read_case(write(small(), tmp_path / "small.xlsx")).case
    split = of_amounts(*paid, gap=20.0)
    write_result(case, split, tmp_path / "result.xlsx", made_on=date(2026, 11, 22))
    page = openpyxl.load_workbook(tmp_path / "result.xlsx", data_only=True).worksheets[0]
    sentence = str(page["A2"].value)
    shown = {
        as_excel_shows(cell.value, cell.number_format)
        for row in page.iter_rows(min_row=4, max_row=12)
        for cell in row
        if isinstance(cell.value, int | float) and ",;" in cell.number_format + ";"
    }
    said = re.findall(
        r"(?:needed|pays|City|Liège|and) (<?[\d.,]*\d)|the EUR (<?[\d.,]*\d)", sentence
    )
    assert len(said) >= 4
    assert {first or second for first, second in said} <= shown
