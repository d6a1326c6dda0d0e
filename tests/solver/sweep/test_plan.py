"""What a sweep may vary, and in which order."""

from __future__ import annotations

import numpy as np
import pytest

from models.problems import RelaisError
from models.results.sweep import Spread, SweepPlan, VariedRule
from solver.sweep.plan import LARGEST_SPREAD, check_plan, values_between
from solver.sweep.samples import Sampler
from tests.cases import worked

FLOWS = Spread("Flows", "persons", 0.1)


def test_values_include_both_ends_and_are_written_as_people_write_them() -> None:
    assert values_between(0, 0.5, 6) == (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
    assert values_between(0.3, 0.0, 4) == (0.3, 0.2, 0.1, 0.0)
    assert values_between(0.2, 0.2, 1) == (0.2,)


@pytest.mark.parametrize(("first", "last", "steps"), [(0, 1, 0), (0, 1, 1), (1, 1, 3)])
def test_values_that_cannot_include_both_ends_are_refused(
    first: float, last: float, steps: int
) -> None:
    with pytest.raises(RelaisError, match="include both ends"):
        values_between(first, last, steps)


def test_values_are_counted_before_they_are_made() -> None:
    with pytest.raises(RelaisError, match="1,000,000,000 points, more than the 1,000,000"):
        values_between(0, 1, 10**9)
    with pytest.raises(RelaisError, match="more than 1,000,000,000,000,000 points"):
        values_between(0, 1, 10**5000)


def test_points_go_through_the_grid_and_for_each_combination_through_the_samples() -> None:
    rules = (VariedRule("own_share_min", (0.0, 0.5)), VariedRule("benefit_cap", (1.0, 2.0)))
    plan = SweepPlan("base", rules, 2, (FLOWS,))
    assert [(p.values, p.sample) for p in plan.points()] == [
        ((0.0, 1.0), 1), ((0.0, 1.0), 2), ((0.0, 2.0), 1), ((0.0, 2.0), 2),
        ((0.5, 1.0), 1), ((0.5, 1.0), 2), ((0.5, 2.0), 1), ((0.5, 2.0), 2),
    ]  # fmt: skip
    assert plan.count == 8


def test_the_widest_spread_draws_figures_that_can_be_counted() -> None:
    widest = Spread("Costs", "cost_per_person", LARGEST_SPREAD)
    check_plan(SweepPlan("base", samples=1, spreads=(widest,)), worked())
    drawn = Sampler(worked(), (widest,), 0).sample(1).table("Costs")["cost_per_person"]
    assert np.isfinite(drawn.to_numpy(dtype=float)).all()


@pytest.mark.parametrize(
    ("plan", "what"),
    [
        (SweepPlan("base"), "nothing to vary"),
        (SweepPlan("nowhere", samples=1, spreads=(FLOWS,)), "no scenario “nowhere”"),
        (SweepPlan("base", (VariedRule("goals", (0.0,)),)), "“goals” is not a number"),
        (SweepPlan("base", (VariedRule("own", (0.0,)),)), "“own” is not known"),
        (SweepPlan("base", (VariedRule("own_share_min", (0.0, 1.5)),)), "cannot be “1.5”"),
        (SweepPlan("base", (VariedRule("base_year", (2026.0, 2026.5)),)), "cannot be “2026.5”"),
        (SweepPlan("base", (VariedRule("rounding", (1.0,)),) * 2), "rounding is varied twice"),
        (SweepPlan("base", samples=3), "Samples need figures"),
        (SweepPlan("base", spreads=(FLOWS,)), "Samples need figures"),
        (SweepPlan("base", samples=1, spreads=(FLOWS, FLOWS)), "Flows.persons is varied twice"),
        (SweepPlan("base", samples=2_000_000, spreads=(FLOWS,)), "2,000,000 points"),
        (SweepPlan("base", samples=1, spreads=(FLOWS,), seed=-1), "whole numbers from 0"),
        (SweepPlan("base", samples=1, spreads=(Spread("Flows", "year", 0.1),)), "“Flows.year”"),
        (SweepPlan("base", samples=1, spreads=(Spread("Flow", "x", 0.1),)), "“Flow.x”"),
        (SweepPlan("base", samples=1, spreads=(Spread("Flows", "persons", 0.0),)), "not above 0"),
        (
            SweepPlan("base", samples=1, spreads=(Spread("Budgets", "max_contribution", 0.1),)),
            "no figures in Budgets.max_contribution",
        ),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused(plan: SweepPlan, what: str) -> None:
    with pytest.raises(RelaisError, match=what):
        check_plan(plan, worked())
