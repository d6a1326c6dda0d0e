"""Why a payment: its trace adds up, its limits are those of the program, its steps hold."""

from __future__ import annotations

import pytest

from models.case import Case
from models.flows.traced import trace
from models.names import names_of
from models.problems import RelaisError
from models.programme import Programme
from models.results.explanation import LimitName, PaymentReasons, TraceLine
from models.scenarios import rules_of
from models.words import payments
from models.words.language import ENGLISH
from models.words.names import Terms
from models.words.paragraph import Paragraph
from models.words.text import Text
from solver.explain.answer import Answer
from solver.explain.payment import why_payment
from solver.explain.trace import entries_of, trace_lines
from tests.agreement.test_second_edition_program import drawn_case
from tests.cases import sample_case, with_rows, with_rules, worked
from tests.drawing import seeds
from tests.solver.explain.builders import (
    belgium,
    solvable,
    solved,
    with_budget_moved,
)


def _assert_traces_add_up(answer: Answer) -> None:
    traced = answer.setup.traced
    later = traced.later_benefit.toarray()
    for programme in range(len(traced.programmes)):
        for payer in range(len(traced.places.payers)):
            lines = trace_lines(traced, programme, payer)
            total = max(0.0, sum(line.value for line in lines))
            assert total == pytest.approx(later[programme, payer], rel=1e-9, abs=0.005)


@pytest.mark.parametrize("seed", seeds(400, 20))
def test_the_trace_of_every_payment_adds_up_to_its_later_benefit(seed: int) -> None:
    _assert_traces_add_up(solved(solvable(seed)))


PARTS = ("groups", "shares", "without", "prices", "timing")
"""What of the second edition makes a later benefit another one."""


@pytest.mark.parametrize("seed", range(460, 492))
def test_traces_by_group_and_effect_add_up_to_the_later_benefit_too(seed: int) -> None:
    some = [part for at, part in enumerate(PARTS) if seed >> at & 1]
    of = trace(case := drawn_case(seed, some), rules_of(case, "base"))
    later = of.later_benefit.toarray()
    for programme in range(len(of.programmes)):
        claimed = of.claimed_by(programme)
        assert (claimed >= 0).all()
        assert (claimed <= later[programme]).all()
        for payer in range(len(of.places.payers)):
            lines = trace_lines(of, programme, payer)
            total = max(0.0, sum(line.value for line in lines))
            assert total == pytest.approx(later[programme, payer], rel=1e-9, abs=0.005)


def test_what_other_programmes_of_the_same_persons_claim_too_is_told() -> None:
    """All whom welcome brings to work pass through a training, which claims them too."""
    why = why_payment(solved(worked()), "port", Programme("city", "welcome", 2023))
    assert (why.later_benefit, why.claimed_too) == (210_000.0, 210_000.0)
    # Of the 120,000 and 90,000 of both trainings, welcome claims all; B is 210,000.
    training = why_payment(solved(worked()), "port", Programme("city", "training", 2024))
    assert (training.later_benefit, training.claimed_too) == (120_000.0, 120_000.0)


def test_the_traces_of_a_real_case_add_up_to_the_cent() -> None:
    for case in (belgium(), sample_case("cities")):
        _assert_traces_add_up(solved(case))


def test_nobody_enters_later_who_was_not_there() -> None:
    traced = solved(belgium()).setup.traced
    for programme in range(len(traced.programmes)):
        per_stage: dict[int, float] = {}
        for entry in entries_of(traced, programme):
            per_stage[entry.stage] = per_stage.get(entry.stage, 0.0) + float(entry.persons.sum())
        for entered in per_stage.values():
            assert entered <= traced.programmes.persons[programme] * (1 + 1e-9)


def test_the_trace_of_the_worked_example_is_that_of_the_method() -> None:
    answer = solved(worked())
    why = why_payment(answer, "port", Programme("city", "welcome", 2023))
    # 40 of 80 train in City, of whom 20 work in Port; 20 train in Port, of whom 15 do.
    assert why.trace == (
        TraceLine("work", "port", 2025, 35.0, 6000.0, 210000.0, due=35.0, years=5),
    )
    assert (why.persons, why.need, why.later_benefit) == (80.0, 400000.0, 210000.0)
    assert why.benefit_of_all == 1150000.0
    assert why.target == pytest.approx(400000 * 210 / 1150)


def test_the_sentences_of_the_worked_example_can_be_read_aloud() -> None:
    case = worked()
    sentences = said(why_payment(solved(case), "port", Programme("city", "welcome", 2023)), case)
    assert sentences[0].startswith("Port pays EUR ")
    assert sentences[0].endswith("that Welcome in City, 2023 needs for 80 persons.")
    assert sentences[1:3] == [
        "Work in Port, 2025 (35 persons at EUR 6,000 each, over 5 years): EUR 210,000",
        "In money of 2023: EUR 210,000",
    ]
    assert "18.26087 % of what all gain later from this programme" in sentences[3]


