from __future__ import annotations

import numpy as np
import pytest

from solver.statement import Money


@pytest.mark.parametrize("rounding", [0.01, 0.05, 0.25, 0.03, 1.0, 2.5, 1000.0])
def test_many_amounts_are_the_same_money_as_one_by_one(rounding: float) -> None:
    money = Money(rounding)
    units = np.random.default_rng(3).integers(0, 10**12, 2000)
    assert money.of_all(units) == [money.of(int(u)) for u in units]
