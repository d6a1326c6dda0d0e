"""A kept scenario answers changes exactly as one that is solved anew."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from models.case import Case
from models.results.split import Split, appendix_of
from models.scenarios import rules_of
from solver.engine.cancelling import SolveCancelledError
from solver.engine.warm import Warm
from solver.program.model import Model
from solver.solve import prepare, solve_case, solve_payments, solve_to_explain
from tests.agreement.cases import tiny_case
from tests.cases import with_rows, with_rules, worked
from tests.drawing import seeds

RULES: list[dict[str, Any]] = [
    {"own_share_min": 0.0},
    {"own_share_min": 0.3},
    {"own_share_min": 0.31, "benefit_cap": 0.7},
    {"benefit_cap": "none"},
    {"de_minimis": 0.1},
    {"burden_basis": "population"},
    {"goals": "fewest_transfers, unfunded"},
    {"same_key_by": "all"},
    {"same_key_by": "host, stage"},
    {"same_key_by": "host, year", "benefit_cap": 0.7},
    {"least_transfer": 250000},
    {"least_transfer": 50000, "own_share_min": 0.2},
    {},
]
CLAUSES: list[list[tuple[object, ...]]] = [
    [("cap", None, "federation", None, None, None, "amount", "at most", 600000)],
    [("cap", None, "federation", None, None, None, "amount", "at most", 590000)],
    [
        ("cap", None, "federation", None, None, None, "amount", "at most", 590000),
        ("port", None, "port", None, None, None, "share_of_benefit", "at least", 0.9),
    ],
    [],
]


def _same(kept: Split, anew: Split) -> None:
    """Everything but the marks of the input, which the kept case has without its rules."""
    assert _unmarked(kept) == _unmarked(anew)


def _unmarked(split: Split) -> Split:
    appendix = replace(appendix_of(split), fingerprint=None)
    return replace(split, warnings=(), appendix=appendix)


def test_every_change_of_rules_gives_the_split_of_a_fresh_solve() -> None:
    kept = Warm(prepare(worked(), "base"))
    for rules in RULES:
        changed = with_rules(worked(), **rules)
        kept.change(rules=rules_of(changed, "base"))
        _same(solve_to_explain(kept.prepared).split, solve_case(changed))


def test_every_change_of_clauses_and_budgets_gives_the_split_of_a_fresh_solve() -> None:
    kept = Warm(prepare(worked(), "base"))
    for clauses in CLAUSES:
        changed = with_rows(worked(), "Clauses", clauses)
        kept.change(clauses=changed.table("Clauses"))
        _same(solve_to_explain(kept.prepared).split, solve_case(changed))
    for most in (300000, 200000, 900000):
        changed = with_rows(worked(), "Budgets", [(None, "federation", most)])
        kept.change(budgets=changed.table("Budgets"))
        _same(solve_to_explain(kept.prepared).split, solve_case(changed))


def test_clauses_that_hold_one_by_one_are_followed_too() -> None:
    kept = Warm(prepare(worked(), "base"))
    clause = {
        "clause": "cap", "payer": "federation", "each": "stage", "measure": "amount",
        "sense": "at most", "value": 400000,
    }  # fmt: skip
    for each in ("stage", "stage, host", "year", None):
        changed = with_rows(worked(), "Clauses", [{**clause, "each": each}])
        kept.change(clauses=changed.table("Clauses"))
        _same(solve_to_explain(kept.prepared).split, solve_case(changed))


def test_a_conflict_is_met_and_left_again() -> None:
    kept = Warm(prepare(worked(), "base"))
    clash = with_rows(
        worked(), "Clauses", [("no", None, "city", "port", None, None, "amount", "at least", 5)]
    )
    kept.change(clauses=clash.table("Clauses"))
    assert solve_to_explain(kept.prepared).split.status == "conflict"
    kept.change(clauses=worked().table("Clauses"))
    _same(solve_to_explain(kept.prepared).split, solve_case(worked()))


def test_rules_that_change_what_is_traced_are_not_taken() -> None:
    kept = Warm(prepare(worked(), "base"))
    other = rules_of(with_rules(worked(), discount_rate=0.1), "base")
    assert not kept.may_change(other)
    with pytest.raises(ValueError, match="traced"):
        kept.change(rules=other)


@pytest.mark.parametrize("seed", seeds(0, 16))
def test_random_changes_give_the_split_of_a_fresh_solve(seed: int) -> None:
    random = Random(seed)
    case = tiny_case(seed)
    kept = Warm(prepare(case, "base"))
    for _ in range(4):
        case = _changed(random, case, kept)
        _same(solve_to_explain(kept.prepared).split, solve_case(case))


def test_a_basis_that_leads_astray_gives_the_split_of_a_fresh_solve(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("solver.engine.engine._FEW_COLUMNS", 0)
    # No program may go a single step from the basis it kept.
    monkeypatch.setattr("solver.engine.engine._ROWS_A_STEP", 10**9)
    kept = Warm(prepare(worked(), "base"))
    astray = 0
    for rules in (*RULES, *({"additionality": part / 8} for part in range(8, 0, -1)), *RULES):
        changed = with_rules(worked(), **rules)
        kept.change(rules=rules_of(changed, "base"))
        _same(solve_to_explain(kept.prepared).split, solve_case(changed))
        astray += len(kept.prepared.engine._astray)
    assert astray > 0


def test_a_split_that_another_follows_differs_by_units_only() -> None:
    for seed in range(15):
        prepared = prepare(tiny_case(seed), "base")
        held = solve_payments(prepared).split
        hurried = solve_payments(prepared, holding_limits=False).split
        assert held.status == hurried.status
        for one, other in zip(held.payers, hurried.payers, strict=True):
            assert other.paid == pytest.approx(one.paid, abs=held.rounding)


def test_a_model_that_keeps_its_places_is_the_one_made_anew() -> None:
    kept_places = 0
    for seed in range(15):
        case = tiny_case(seed)
        kept = Warm(prepare(case, "base"))
        for rules in ({"own_share_min": 0.3}, {"own_share_min": 0.7}, {"benefit_cap": 0.9}):
            before = kept.prepared.model
            changed = with_rules(case, **{**_rules(case), **rules})
            kept.change(rules=rules_of(changed, "base"))
            after, anew = kept.prepared.model, prepare(changed, "base").model
            kept_places += after.layout is before.layout
            assert _cells(after) == _cells(anew)
            assert _bounds(after) == _bounds(anew)
    assert kept_places > 10


def _rules(case: Case) -> dict[str, Any]:
    frame = case.table("Scenarios")
    return {str(r): v for r, v in zip(frame["rule"], frame["base"], strict=True)}


def _cells(model: Model) -> tuple[bytes, ...]:
    matrix = model.arrays.matrix
    return tuple(part.tobytes() for part in (matrix.indptr, matrix.indices, matrix.data))


def _bounds(model: Model) -> tuple[bytes, ...]:
    arrays = model.arrays
    ends = (arrays.lower, arrays.upper, arrays.row_lower, arrays.row_upper)
    return tuple(part.tobytes() for part in ends)


def _changed(random: Random, case: Case, kept: Warm) -> Case:
    rule = random.choice(["own_share_min", "benefit_cap"])
    value = random.choice([0.0, 0.2, 0.5, 0.9])
    changed = with_rules(case, **{**_rules(case), rule: value})
    budgets = changed.table("Budgets")
    factor = random.choice([0.8, 1.0, 1.3])
    budgets = budgets.assign(max_contribution=budgets["max_contribution"] * factor)
    changed = changed.with_table("Budgets", budgets)
    kept.change(rules=rules_of(changed, "base"), budgets=budgets)
    return changed


def test_the_warnings_follow_the_budgets() -> None:
    kept = Warm(prepare(worked(), "base"))
    changed = with_rows(worked(), "Budgets", [(2023, "federation", 300000)])
    kept.change(budgets=changed.table("Budgets"))
    assert solve_to_explain(kept.prepared).split.warnings == solve_case(changed).warnings
    assert solve_to_explain(kept.prepared).split.warnings
    kept.change(budgets=worked().table("Budgets"))
    assert solve_to_explain(kept.prepared).split.warnings == ()


def test_a_solve_that_was_stopped_leaves_the_kept_scenario_as_it_was() -> None:
    kept = Warm(prepare(worked(), "base"))
    before = solve_to_explain(kept.prepared).split

    def stop_at_the_ranges(stage: str, _done: int, _of: int) -> None:
        if stage == "range":
            raise SolveCancelledError

    with pytest.raises(SolveCancelledError):
        solve_to_explain(kept.prepared, progress=stop_at_the_ranges)
    assert solve_to_explain(kept.prepared).split == before
