"""The checks that every split must pass (2-method 2.8)."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.case import Case, case_of
from models.results.split import GoalLine, Split
from solver.solve import solve_case
from tests.agreement.both import amounts_of, by_oracle, gaps_of, programme_of, totals_of
from tests.agreement.cases import Tables, case_from, shown, tiny_case, tiny_tables
from tests.drawing import drawn, first_made
from tests.oracle.clauses import clause_limits
from tests.oracle.places import Programme
from tests.oracle.program import Limit, hard_limits, unit_of
from tests.oracle.setting import Setting

SEED = st.integers(min_value=100_000, max_value=999_999)
QUIET = drawn(25)
MONEY = {
    "Territories": ("fiscal_capacity",),
    "Costs": ("cost_per_person", "existing_funding", "waiting_cost_per_person"),
    "Benefits": ("benefit_per_person",),
    "Budgets": ("max_contribution",),
    "Policies": ("spending",),
}


def _with_payments(seed: int, **rules: Any) -> tuple[Case, Split] | None:
    """Return a random case in which somebody pays."""
    case = tiny_case(seed, **rules)
    split = solve_case(case, "base")
    return (case, split) if split.payments else None


@QUIET
@given(seed=SEED)
def test_payments_and_gap_of_each_programme_add_up_to_its_need(seed: int) -> None:
    case, split = first_made(partial(_with_payments, rounding=0.01), seed)
    amounts = amounts_of(split)
    for line in split.programmes:
        key = Programme(line.stage, line.host, line.year)
        cents = sum(round(100 * v) for (_, k), v in amounts.items() if k == key)
        assert cents + round(100 * line.unfunded) == round(100 * line.need), shown(case)


@QUIET
@given(seed=SEED)
def test_nobody_pays_without_later_benefit_but_for_the_hosts_residual(seed: int) -> None:
    case, split = first_made(_with_payments, seed)
    setting = by_oracle(case)
    for payment in split.payments:
        k = Programme(payment.stage, payment.host, payment.year)
        is_residual_only = payment.amount == payment.host_residual
        assert is_residual_only or (payment.payer, k) in setting.pairs, f"{payment}\n{shown(case)}"
        if payment.host_residual:
            assert payment.payer == setting.host[k], f"{payment}\n{shown(case)}"


@QUIET
@given(seed=SEED)
def test_no_limit_is_exceeded_by_more_than_a_rounding_unit(seed: int) -> None:
    case, split = first_made(_with_payments, seed)
    setting = by_oracle(case)
    for limit in hard_limits(setting) + clause_limits(setting):
        excess = excess_of(limit, split, setting)
        assert excess <= split.rounding * 1.0001 + 1e-4, f"{limit}\n{shown(case)}"


@QUIET
@given(seed=SEED, order=st.integers())
def test_sorting_rows_or_sheets_changes_no_figure(seed: int, order: int) -> None:
    case, random = tiny_case(seed), Random(order)
    frames = {
        key: frame.sample(frac=1, random_state=random.randrange(1000)).reset_index(drop=True)
        for key, frame in case.tables.items()
    }
    sheets = random.sample(list(frames), len(frames))
    shuffled = case_of({key: frames[key] for key in sheets})
    assert solve_case(shuffled, "base") == solve_case(case, "base"), shown(case)


@QUIET
@given(seed=SEED)
@example(seed=395998)  # the low end of a range lies half way between two units
def test_all_money_times_a_thousand_gives_all_results_times_a_thousand(seed: int) -> None:
    tables = tiny_tables(seed, rounding=0.01)
    large = thousandfold(tiny_tables(seed, rounding=0.01))
    small_split = solve_case(case_from(tables), "base")
    large_split = solve_case(case_from(large), "base")
    assert large_split.status == small_split.status, shown(tables)
    assert [x.clause for x in large_split.conflict] == [x.clause for x in small_split.conflict]
    for figures in (amounts_of, gaps_of, totals_of):
        wanted: dict[Any, float] = {k: 1000 * v for k, v in figures(small_split).items() if v}
        found: dict[Any, float] = {k: v for k, v in figures(large_split).items() if v}
        assert found == pytest.approx(wanted, rel=1e-12), shown(tables)
    for line, small in zip(large_split.payers, small_split.payers, strict=True):
        assert small.low is not None
        assert small.high is not None
        wanted_ends = (1000 * small.low, 1000 * small.high)
        assert (line.low, line.high) == pytest.approx(wanted_ends, rel=1e-12), shown(tables)


@QUIET
@given(seed=SEED)
def test_a_new_clause_never_improves_a_goal(seed: int) -> None:
    with_all, before, after = first_made(_with_a_new_clause, seed)
    scale = float(unit_of(by_oracle(case_from(with_all))))
    if before.status == "conflict":
        assert after.status == "conflict", shown(with_all)
    else:
        assert_no_better(before.goals, after.goals, scale, with_all)


def _with_a_new_clause(seed: int) -> tuple[Tables, Split, Split] | None:
    """Return a random case with a clause more than the first split has; not one it broke."""
    with_all = tiny_tables(seed, clauses=3)
    fewer = {**with_all, "Clauses": with_all["Clauses"][:-1]}
    before, after = (solve_case(case_from(t), "base") for t in (fewer, with_all))
    broke = before.status == "ok" and after.status != "ok"
    return None if broke else (with_all, before, after)


def excess_of(limit: Limit, split: Split, setting: Setting) -> float:
    """Return by how much money a rounded split leaves a limit."""
    point: dict[Any, float] = {("u", k): gap for k, gap in gaps_of(split).items()}
    for p in split.payments:
        k = programme_of(p)
        point["x", p.payer, k] = p.amount - p.host_residual
        point["z", k] = point.get(("z", k), 0.0) + p.host_residual
    unit = float(unit_of(setting))
    total = sum(float(factor) * point.get(name, 0.0) for name, factor in limit.terms.items())
    over = 0.0 if limit.upper is None else total - float(limit.upper) * unit
    under = 0.0 if limit.lower is None else float(limit.lower) * unit - total
    return max(over, under)


def thousandfold(tables: Tables) -> Tables:
    """Multiply all money of a case by a thousand."""
    for key, columns in MONEY.items():
        for row in tables.get(key, []):
            for column in columns:
                if row.get(column) is not None:
                    row[column] *= 1000
    for clause in tables.get("Clauses", []):
        clause["value"] *= 1000 if clause["measure"] == "amount" else 1
    for row in tables["Scenarios"]:
        if row["rule"] == "rounding":
            row["base"] *= 1000
    return tables


def assert_no_better(
    before: tuple[GoalLine, ...], after: tuple[GoalLine, ...], scale: float, tables: Tables
) -> None:
    """The first goal that changed got worse, if one did."""
    changes = []
    for old, new in zip(before, after, strict=True):
        olds = old.value if isinstance(old.value, tuple) else (old.value,)
        news = new.value if isinstance(new.value, tuple) else (new.value,)
        largest = max(olds, default=0.0) if isinstance(old.value, tuple) else scale
        for a, b in zip(olds, news, strict=True):
            if abs(a - b) > 1e-6 * largest + 0.02 * (largest == scale):
                changes.append((old, new, b > a))
    assert not changes or changes[0][2], f"{changes[0][:2]}\n{shown(tables)}"
