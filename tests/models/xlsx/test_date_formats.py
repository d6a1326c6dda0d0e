"""Which formats are those of dates is openpyxl's to say; most workbooks need not ask it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from models.checks.checked import column_letter
from models.xlsx import shared
from models.xlsx.cell_parser import MOST_COLUMNS


def test_no_built_in_format_of_dates_is_taken_for_one_of_numbers() -> None:
    of_dates = {number for number, code in BUILTIN_FORMATS.items() if is_date_format(code)}
    assert of_dates
    assert not of_dates & shared._OF_NUMBERS


@given(st.text(alphabet='dmhysDMHYS0#,.[]"\\;@ /€E+-?', max_size=12))
def test_no_format_of_dates_is_passed_over(code: str) -> None:
    assert shared._may_be_of_dates(code) or not is_date_format(code)


def test_formats_of_numbers_are_told_from_those_of_dates() -> None:
    """Else every format could be one of dates, and the test above would say nothing."""
    assert not shared._may_be_of_dates("#,##0.00")


def test_the_days_that_dates_are_counted_from_are_those_of_openpyxl() -> None:
    assert (shared.WINDOWS_EPOCH, shared.MAC_EPOCH) == (WINDOWS_EPOCH, MAC_EPOCH)


def test_columns_have_the_letters_that_openpyxl_gives_them() -> None:
    ours = [column_letter(column) for column in range(MOST_COLUMNS)]
    assert ours == [get_column_letter(column + 1) for column in range(MOST_COLUMNS)]
