"""The ways out of a conflict between which a room chooses: few, and the cheapest."""

from __future__ import annotations

import pandas as pd

from models.case import Case, case_of
from models.results.explanation import ClausePrice, ConflictReport
from models.results.split import ConflictLine, Split
from models.words.conflicts import Conflict, few_clauses
from models.words.language import ENGLISH
from models.words.text import joined

KEYS = ("one", "two", "three")
SPLIT = Split("conflict", "base", "EUR", 0.01)


def case() -> Case:
    return case_of(
        {
            "Clauses": pd.DataFrame(
                {
                    "clause": KEYS,
                    "payer": ["city", "port", "city"],
                    "measure": ["amount"] * 3,
                    "sense": ["at most"] * 3,
                    "value": [100.0, 200.0, 300.0],
                }
            )
        }
    )


def line(key: str, needs: float | None) -> ConflictLine:
    return ConflictLine(key, needs)


def test_before_the_report_one_clause_gives_way_or_does_not_count() -> None:
    ways = list(Conflict(SPLIT, case()).fewest(None, [line("one", None), line("two", 250.0)]))
    assert [(dict(way.values), way.dropped) for way in ways] == [
        ({"two": 250.0}, ()),
        ({}, ("one",)),
    ]
    assert [ENGLISH.say(way.action) for way in ways] == ["Take it", "Do without"]
    assert ENGLISH.say(ways[1].together).startswith("Not counted: ")


def test_the_report_has_the_cheapest_changes_and_the_fewest_clauses_to_drop() -> None:
    one = ClausePrice("one", "amount", 100.0, 150.0, 50.0)
    three = ClausePrice("three", "amount", 300.0, 310.0, 10.0)
    report = ConflictReport(
        sets=(KEYS,),
        to_drop=(("one", "two"), ("three",)),
        changes=(one, three),
        prices=(),
        complete=True,
    )
    ways = list(Conflict(SPLIT, case()).fewest(report, [line("one", 1.0)]))
    assert [key for key, _ in ways[0].values] == ["one", "three"]
    assert ways[0].is_best
    assert ways[1].dropped == ("three",)


def test_a_room_is_told_two_clauses_and_how_many_more() -> None:
    assert few_clauses(["a", "b"]) == ("a", "b")
    said = ENGLISH.say(joined(*few_clauses(["a", "b", "c", "d"]), between="; "))
    assert said == "a; b; and 2 more clauses"
