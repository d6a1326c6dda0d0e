from __future__ import annotations

import numpy as np
import pytest

from models.workbook.reading import read_case
from solver.solve import solve_case
from solver.state.statement import Rounding
from tests.cases import SAMPLES


@pytest.mark.parametrize("rounding", [0.01, 0.05, 0.25, 0.03, 1.0, 2.5, 1000.0])
def test_many_amounts_are_the_same_money_as_one_by_one(rounding: float) -> None:
    money = Rounding(rounding)
    units = np.random.default_rng(3).integers(0, 10**12, 2000)
    assert money.of_all(units) == [money.of(int(u)) for u in units]


def test_the_benefits_of_each_year_add_up_to_the_later_benefit() -> None:
    split = solve_case(read_case(SAMPLES / "belgium.xlsx").case)
    for line in split.payers:
        assert sum(gain for _, gain in line.benefits) == pytest.approx(line.later_benefit, abs=0.05)
        assert [year for year, _ in line.benefits] == sorted(dict(line.benefits))
    assert any(len(line.benefits) > 1 for line in split.payers)