def said(why: PaymentReasons, case: Case) -> list[str]:
    terms = Terms(names_of(case), "EUR")
    worth = payments.worth(why, terms)
    sentences = [
        payments.paid_of_need(why.payer, why.programme, why.amount, why.need, why.persons, terms),
        *map(in_a_line, payments.entries_of(why, terms, most=20)),
        *([worth] if worth else []),
        *payments.reasons_of(why, terms),
    ]
    return [ENGLISH.say(sentence).replace("\u00a0", " ") for sentence in sentences]


def in_a_line(one: Paragraph) -> Text:
    said = Text("{said} ({under}): {figure}") if one.under else Text("{said}: {figure}")
    return said.filled(said=one.said, under=one.under, figure=one.figure)


@pytest.mark.parametrize("seed", seeds(460, 14))
def test_each_limit_counts_what_the_payments_come_to(seed: int) -> None:
    answer = solved(solvable(seed))
    setup = answer.setup
    for k in range(len(setup.need)):
        for payer in setup.payers:
            why = why_payment(answer, payer, setup.programmes[k], measure=False)
            for limit in why.limits:
                room = limit.bound - limit.used
                slack = 1e-5 * setup.unit + 1e-6 * abs(limit.bound)
                assert room >= -slack or limit.sense == "at least"
                assert room <= slack or limit.sense == "at most"
                assert limit.reached == (abs(room) <= slack) or abs(room) < 2 * slack
            assert why.amount >= 0


def test_the_step_of_a_limit_changes_the_payment_as_said() -> None:
    case = with_rows(worked(), "Budgets", [(None, "federation", 300000)])
    answer = solved(case)
    why = why_payment(answer, "federation", Programme("city", "training", 2024))
    budget = next(limit for limit in why.limits if limit.limit.kind == "budget")
    assert budget.limit == LimitName("budget", payer="federation", year=2024)
    assert (budget.reached, budget.bound, budget.step) == (True, 300000.0, 10000.0)
    moved = solved(with_budget_moved(case, answer, "federation", 2024, 10000.0))
    after = why_payment(moved, "federation", Programme("city", "training", 2024), measure=False)
    assert budget.change == pytest.approx(after.amount - why.amount, abs=0.02)


def test_a_limit_that_pulls_a_payment_from_its_share_is_its_reason() -> None:
    case = with_rows(
        worked(),
        "Clauses",
        [("no", None, "federation", "city", "welcome", None, "amount", "at most", 50000)],
    )
    why = why_payment(solved(case), "federation", Programme("city", "welcome", 2023))
    assert why.amount == pytest.approx(50000.0)
    assert [reason.limit for reason in why.reasons if reason.kind == "limit"] == [
        LimitName("clause", clause="no")
    ]
    assert any("because of the clause “no”" in s for s in said(why, case))


def test_the_share_of_the_later_benefit_is_said_where_it_is_the_reason() -> None:
    case = with_rules(worked(), goals="unfunded, host_residual")
    why = why_payment(solved(case), "federation", Programme("city", "welcome", 2023))
    assert [reason.kind for reason in why.reasons] == ["its_share"]
    assert why.amount == pytest.approx(why.target)


def test_a_host_that_gains_nothing_is_left_with_the_residual() -> None:
    case = with_rows(
        with_rules(worked(), goals="unfunded, host_residual"),
        "Clauses",
        [("all", None, "federation", None, None, None, "amount", "at most", 0)],
    )
    why = why_payment(solved(case), "city", Programme("city", "welcome", 2023))
    assert why.host_residual > 0
    assert why.reasons[-1].kind == "residual"


def test_a_payer_without_later_benefit_is_told_so() -> None:
    why = why_payment(solved(worked()), "city", Programme("port", "training", 2024))
    assert (why.amount, why.trace, why.reasons[0].kind) == (0.0, (), "no_benefit")
    assert said(why, worked())[-1].endswith("gains nothing later from this programme.")


def test_a_share_too_small_to_count_is_told_so() -> None:
    case = with_rules(worked(), de_minimis=0.2)
    why = why_payment(solved(case), "port", Programme("city", "welcome", 2023))
    assert why.reasons[0].kind == "de_minimis"
    assert why.reasons[0].figure == 210000.0


def test_a_payment_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(RelaisError, match="no such payer"):
        why_payment(solved(worked()), "nobody", Programme("city", "welcome", 2023))
