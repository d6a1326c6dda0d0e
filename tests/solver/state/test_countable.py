"""Payments of any size add up to the last unit as decimals, or are refused before solving."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from decimal import Decimal
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.commands.split import split_as_json
from models.case import Case
from models.problems import RelaisError, Severity
from models.results.split import Split, appendix_of
from models.words.language import ENGLISH
from models.workbook.result import write_result
from solver.inputs.assumptions import assumptions
from solver.solve import prepare, solve_case, solve_to_explain
from tests.cases import case, with_rules, worked

ROUNDINGS = (0.0001, 0.01, 0.025, 1, 7, 1000)


def scaled(factor: float, rounding: float) -> Case:
    """Return the worked example with all its money multiplied."""
    found = with_rules(worked(), rounding=rounding)
    for key, column in (("Costs", "cost_per_person"), ("Benefits", "benefit_per_person")):
        frame = found.table(key)
        found = found.with_table(key, frame.assign(**{column: frame[column] * factor}))
    return found


def money(amount: float) -> Decimal:
    """Return an amount as it is written."""
    return Decimal(repr(amount))


def stored(amount: float) -> Decimal:
    """Return an amount as Excel keeps it."""
    return Decimal(f"{amount:.15g}")


def add_up(split: Split) -> None:
    """Hold every sum of a split against its parts, as decimals and to the last digit."""
    paid: defaultdict[object, Decimal] = defaultdict(Decimal)
    by_payer: defaultdict[str, Decimal] = defaultdict(Decimal)
    for payment in split.payments:
        place = (payment.host, payment.stage, payment.year)
        paid[place] += money(payment.amount)
        by_payer[payment.payer] += money(payment.amount)
        assert money(payment.amount) == stored(payment.amount)
    unit, appendix = Decimal(str(split.rounding)), appendix_of(split)
    for line in split.programmes:
        in_all = money(line.contributions) + money(line.host_residual)
        assert paid[line.host, line.stage, line.year] == in_all
        assert in_all + money(line.unfunded) == money(line.need)
        assert money(line.need) % unit == 0
    owed = defaultdict(Decimal)
    for payer in split.payers:
        assert money(payer.own) + money(payer.others) == by_payer[payer.payer]
        assert money(payer.others) - money(payer.received) == money(payer.net)
        owed[payer.payer] = money(payer.net)
    for lines in (appendix.ledger, appendix.transfers, appendix.clearing):
        balance: defaultdict[str, Decimal] = defaultdict(Decimal)
        for transfer in lines:
            balance[transfer.payer] += money(transfer.amount)
            balance[transfer.receiver] -= money(transfer.amount)
        assert {payer: found for payer, found in balance.items() if found} == {
            payer: net for payer, net in owed.items() if net
        }
    need = sum((money(line.need) for line in split.programmes), Decimal(0))
    keys: defaultdict[str, Decimal] = defaultdict(Decimal)
    gaps = {line.key: money(line.unfunded) for line in appendix.keys}
    for part in appendix.keys:
        keys[part.key] += money(part.amount)
    assert all(keys[key] + gaps[key] == need for key in gaps)


@pytest.mark.parametrize(("rounding", "leading"), [*zip(ROUNDINGS, cycle((1.2345678, 3.1)))])
def test_at_any_size_all_sums_are_exact_or_the_needs_are_refused(
    rounding: float, leading: float
) -> None:
    solved = refused = 0
    for power in range(-3, 18):
        factor = leading * 10.0**power
        try:
            split = solve_case(scaled(factor, rounding))
        except RelaisError as error:
            assert 880_000 * factor / rounding > 1e13, "refused without need"
            said = re.search(r"rounding of (\S+) or more", ENGLISH.say(error.mend))
            assert said is not None
            least = float(said[1].replace(",", ""))
            assert least > rounding
            if refused < 2:
                add_up(solve_case(scaled(factor, least)))
            refused += 1
        else:
            assert 880_000 * factor / rounding < 1e15
            add_up(split)
            solved += 1
    assert solved > 5
    assert refused > 2


@settings(max_examples=40, deadline=None)
@given(
    payers=st.integers(2, 40),
    cost=st.integers(10**6, 10**11),
    rounding=st.sampled_from(ROUNDINGS),
)
def test_many_small_parts_of_a_unit_add_up_to_units(
    payers: int, cost: int, rounding: float
) -> None:
    names = [f"p{number}" for number in range(payers)]
    many = case(
        Territories=[(name,) for name in names],
        Stages=[("course", None, 0, None, 1, True), ("work", None, 1, None, 1, False)],
        Flows=[
            (2026, None, None, "course", "p0", 100),
            *((2027, "course", "p0", "work", name, 100 / payers) for name in names),
        ],
        Costs=[(None, "course", None, None, cost)],
        Benefits=[(None, "work", None, None, 3 * cost)],
        Scenarios={"rounding": rounding},
    )
    try:
        add_up(solve_case(many))
    except RelaisError:
        assert 100 * cost / rounding >= 1e13


def test_amounts_of_any_size_are_exact_in_the_json_and_the_workbook(tmp_path: Path) -> None:
    prepared = prepare(scaled(24_691.35, 0.001), "base")
    split = solve_to_explain(prepared, explain=True).split
    record = json.loads(split_as_json(split), parse_float=Decimal)
    need = sum(line["need"] for line in record["programmes"])
    assert need == sum(line["amount"] for line in record["payments"])
    assert need == Decimal("21728388000")
    write_result(prepared.case, split, tmp_path / "result.xlsx")
    book = openpyxl.load_workbook(tmp_path / "result.xlsx", data_only=True)
    for sheet, column in (("Split", "E"), ("Programmes", "H"), ("Payers", "K")):
        *parts, total = (stored(cell.value) for cell in book[sheet][column][1:])
        assert sum(parts) == total == need


@pytest.mark.parametrize("need", [1e20, 1e30])
def test_a_size_that_cannot_be_counted_is_an_error_of_the_check_too(need: float) -> None:
    found = [p for p in assumptions(scaled(need / 880_000, 0.01)) if p.severity is Severity.ERROR]
    assert [p.code for p in found] == ["too-many-units"]
    assert "Give" in ENGLISH.say(found[0].mend) or "give a rounding" in ENGLISH.say(found[0].mend)
