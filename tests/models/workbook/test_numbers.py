from __future__ import annotations

import pytest

from models.workbook.cells import TextNumber, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("007", 7),
        ("1234.56", 1234.56),
        ("1234,56", 1234.56),
        ("1 234,56", 1234.56),
        ("1\u00a0234,56", 1234.56),
        ("1\u202f234\u202f567", 1234567),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1.234.567", 1234567),
        ("1'234.5", 1234.5),
        ("0,125", 0.125),
        ("1234.567", 1234.567),
        (".5", 0.5),
        ("12,5 %", 0.125),
        ("12.5%", 0.125),
        ("-3", -3),
        ("\u22123,5", -3.5),
        ("+4", 4),
        ("1,5E3", 1500),
    ],
)
def test_a_text_that_can_be_only_one_number_is_read(text: str, number: float) -> None:
    found = read_number(text)
    assert isinstance(found, TextNumber)
    assert found.value == pytest.approx(number)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "-999,000", "1.234 %"])
def test_a_text_that_can_be_two_numbers_is_read_as_both(text: str) -> None:
    number = read_number(text)
    assert number is not None
    assert number.other is not None
    assert number.value == pytest.approx(1000 * number.other)


@pytest.mark.parametrize(
    "text",
    ["", "-", "n/a", "12 34", "1.23.45", "1,2,3", "€ 5", "5.", "1e", "٣", "1/2", "1.234.56", "--3"],
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert read_number(text) is None
