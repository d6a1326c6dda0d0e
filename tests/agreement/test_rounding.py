from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import groupby

import pytest

from models.case import Case
from models.results.split import Split
from solver.solve import solve_case
from tests.agreement.both import amounts_of, gaps_of, totals_of
from tests.agreement.cases import shown, tiny_case
from tests.drawing import seeds

SEEDS = seeds(9000, 6)
FINE = 1e-6
"""A unit so small that the split rounded to it stands for the exact one."""


@pytest.mark.parametrize("unit", [0.01, 1, 1000])
@pytest.mark.parametrize("seed", SEEDS)
def test_rounding_keeps_programmes_exact_and_moves_no_figure_by_a_unit(
    seed: int, unit: float
) -> None:
    exact = split_in_units(seed, FINE)
    case = tiny_case(seed, clauses=1, rounding=unit)
    split = solve_case(case, "base")
    assert split.status == exact.status, shown(case)
    assert_whole(split, unit, case)
    assert_programmes_add_up(split, case)
    assert_near(split, exact, unit, case)


@cache
def split_in_units(seed: int, unit: float) -> Split:
    """Return the split of a random case to some unit."""
    return solve_case(tiny_case(seed, clauses=1, rounding=unit), "base")


def assert_whole(split: Split, unit: float, case: Case) -> None:
    """Every payment and gap is a whole number of units."""
    for amount in [*amounts_of(split).values(), *gaps_of(split).values()]:
        assert Decimal(str(amount)) % Decimal(str(unit)) == 0, f"{amount}\n{shown(case)}"


def assert_programmes_add_up(split: Split, case: Case) -> None:
    """Payments and gap of each programme make its need, to the unit."""
    paid = {
        key: sum(Decimal(str(p.amount)) for p in group)
        for key, group in groupby(split.payments, key=lambda p: (p.host, p.stage, p.year))
    }
    for line in split.programmes:
        own = paid.get((line.host, line.stage, line.year), Decimal(0))
        assert own + Decimal(str(line.unfunded)) == Decimal(str(line.need)), (
            f"{line}\n{shown(case)}"
        )
        parts = (line.contributions, line.host_residual, line.unfunded)
        assert sum(Decimal(str(part)) for part in parts) == Decimal(str(line.need)), shown(case)


def assert_near(split: Split, exact: Split, unit: float, case: Case) -> None:
    """Needs, payments, gaps and totals of payers are off by less than one unit."""
    slack = unit * 1e-4 + 1e-4
    needs = {(p.host, p.stage, p.year): p.need for p in exact.programmes}
    for line in split.programmes:
        off = abs(line.need - needs[line.host, line.stage, line.year])
        assert off < unit + slack, f"{line}\n{shown(case)}"
    for figures in (amounts_of, gaps_of, totals_of):
        rounded, wanted = figures(split), figures(exact)
        for key in {*rounded, *wanted}:
            off = abs(rounded.get(key, 0.0) - wanted.get(key, 0.0))
            assert off < unit + slack, f"{key}\n{shown(case)}"
