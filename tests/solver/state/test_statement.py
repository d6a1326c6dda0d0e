from __future__ import annotations

import numpy as np
import pytest

from solver.solve import solve_case
from solver.state.statement import Rounding
from tests.cases import sample_case


@pytest.mark.parametrize("rounding", [0.01, 0.05, 0.25, 0.03, 1.0, 2.5, 1000.0])
def test_many_amounts_are_the_same_money_as_one_by_one(rounding: float) -> None:
    money = Rounding(rounding)
    units = np.random.default_rng(3).integers(0, 10**12, 2000)
    assert money.of_all(units) == [money.of(int(u)) for u in units]


@pytest.mark.parametrize("noise", [-1e-9, 0.0, 1e-9])
@pytest.mark.parametrize(
    ("amount", "rounding", "unit"),
    [
        (34_800_825.0, 10.0, 34_800_830.0),
        (2.5, 1.0, 3.0),
        (3.5, 1.0, 4.0),
        (1e11 + 5, 10, 1e11 + 10),
    ],
)
def test_half_a_unit_goes_away_from_zero_whatever_the_solver_s_noise(
    amount: float, rounding: float, unit: float, noise: float
) -> None:
    money = Rounding(rounding)
    assert money.nearest(amount + noise) == unit
    assert money.nearest(-amount + noise) == -unit


def test_less_than_half_a_unit_is_nothing_without_a_minus() -> None:
    assert str(Rounding(1.0).nearest(-0.49)) == "0.0"
    assert Rounding(0.01).nearest(0.0149) == 0.01


def test_whole_units_stay_what_they_are_however_many() -> None:
    assert Rounding(0.01).nearest(9_450_000_000.0) == 9_450_000_000.0


def test_the_benefits_of_each_year_add_up_to_the_later_benefit() -> None:
    split = solve_case(sample_case("belgium"))
    for line in split.payers:
        assert sum(gain for _, gain in line.benefits) == pytest.approx(line.later_benefit, abs=0.05)
        assert [year for year, _ in line.benefits] == sorted(dict(line.benefits))
    assert any(len(line.benefits) > 1 for line in split.payers)
