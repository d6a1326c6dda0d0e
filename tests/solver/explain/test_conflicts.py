"""Every named conflict is one, and every price, applied to the case, settles it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import combinations
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from models.case import Case
from models.results.explanation import ClausePrice, ConflictReport
from models.results.split import ConflictLine, Split
from models.words.conflicts import Conflict
from models.words.language import ENGLISH
from solver.engine.cancelling import SolveCancelledError
from solver.engine.engine import Engine
from solver.explain.conflicts import conflict, conflict_report
from solver.program.model import Model
from solver.solve import Prepared, prepare, solve_case
from tests.agreement.cases import case_from, tiny_tables
from tests.agreement.test_conflicts import with_reachable_clauses
from tests.cases import with_rows, worked
from tests.drawing import first_made, seeds
from tests.solver.explain.builders import with_clause_value

SEEDS = seeds(6000, 12)


@cache
def _clashing(seed: int) -> Case:
    """Return the first random case from a seed on whose clauses clash."""

    def fitting(number: int) -> Case | None:
        tables = tiny_tables(number, clauses=0)
        case = case_from(with_reachable_clauses(tables, Random(number)))
        model = prepare(case, "base").model
        return None if _holds(model, range(model.layout.clauses)) else case

    return first_made(fitting, seed)


def _report(prepared: Prepared) -> ConflictReport:
    rounding = prepared.setup.traced.rules.rounding
    return conflict_report(prepared.engine, prepared.model, rounding)


def _holds(model: Model, clauses: Iterable[int]) -> bool:
    """Solve with some clauses only, from nothing."""
    engine = Engine(model.arrays)
    rows = model.layout.clause_row + np.arange(model.layout.clauses)
    gone = rows[[c not in set(clauses) for c in range(len(rows))]]
    engine.bound_rows(gone, np.full(len(gone), -np.inf), np.full(len(gone), np.inf))
    return engine.minimise(np.zeros(model.layout.columns)) is not None


def _minimal_conflicts(model: Model) -> list[tuple[str, ...]]:
    """Try every set of clauses."""
    found: list[frozenset[int]] = []
    for size in range(1, model.layout.clauses + 1):
        for some in combinations(range(model.layout.clauses), size):
            chosen = frozenset(some)
            if not any(known <= chosen for known in found) and not _holds(model, chosen):
                found.append(chosen)
    return [tuple(model.setup.clauses[c].clause for c in sorted(s)) for s in found]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_conflicts_are_those_of_trying_every_set(seed: int) -> None:
    prepared = prepare(_clashing(seed), "base")
    expected = _minimal_conflicts(prepared.model)
    assert expected
    report = _report(prepared)
    assert report.complete
    assert list(report.sets) == expected
    lines = conflict(prepared.engine, prepared.model, 0.01)
    assert tuple(line.clause for line in lines) == report.sets[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_each_price_applied_alone_settles_everything(seed: int) -> None:
    case = _clashing(seed)
    prepared = prepare(case, "base")
    prices = _report(prepared).prices
    assert prices
    for price in prices:
        if price.needs is not None:
            settled = with_clause_value(case, price.clause, price.needs)
            assert solve_case(settled).status == "ok", price
        else:
            others = [i for i, t in enumerate(prepared.setup.clauses) if t.clause != price.clause]
            term = next(t for t in prepared.setup.clauses if t.clause == price.clause)
            assert term.per_value == 0 or not _holds(prepared.model, others)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cheapest_changes_settle_everything_and_nothing_cheaper_does(seed: int) -> None:
    case = _clashing(seed)
    prepared = prepare(case, "base")
    report = _report(prepared)
    settled = case
    for change in report.changes:
        assert change.needs is not None
        settled = with_clause_value(settled, change.clause, change.needs)
    assert solve_case(settled).status == "ok"
    unit = prepared.setup.unit
    rounded = sum(_a_step(prepared, change) for change in report.changes)
    least = _least_money(prepared.model) * unit
    assert report.money_moved == pytest.approx(least, abs=rounded + 1e-5 * unit)


def _a_step(prepared: Prepared, change: ClausePrice) -> float:
    term = next(t for t in prepared.setup.clauses if t.clause == change.clause)
    if change.measure == "amount":
        return prepared.setup.traced.rules.rounding
    return 2e-6 * term.per_value * prepared.setup.unit


def _least_money(model: Model) -> float:
    """Solve the elastic program with another solver's interface, from nothing."""
    arrays, layout = model.arrays, model.layout
    clauses = layout.clause_row + np.arange(layout.clauses)
    giving = np.zeros((arrays.matrix.shape[0], 2 * layout.clauses))
    giving[clauses, np.arange(layout.clauses)] = -1
    giving[clauses, layout.clauses + np.arange(layout.clauses)] = 1
    matrix = np.hstack([arrays.matrix.toarray(), giving])
    most, least = np.isfinite(arrays.row_upper), np.isfinite(arrays.row_lower)
    can = np.array([term.per_value != 0 for term in model.setup.clauses] * 2)
    most_given = np.concatenate([arrays.upper, np.where(can, np.inf, 0.0)])
    found = linprog(
        np.concatenate([np.zeros(layout.columns), np.ones(2 * layout.clauses)]),
        A_ub=np.vstack([matrix[most], -matrix[least]]),
        b_ub=np.concatenate([arrays.row_upper[most], -arrays.row_lower[least]]),
        bounds=[(0.0, most) for most in most_given],
    )
    assert found.status == 0
    assert found.fun is not None
    return float(found.fun)


