"""Differences are said in whole sentences that any language can say."""

from __future__ import annotations

from typing import Any

import pytest

from models.exchange.addresses import ABSENT, Address
from models.exchange.keyed import Source
from models.words.exchange import (
    DifferenceWords,
    cell_in_words,
    change,
    comment_by,
    how_many,
    source_in_words,
    value,
    with_place,
)
from models.words.language import ENGLISH
from models.words.text import Argument
from tests.cases import worked
from tests.pseudo import PSEUDO, words_outside

FLOW = (2024, None, "welcome", "city", None, None, None)
CELL = Address("Flows", FLOW, "persons")
ROW = Address("Flows", FLOW)
COSTS = Address("Costs", (2024, "welcome", None, "city"))
SHEET, COLUMN = Address("Remarks"), Address("Flows", None, "colour")
WORDS = DifferenceWords((worked(),))


@pytest.mark.parametrize(
    ("said", "english"),
    [
        (change(CELL, 1234.5, None), "Persons 1,234.5 → blank"),
        (change(ROW, ABSENT, (("year", 2024), ("persons", 7.0))), "row added, Persons 7"),
        (change(ROW, ABSENT, (("year", 2024),)), "row added"),
        (change(ROW, (("persons", 7.0),), ABSENT), "row deleted"),
        (change(COLUMN, ABSENT, True), "column colour added"),
        (change(SHEET, ((1,),), ABSENT), "deleted"),
        (value(ROW, ABSENT), "not there"),
        (value(SHEET, ((1,), (2,))), "2 rows"),
        (cell_in_words("Clauses", "measure", "share_of_need"), "share of need"),
        (cell_in_words("Territories", "pays", True), "yes"),
        (cell_in_words("Flows", "year", 2024.0), "2024"),
        (cell_in_words("Flows", "note", "a\n b"), "“a b”"),
        (how_many([("cell", "changed"), ("cell", "changed"), ("row", "added")]),
         "1 row added, 2 cells changed"),
        (comment_by("Jo", "why\nso?"), "comment by Jo: “why so?”"),
        (with_place("Port", source_in_words(Source("a.xlsx", "Flux", "F5"), CELL, with_file=True)),
         "Port (a.xlsx, cell F5, sheet Flux)"),
        (WORDS.subject(SHEET, ()), "Sheet “Remarks”"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)  # fmt: skip
def test_a_difference_is_said_and_can_be_translated(said: Argument, english: str) -> None:
    assert ENGLISH.say(said) == english
    assert words_outside(PSEUDO.say(said), "colour", "Jo", "why", "so", "a b", "a.xlsx",
                         "Flux", "Port", "F5", "Remarks") == []  # fmt: skip


@pytest.mark.parametrize(
    ("identity", "english"),
    [
        (FLOW, "Flows, 2024, Welcome in City → exit"),
        (
            (2024, None, None, None, "welcome", "city", None),
            "Flows, 2024, arrival → Welcome in City",
        ),
        (
            (2024, "asylum", "welcome", "city", None, None, "protected"),
            "Flows, 2024, Welcome in City → exit, asylum → protected",
        ),
    ],
)
def test_a_flow_is_named_by_its_ends(identity: tuple[Any, ...], english: str) -> None:
    said = WORDS.subject(ROW, identity)
    assert ENGLISH.say(said) == english
    assert words_outside(PSEUDO.say(said), "Welcome", "City", "asylum", "protected") == []
