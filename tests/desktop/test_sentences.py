from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from models.case import case_of
from models.names import Names
from models.problems import Problem, Severity
from models.results.split import ROUNDS_ALL_AWAY, Split
from models.words.headlines import rules_sentence, split_sentence
from models.words.language import ENGLISH
from tests.desktop.builders import split_of

NAMES = Names({"Port": "The {Port}"})


def sentence(split: Split) -> str:
    return ENGLISH.say(split_sentence(split, NAMES)).replace("\u00a0", " ")


def with_gap(split: Split, gap: float) -> Split:
    line = split.programmes[0]
    return replace(split, programmes=(replace(line, unfunded=gap, need=line.need + gap),))


def test_it_names_who_carries_most_of_what() -> None:
    assert sentence(split_of()) == (
        "The {Port} carries 75 % of the EUR 1,000 needed in 2023; nothing stays unfunded."
    )


def test_it_says_how_much_stays_unfunded() -> None:
    assert sentence(with_gap(split_of(), 250.0)).endswith("EUR 250 (20 %) stays unfunded.")


def test_two_equal_payers_are_not_told_apart() -> None:
    split = split_of()
    equal = replace(
        split, payers=tuple(replace(line, own=500.0, others=0.0) for line in split.payers)
    )
    assert sentence(equal).startswith("Nobody carries more than City: 50 %")


@pytest.mark.parametrize("payers", [(), (replace(split_of().payers[0], own=0.0),)])
def test_it_says_when_nobody_pays(payers: tuple[()]) -> None:
    assert sentence(replace(split_of(), payers=payers)).startswith("Nobody pays towards")


def test_it_says_when_there_is_nothing_to_fund() -> None:
    assert sentence(replace(split_of(), programmes=())) == "There is no programme to fund."
    nothing = replace(split_of().programmes[0], need=0.0, unit_cost=100.0)
    assert sentence(replace(split_of(), programmes=(nothing,))) == (
        "Nothing needs funding in 2023: all of it is funded already."
    )


def test_what_rounding_takes_away_is_not_called_funded() -> None:
    away = Problem(Severity.WARNING, ROUNDS_ALL_AWAY, "", "")
    nothing = replace(split_of().programmes[0], need=0.0, unit_cost=100.0)
    split = replace(split_of(), programmes=(nothing,), rounding=1_000_000.0, warnings=(away,))
    assert sentence(split) == (
        "Nobody pays anything: each need of 2023 is less than half of the rounding, 1,000,000."
    )


def test_where_no_cost_is_known_it_does_not_say_that_all_is_funded() -> None:
    nothing = replace(split_of().programmes[0], need=0.0, unit_cost=0.0)
    unknown = replace(split_of(), programmes=(nothing,))
    said = "Nothing needs funding in 2023, since no programme has a cost"
    assert sentence(unknown).startswith(said)
    assert rules_said(unknown).startswith(said)


def rules_said(split: Split, **scenario: object) -> str:
    """Return the sentence of the page of rules, with these rules."""
    rules = pd.DataFrame({"rule": list(scenario), "base": list(scenario.values())}, dtype=object)
    case = case_of({"Scenarios": rules})
    return ENGLISH.say(rules_sentence(split, NAMES, case)).replace("\u00a0", " ")


def test_the_rules_are_named_only_where_they_ask_for_something() -> None:
    split = split_of(amount=880_000.0)
    split = replace(split, payers=(replace(split.payers[0], own=220_000.25), split.payers[1]))
    assert rules_said(split) == (
        "The {Port} pays the most: EUR 660,000 of EUR 880,000; nothing stays unfunded."
    )
    assert rules_said(with_gap(split, 20_000.0), own_share_min=0.25) == (
        "With an own share of at least 25 % and no clause, The {Port} pays the most: EUR 660,000 "
        "of EUR 900,000; EUR 20,000 (2.2 %) stays unfunded."
    )


def test_the_rules_say_when_nobody_pays_or_nobody_more() -> None:
    split = split_of()
    equal = replace(
        split, payers=tuple(replace(line, own=500.0, others=0.0) for line in split.payers)
    )
    assert rules_said(equal).startswith("Nobody pays more than City: EUR 500 of EUR 1,000")
    nobody = replace(with_gap(split, 1.0), payers=())
    assert rules_said(nobody, own_share_min=0.1).startswith(
        "With an own share of at least 10 % and no clause, nobody pays anything of the EUR 1,001 "
    )
