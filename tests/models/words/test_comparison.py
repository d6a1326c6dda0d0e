"""The sentences of the comparison are true of the figures they are made from."""

from __future__ import annotations

import pytest

from models.names import Names
from models.results.bridge import BridgeStep, Change, Standing
from models.results.comparison import Comparison, MeasuredSplit, PayerMeasures
from models.results.side_by_side import ComparedSplit, SideBySide
from models.results.split import Split
from models.words.bridge import change_name, step_name
from models.words.comparison import comparison_sentence, gains_sentence
from models.words.language import ENGLISH
from models.words.side_by_side import compare_rows, figure_definition

NAMES = Names({"FL": "Flanders", "BX": "Brussels"}, {}, {"cap": "Flanders pays at most 5"})
STANDING = Standing((), 0.0, 0.0)


def compared(
    letters: str, name: str, flanders: float, brussels: float, gap: float = 0.0
) -> ComparedSplit:
    lines = tuple(
        PayerMeasures(payer, pays, 0.0, None, False)
        for payer, pays in (("FL", flanders), ("BX", brussels))
    )
    measured = MeasuredSplit(name, "", gap, 0, 0, 0, None, None, None, lines, ())
    need = flanders + brussels + gap
    gains = (("FL", 1.0), ("BX", 1.0))
    parts = ((), (), (), (), (), ())
    return ComparedSplit(
        letters,
        Comparison(Split("ok", name, "EUR", 0.01), "benefit", need, gains, measured, *parts),
    )


def side(*splits: ComparedSplit) -> SideBySide:
    return SideBySide(splits, "A", {})


def sentence(*splits: ComparedSplit) -> str:
    return ENGLISH.say(comparison_sentence(side(*splits), NAMES)).replace("\u00a0", " ")


BASE = compared("A", "base", 9_000_000, 1_000_000)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (
            compared("B", "cautious", 4_900_000, 5_100_000),
            "Against “base”, Flanders pays EUR 4.10 million less and Brussels pays EUR 4.10 "
            "million more under “cautious”.",
        ),
        (
            compared("B", "less", 8_000_000, 1_000_000, 1_000_000),
            "Against “base”, Flanders pays EUR 1.00 million less and EUR 1.00 million more stays "
            "unfunded under “less”.",
        ),
        (
            compared("B", "more", 9_000_500, 1_000_000),
            "Against “base”, Flanders pays EUR 500 more under “more”.",
        ),
        (
            compared("B", "same", 9_000_000, 1_000_000),
            "Nobody pays more or less under “same” than under “base”.",
        ),
    ],
)
def test_against_one_split(other: ComparedSplit, said: str) -> None:
    assert sentence(BASE, other) == said


def test_against_several_the_one_that_moves_most_is_named() -> None:
    small, large = compared("B", "b", 8_999_000, 1_001_000), compared("C", "c", 1e6, 9e6)
    assert sentence(BASE, small, large).startswith("“c” moves most against “base”: under")
    equal = compared("D", "d", 1e6, 9e6)
    assert sentence(BASE, large, equal).startswith("No split moves more against “base”")
    still = compared("B", "b", 9e6, 1e6), compared("C", "c", 9e6, 1e6)
    assert sentence(BASE, *still) == "No split moves any money against “base”."


def test_without_a_base_or_another_the_sentence_says_so() -> None:
    clash = ComparedSplit(
        "A", Comparison(Split("conflict", "x", "EUR", 1), "benefit", 1, (), None, *[()] * 6)
    )
    assert sentence(clash, BASE) == "There is no split of “x” to set the others against."


def test_how_many_gain_and_lose() -> None:
    other = compared("B", "b", 8e6, 2e6)
    said = ENGLISH.say(gains_sentence(side(BASE, other), other))
    assert said == "B b: 1 payer pays less, 1 pays more"
    same = compared("B", "b", 9e6, 1e6)
    assert ENGLISH.say(gains_sentence(side(BASE, same), same)) == "B b: nobody pays more or less"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change("rule", "own_share_min", 0.0, 0.25), "Least own share: 0 % → 25 %"),
        (Change("rule", "benefit_cap", 1.0, "none"), "Benefit cap: 100 % → no cap"),
        (Change("rule", "base_year", None, 2026), "Base year: the first programme year → 2026"),
        (
            Change("adjustment", "Flows.persons", None, 1.2, "multiply", (("territory", "FL"),)),
            "Flows, Persons (Flanders): as given → × 1.2",
        ),
        (Change("adjustment", "Costs.x", 5.0, -3.0, "add"), "Costs, x: +5 → −3"),
        (Change("clause", "cap", 5.0, None), "Without “Flanders pays at most 5”"),
        (Change("clause", "cap", None, 5.0), "With “Flanders pays at most 5”"),
        (
            Change("clause", "cap", 0.1, 0.2, "share_of_need"),
            "“Flanders pays at most 5”: 10 % → 20 %",
        ),
        (Change("key", "", None, "population"), "the split → Population"),
    ],
)
def test_a_change_is_named_from_its_old_value_to_its_new_one(change: Change, said: str) -> None:
    assert ENGLISH.say(change_name(change, NAMES)).replace("\u00a0", " ") == said


def test_clauses_of_one_party_are_one_step() -> None:
    clauses = tuple(Change("clause", name, None, 1.0, by="Wallonia") for name in "abc")
    said = ENGLISH.say(step_name(BridgeStep(clauses, STANDING), NAMES))
    assert said == "With 3 clauses of Wallonia"
    gone = tuple(Change("clause", name, 1.0, None) for name in "ab")
    rule = Change("rule", "benefit_cap", 1.0, 0.5)
    assert ENGLISH.say(step_name(BridgeStep((*gone, rule), STANDING), NAMES)).replace(
        "\u00a0", " "
    ) == ("Benefit cap: 100 % → 50 % together with Without 2 clauses of no named party")


def test_the_rows_of_amounts_end_with_what_is_paid_what_is_not_and_what_is_needed() -> None:
    rows = compare_rows(side(BASE, compared("B", "less", 8e6, 1e6, 1e6)), "money", NAMES, False)
    assert [ENGLISH.say(row.label) for row in rows] == [
        "Flanders", "Brussels", "Paid in all", "Unfunded", "Need",
    ]  # fmt: skip
    assert [row.values for row in rows] == [
        (9e6, 8e6),
        (1e6, 1e6),
        (1e7, 9e6),
        (0, 1e6),
        (1e7, 1e7),
    ]
    assert [row.heavy for row in rows] == [False, False, True, True, True]


def test_only_rows_that_differ_are_left_where_that_is_wanted() -> None:
    rows = compare_rows(side(BASE, compared("B", "less", 8e6, 1e6, 1e6)), "change", NAMES, True)
    assert [ENGLISH.say(row.label) for row in rows] == ["Flanders", "Paid in all", "Unfunded"]


def test_a_burden_is_defined_by_what_it_is_measured_against() -> None:
    said = ENGLISH.say(figure_definition(side(BASE), "burden", "EUR"))
    assert said.endswith("discounted, over its later benefit.")
