"""Both programs find the same switching value, and the same part of the later benefit left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from models.case import Case
from solver.explain.switching import switching_value
from solver.solve import prepare
from tests.agreement.cases import Tables, case_from, shown, tiny_tables
from tests.agreement.second_edition import wide_tables
from tests.drawing import seeds
from tests.oracle import switching as oracle
from tests.oracle.setting import setting_of

SEEDS = seeds(4000, 5)
DRAW: Mapping[int, Callable[[int], Tables]] = {1: tiny_tables, 2: wide_tables}
"""What draws the cases of each edition of the method."""
FINE = 2e-6


def worthwhile(seed: int, edition: int) -> Case:
    """Return a drawn case in which people bring five times as much, so that some is enough."""
    tables = DRAW[edition](seed)
    for row in tables["Benefits"]:
        row["benefit_per_person"] *= 5
    return replace(case_from(tables), edition=edition)


@pytest.mark.parametrize("edition", DRAW)
@pytest.mark.parametrize("seed", SEEDS)
def test_both_programs_find_the_same_switching_value(seed: int, edition: int) -> None:
    case = worthwhile(seed, edition)
    found = switching_value(prepare(case, "base").setup.traced)
    expected = oracle.switching_value(setting_of(case, "base", edition=edition).data)
    if expected is None:
        assert found.additionality is None, shown(case)
        return
    assert found.additionality == pytest.approx(float(expected.additionality), abs=FINE), shown(
        case
    )
    part = expected.part_of_benefit
    near = None if part is None else pytest.approx(float(part), abs=1e-5)
    assert found.part_of_benefit == near, shown(case)
