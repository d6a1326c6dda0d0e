"""The figures that a map can show, and the classes they are put in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.flows.map_figures import (
    MAP_FIGURES,
    MapAmounts,
    classes_of,
    figure_values,
    values_on_no_area,
    years_of,
)
from models.results.trajectories import TrajectoryQuery
from models.scenarios import rules_of
from solver.solve import solve_case
from tests.cases import sample_case
from tests.models.flows.test_trajectories import answered

FIGURES = {figure.key: figure for figure in MAP_FIGURES}


def test_limits_fall_into_the_gaps_and_are_round() -> None:
    found = classes_of([1, 2, 3, 48, 52, 55, 980, 1013])
    assert len(found) <= 5
    assert found.of(3) < found.of(48) < found.of(980)
    assert all(limit == round(limit, -1) for limit in found.limits if limit > 50)


def test_zero_parts_those_that_gain_from_those_that_lose() -> None:
    found = classes_of([-12, -3, 5, 40, 44])
    assert 0.0 in found.limits
    assert found.zero is not None
    assert found.of(-3) < found.zero <= found.of(0)


def test_a_few_huge_values_do_not_push_all_others_into_one_class() -> None:
    values = [100 * 1.02**n for n in range(300)] + [5e6]
    found = classes_of(values)
    sizes = [sum(found.of(value) == at for value in values) for at in range(len(found))]
    assert max(sizes) < 0.6 * len(values)


@pytest.mark.parametrize("values", [[], [5], [5, 5, 5], [0, 0], [0, 7], [-3], [-3, -2]])
def test_few_values_make_few_classes(values: list[float]) -> None:
    assert len(classes_of(values)) <= max(1, len(set(values)))


@given(st.lists(st.floats(-1e9, 1e9, allow_subnormal=False), max_size=200))
def test_limits_rise_and_no_class_is_empty_of_meaning(values: list[float]) -> None:
    limits = classes_of(values).limits
    assert list(limits) == sorted(set(limits))
    assert len(limits) <= 4


def test_amounts_are_those_of_the_split_on_the_areas_of_the_map() -> None:
    of = sample_case("belgium")
    split, found = solve_case(of), answered(of)
    amounts = MapAmounts(split, rules_of(of, "base").discount_rate)
    needs = figure_values(FIGURES["need"], found, amounts)
    paid = figure_values(FIGURES["contribution"], found, amounts)
    assert sum(needs.values()) == pytest.approx(sum(line.need for line in split.programmes))
    beside = values_on_no_area(FIGURES["contribution"], found, amounts)
    everything = sum(paid.values()) + sum(beside.values())
    assert everything == pytest.approx(sum(p.amount for p in split.payments))
    assert figure_values(FIGURES["need"], found, None) == {}


def test_amounts_have_the_years_of_the_programmes_and_people_those_of_the_flows() -> None:
    of = sample_case("belgium")
    split, found = solve_case(of), answered(of, TrajectoryQuery())
    assert years_of(FIGURES["need"], found, split) == tuple(
        sorted({line.year for line in split.programmes})
    )
    assert years_of(FIGURES["stock"], found, split) == found.years
    assert years_of(FIGURES["net_position"], found, split) == ()
    assert years_of(FIGURES["need"], found, None) == ()
