"""What is said of answers and of the trail is all sentences, and old entries stay readable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.exchange.trail import Event
from models.names import Names
from models.words.answers import (
    Offers,
    answers_of,
    how_far_decided,
    nothing_came_back,
    trail_rows,
    what_answers_say,
)
from models.words.language import ENGLISH
from models.words.text import Argument, text
from tests.pseudo import PSEUDO, words_outside

OFFERS = Offers(changed=3, are_figures=True, against_mine=1, between_answers=1, deleted=2)
NONE = Offers(0, are_figures=True, against_mine=0, between_answers=0, deleted=0)


def test_the_page_says_what_answers_would_change_and_what_waits() -> None:
    said = ENGLISH.say(what_answers_say(answers_of([("Port", "a.xlsx")]), OFFERS, 1))
    assert said == (
        "The answer of Port: 3 figures would change; 1 conflicts with yours; on 1 the answers "
        "differ; 2 deletions wait for your yes; 1 comment."
    )


def test_nothing_left_to_decide_is_said() -> None:
    whose = answers_of([("", "a.xlsx"), ("", "b.xlsx")])
    assert ENGLISH.say(what_answers_say(whose, NONE, 0)) == "2 answers: nothing is left to decide."


@pytest.mark.parametrize(
    "said",
    [
        nothing_came_back(0),
        nothing_came_back(2),
        what_answers_say(answers_of([("", "a.xlsx")]), None, 0),
        what_answers_say(answers_of([("Port", "a.xlsx")]), OFFERS, 2),
        what_answers_say("Port", replace(OFFERS, are_figures=False), 0),
        how_far_decided(1, 2, 3),
    ],
    ids=ENGLISH.say,
)
def test_every_word_about_answers_can_be_translated(said: Argument) -> None:
    assert words_outside(PSEUDO.say(said), "Port", "a.xlsx") == []


def _events(refused: object) -> tuple[Event, ...]:
    when = "2026-11-30T10:00:00+00:00"
    received = {"name": "a.xlsx", "from": "", "sha256": "f0", "repeated": True}
    compared = {"sha256": "f0", "recipient": "port", "refused": refused, "issue": "i1"}
    changes = {"files": ["a.xlsx"], "changes": [{"accepted": True}, {"accepted": False}]}
    return (
        Event("issued", when, {"issue": "i1", "recipient": "", "name": "s.xlsx", "sha256": "e0"}),
        Event("received", when, received),
        Event("compared", when, compared),
        Event("decided", when, changes),
    )


def test_every_word_of_the_trail_can_be_translated() -> None:
    rows = trail_rows(_events(text("The file is empty.")), Names({"port": "Port"}))
    said = [PSEUDO.say(part) for row in rows for part in (row.what, row.who, row.outcome)]
    names = ("Port", "i1")
    assert [words_outside(one, *names) for one in said] == [[]] * 12
    assert [ENGLISH.say(row.outcome) for row in rows] == [
        "1 accepted, 1 refused",
        "left out: The file is empty.",
        "came before",
        "issue i1",
    ]


def test_a_refusal_that_was_kept_as_english_text_is_shown_as_it_is() -> None:
    rows = trail_rows(_events("a.xlsx: The file is empty."), Names())
    assert ENGLISH.say(rows[1].outcome) == "left out: a.xlsx: The file is empty."
