"""Equal burdens against a quadratic program."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from models.case import Case
from models.flows.places import Floats
from solver.goals.chain import pursue
from solver.program.model import Model
from solver.solve import Prepared, prepare
from tests.benchmarks.random_case import random_case
from tests.cases import with_rules
from tests.drawing import first_made, seeds

GOALS = ("unfunded", "host_residual", "equal_burden", "proportional")


def tight(seed: int) -> Case:
    """Return a case in which the caps and budgets of single years press on some payers."""
    case = random_case(seed, territories=5, years=3)
    random = np.random.default_rng(seed)
    costs = case.table("Costs")
    dearer = costs["cost_per_person"] * random.uniform(1.0, 2.0)
    case = case.with_table("Costs", costs.assign(cost_per_person=dearer))
    most = random.uniform(0.6, 1.4, 5) * 2.9e7
    names = case.table("Territories")["territory"]
    budgets = pd.DataFrame({"payer": names, "max_contribution": most}).iloc[:3]
    return with_rules(case.with_table("Budgets", budgets), discount_rate=0.03, benefit_cap=0.9)


def solved(seed: int) -> tuple[Prepared, Floats]:
    prepared = prepare(tight(seed), "base")
    found = pursue(prepared.engine, prepared.model, GOALS)
    return prepared, found.split.totals(prepared.setup)


def is_a_plain_flow(prepared: Prepared) -> bool:
    """Nothing is left to hosts or open, so that budgets limit contributions alone."""
    return {"unfunded", "host_residual"} <= prepared.engine.came_to_nothing


@pytest.mark.parametrize("seed", seeds(0, 16))
def test_equal_burdens_are_the_least_of_a_quadratic_program(seed: int) -> None:
    """Σ basis·burden² has the same answer where the program is a flow (Fujishige 1980)."""
    prepared, totals = first_made(_a_plain_flow, seed)
    burdens = totals / prepared.setup.basis
    assert _gap_of_frank_and_wolfe(prepared.model, burdens, totals) <= 1e-6 * totals.sum()


def _a_plain_flow(seed: int) -> tuple[Prepared, Floats] | None:
    prepared, totals = solved(seed)
    return (prepared, totals) if is_a_plain_flow(prepared) else None


def test_many_of_these_cases_are_flows_and_some_have_several_levels() -> None:
    flows, several = 0, 0
    for seed in range(40):
        prepared, totals = solved(seed)
        flows += is_a_plain_flow(prepared)
        several += len(np.unique(np.round(totals / prepared.setup.basis, 3))) > 1
    assert flows >= 5
    assert several >= 10


def _gap_of_frank_and_wolfe(model: Model, burdens: Floats, totals: Floats) -> float:
    """Return how much a first-order step could still lower Σ basis·burden²; 0 at its least."""
    arrays, layout = model.arrays, model.layout
    costs = np.zeros(layout.columns)
    costs[layout.total] = burdens
    upper = arrays.upper.copy()
    upper[layout.gap] = 0.0
    upper[layout.residual[layout.residual >= 0]] = 0.0
    keep = np.arange(layout.rows) < layout.burden_row
    equal = (arrays.row_lower == arrays.row_upper) & keep
    above = np.isfinite(arrays.row_upper) & ~equal & keep
    below = np.isfinite(arrays.row_lower) & ~equal & keep
    found = linprog(
        costs,
        A_ub=np.vstack([arrays.matrix[above].toarray(), -arrays.matrix[below].toarray()]),
        b_ub=np.concatenate([arrays.row_upper[above], -arrays.row_lower[below]]),
        A_eq=arrays.matrix[equal].toarray(),
        b_eq=arrays.row_lower[equal],
        bounds=list(zip(arrays.lower, upper, strict=True)),
    )
    assert found.fun is not None
    return float(burdens @ totals - found.fun)
