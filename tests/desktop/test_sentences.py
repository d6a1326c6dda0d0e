from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from desktop.document import Solved
from desktop.naming import Names
from desktop.sentences import split_sentence
from models.case import case_of
from models.split import Split
from tests.desktop.builders import split_of

NAMES = Names({"Port": "The {Port}"})


def sentence(split: Split, locale: QLocale) -> str:
    return split_sentence(Solved(case_of({}), split, NAMES), locale).replace("\u00a0", " ")


def with_gap(split: Split, gap: float) -> Split:
    line = split.programmes[0]
    return replace(split, programmes=(replace(line, unfunded=gap, need=line.need + gap),))


def test_it_names_who_carries_most_of_what(locale: QLocale) -> None:
    assert sentence(split_of(), locale) == (
        "The {Port} carries 75 % of the EUR 1,000 needed in 2023; nothing stays unfunded."
    )


def test_it_says_how_much_stays_unfunded(locale: QLocale) -> None:
    assert sentence(with_gap(split_of(), 250.0), locale).endswith("EUR 250 (20 %) stays unfunded.")


def test_two_equal_payers_are_not_told_apart(locale: QLocale) -> None:
    split = split_of()
    equal = replace(
        split, payers=tuple(replace(line, own=500.0, others=0.0) for line in split.payers)
    )
    assert sentence(equal, locale).startswith("Nobody carries more than City: 50 %")


@pytest.mark.parametrize("payers", [(), (replace(split_of().payers[0], own=0.0),)])
def test_it_says_when_nobody_pays(payers: tuple[()], locale: QLocale) -> None:
    assert sentence(replace(split_of(), payers=payers), locale).startswith("Nobody pays towards")


def test_it_says_when_there_is_nothing_to_fund(locale: QLocale) -> None:
    assert sentence(replace(split_of(), programmes=()), locale) == "There is no programme to fund."
    nothing = replace(split_of().programmes[0], need=0.0)
    assert sentence(replace(split_of(), programmes=(nothing,)), locale) == (
        "Nothing needs funding in 2023: all of it is funded already."
    )
