"""The last goal and the last word by one program, which nobody need believe."""

from __future__ import annotations

import numpy as np
import pytest

from solver.engine.engine import Engine
from solver.goals import last_goal
from solver.goals.chain import met
from solver.goals.goal import Chain
from solver.goals.optimal_face import Infeasible
from solver.solve import prepare
from tests.agreement.cases import tiny_case


def _chain(seed: int) -> Chain:
    prepared = prepare(tiny_case(seed), "base")
    return met(prepared.engine, prepared.model)


def _allows_a_split(seed: int) -> bool:
    try:
        _chain(seed)
    except Infeasible:
        return False
    return True


_SEEDS = [seed for seed in range(20) if _allows_a_split(seed)]


def _calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which programs are solved."""
    names: list[str] = []
    minimise = Engine.minimise

    def noted(engine: Engine, costs: np.ndarray, name: str = "", **how: bool) -> object:
        names.append(name)
        return minimise(engine, costs, name, **how)

    monkeypatch.setattr(Engine, "minimise", noted)
    return names


@pytest.mark.parametrize("seed", _SEEDS)
def test_one_program_for_both_gives_the_payments_of_two(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = _chain(seed)
    monkeypatch.setattr(last_goal, "_at_one_corner", lambda *_: None)
    one_by_one = _chain(seed)
    assert at_once.proved_unique == one_by_one.proved_unique
    assert at_once.split.contributions == pytest.approx(one_by_one.split.contributions, abs=1e-6)
    assert at_once.split.residuals == pytest.approx(one_by_one.split.residuals, abs=1e-6)


def test_where_both_are_sought_at_once_most_cases_need_no_other_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = _calls(monkeypatch)
    at_once = again = 0
    for seed in _SEEDS:
        names.clear()
        _chain(seed)
        at_once += "last" in names
        again += {"last", "figures"} <= set(names)
    assert at_once > len(_SEEDS) / 2
    assert again < at_once / 10


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_last_word_that_drowns_the_goal_is_found_out(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = _chain(seed)
    monkeypatch.setattr(last_goal, "_A_LITTLE", 1e3)
    drowned = _chain(seed)
    assert drowned.split.contributions == pytest.approx(sound.split.contributions, abs=1e-6)


def test_a_drowned_goal_is_solved_once_more_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_goal, "_A_LITTLE", 1e3)
    names = _calls(monkeypatch)
    for seed in _SEEDS:
        _chain(seed)
    assert "figures" in names
