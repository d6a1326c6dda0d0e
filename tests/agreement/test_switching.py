"""Both programs find the same switching value, and the same part of the later benefit left."""

from __future__ import annotations

import pytest

from models.case import Case
from solver.explain.switching import switching_value
from solver.solve import prepare
from tests.agreement.both import first_edition
from tests.agreement.cases import Tables, case_from, shown, tiny_tables
from tests.drawing import seeds
from tests.oracle import switching as oracle

SEEDS = seeds(4000, 40)
FINE = 2e-6


def worthwhile(seed: int) -> Tables:
    """Return a drawn case in which people bring five times as much, so that some is enough."""
    tables = tiny_tables(seed)
    for row in tables["Benefits"]:
        row["benefit_per_person"] *= 5
    return tables


@pytest.mark.parametrize("seed", SEEDS)
def test_both_programs_find_the_same_switching_value(seed: int) -> None:
    case: Case = case_from(worthwhile(seed))
    found = switching_value(prepare(case, "base").setup.traced)
    expected = oracle.switching_value(first_edition(case).data)
    if expected is None:
        assert found.additionality is None, shown(case)
        return
    assert found.additionality == pytest.approx(float(expected.additionality), abs=FINE), shown(case)
    part = expected.part_of_benefit
    near = None if part is None else pytest.approx(float(part), abs=1e-5)
    assert found.part_of_benefit == near, shown(case)
