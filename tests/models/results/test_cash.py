"""What payers pay and gain year by year, how deep they are, and when they have it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.results.cash import cash_of, cash_together, is_measured
from models.results.lines import Payment
from models.results.split import PayerLine, Split
from solver.solve import solve_case
from tests.cases import with_rules, worked
from tests.desktop.builders import split_of
from tests.second_edition import everything


def line(payer: str, gained: dict[int, float], **more: object) -> PayerLine:
    benefits = tuple(sorted(gained.items()))
    return PayerLine(
        payer,
        sum(gained.values()),
        0,
        0,
        0,
        0,
        None,
        None,
        None,
        benefits,
        **more,  # type: ignore[arg-type]
    )


def split(paid: dict[str, dict[int, float]], *lines: PayerLine) -> Split:
    payments = tuple(
        Payment(payer, "City", "welcome", year, amount, 0.0)
        for payer, years in paid.items()
        for year, amount in years.items()
    )
    return replace(split_of(), payments=payments, payers=lines, base_year=2023)


def test_the_balance_runs_on_and_is_deepest_in_one_year() -> None:
    one = split({"City": {2023: 100.0, 2024: 60.0}}, line("City", {2024: 40.0, 2026: 200.0}))
    cash = cash_of(one, 0.0)["City"]
    assert [year.balance for year in cash.years] == [-100.0, -120.0, 80.0]
    assert cash.deepest is not None
    assert (cash.deepest.year, cash.deepest.balance) == (2024, -120.0)
    assert (cash.first_payment, cash.pays_back_from, cash.end) == (2023, 2026, 80.0)


def test_amounts_are_discounted_to_the_base_year() -> None:
    one = split(
        {"City": {2024: 110.0}},
        line("City", {2025: 90.0}, existing=11.0, existing_by_year=((2024, 11.0),)),
    )
    (first, last) = cash_of(one, 0.1)["City"].years
    assert first.amount == 110.0
    assert first.paid == pytest.approx(100.0)
    assert first.existing == pytest.approx(10.0)
    assert last.balance == pytest.approx(-10.0), "what flows already is in no balance"
    assert cash_of(one, 0.1)["City"].pays_back_from is None


def test_all_together_have_the_years_of_everybody() -> None:
    one = split(
        {"City": {2023: 100.0}, "Port": {2024: 50.0}},
        line("City", {2025: 60.0}),
        line("Port", {2025: 100.0}),
    )
    together = cash_together(one, 0.0)
    assert [year.balance for year in together.years] == [-100.0, -150.0, 10.0]
    assert together.pays_back_from == 2025


def test_who_gains_first_and_always_enough_is_never_short() -> None:
    one = split({"City": {2024: 10.0}}, line("City", {2023: 50.0}))
    cash = cash_of(one, 0.0)["City"]
    assert cash.deepest is None
    assert cash.pays_back_from == 2024


def test_a_split_that_does_not_know_the_years_of_benefits_is_not_measured() -> None:
    assert is_measured(split({}, line("City", {})))
    assert not is_measured(split({}, replace(line("City", {}), later_benefit=5.0)))


@pytest.mark.parametrize("rate", [0.0, 0.04])
def test_what_is_gained_and_paid_in_all_is_that_of_the_statement(rate: float) -> None:
    solved = solve_case(with_rules(worked(), discount_rate=rate))
    for payer, cash in cash_of(solved, rate).items():
        statement = next(one for one in solved.payers if one.payer == payer)
        assert sum(one.gained for one in cash.years) == pytest.approx(statement.later_benefit)
        assert sum(one.amount for one in cash.years) == pytest.approx(statement.paid)


def test_existing_payments_by_year_add_up_to_those_of_the_statement() -> None:
    solved = solve_case(everything())
    already = [one for one in solved.payers if one.existing]
    assert already
    for one in already:
        assert sum(amount for _, amount in one.existing_by_year) == pytest.approx(one.existing)
    assert all(not one.existing_by_year for one in solved.payers if not one.existing)
