"""A clause that holds for several things one by one is one clause to all that explain it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pytest

from models.case import Case
from models.names import names_of
from models.programme import Programme
from models.results.explanation import BindingLimit, ConflictReport, LimitName
from models.words.language import ENGLISH
from models.words.limits import limit_said
from models.words.names import Terms
from solver.compare.key import as_full_split
from solver.compare.yardsticks import broken_clauses
from solver.explain.binding import binding_lines, what_binds
from solver.explain.conflicts import conflict, conflict_report
from solver.explain.payment import why_payment
from solver.solve import Prepared, prepare, solve_payments
from tests.agreement.cases import case_from, tiny_tables
from tests.agreement.test_conflicts import with_reachable_clauses
from tests.cases import with_rows, worked
from tests.drawing import first_made, seeds
from tests.solver.explain.builders import solved, solved_or_none, with_clause_value

SEEDS = seeds(7000, 8)
CAP: dict[str, Any] = {
    "clause": "cap",
    "payer": "federation",
    "each": "stage, host",
    "measure": "amount",
    "sense": "at most",
    "value": 200000,
}


def capped(**changes: Any) -> Case:
    """Return the worked example in which the federation pays at most so much for each."""
    return with_rows(worked(), "Clauses", [{**CAP, **changes}])


def drawn(seed: int, count: int) -> Case:
    """Return a random case with clauses, most of which hold one by one."""
    random = Random(seed)
    tables = with_reachable_clauses(tiny_tables(seed, clauses=0), random)
    for row in tables["Clauses"][:count]:
        row["each"] = random.choice([None, "year", "stage", "host", "year, stage"])
    return case_from({**tables, "Clauses": tables["Clauses"][:count]})


def _report(prepared: Prepared) -> ConflictReport:
    return conflict_report(prepared.engine, prepared.model, prepared.setup.traced.rules.rounding)


@cache
def _clashing(seed: int) -> Case:
    def fitting(number: int) -> Case | None:
        case = drawn(number, 7)
        parts = [len(term.parts) for term in prepare(case, "base").setup.clauses]
        return case if max(parts) > 1 and solved_or_none(case) is None else None

    return first_made(fitting, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_price_is_one_value_for_all_its_parts_and_settles_everything(seed: int) -> None:
    case = _clashing(seed)
    report = _report(prepare(case, "base"))
    assert report.sets
    for price in report.prices:
        if price.needs is not None:
            assert solved_or_none(with_clause_value(case, price.clause, price.needs)), price


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cheapest_changes_settle_everything_and_no_clause_alone_is_cheaper(seed: int) -> None:
    case = settled = _clashing(seed)
    prepared = prepare(case, "base")
    report = _report(prepared)
    assert report.changes
    for change in report.changes:
        assert change.needs is not None
        settled = with_clause_value(settled, change.clause, change.needs)
    assert solved_or_none(settled) is not None
    step = prepared.setup.traced.rules.rounding * len(report.changes)
    money = [price.money for price in report.prices if price.money is not None]
    assert report.money_moved <= min(money, default=np.inf) + 10 * step


@pytest.mark.parametrize("seed", SEEDS)
def test_each_set_names_a_clause_once_and_holds_without_any_of_it(seed: int) -> None:
    case = _clashing(seed)
    sets = _report(prepare(case, "base")).sets
    assert sets
    for names in sets:
        assert len(set(names)) == len(names)
        assert solved_or_none(_only(case, names)) is None
        for name in names:
            assert solved_or_none(_only(case, [one for one in names if one != name])) is not None


def _only(case: Case, names: Sequence[str]) -> Case:
    frame = case.table("Clauses")
    return case.with_table("Clauses", frame[frame["clause"].isin(names)].reset_index(drop=True))


def test_a_clash_of_each_year_names_the_clause_and_its_nearest_value() -> None:
    case = capped(clause="a", each="year", sense="at least", value=400000, payer="port")
    prepared = prepare(case, "base")
    [line] = conflict(prepared.engine, prepared.model, 0.01)
    # Port gains 210,000 from the courses of both years together, and 90,000 from its own.
    assert (line.clause, line.settles_all) == ("a", True)
    assert solved_or_none(with_clause_value(case, "a", line.needs or 0.0)) is not None
    assert solved_or_none(with_clause_value(case, "a", (line.needs or 0.0) + 1)) is None


def test_what_binds_says_for_which_stage_and_host_and_moves_all_parts() -> None:
    case = capped()
    answer = solved(case)
    [line] = [one for one in what_binds(answer) if one.limits[0].clause == "cap"]
    assert [(name.stage, name.host) for name in line.limits] == [
        ("welcome", "city"),
        ("training", "city"),
    ]
    assert line.bound == 200000
    _assert_as_the_value_moved(case, line)


@pytest.mark.parametrize("measure", ["share_of_need", "amount"])
@pytest.mark.parametrize("sense", ["at most", "exactly"])
def test_a_step_moves_the_value_of_all_parts(measure: str, sense: str) -> None:
    value = 0.4 if measure == "share_of_need" else 150000
    case = capped(each="stage", measure=measure, sense=sense, value=value)
    [line] = [one for one in what_binds(solved(case)) if one.limits[0].clause == "cap"]
    _assert_as_the_value_moved(case, line)


def _assert_as_the_value_moved(case: Case, line: BindingLimit) -> None:
    """Compare with the case in which the clause has the value of the step."""
    answer = solved(case)
    [term] = answer.setup.clauses
    first = line.limits[0]
    part = next(
        one
        for one in term.parts
        if (one.stage, one.host, one.year) == (first.stage, first.host, first.year)
    )
    for effect in (line.up, line.down):
        assert effect is not None
        value = term.value + effect.step / (part.per_value * answer.setup.unit)
        after = solved(with_clause_value(case, "cap", value)).split
        changes = (after.paid(answer.setup) - answer.split.paid(answer.setup)) * answer.setup.unit
        measured = dict(effect.payers)
        wanted = [measured.get(payer, 0.0) for payer in answer.setup.payers]
        assert changes.tolist() == pytest.approx(wanted, abs=0.03)


def test_the_workbook_names_the_parts_that_bind() -> None:
    names = [line.name for line in binding_lines(solved(capped()))]
    assert any("cap, welcome, city; cap, training, city" in name for name in names)


def test_a_payment_names_the_part_of_the_clause_that_it_counts_towards() -> None:
    answer = solved(capped(each="stage"))
    why = why_payment(answer, "federation", Programme("city", "welcome", 2023))
    [limit] = [one for one in why.limits if one.limit.kind == "clause"]
    assert (limit.limit.stage, limit.bound, limit.reached) == ("welcome", 200000, True)


def test_a_part_of_a_clause_is_said_by_what_it_is_about() -> None:
    limit = LimitName("clause", clause="cap", year=2024, host="city", stage="training")
    said = ENGLISH.say(limit_said(limit, Terms(names_of(capped()))))
    assert said.endswith(" for “Training” in City in 2024")


def test_a_clause_is_broken_by_the_part_that_is_farthest_off() -> None:
    prepared = prepare(worked(), "base")
    split = solve_payments(prepared)
    assert split.answer is not None
    exact = split.answer.split
    broken = prepare(capped(value=1000), "base").setup
    full = as_full_split(broken, exact)
    paid = full.paid(broken.host)
    [(name, by)] = broken_clauses(broken, paid)
    federation = broken.payers.index("federation")
    assert name == "cap"
    assert by == pytest.approx(paid[:, federation].max() * broken.unit - 1000)
