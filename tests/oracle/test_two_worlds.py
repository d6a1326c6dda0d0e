"""The later benefits of the oracle against persons followed one by one in two worlds."""

from __future__ import annotations

import pytest

from tests.agreement.cases import shown
from tests.agreement.second_edition import PARTS, wide_tables
from tests.drawing import seeds
from tests.oracle.setting import setting_of
from tests.oracle.two_worlds import (
    follow,
    newcomers,
    served_or_not,
    with_programmes,
    worth_of_all,
    worth_of_programme,
)

SEEDS = seeds(40_000, 60)
WAYS = [(), *((part,) for part in PARTS), tuple(PARTS)]


def assert_same_worth(seed: int, parts: tuple[str, ...] | None) -> None:
    """Compare D of every programme, and B."""
    tables = wide_tables(seed, parts, clauses=0)
    setting = setting_of(tables)
    scale = 1e-9 * max(map(abs, map(float, setting.every_later_benefit.values())), default=1.0)
    for k in setting.programmes:
        for h, worth in worth_of_programme(setting, k).items():
            wanted = pytest.approx(worth, rel=1e-8, abs=scale + 1e-6)
            found = float(setting.every_later_benefit.get((h, k), 0))
            assert found == wanted, f"{h} {k}\n{shown(tables)}"
    for h, worth in worth_of_all(setting).items():
        wanted = pytest.approx(max(worth, 0.0), rel=1e-8, abs=scale + 1e-6)
        assert float(setting.total_benefit[h]) == wanted, f"{h}\n{shown(tables)}"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_programme_and_all_are_worth_is_the_difference_of_two_worlds(seed: int) -> None:
    assert_same_worth(seed, None)


@pytest.mark.parametrize("parts", WAYS)
@pytest.mark.parametrize("seed", [40_100, 40_101])
def test_the_two_worlds_differ_by_as_much_with_each_new_part_alone_and_with_all(
    seed: int, parts: tuple[str, ...]
) -> None:
    assert_same_worth(seed, parts)


@pytest.mark.parametrize("seed", seeds(40_200, 10))
def test_those_who_start_in_the_world_as_it_is_make_up_every_cohort(seed: int) -> None:
    setting = setting_of(wide_tables(seed, clauses=0))
    walk = follow(setting, newcomers(setting), with_programmes(setting))
    for at, n in setting.persons.items():
        assert walk.visited[served_or_not(setting, at)] == pytest.approx(float(n), abs=1e-9)
