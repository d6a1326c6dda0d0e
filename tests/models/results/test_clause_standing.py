"""Where clauses stand in a split: what they count, that they bind, and what room they leave."""

from __future__ import annotations

from dataclasses import replace
from math import fsum

import pytest
from hypothesis import given

from models.clause import AT_LEAST, AT_MOST, EXACTLY, Clause, clauses_of
from models.names import Names
from models.programme import Programme
from models.results.clause_standing import ClauseStanding, clause_standings
from models.results.matrix import paid_by_year
from models.results.split import Split
from models.words.clauses import standing_said
from models.words.language import language
from models.words.names import Terms
from tests.cases import case
from tests.desktop.splits import split_of_cents, splits
from tests.drawing import drawn

PAID = {
    Programme("North", "school", 2026): {"North": 300_000, "South": 100_000},
    Programme("North", "school", 2027): {"North": 200_000, "South": 50_000},
    Programme("South", "work", 2027): {"South": 400_000},
}
SPLIT = split_of_cents(PAID, gap=100_000)
TERMS = Terms(Names({"South": "The South"}), "EUR")


def standing(clause: Clause, split: Split = SPLIT) -> ClauseStanding:
    (found,) = clause_standings([clause], split)
    return found


def said(clause: Clause, split: Split = SPLIT, spoken: str = "en") -> str:
    found = standing_said(standing(clause, split), TERMS, TERMS.money)
    return language(spoken).say(found).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (
            Clause("c", "South", each=("year",), value=4_500.0),
            "The South pays EUR 4,500 in 2027: the clause binds.",
        ),
        (
            Clause("c", "South", each=("host", "year"), value=4_500.0),
            "The South pays EUR 4,000 in The South in 2027; the clause leaves room for EUR 500.",
        ),
        (
            Clause("c", each=("stage",), sense=AT_LEAST, value=2_000.0),
            "Everyone together pays EUR 4,000 for “work”; the clause asks for EUR 2,000 less.",
        ),
    ],
)
def test_a_clause_that_holds_one_by_one_stands_where_it_leaves_the_least_room(
    clause: Clause, words: str
) -> None:
    assert said(clause) == words


def test_a_clause_on_a_host_counts_what_lies_below_it_since_the_second_edition() -> None:
    small = case(
        Territories=[("Union",), ("North", None, "Union"), ("South", None, "Union")],
        Clauses=[("c", None, "South", "Union", None, None, "amount", "at most", 9000)],
    )
    [below] = clauses_of(small)
    [exact] = clauses_of(replace(small, edition=1))
    assert (standing(below).programmes, standing(below).paid) == (3, 5500)
    assert standing(exact).programmes == 0


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (
            Clause("c", "South", years=(2027, 2027), value=10_000.0),
            "The South pays EUR 4,500 in 2027; the clause leaves room for EUR 5,500.",
        ),
        (
            Clause("c", "South", years=(2027, 2027), value=4_500.0),
            "The South pays EUR 4,500 in 2027: the clause binds.",
        ),
        (
            Clause("c", "South", host="North", sense=AT_LEAST, value=500.0),
            "The South pays EUR 1,500 in North; the clause asks for EUR 1,000 less.",
        ),
        (
            Clause("c", "South", host="North", sense=AT_LEAST, value=0.0),
            "The South pays EUR 1,500 in North; the clause asks for nothing.",
        ),
        (
            Clause("c", "South", stage="work", sense=EXACTLY, value=4_000.0),
            "The South pays EUR 4,000 for “work”: the clause binds.",
        ),
        (
            Clause("c", "Other", value=0.0),
            "Other pays nothing: the clause binds.",
        ),
        (
            Clause("c", "Other", value=7.0, years=(2026, 2026)),
            "Other pays nothing in 2026; the clause leaves room for EUR 7.",
        ),
        (
            Clause("c", years=(2027, 2027), value=7_000.0),
            "Everyone together pays EUR 6,500 in 2027; the clause leaves room for EUR 500.",
        ),
        (
            Clause("c", "South", years=(2027, 2027), measure="share_of_need", value=0.6),
            "The South pays EUR 4,500 in 2027, 52.9 % of what is needed; the clause leaves room "
            "for EUR 600.",
        ),
        (
            Clause("c", "South", measure="share_of_benefit", sense=AT_LEAST, value=0.25),
            "The South pays EUR 5,500, 50.0 % of its later benefit; the clause asks for EUR 2,750 "
            "less.",
        ),
        (
            Clause("c", "South", stage="school", measure="share_of_need", value=3 / 17),
            "The South pays EUR 1,500 for “school”, 17.647059 % of what is needed: the clause "
            "binds.",
        ),
        (
            Clause("c", "South", years=(2031, 2031), value=7_000.0),
            "Nothing is needed in 2031: the clause binds nothing.",
        ),
    ],
)
def test_a_clause_says_that_it_binds_or_what_room_it_leaves(clause: Clause, words: str) -> None:
    assert said(clause) == words


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        ("fr", "The South paie 4 500 EUR en 2027 ; la clause laisse une marge de 5 500 EUR."),
        ("nl", "The South betaalt 4.500 EUR in 2027; de clausule laat nog ruimte voor 5.500 EUR."),
        (
            "de",
            "The South zahlt 4.500 EUR im Jahr 2027; die Klausel lässt noch Raum für 5.500 EUR.",
        ),
    ],
)
def test_a_clause_says_its_room_in_each_language(spoken: str, words: str) -> None:
    assert said(Clause("c", "South", years=(2027, 2027), value=1e4), spoken=spoken) == words


