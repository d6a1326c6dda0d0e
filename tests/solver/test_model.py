"""The arrays and the PuLP program are the same model, goal by goal."""

from __future__ import annotations

import numpy as np
import pytest

from models.flows.traced import TracedCase, trace
from models.scenarios import rules_of
from solver.inputs.setup import setup_of
from solver.program.costs import by_figures, by_keys, goal_costs, last_word
from solver.program.model import Model, model_of
from solver.program.rules import GOAL_EXPRESSIONS, Expression, LinearProgram, linear_program
from tests.agreement.cases import tiny_case
from tests.agreement.test_second_edition_program import PARTS, drawn_case
from tests.solver.pulp_arrays import arrays_of, tie_break


def both(seed: int) -> tuple[LinearProgram, Model]:
    small = tiny_case(seed)
    return both_of(trace(small, rules_of(small, "base")), seed)


def both_of_the_second_edition(seed: int) -> tuple[LinearProgram, Model]:
    small = drawn_case(seed, [part for at, part in enumerate(PARTS) if (seed + 1) >> at & 1])
    return both_of(trace(small, rules_of(small, "base")), seed)


def both_of(traced: TracedCase, seed: int) -> tuple[LinearProgram, Model]:
    random = np.random.default_rng(seed)
    reference = {}
    setup = setup_of(traced)
    for h, k in zip(setup.pair_payer, setup.pair_programme, strict=True):
        if random.random() < 0.7:
            amount = float(random.random() * setup.need[k] * setup.unit)
            reference[setup.payers[h], setup.programmes[int(k)]] = amount
    setup = setup_of(traced, reference)
    return linear_program(setup), model_of(setup)


def costs_of(program: LinearProgram, expression: Expression) -> list[float]:
    position = {column.name: i for i, column in enumerate(program.columns)}
    costs = np.zeros(len(position))
    for variable, cost in expression:
        costs[position[variable.name]] += cost
    return costs.tolist()


@pytest.mark.parametrize("seed", range(150))
def test_pulp_and_the_arrays_are_the_same_model(seed: int) -> None:
    assert_the_same(*both(seed))


@pytest.mark.parametrize("seed", range(93))
def test_they_are_the_same_with_the_parts_of_the_second_edition(seed: int) -> None:
    assert_the_same(*both_of_the_second_edition(seed))


def assert_the_same(program: LinearProgram, model: Model) -> None:
    pulp_arrays, arrays = arrays_of(program), model.arrays
    assert pulp_arrays.matrix.shape == arrays.matrix.shape
    assert (abs(pulp_arrays.matrix - arrays.matrix) > 1e-12).nnz == 0
    for name in ("row_lower", "row_upper", "lower", "upper"):
        np.testing.assert_allclose(getattr(pulp_arrays, name), getattr(arrays, name), rtol=1e-9)
    for goal, expression in GOAL_EXPRESSIONS.items():
        ours = goal_costs(model.setup, model.layout, goal).tolist()
        assert costs_of(program, expression(program)) == pytest.approx(ours)
    for weights in (by_figures(model.setup), by_keys(model.setup)):
        ours = last_word(model.layout, weights).tolist()
        assert costs_of(program, tie_break(program, weights)) == pytest.approx(ours)
