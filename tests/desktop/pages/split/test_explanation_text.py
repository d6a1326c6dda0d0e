"""What is told about the worked example of the method, figure by figure."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given

from desktop.document.document import Solved
from desktop.engine.explainer import Explainer
from desktop.engine.watch import Watch
from desktop.engine.why_questions import (
    AboutPayer,
    AboutPayment,
    AboutProgrammes,
    AboutSplit,
    Found,
    Topic,
)
from desktop.pages.split.why_panel import ExplanationHtml, explanation_of
from models.case import Case
from models.names import names_of
from models.programme import Programme
from models.results.explanation import LimitName
from models.results.split import Split
from models.words.explanation import ExplanationText
from models.words.names import CellOf
from models.words.paragraph import CaseRows, Paragraph
from models.words.text import Argument, Linked, text
from solver.engine.cancelling import SolveCancelledError
from solver.solve import solve_case
from tests.cases import first_sample, sample_case
from tests.desktop.splits import CASE, NAMES, splits
from tests.drawing import drawn

WELCOME, TRAINING = Programme("city", "welcome", 2023), Programme("city", "training", 2024)


def watch() -> Watch:
    return Watch(lambda _stage, _done, _of: None, lambda _part: None)


def solved_sample(name: str) -> Solved:
    """Return a sample, solved; the Belgian one as it was, in which a budget binds."""
    case = replace(first_sample(name), edition=1) if name == "belgium" else sample_case(name)
    return Solved(case, solve_case(case), names_of(case))


@pytest.fixture(scope="module")
def worked() -> Solved:
    return solved_sample("worked")


@pytest.fixture(scope="module")
def belgium() -> Solved:
    return solved_sample("belgium")


def html_of(
    question: Topic, found: Found | None, solved: Solved, *, rows: bool = False
) -> ExplanationHtml:
    return ExplanationHtml(explanation_of(question, found, solved), solved.case, rows_wanted=rows)


def explained(solved: Solved, question: Topic, *, rows: bool = False) -> ExplanationHtml:
    found = Explainer().find(solved.case, solved.split.scenario, question, watch())
    return html_of(question, found, solved, rows=rows)


def plain(said: ExplanationHtml) -> str:
    marked = (re.sub("<br>|</td> <td", " | <", part) for part in said.parts)
    text = "\n".join(re.sub("<[^>]+>", "", part) for part in marked)
    return unescape(text).replace("\u00a0", " ")


def test_a_payment_is_told_from_the_people_to_the_amount(worked: Solved) -> None:
    said = explained(worked, AboutPayment(("federation",), (WELCOME,), "Welcome"))
    assert said.title.replace("\u00a0", " ") == (
        "Why Federation pays EUR 313,043.48 for Welcome in City, 2023"
    )
    assert plain(said).split("\n") == [
        "Federation pays EUR 313,043.48 of the EUR 400,000 that Welcome in City, 2023 needs for "
        "80 persons.",
        "Where these persons go, and what that brings Federation",
        "Work in Port, 2025 | 35 persons at EUR 20,000 each, over 5 years | EUR 700,000",
        "Work in City, 2025 | 10 persons at EUR 20,000 each, over 5 years | EUR 200,000",
        "In money of 2023 | EUR 900,000",
        "What that is worth",
        "Part of what all gain later from this programme | 78.26087 %",
        "The same share of the need | EUR 313,043.48",
        "Of it, claimed by other programmes of the same persons too | EUR 900,000",
        "What shapes the amount",
        "But for rounding, the contribution is that share.",
    ]


def test_a_payer_without_benefit_is_told_so(worked: Solved) -> None:
    text = plain(
        explained(worked, AboutPayment(("city",), (Programme("port", "training", 2024),), ""))
    )
    assert "City pays nothing of the EUR 160,000" in text
    assert "City gains nothing later from this programme." in text


def test_a_payer_is_told_with_its_ranges(worked: Solved) -> None:
    text = plain(explained(worked, AboutPayer(("port",))))
    assert "For programmes that it answers for | EUR 36,979.41" in text
    assert "Later benefit of all programmes, in money of 2023 | EUR 210,000.00\n" in text
    assert "over later benefit | 77 %" in text
    assert "The goals before the last leave Port no choice: it pays EUR 160,695.65." in text
    assert "Over all splits that fund everything Port could pay from EUR 0 to EUR 370,000." in text


def test_a_range_that_rounding_alone_makes_is_no_freedom(worked: Solved) -> None:
    payers = tuple(
        replace(line, low=line.paid - 0.01, high=line.paid + 0.01) for line in worked.split.payers
    )
    shown = replace(worked, split=replace(worked.split, payers=payers))
    text = plain(html_of(AboutSplit(), None, shown))
    assert "But for rounding the goals before the last settle every total." in text
    assert "could pay from" not in text
    one = plain(html_of(AboutPayer(("port",)), None, shown))
    assert "leave Port no choice: it pays EUR 160,695.65" in one


def test_a_programme_is_told_with_who_gains(worked: Solved) -> None:
    said = explained(worked, AboutProgrammes((TRAINING,), "Training"))
    text = plain(said)
    assert "Persons who enter | 40\nCost of each | EUR 8,000\n" in text
    assert "Funded already | EUR 0\nNeeded | EUR 320,000\n" in text
    assert "Federation | 78.9 % of what all gain | EUR 600,000" in text
    assert "Port | 15.8 % of what all gain | EUR 120,000" in text
    assert CellOf("port", TRAINING) in said.targets


def test_the_whole_split_is_told_by_its_goals(worked: Solved) -> None:
    text = plain(explained(worked, AboutSplit()))
    assert "1. As little unfunded as can be. Nothing stays unfunded." in text
    assert "3. Equal burdens. Every burden is 77 % of later benefit." in text
    assert "The goals before the last settle every total." in text
    assert "No budget, clause or cap holds this split back" in text


def test_what_binds_is_told_in_money_with_a_way_to_its_row(belgium: Solved) -> None:
    said = explained(belgium, AboutSplit(), rows=True)
    text = plain(said)
    assert (
        "The clause “The federal level pays at most two thirds of all needs” | EUR 352,636,738\n"
        "With EUR 10,000,000 more, totals change by:\nFederal government | EUR +10,000,000\n"
        "Flanders | EUR −6,933,742\n" in text
    )
    tables = {target.table for target in said.targets if isinstance(target, CaseRows)}
    assert tables == {"Budgets", "Clauses"}
    assert not any(isinstance(t, CaseRows) for t in explained(belgium, AboutSplit()).targets)


def links(said: ExplanationHtml) -> list[str]:
    return [
        unescape(text) for part in said.parts for text in re.findall(r"<a [^>]*>(.*?)</a>", part)
    ]


def test_a_link_that_begins_a_sentence_takes_in_its_capital(belgium: Solved) -> None:
    said = explained(belgium, AboutSplit(), rows=True)
    to_rows = [
        text
        for text, target in zip(links(said), said.targets, strict=True)
        if isinstance(target, CaseRows)
    ]
    assert any(text.startswith("The ") for text in to_rows)
    assert all(text[0].isupper() for text in to_rows)


def html_with(solved: Solved, *sentences: Argument) -> ExplanationHtml:
    explained = ExplanationText(solved.split, solved.names, "")
    explained.paragraphs += map(Paragraph, sentences)
    return ExplanationHtml(explained, solved.case, rows_wanted=True)


def test_a_link_stands_where_its_words_do(belgium: Solved) -> None:
    budget = Linked("the <budget>", CaseRows("Budgets", (0,)))
    said = html_with(
        belgium,
        text("Now {budget} & all.", budget=budget),
        text("{budget!c} holds.", budget=budget),
    )
    assert said.parts == [
        '<p>Now <a href="0">the &lt;budget&gt;</a> &amp; all.</p>',
        '<p><a href="1">The &lt;budget&gt;</a> holds.</p>',
    ]
    assert said.targets == [CaseRows("Budgets", (0,)), CaseRows("Budgets", (0,))]


def test_a_limit_of_no_row_is_no_link(belgium: Solved) -> None:
    said = html_with(
        belgium, text("{limit!c} holds.", limit=Linked("the cap", LimitName("benefit_cap")))
    )
    assert (said.parts, said.targets) == (["<p>The cap holds.</p>"], [])


def test_the_clauses_about_a_payer_are_told_with_where_they_stand(belgium: Solved) -> None:
    said = html_of(AboutPayer(("FL",)), None, belgium, rows=True)
    assert re.search(
        r"Flanders pays at most 10 % of what is needed in Wallonia \(proposed by Flanders\)\. "
        r"Flanders pays EUR [\d,]+ in Wallonia, 9\.2 % of what is needed; the clause leaves room "
        r"for EUR [\d,]+\.",
        plain(said),
    )
    assert "Federal government pays at most" not in plain(said)
    rows = [target for target in said.targets if isinstance(target, CaseRows)]
    assert [row.table for row in rows] == ["Clauses"]


def test_the_whole_split_is_told_with_the_clauses_that_do_not_bind(belgium: Solved) -> None:
    told = plain(html_of(AboutSplit(), None, belgium))
    assert "Clauses that do not bind" in told
    assert "the clause leaves room for" in told
    assert "the clause binds" not in told


def test_sums_are_told_by_what_they_are_made_of(belgium: Solved) -> None:
    programmes = tuple(line.programme for line in belgium.split.programmes if line.host == "FL")
    text = plain(explained(belgium, AboutPayment(("WA",), programmes, "Flanders")))
    paid = sum(
        line.amount for line in belgium.split.payments if (line.payer, line.host) == ("WA", "FL")
    )
    need = sum(line.need for line in belgium.split.programmes if line.host == "FL")
    assert f"Paid here: EUR {paid:,.0f} of the EUR {need:,.0f} needed." in text
    made_of = text.partition("Made of\n")[2].split("\n")
    assert len(made_of) == 5
    assert made_of[-1] == f"Together | EUR {paid:,.0f}"
    assert "10 programmes need EUR" in plain(explained(belgium, AboutProgrammes(programmes, "x")))


def test_a_sum_of_nothing_leads_to_the_programmes_that_need_money(belgium: Solved) -> None:
    split = solve_case(belgium.case, "nothing_before_2028")
    solved = Solved(belgium.case, split, belgium.names)
    lines = [line for line in split.programmes if line.host == "BX" and line.stage == "training"]
    programmes = tuple(line.programme for line in lines)
    question = AboutPayment(("WA",), programmes, "training in Brussels")
    paid = {p.programme for p in split.payments if p.payer == "WA"}
    assert programmes
    assert not paid & set(programmes)
    said = html_of(question, None, solved)
    needed = {each for each, line in zip(programmes, lines, strict=True) if line.need > 0}
    assert set(said.targets) == {CellOf("WA", programme) for programme in needed}
    assert "Why nothing is paid for each" in plain(said)


def test_every_payment_of_the_sample_can_be_told(belgium: Solved) -> None:
    explainer = Explainer()
    for line in belgium.split.payments:
        question = AboutPayment((line.payer,), (line.programme,), "")
        found = explainer.find(belgium.case, "base", question, watch())
        text = plain(html_of(question, found, belgium))
        assert "What shapes the amount\n" in text
        assert not re.search(r"[{}]|None|nan", text)


@drawn()
@given(split=splits())
def test_anything_can_be_told_before_the_engine_answers(split: Split) -> None:
    solved = Solved(CASE, split, NAMES)
    programmes = tuple(line.programme for line in split.programmes)
    payers = tuple(line.payer for line in split.payers)
    questions: tuple[Topic, ...] = (
        AboutSplit(),
        AboutPayer(payers[:1]),
        AboutPayer(payers),
        AboutProgrammes(programmes[:1], "x"),
        AboutProgrammes(programmes, "x"),
        AboutPayment(payers[:1], programmes[:1], "x"),
        AboutPayment(payers, programmes, "x"),
    )
    for question in questions:
        said = html_of(question, None, solved)
        assert said.title
        assert not re.search(r"[{}]|None", plain(said))


def test_asking_stops_when_told(worked: Solved) -> None:
    stopped = watch()
    stopped.stop()
    with pytest.raises(SolveCancelledError):
        Explainer().find(worked.case, "base", AboutSplit(), stopped)


def test_names_are_text_and_no_markup(worked: Solved) -> None:
    case: Case = worked.case
    names = names_of(case)
    wild = Solved(case, worked.split, type(names)({"city": "<b>City</b> & co"}, names.stages))
    said = html_of(AboutPayer(("city",)), None, wild)
    assert "<b>" not in "".join(said.parts)
    assert "<b>City</b> & co" in plain(said)
