"""Clauses in words, and the values that settle a conflict as people write them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from desktop.rules.clause_words import needed_sentence, value_to_take, whole_sentence
from models.clause import AT_LEAST, AT_MOST, EXACTLY, Clause
from models.names import Names
from models.split import ConflictLine

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
    assert value_to_take(Clause("c", measure=measure, sense=sense), value) == taken


def test_a_clause_says_where_it_holds(locale: QLocale) -> None:
    everywhere = Clause("c", payer="port", value=5.0, proposed_by="City")
    said = whole_sentence(everywhere, Names({"port": "Port"}), "EUR", locale)
    assert said.endswith("— proposed by City, in every scenario")
    here = Clause("c", payer="port", value=5.0, scenario="base")
    assert whole_sentence(here, Names(), "EUR", locale).endswith("— only in base")


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
def test_what_a_clause_needs_says_whether_that_is_all(
    line: ConflictLine, end: str, locale: QLocale
) -> None:
    clause = Clause("c", payer="port", value=5.0, proposed_by="City")
    said = needed_sentence(clause, line, Names(), "EUR", locale).replace("\u00a0", " ")
    assert said.startswith("port pays at most EUR 5 (proposed by City): ")
    assert said.endswith(end)
