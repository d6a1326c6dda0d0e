from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

from models.case import case_of
from models.clause import (
    EACH,
    NOT_IN_FORCE,
    WITHDRAWN,
    Clause,
    add_clause,
    clauses_of,
    each_of,
    key_for,
    set_clauses,
    year_span,
)
from models.programme import Programme


def test_a_new_clause_gets_a_key_that_says_what_it_is_about() -> None:
    clause = Clause(
        "", payer="port", sense="at most", stage="work", host="city", years=(2030, 2030)
    )
    assert key_for(clause, []) == "port_at_most_work_city_2030"
    run = Clause("", payer="port", group="asylum", years=(2030, 2032), each=("year",))
    assert key_for(run, []) == "port_at_most_asylum_2030-2032_each_year"
    assert key_for(Clause(""), []) == "all_at_most"


def test_no_two_clauses_get_the_same_key() -> None:
    clause = Clause("", payer="port", sense="at least")
    taken = [Clause("port_at_least"), Clause("port_at_least_2")]
    assert key_for(clause, taken) == "port_at_least_3"


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("2026", (2026, 2026)),
        ("2026-2028", (2026, 2028)),
        (" 2026 – 2028 ", (2026, 2028)),
        (2026.0, (2026, 2026)),
        (2026, (2026, 2026)),
        (None, None),
        (math.nan, None),
        ("2028-2026", None),
        ("20.26", None),
        (2026.5, None),
        ("soon", None),
    ],
)
def test_a_cell_names_one_year_or_a_run_of_them(
    cell: object, years: tuple[int, int] | None
) -> None:
    assert year_span(cell) == years


def test_years_of_older_files_and_other_dashes_are_held_alike() -> None:
    written = pd.DataFrame({"clause": list("abcde"), "year": [2026.0, None, "2026 – 2028", "x", 1]})
    years = case_of({"Clauses": written}).table("Clauses")["year"].tolist()
    assert years == ["2026", None, "2026-2028", "x", "1"]


def test_for_what_a_bound_holds_one_by_one_has_one_order() -> None:
    assert each_of("Year; host,stage") == ("host", "stage", "year")
    assert each_of(", ".join(reversed(EACH))) == EACH
    assert each_of(None) == each_of("together") == ()


def test_what_a_clause_says_is_written_and_read_again() -> None:
    clause = Clause(
        "ours",
        payer="port",
        group="asylum",
        years=(2026, 2028),
        each=("stage", "year"),
        value=5.0,
        proposed_on="2026-03-31",
        round="first",
        decided_round="second",
        status=WITHDRAWN,
    )
    case = case_of({})
    held = add_clause(case, clause, "").forward(case)
    assert clauses_of(held) == [clause]
    assert held.table("Clauses")["year"].tolist() == ["2026-2028"]
    other = replace(clause, years=(2027, 2027), each=(), group="")
    edit = set_clauses(held, {0: other}, "")
    assert edit is not None
    assert clauses_of(edit.forward(held)) == [other]


def test_a_clause_is_about_the_programmes_of_its_years_group_and_territory() -> None:
    clause = Clause("c", host="federation", group="asylum", years=(2026, 2028))
    assert clause.is_about(Programme("city", "work", 2027, "asylum"), above=("federation",))
    assert not clause.is_about(Programme("city", "work", 2027, "asylum"))
    assert not clause.is_about(Programme("federation", "work", 2029, "asylum"))
    assert not clause.is_about(Programme("federation", "work", 2027, "family"))


def test_what_was_rejected_or_withdrawn_is_not_in_force() -> None:
    assert {s for s in ("proposed", "agreed", "rejected", "withdrawn") if s in NOT_IN_FORCE} == {
        one for one in NOT_IN_FORCE if not Clause("c", status=one).counts
    }
    assert {"rejected", "withdrawn"} == NOT_IN_FORCE
