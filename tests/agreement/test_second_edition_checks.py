"""The checks of 2-method 2.8 on splits with the parts of the second edition."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from models.programme import Programme
from solver.engine.engine import Engine
from solver.goals.chain import met
from solver.program.model import Model
from solver.solve import Solution, prepare, solve_payments
from solver.state.exact import ExactSplit
from tests.agreement.cases import shown
from tests.agreement.test_checks_of_every_split import excess_of
from tests.agreement.test_second_edition_program import PARTS, drawn_case
from tests.drawing import first_made, seeds
from tests.oracle.clauses import clause_limits
from tests.oracle.program import hard_limits
from tests.oracle.setting import Setting, setting_of

SEEDS = seeds(24_000, 15)
WAYS_SEEDS = seeds(25_000, 10)


def solved(seed: int, parts: tuple[str, ...] = PARTS, **rules: object) -> tuple[Setting, Solution]:
    """Return the first case from a seed on in which somebody pays, with some parts."""

    def paying(number: int) -> tuple[Setting, Solution] | None:
        case = drawn_case(number, parts, **rules)
        setting = setting_of(case)
        solution = solve_payments(prepare(case, "base"))
        return (setting, solution) if solution.split.payments else None

    return first_made(paying, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("unit", [0.01, 1000])
def test_no_limit_is_exceeded_by_more_than_a_rounding_unit(seed: int, unit: float) -> None:
    setting, solution = solved(seed, rounding=unit)
    split = solution.split
    rows = [*hard_limits(setting), *clause_limits(setting)]
    limits = [row for row in rows if not any(name[0] == "p" for name in row.terms)]
    assert limits
    for limit in limits:
        excess = excess_of(limit, split, setting)
        assert excess <= split.rounding * 1.0001 + 1e-4, f"{limit}\n{shown(solution.prepared.case)}"


@pytest.mark.parametrize("seed", SEEDS)
def test_payments_and_gap_of_each_programme_add_up_to_its_need(seed: int) -> None:
    _, solution = solved(seed, rounding=0.01)
    paid: dict[Programme, float] = defaultdict(float)
    for line in solution.split.payments:
        paid[line.programme] += line.amount
    for one in solution.split.programmes:
        assert paid[one.programme] + one.unfunded == pytest.approx(one.need, abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_with_a_same_key_every_share_of_a_class_is_one_figure(seed: int) -> None:
    _, solution = solved(seed, ("same_key", "existing", "prices"))
    answer, split = solution.answer, solution.split
    assert answer is not None
    assert split.payments
    setup, key = answer.setup, answer.setup.same_key
    assert key is not None
    shares = answer.split.contributions / setup.pair_need
    for share, expected in enumerate(answer.split.shares(key)):
        mine = shares[key.share == share]
        assert mine == pytest.approx(np.full(len(mine), expected), abs=1e-6)


@pytest.mark.parametrize("seed", WAYS_SEEDS)
def test_large_and_small_ways_give_the_same_payments(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, solution = solved(seed, tuple(part for at, part in enumerate(PARTS) if seed >> at & 1))
    model, answer = solution.prepared.model, solution.answer
    assert answer is not None
    monkeypatch.setattr("solver.goals.goal._FEW_PAYERS", 1)
    for large in (False, True):
        found = met(Engine(model.arrays, from_nothing=large), model)
        assert_same(model, found.split, answer.split)


def assert_same(model: Model, one: ExactSplit, other: ExactSplit) -> None:
    for part in ("contributions", "residuals", "gaps"):
        near = pytest.approx(getattr(other, part), abs=1e-4)
        assert getattr(one, part) == near, model.setup.traced.rules.goals
