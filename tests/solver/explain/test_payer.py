"""Why one payer pays, payment by payment, in the figures of the split."""

from __future__ import annotations

import pytest

from models.programme import Programme
from solver.explain.payer import PayerExplained, explained
from solver.explain.payment import why_payment
from solver.solve import Solution, prepare, solve_to_explain
from tests.cases import with_rules, worked

WELCOME = Programme("city", "welcome", 2023)
TRAINING, PORT = Programme("city", "training", 2024), Programme("port", "training", 2024)


def _solved(rounding: float = 0.01) -> Solution:
    return solve_to_explain(prepare(with_rules(worked(), rounding=rounding), "base"))


def _explained(solved: Solution, payer: str, *programmes: Programme) -> PayerExplained:
    assert solved.answer is not None
    return explained(solved.answer, solved.split, payer, programmes)


@pytest.mark.parametrize("rounding", [0.01, 1000])
def test_payments_are_those_of_the_split_in_whole_units(rounding: float) -> None:
    solved = _solved(rounding)
    found = _explained(solved, "port", WELCOME, TRAINING, PORT)
    paid = {
        (line.host, line.stage, line.year): line.amount
        for line in solved.split.payments
        if line.payer == "port"
    }
    assert {(w.host, w.stage, w.year): w.amount for w in found.payments} == pytest.approx(paid)
    assert sum(w.amount for w in found.payments) == pytest.approx(
        found.line.own + found.line.others
    )


def test_what_is_not_explained_is_counted() -> None:
    solved = _solved()
    assert solved.answer is not None
    places = (WELCOME, TRAINING, PORT)
    found = explained(solved.answer, solved.split, "port", places, top=1)
    rest = found.line.own + found.line.others - found.payments[0].amount
    assert (len(found.payments), found.more) == (1, 2)
    assert found.more_amount == pytest.approx(rest)


def test_the_ranges_are_those_of_this_payer_alone() -> None:
    found = _explained(_solved(), "city", WELCOME)
    assert [ranges.over for ranges in found.ranges] == ["same_quality", "fully_funded"]
    assert [[line.payer for line in ranges.payers] for ranges in found.ranges] == [["city"]] * 2
    assert (found.ranges[0].payers[0].low, found.ranges[0].payers[0].high) == (30608.7, 30608.7)


def test_the_reasons_are_those_of_each_payment() -> None:
    solved = _solved()
    assert solved.answer is not None
    found = _explained(solved, "federation", TRAINING)
    alone = why_payment(solved.answer, "federation", TRAINING)
    assert found.payments[0].trace == alone.trace
    assert found.payments[0].reasons == alone.reasons