def test_what_is_not_in_force_stands_nowhere() -> None:
    rejected = Clause("a", "South", value=1.0, status="rejected")
    elsewhere = Clause("b", "South", value=1.0, scenario="another")
    here = Clause("c", "South", value=1e6, scenario="base")
    assert [one.clause.key for one in clause_standings([rejected, elsewhere, here], SPLIT)] == ["c"]
    assert clause_standings([here], replace(SPLIT, status="conflict")) == ()


def test_what_rounding_alone_leaves_is_no_room() -> None:
    split = replace(
        split_of_cents({Programme("North", "school", 2026): {"South": 599_000}}), rounding=100.0
    )
    assert standing(Clause("c", "South", years=(2026, 2026), value=6_050.0), split).binds
    assert not standing(Clause("c", "South", years=(2026, 2026), value=6_200.0), split).binds


def test_a_part_of_what_a_payer_pays_is_rounded_payment_by_payment() -> None:
    programmes = {
        Programme("North", "school", year): {"South": 100_000} for year in range(2020, 2029)
    }
    split = replace(split_of_cents(programmes), rounding=10.0)
    by_stage = Clause("c", "South", stage="school", value=9_025.0)
    assert standing(by_stage, split).binds
    assert not standing(replace(by_stage, stage=""), split).binds


@drawn()
@given(split=splits())
def test_the_years_of_a_payer_add_up_to_its_total(split: Split) -> None:
    years = sorted({line.year for line in split.programmes})
    for payer, total in split.totals.items():
        paid = paid_by_year(split, (payer,))
        assert list(paid) == years
        assert fsum(paid.values()) == pytest.approx(total, abs=1e-6 * (1 + total))
    together = paid_by_year(split, tuple(split.totals))
    assert fsum(together.values()) == pytest.approx(fsum(split.totals.values()))


@drawn()
@given(split=splits())
def test_a_clause_of_one_year_counts_what_the_payer_pays_in_it(split: Split) -> None:
    for payer in split.totals:
        for year, amount in paid_by_year(split, (payer,)).items():
            clause = Clause("c", payer, years=(year, year), sense=AT_MOST, value=1e12)
            assert standing(clause, split).paid == pytest.approx(amount)
