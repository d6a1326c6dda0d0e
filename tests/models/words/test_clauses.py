"""What clauses of groups, runs of years, rounds and `each` say, in four languages."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from models.clause import EACH, Clause
from models.declaration.kinds import LANGUAGES
from models.names import Names
from models.words.clauses import clause_origin, clause_said
from models.words.language import language
from models.words.names import Terms

NAMES = Names({"FL": "Flanders"}, {"work": "Work"}, groups={"asylum": "Asylum"})
TERMS = Terms(NAMES, "EUR")
SPOKEN = {code: language(code) for code in LANGUAGES}
RUN = Clause("c", "FL", years=(2026, 2028), measure="share_of_need", value=0.3)


def said(clause: Clause, code: str = "en") -> str:
    spoken = SPOKEN[code].say(clause_said(clause, TERMS))
    return spoken.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        (
            RUN,
            "Flanders pays at most 30 % of what is needed in the years 2026 to 2028 together",
        ),
        (
            replace(RUN, each=("year",)),
            "Flanders pays at most 30 % of what is needed in each of the years 2026 to 2028",
        ),
        (
            replace(RUN, each=("stage", "year")),
            "Flanders pays at most 30 % of what is needed for each stage in each of the years "
            "2026 to 2028",
        ),
        (
            replace(RUN, years=None, each=EACH),
            "Flanders pays at most 30 % of what is needed for each stage in each territory for "
            "each group in each year",
        ),
        (
            replace(RUN, years=(2027, 2027), stage="work", host="FL", group="asylum", each=EACH),
            "Flanders pays at most 30 % of what is needed for “Work” in each territory of Flanders "
            "for the group “Asylum” in 2027",
        ),
        (
            replace(RUN, years=(2027, 2027), stage="work", host="FL"),
            "Flanders pays at most 30 % of what is needed for “Work” in Flanders in 2027",
        ),
        (
            replace(RUN, value=0.0, each=("year",)),
            "Flanders pays nothing in the years 2026 to 2028",
        ),
    ],
)
def test_a_clause_says_for_what_it_holds(clause: Clause, sentence: str) -> None:
    assert said(clause) == sentence


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "fr",
            "Flanders paie au plus 30 % du besoin de financement pour chaque étape pour le groupe "
            "« Asylum » chacune des années 2026 à 2028",
        ),
        (
            "nl",
            "Flanders betaalt hoogstens 30 % van de behoefte voor elke fase voor de groep "
            "‘Asylum’ in elk van de jaren 2026 tot 2028",
        ),
        (
            "de",
            "Flanders zahlt höchstens 30 % des Bedarfs für jede Etappe für die Gruppe "
            "„Asylum“ in jedem der Jahre 2026 bis 2028",
        ),
    ],
)
def test_other_languages_say_the_same(code: str, sentence: str) -> None:
    assert said(replace(RUN, group="asylum", each=("stage", "year")), code) == sentence


@pytest.mark.parametrize("code", LANGUAGES)
def test_clauses_that_ask_for_other_things_read_otherwise(code: str) -> None:
    """Where a part is named, one by one is the same as for the sum, but for a territory."""
    sentences: dict[str, tuple[object, ...]] = {}
    parts = product(
        ("", "work"), ("", "FL"), ("", "asylum"), (None, (2027, 2027), (2026, 2028)), range(16)
    )
    for stage, host, group, years, bits in parts:
        each = tuple(part for at, part in enumerate(EACH) if bits >> at & 1)
        means = (
            (stage, not stage and "stage" in each),
            (host, "host" in each),
            (group, not group and "group" in each),
            (years, years != (2027, 2027) and "year" in each),
        )
        clause = replace(RUN, stage=stage, host=host, group=group, years=years, each=each)
        assert sentences.setdefault(said(clause, code), means) == means
    assert len(sentences) == 3 * 4 * 3 * 5


@pytest.mark.parametrize(
    ("clause", "origin"),
    [
        (
            replace(RUN, proposed_by="FL", round="1", proposed_on="2026-03-31"),
            "proposed by FL in round “1” on 31 March 2026, in every scenario",
        ),
        (replace(RUN, round="1"), "proposed in round “1”, in every scenario"),
        (
            replace(RUN, status="agreed", decided_round="2"),
            "agreed in round “2”, in every scenario",
        ),
        (
            replace(RUN, status="withdrawn", decided_round="2"),
            "withdrawn in round “2”, in every scenario, not counted",
        ),
        (replace(RUN, status="rejected"), "in every scenario, not counted"),
    ],
)
def test_a_clause_says_in_which_round_it_was_proposed_and_decided(
    clause: Clause, origin: str
) -> None:
    assert SPOKEN["en"].say(clause_origin(clause, TERMS)) == origin
