from __future__ import annotations

from models.clause import Clause, key_for


def test_a_new_clause_gets_a_key_that_says_what_it_is_about() -> None:
    clause = Clause("", payer="port", sense="at most", stage="work", host="city", year=2030)
    assert key_for(clause, []) == "port_at_most_work_city_2030"
    assert key_for(Clause(""), []) == "all_at_most"


def test_no_two_clauses_get_the_same_key() -> None:
    clause = Clause("", payer="port", sense="at least")
    taken = [Clause("port_at_least"), Clause("port_at_least_2")]
    assert key_for(clause, taken) == "port_at_least_3"
