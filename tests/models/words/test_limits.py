"""How limits are named: a clause by its label, or else by what it says, never by its key."""

from __future__ import annotations

from models.clause import Clause
from models.names import Names
from models.results.explanation import BindingLimit, LimitName, StepEffect
from models.words.language import ENGLISH
from models.words.limits import limit_binds, limit_said, what_binds_in_lines
from models.words.names import Terms

CLAUSES = (
    Clause("c1", "FL", years=(2027, 2027), value=12e6),
    Clause("c2", "FL", measure="share_of_need", value=0.1),
)
NAMES = Names({"FL": "Flanders"}, clauses={"c2": "The tenth of Flanders"})
TERMS = Terms(NAMES, "EUR", clauses=CLAUSES)


def named(key: str, terms: Terms = TERMS) -> str:
    said = ENGLISH.say(limit_said(LimitName("clause", clause=key), terms))
    return said.replace("\u00a0", " ")


def test_a_clause_without_a_label_is_named_by_what_it_says() -> None:
    assert named("c1") == "the clause “Flanders pays at most EUR 12,000,000 in 2027”"


def test_a_clause_with_a_label_is_named_by_it() -> None:
    assert named("c2") == "the clause “The tenth of Flanders”"


def test_a_clause_that_nobody_knows_any_more_keeps_its_key() -> None:
    assert named("gone") == "the clause “gone”"


def test_what_binds_never_says_the_key_of_a_clause_of_the_case() -> None:
    limit = LimitName("clause", clause="c1")
    step = StepEffect(1e6, 0.0, 0.0, 0.0, (("FL", 1e6),))
    said = ENGLISH.say(limit_binds(BindingLimit((limit,), 12e6, 1, step, None), TERMS))
    assert said.startswith("The clause “Flanders pays at most")
    assert "c1" not in said


def test_a_clause_that_holds_each_year_is_named_once_where_several_of_its_years_bind() -> None:
    years = tuple(LimitName("clause", clause="c2", year=year) for year in (2026, 2027, 2028))
    step = StepEffect(1e6, 0.0, 0.0, 0.0, (("FL", 2e6),))
    line = BindingLimit(years, 12e6, 1, step, None)
    said = ENGLISH.say(limit_binds(line, TERMS)).replace("\u00a0", " ")
    assert said.startswith(
        "The clause “The tenth of Flanders” in 2026 stands at EUR 12,000,000. 2 more limits of "
        "this clause are reached; they move in proportion. With EUR 1,000,000 more, "
    )
    lines = [ENGLISH.say(one.said) for one in what_binds_in_lines([line], TERMS)]
    assert lines[0] == "The clause “The tenth of Flanders” in 2026"
    assert lines[1].startswith("2 more limits")
