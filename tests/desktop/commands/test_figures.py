"""How commands write figures."""

from __future__ import annotations

import pytest

from desktop.commands.figures import burden, money, share, signed


@pytest.mark.parametrize(
    ("amount", "rounding", "written"),
    [
        (1234567.891, 0.01, "1,234,567.89"),
        (1234567.0, 1, "1,234,567"),
        (-5.0, 0.01, "-5.00"),
        (-0.001, 0.01, "0.00"),
        (-0.0, 1, "0"),
    ],
)
def test_money_has_the_decimals_of_payments_and_no_negative_nothing(
    amount: float, rounding: float, written: str
) -> None:
    assert money(amount, rounding) == written


def test_a_difference_has_its_sign() -> None:
    assert [signed(by, 1) for by in (5, -5, 0)] == ["+5", "-5", "0"]


def test_a_small_share_is_not_written_as_nothing() -> None:
    assert [share(part) for part in (0.765217, 18.0, 0.00001234, 0.0)] == [
        "76.5%", "1,800.0%", "0.0012%", "0.0%",
    ]  # fmt: skip


def test_a_burden_is_a_percentage_or_money_for_each_inhabitant() -> None:
    assert burden(0.5, "benefit") == "50.0%"
    assert burden(12.345, "population") == "12.35"
    assert burden(None, "benefit") == "–"
