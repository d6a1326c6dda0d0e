"""Whoever recomputes what the reasons say comes to the very figures that they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest

from desktop.document.document import Solved
from desktop.engine.explainer import Explainer
from desktop.engine.watch import Watch
from desktop.engine.why_questions import (
    AboutEntry,
    AboutPayment,
    AboutProgrammes,
    AboutSplit,
    Found,
    Topic,
)
from desktop.pages.split.why_panel import ExplanationHtml, explanation_of
from models.names import names_of
from models.programme import Programme
from models.results.lines import Payment
from models.words.explanation import ExplanationText
from models.words.language import ENGLISH
from models.words.paragraph import CaseRows, Paragraph
from models.words.text import Argument
from solver.solve import solve_case
from tests.cases import first_sample

_NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")
_PAYMENTS = 12


@pytest.fixture(scope="module")
def belgium() -> Solved:
    case = first_sample("belgium")
    case = replace(case, edition=1)  # its needs are read so that every product comes out
    return Solved(case, solve_case(case), names_of(case))


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    return Explainer()


def find(explainer: Explainer, solved: Solved, question: Topic) -> Found:
    watch = Watch(lambda _stage, _done, _of: None, lambda _part: None)
    return explainer.find(solved.case, solved.split.scenario, question, watch)


def paragraphs(explainer: Explainer, solved: Solved, question: Topic) -> list[Paragraph]:
    found = find(explainer, solved, question)
    return explanation_of(question, found, solved, whole=True).paragraphs


def payments_asked(solved: Solved) -> list[Payment]:
    return sorted(solved.split.payments, key=lambda one: -one.amount)[:_PAYMENTS]


def programme_of(payment: Payment) -> Programme:
    return payment.programme


def numbers(said: Argument) -> list[Decimal]:
    """Return the figures of a sentence as a person types them over."""
    written = ENGLISH.say(said).replace("\u00a0", " ")
    found = _NUMBER.findall(written)
    return [Decimal(one.replace(",", "").replace("−", "-")) for one in found]


def is_marked(figure: Argument) -> bool:
    return ENGLISH.say(figure).endswith("*")


def lists(said: list[Paragraph]) -> Iterator[tuple[list[Decimal], Decimal]]:
    """Give the figures of each list with the total below it."""
    figures: list[Decimal] = []
    for one in said:
        if one.kind == "heading":
            figures = []
        elif one.kind == "line":
            figures += numbers(one.figure)[:1]
        elif one.kind == "total":
            yield figures, numbers(one.figure)[0]
            figures = []


def test_the_lists_of_a_payment_add_up_digit_for_digit(
    belgium: Solved, explainer: Explainer
) -> None:
    added = 0
    for payment in payments_asked(belgium):
        question = AboutPayment((payment.payer,), (programme_of(payment),), "")
        for figures, total in lists(paragraphs(explainer, belgium, question)):
            assert sum(figures, Decimal(0)) == total
            added += len(figures)
    assert added > _PAYMENTS


def test_the_share_of_a_payment_times_the_need_is_what_is_said_below_it(
    belgium: Solved, explainer: Explainer
) -> None:
    for payment in payments_asked(belgium):
        question = AboutPayment((payment.payer,), (programme_of(payment),), "")
        said = paragraphs(explainer, belgium, question)
        paid, other, *_ = numbers(said[0].said)
        need = paid if " pays all of the " in ENGLISH.say(said[0].said) else other
        lines = {ENGLISH.say(one.said): one.figure for one in said}
        share = numbers(lines["Part of what all gain later from this programme"])[0] / 100
        target = numbers(lines["The same share of the need"])[0]
        product = (share * need).quantize(target, ROUND_HALF_UP)
        assert product == target


def test_the_need_of_a_programme_is_persons_times_cost_less_what_is_funded(
    belgium: Solved, explainer: Explainer
) -> None:
    for programme in [programme_of(one) for one in payments_asked(belgium)]:
        said = paragraphs(explainer, belgium, AboutProgrammes((programme,), ""))
        lines = {ENGLISH.say(one.said): one for one in said}
        persons, each, cost, funded, need = (
            numbers(lines[name].figure)[0]
            for name in (
                "Persons who enter", "Cost of each", "Cost of all", "Funded already", "Needed"
            )
        )  # fmt: skip
        assert cost + funded == need
        product = (persons * each).quantize(cost, ROUND_HALF_UP)
        assert product == cost or is_marked(lines["Cost of all"].figure)


def test_persons_times_a_rate_go_on_and_times_what_each_brings_are_the_worth(
    belgium: Solved, explainer: Explainer
) -> None:
    multiplied = 0
    for payment in payments_asked(belgium):
        payer, programme = payment.payer, programme_of(payment)
        found = find(explainer, belgium, AboutPayment((payer,), (programme,), ""))
        for entry in found.payments[0].trace[:2]:
            place = entry.place
            said = paragraphs(explainer, belgium, AboutEntry(payer, programme, place))
            for one in said:
                if one.kind != "line" or not one.under or is_marked(one.figure):
                    continue
                first, second, *_ = numbers(one.under)  # then over how many years
                shown = numbers(one.figure)[0]
                by = second / 100 if "%" in ENGLISH.say(one.under) else second
                assert (first * by).quantize(shown, ROUND_HALF_UP) == shown
                multiplied += 1
    assert multiplied > _PAYMENTS


def test_an_entry_is_discounted_from_one_figure_to_the_other(
    belgium: Solved, explainer: Explainer
) -> None:
    payment = payments_asked(belgium)[0]
    payer, programme = payment.payer, programme_of(payment)
    found = find(explainer, belgium, AboutPayment((payer,), (programme,), ""))
    for entry in found.payments[0].trace:
        place = entry.place
        said = paragraphs(explainer, belgium, AboutEntry(payer, programme, place))
        at = next(n for n, one in enumerate(said) if ENGLISH.say(one.said).startswith("Discount"))
        before, discount, after = (numbers(one.figure)[0] for one in said[at - 1 : at + 2])
        assert before + discount == after


def test_a_burden_leads_to_the_row_that_it_is_measured_by(belgium: Solved) -> None:
    keys = belgium.case.table("Territories")["territory"].tolist()
    row = CaseRows("Territories", (keys.index("FL"),))
    for basis, targets in (("fiscal_capacity", [row]), ("population", [row]), ("benefit", [])):
        said = ExplanationText(belgium.split, belgium.names, basis)
        said.about_payer("FL", None, ())
        shown = ExplanationHtml(said, belgium.case, rows_wanted=True)
        to_rows = [target for target in shown.targets if isinstance(target, CaseRows)]
        assert to_rows == targets
        bare = ExplanationHtml(said, belgium.case)
        assert not any(isinstance(target, CaseRows) for target in bare.targets)


def test_the_goals_are_called_what_the_page_of_rules_calls_them(
    belgium: Solved, explainer: Explainer
) -> None:
    said = [ENGLISH.say(one.said) for one in paragraphs(explainer, belgium, AboutSplit())]
    goals = [one for one in said if re.match(r"\d\. ", one)]
    assert [one.split(". ")[1] for one in goals] == [
        "As little unfunded as can be",
        "As little left with hosts as can be",
        "Equal burdens",
        "Shares close to later benefit",
    ]
