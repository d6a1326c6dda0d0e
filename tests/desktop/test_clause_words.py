"""Clauses in words, and the values that settle a conflict as people write them."""

from __future__ import annotations

import pytest

from models.clause import AT_LEAST, AT_MOST, EXACTLY, Clause
from models.names import Names
from models.results.split import ConflictLine
from models.words.clauses import clause_with_origin, what_it_needs
from models.words.language import ENGLISH
from models.words.names import Terms

SHARE = "share_of_benefit"


@pytest.mark.parametrize(
    ("sense", "measure", "value", "taken"),
    [
        (AT_MOST, SHARE, 11.953521, 11.9536),
        (AT_LEAST, SHARE, 11.953521, 11.9535),
        (AT_MOST, SHARE, 0.6, 0.6),
        (AT_LEAST, SHARE, 0.29, 0.29),
        (AT_MOST, SHARE, 0.0000412, 0.000042),
        (AT_LEAST, SHARE, 0.0000412, 0.000041),
        (EXACTLY, SHARE, 0.333333, 0.333333),
        (AT_MOST, "amount", 149976.19, 149976.19),
    ],
)
def test_a_share_is_rounded_to_the_side_that_leaves_room(
    sense: str, measure: str, value: float, taken: float
) -> None:
    assert Clause("c", measure=measure, sense=sense).value_to_take(value) == taken


def test_a_clause_says_where_it_holds() -> None:
    everywhere = Clause("c", payer="port", value=5.0, proposed_by="City")
    said = ENGLISH.say(clause_with_origin(everywhere, Terms(Names({"port": "Port"}), "EUR")))
    assert said.endswith("— proposed by City, in every scenario")
    here = Clause("c", payer="port", value=5.0, scenario="base")
    said = ENGLISH.say(clause_with_origin(here, Terms(Names(), "EUR")))
    assert said.endswith("— only in Base")


@pytest.mark.parametrize(
    ("line", "end"),
    [
        (ConflictLine("c", 7.0), "(proposed by City): EUR 7 in place of EUR 5"),
        (
            ConflictLine("c", 7.0, settles_all=False),
            "EUR 7 in place of EUR 5; other clauses still clash then",
        ),
        (ConflictLine("c", None, settles_all=False), "none; it clashes whatever its value"),
    ],
)
def test_what_a_clause_needs_says_whether_that_is_all(line: ConflictLine, end: str) -> None:
    clause = Clause("c", payer="port", value=5.0, proposed_by="City")
    said = ENGLISH.say(what_it_needs(clause, line, Terms(Names(), "EUR"))).replace("\u00a0", " ")
    assert said.startswith("port pays at most EUR 5 (proposed by City): ")
    assert said.endswith(end)
