"""The ways out of a conflict between which a room chooses: all that are equally cheap."""

from __future__ import annotations

import pandas as pd

from models.case import Case, case_of
from models.results.explanation import ClausePrice, ConflictReport, RuleGivesWay
from models.results.split import ConflictLine, Split
from models.words.conflicts import Conflict, ConflictPart, Role, few_clauses
from models.words.language import ENGLISH
from models.words.text import joined
from tests.cases import with_rules

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


def ways_in(report: ConflictReport | None, lines: list[ConflictLine]) -> list[ConflictPart]:
    parts = Conflict(SPLIT, case()).equal_ways(report, lines)
    return [part for part in parts if part.role is Role.WAY]


def test_before_the_report_every_clause_gives_way_or_does_not_count_by_name() -> None:
    lines = [line("two", 250.0), line("one", None), line("three", 350.0)]
    ways = ways_in(None, lines)
    assert [(dict(way.values), way.dropped) for way in ways] == [
        ({"three": 350.0}, ()),
        ({"two": 250.0}, ()),
        ({}, ("one",)),
        ({}, ("three",)),
        ({}, ("two",)),
    ]
    assert [ENGLISH.say(way.action) for way in ways] == ["Change it"] * 2 + ["Do without"] * 3
    assert ENGLISH.say(ways[2].together).startswith("Not counted: ")


def test_a_clause_that_cannot_settle_all_alone_is_no_way_out() -> None:
    assert not [way for way in ways_in(None, [ConflictLine("one", 1.0, False)]) if way.values]


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
    ways = ways_in(report, [line("one", 1.0)])
    assert [key for key, _ in ways[0].values] == ["one", "three"]
    assert [way.dropped for way in ways] == [(), ("three",)]


def test_all_ways_that_are_equally_far_are_said_by_name_whichever_was_found_first() -> None:
    prices = {key: ClausePrice(key, "amount", 100.0, 150.0, 50.0) for key in KEYS}
    dear = ClausePrice("three", "amount", 100.0, 900.0, 800.0)
    for found in ("one", "two"):
        report = ConflictReport(
            sets=(KEYS,),
            to_drop=(("two",), ("three",), ("one",)),
            changes=(prices[found],),
            prices=(dear, prices["two"], prices["one"]),
            complete=True,
        )
        parts = list(Conflict(SPLIT, case()).equal_ways(report, ()))
        assert ENGLISH.say(parts[0].listed).startswith("Equally far: each of these ways moves ")
        ways = [part for part in parts if part.role is Role.WAY]
        assert [tuple(dict(way.values)) or way.dropped for way in ways] == [
            ("one",), ("two",), ("one",), ("three",), ("two",)
        ]  # fmt: skip
        assert len({ENGLISH.say(way.action) for way in ways if way.values}) == 1


def test_a_rule_that_stands_behind_a_clash_is_a_way_out_too() -> None:
    report = ConflictReport(
        sets=(("one",),),
        complete=True,
        to_drop=(("one",),),
        changes=(),
        prices=(),
        rules=(RuleGivesWay("own_share_min", 0.4), RuleGivesWay("benefit_cap", None)),
    )
    pressed = with_rules(case(), own_share_min=0.5)
    clash = Conflict(SPLIT, pressed)
    for parts in (clash.parts(report, ()), clash.equal_ways(report, ())):
        ways = [part for part in parts if part.rule is not None]
        assert [(ENGLISH.say(way.together), way.rule) for way in ways] == [
            ("Least own share: 40\u00a0% in place of 50\u00a0%", ("own_share_min", 0.4)),
            ("Benefit cap: no cap in place of 100\u00a0%", ("benefit_cap", "none")),
        ]


def test_a_room_is_told_two_clauses_and_how_many_more() -> None:
    assert few_clauses(["a", "b"]) == ("a", "b")
    said = ENGLISH.say(joined(*few_clauses(["a", "b", "c", "d"]), between="; "))
    assert said == "a; b; and 2 more clauses"