@pytest.mark.parametrize("seed", SEEDS)
def test_without_each_named_set_the_others_hold(seed: int) -> None:
    prepared = prepare(_clashing(seed), "base")
    model = prepared.model
    ways = _report(prepared).to_drop
    assert ways
    for dropped in ways:
        kept = [i for i, t in enumerate(prepared.setup.clauses) if t.clause not in dropped]
        assert _holds(model, kept)
        for name in dropped:
            back = next(i for i, t in enumerate(prepared.setup.clauses) if t.clause == name)
            assert not _holds(model, [*kept, back])


def _three_conflicts() -> Case:
    return with_rows(
        worked(),
        "Clauses",
        [
            ("much", "Port takes much", "port", None, None, None, "amount", "at least", 160000),
            ("half", None, "port", None, None, None, "share_of_benefit", "at most", 0.5),
            ("few", None, "port", None, None, None, "amount", "at most", 100000),
            ("cap", None, "federation", None, None, None, "amount", "at most", 0),
            ("pay", None, "federation", None, None, None, "amount", "at least", 1000),
            ("free", None, "city", None, None, None, "amount", "at most", 700000),
        ],
    )


def test_three_conflicts_are_all_named_with_what_settles_them() -> None:
    case = _three_conflicts()
    report = _report(prepare(case, "base"))
    assert report.sets == (("cap", "pay"), ("few", "much"), ("half", "much"))
    assert report.complete
    # Port's clauses: from 160,000 down to 100,000 is cheapest; the federation's: 1,000 either way.
    assert report.money_moved == 61000.0
    assert {change.clause for change in report.changes} >= {"much"}
    assert all(price.needs is None for price in report.prices)
    sentences = said(report, case)
    assert sentences[0] == "These clauses cannot all hold"
    assert sentences.count("And these cannot either") == 2
    assert sentences[4:6] == ["Port pays at most EUR 100,000", "Port pays at least EUR 160,000"]
    way = sentences.index("No way out moves less than EUR 61,000") + 1
    assert "Port pays at least EUR 160,000: EUR 100,000 in place of EUR 160,000" in sentences[way]


