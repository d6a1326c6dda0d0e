"""Sentences in files are what they were, whatever they are made of, and no other record is one."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from models.words.stored import as_plain, part_of
from models.words.text import (
    Argument,
    Day,
    Exactly,
    Labels,
    Linked,
    Money,
    Number,
    Percent,
    Persons,
    Quoted,
    Share,
    counted,
    joined,
    listed,
    text,
)

SENTENCES: list[Argument] = [
    "names stay",
    2026,
    Labels("need", "besoin", "behoefte", "Bedarf"),
    text("{payer} pays {amount}.", payer="Port", amount=Money(1.5, "EUR", 0.01)),
    counted("1 row", "{count} rows", 3),
    joined(text("One."), Quoted("two"), between="; "),
    listed([Share(0.2), Percent(0.5), Persons(3), Number(4.0), Exactly(1.25)], last="or"),
    Day(date(2026, 11, 30)),
    text("read", context="a file"),
]


def kept(said: Any) -> Any:
    return json.loads(json.dumps(said, default=as_plain), object_hook=part_of)


@pytest.mark.parametrize("said", SENTENCES, ids=repr)
def test_a_sentence_that_was_kept_is_the_same(said: Argument) -> None:
    assert kept(said) == said


def test_a_link_is_kept_as_what_it_says() -> None:
    assert kept(text("See {place}.", place=Linked("Costs", object()))) == text(
        "See {place}.", place="Costs"
    )


def test_other_records_stay_what_they_are() -> None:
    record = {"said": "yes", "name": "case.xlsx", "changes": [{"mine": 1}]}
    assert kept(record) == record


def test_what_is_no_part_of_a_sentence_is_not_kept() -> None:
    with pytest.raises(TypeError, match="no part of a sentence"):
        json.dumps({"case": object()}, default=as_plain)
