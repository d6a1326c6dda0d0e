from __future__ import annotations

from random import Random

import pytest

from models.case import Case
from models.flows.adjustments import adjusted
from models.flows.traced import trace
from models.scenarios import rules_of
from solver.solve import solve_case
from tests.agreement.both import (
    by_oracle,
    later_benefit_of,
    need_of,
    persons_of,
    total_benefit_of,
)
from tests.agreement.cases import Tables, case_from, shown, tiny_tables
from tests.agreement.test_solving import assert_same_goals
from tests.agreement.test_tracing import assert_same
from tests.drawing import seeds
from tests.oracle.goals import chain
from tests.oracle.places import Programme

ADJUSTED_SEEDS = seeds(20_000, 20)
REFERENCE_SEEDS = seeds(30_000, 10)
FIGURES = (
    ("Flows", "persons", (5, 20)),
    ("Costs", "cost_per_person", (100, 4000)),
    ("Costs", "existing_funding", (500, 30_000)),
    ("Benefits", "benefit_per_person", (800, 9000)),
    ("Budgets", "max_contribution", (1000, 40_000)),
)


@pytest.mark.parametrize("seed", ADJUSTED_SEEDS)
def test_both_programs_adjust_a_scenario_alike(seed: int) -> None:
    case = with_adjustments(tiny_tables(seed, clauses=1), Random(seed))
    expected = by_oracle(case, "other")
    found = trace(adjusted(case, "other")[0], rules_of(case, "other"))
    assert_same(persons_of(found), expected.persons, case)
    assert_same(need_of(found), expected.need, case)
    assert_same(later_benefit_of(found), expected.later_benefit, case)
    assert_same(total_benefit_of(found), expected.total_benefit, case)
    split, reached = solve_case(case, "other"), chain(expected)
    assert (split.status == "conflict") == (reached is None), shown(case)
    if reached is not None:
        assert_same_goals(split, reached, case)


@pytest.mark.parametrize("seed", REFERENCE_SEEDS)
def test_both_programs_stay_as_close_to_a_reference_split(seed: int) -> None:
    tables = tiny_tables(seed, clauses=0, rounding=0.01)
    for row in tables["Scenarios"]:
        others = {"goals": "unfunded, host_residual, least_change", "benefit_cap": 0.8}
        row["other"] = others.get(row["rule"])
    tables["Clauses"] = [clause_on_host(tables)]
    case = case_from(tables)
    before = solve_case(case, "base")
    reference = {
        (p.payer, Programme(p.stage, p.host, p.year)): p.amount - p.host_residual
        for p in before.payments
    }
    split, expected = solve_case(case, "other"), chain(by_oracle(case, "other"), reference)
    assert (split.status == "conflict") == (expected is None), shown(case)
    if expected is not None:
        assert_same_goals(split, expected, case)


def clause_on_host(tables: Tables) -> dict[str, object]:
    """Return a clause of the other scenario that moves payments away from the reference."""
    hosts = [row["territory"] for row in tables["Territories"] if row["level"] == "home"]
    return {
        "clause": "new",
        "host": hosts[0],
        "measure": "share_of_need",
        "sense": "at most",
        "value": 0.4,
        "scenario": "other",
    }


def with_adjustments(tables: Tables, random: Random) -> Case:
    """Add some adjustments to the other scenario."""
    stages = [row["stage"] for row in tables["Stages"]]
    homes = [row["territory"] for row in tables["Territories"]]
    rows: dict[tuple[object, ...], dict[str, object]] = {}
    for _ in range(random.choice([1, 2, 3])):
        sheet, column, amounts = random.choice(FIGURES)
        operations = ["multiply", "add"] if sheet == "Flows" else ["multiply", "add", "set"]
        operation = random.choice(operations)
        value = random.choice([0.5, 1.5, 2]) if operation == "multiply" else random.choice(amounts)
        key = {
            "scenario": "other",
            "sheet": sheet,
            "column": column,
            "operation": operation,
            "stage": random.choice([None, *stages]) if sheet != "Budgets" else None,
            "territory": random.choice([None, None, *homes]),
            "year": random.choice([None, None, 2024, 2025, 2026]),
        }
        rows[tuple(key.values())] = {**key, "value": value}
    return case_from({**tables, "Adjustments": list(rows.values())})