def test_a_clause_in_every_conflict_has_a_price_of_its_own() -> None:
    case = with_rows(worked(), "Clauses", list(_three_rows()))
    report = _report(prepare(case, "base"))
    prices = {price.clause: (price.needs, price.money) for price in report.prices}
    assert prices == {"few": (None, None), "half": (None, None), "much": (100000.0, 60000.0)}
    sentences = said(report, case)
    assert sentences.index("No way out moves less than EUR 60,000") + 1 == sentences.index(
        "Port pays at least EUR 160,000: EUR 100,000 in place of EUR 160,000"
    )
    assert "No other clause can settle this alone." in sentences


def said(report: ConflictReport, case: Case) -> list[str]:
    parts = Conflict(Split("conflict", "base", "EUR", 0.01), case).parts(report, ())
    return [ENGLISH.say(part.listed).replace("\u00a0", " ") for part in parts]


def _three_rows() -> Iterable[tuple[object, ...]]:
    yield "much", "Port takes much", "port", None, None, None, "amount", "at least", 160000
    yield "half", None, "port", None, None, None, "share_of_benefit", "at most", 0.5
    yield "few", None, "port", None, None, None, "amount", "at most", 100000


@pytest.mark.parametrize("seed", SEEDS)
def test_a_value_said_to_settle_everything_leaves_no_conflict_and_another_leaves_one(
    seed: int,
) -> None:
    case, lines = first_made(_settleable, seed)
    for line in lines:
        assert line.needs is not None
        settled = solve_case(with_clause_value(case, line.clause, line.needs))
        assert (settled.status == "ok") == line.settles_all, line


def _settleable(seed: int) -> tuple[Case, list[ConflictLine]] | None:
    """Return a random case and its clauses in conflict for which a value is said."""
    case = _clashing(seed)
    lines = [line for line in solve_case(case).conflict if line.needs is not None]
    return (case, lines) if lines else None


def test_what_a_clause_needs_settles_the_other_conflicts_too() -> None:
    # Beside "half" alone 105,000 would do, but "few" would clash with it still.
    case = with_rows(worked(), "Clauses", list(_three_rows()))
    few = with_clause_value(case, "few", 105000)
    half = with_clause_value(few, "half", 0.1)
    lines = {line.clause: line for line in solve_case(half).conflict}
    assert set(lines) == {"few", "much"}
    assert (lines["much"].needs, lines["much"].settles_all) == (21000.0, True)
    assert (lines["few"].needs, lines["few"].settles_all) == (160000.0, False)


@pytest.mark.parametrize("cap", [f"cap_{number}" for number in range(6)])
def test_of_ways_that_move_the_same_the_one_with_one_clause_is_told(cap: str) -> None:
    # Port can never pay 600,000, and caps itself at 105,000: to lift its cap and to lower what is
    # asked to as much moves as much money as to lower what is asked to 105,000.
    rows = [
        (cap, None, "port", None, None, None, "share_of_benefit", "at most", 0.5),
        ("asked", None, "port", None, None, None, "amount", "at least", 600000),
    ]
    report = _report(prepare(with_rows(worked(), "Clauses", rows), "base"))
    assert [(change.clause, change.needs) for change in report.changes] == [("asked", 105000.0)]
    assert report.money_moved == 495000.0


def test_the_order_of_clauses_changes_nothing() -> None:
    case = _three_conflicts()
    turned = case.with_table("Clauses", case.table("Clauses").iloc[::-1].reset_index(drop=True))
    assert _report(prepare(case, "base")) == _report(prepare(turned, "base"))


def test_the_engine_holds_all_clauses_again_afterwards() -> None:
    prepared = prepare(_three_conflicts(), "base")
    before = prepared.engine.bounds()
    _report(prepared)
    after = prepared.engine.bounds()
    assert (before.row_lower == after.row_lower).all()
    assert (before.row_upper == after.row_upper).all()


def test_a_wish_to_stop_is_heard() -> None:
    asked = iter(range(10**9))
    prepared = prepare(_three_conflicts(), "base", cancelled=lambda: next(asked) > 4)
    with pytest.raises(SolveCancelledError):
        _report(prepared)
