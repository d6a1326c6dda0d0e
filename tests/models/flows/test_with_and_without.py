"""Who goes on with the programmes and who would without: by hand, and as B counts them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from models.case import Case
from models.flows.places import Mask, Places, places_of
from models.flows.traced import trace
from models.flows.trajectories import answer, traced
from models.flows.with_and_without import with_and_without
from models.results.trajectories import TrajectoryQuery
from models.results.with_and_without import WithAndWithout
from models.scenarios import rules_of
from tests.agreement.cases import case_from
from tests.agreement.second_edition import wide_tables
from tests.cases import case, with_rules, worked
from tests.drawing import first_made, seeds
from tests.second_edition import everything

COURSES = [
    ("course", None, 0, None, 1, True),
    ("training", None, 1, None, 1, True),
    ("work", None, 2, None, 1, False),
]


def followed(of: Case, begins_in: Mask | None = None) -> WithAndWithout:
    found = trace(of, rules_of(of, "base"))
    everywhere = np.ones(found.places.spots, dtype=bool)
    chosen = everywhere if begins_in is None else begins_in
    return with_and_without(of, found.places, found.rates, found.rules, chosen)


def counts(found: WithAndWithout) -> dict[str, Any]:
    return {one.stage: (one.persons, one.without) for one in found.stages}


def two_courses(without: float | None = 30) -> Case:
    """Return a case of 100 people: 60 go from a course to a training, 45 of these to work."""
    return case(
        Territories=[("east",), ("west",)],
        Stages=COURSES,
        Flows=[
            {"year": 2024, "to_stage": "course", "to_territory": "east", "persons": 100},
            _step(2025, ("course", "east"), ("training", "east"), 60, without),
            _step(2026, ("training", "east"), ("work", "west"), 45, None),
        ],
        Costs=[{"stage": "training", "cost_per_person": 10, "additionality": 0.2}],
    )


def _step(
    year: int, start: tuple[str, str], end: tuple[str, str], persons: float, without: float | None
) -> dict[str, object]:
    ends = {"from_stage": start[0], "from_territory": start[1]}
    ends |= {"to_stage": end[0], "to_territory": end[1]}
    return {"year": year, **ends, "persons": persons, "persons_without": without}


def test_who_would_not_be_there_without_is_followed_through_every_programme() -> None:
    found = followed(two_courses())
    # Of 30 who come to the training all the same, 0.8 · 45/60 would come to work without it.
    assert counts(found) == {
        "course": (100, 100),
        "training": (60, 30),
        "work": (45, pytest.approx(18)),
    }
    assert found.begin == 100
    assert found.years == (2024, 2024)


def test_half_of_the_additionality_leaves_more_who_would_go_on_all_the_same() -> None:
    found = followed(with_rules(two_courses(), additionality=0.5))
    # A = 0.5: 15 of 60 are due to the course; of the other 45, 0.1 of 45/60 to the training.
    assert counts(found)["training"] == (60, pytest.approx(45))
    assert counts(found)["work"] == (45, pytest.approx(45 * 0.75 * 0.9))


def test_everybody_would_go_on_where_nothing_is_additional() -> None:
    found = followed(with_rules(two_courses(), additionality=0))
    assert [one.due for one in found.stages] == pytest.approx([0, 0, 0])


def test_nobody_would_go_on_where_all_is_due() -> None:
    found = followed(worked())
    assert counts(found)["work"] == (45, pytest.approx(0))
    assert found.begin == 80


def test_those_whom_a_programme_keeps_away_are_more_without_it() -> None:
    kept = case(
        Territories=[("east",)],
        Stages=COURSES,
        Flows=[
            {"year": 2024, "to_stage": "course", "to_territory": "east", "persons": 100},
            _step(2025, ("course", "east"), ("work", "east"), 40, 55),
        ],
    )
    assert counts(followed(kept))["work"] == (40, pytest.approx(55))


def test_people_of_both_groups_keep_their_groups_and_change_them() -> None:
    found = followed(everything())
    steps: dict[tuple[str, str], Any] = {
        (s.from_group, s.to_group): (s.persons, s.without) for s in found.steps
    }
    assert steps == {
        ("asylum", "protected"): (30, pytest.approx(10)),
        ("protected", "protected"): (20, pytest.approx(5)),
    }
    assert dict(found.stages[0].begins) == {"asylum": 80, "protected": 40}


@pytest.mark.parametrize("seed", seeds(71_000, 24))
def test_those_who_are_due_to_the_programmes_are_the_ones_that_total_benefit_counts(
    seed: int,
) -> None:
    of = first_made(counted_case, seed)
    found = followed(of)
    assert found.begin > 0
    for one in found.stages:
        due = sum(step.persons - step.without for step in found.steps if step.target == one.stage)
        assert due == pytest.approx(marked(of, one.stage), abs=1e-6)
        assert one.due == pytest.approx(due, abs=1e-9)


def counted_case(seed: int) -> Case | None:
    plain: dict[str, Any] = {
        "clauses": 0,
        "discount_rate": 0.0,
        "benefit_timing": "entry",
        "price_growth": 0.0,
    }
    drawn = case_from(wide_tables(seed, **plain))
    found = trace(drawn, rules_of(drawn, "base"))
    return drawn if len(found.programmes) and found.places.payers else None


def marked(of: Case, stage: str) -> float:
    """Return how many marked people enter a stage: B where it alone brings one to one payer."""
    payer = trace(of, rules_of(of, "base")).places.payers[0]
    row = {"stage": stage, "beneficiary": payer, "benefit_per_person": 1.0}
    columns = of.table("Benefits").columns
    only = pd.DataFrame([row]).reindex(columns=columns)
    counted = trace(of.with_table("Benefits", only), rules_of(of, "base"))
    return float(counted.total.before_floor[0])


@pytest.mark.parametrize("seed", seeds(72_000, 8))
def test_parts_that_begin_in_different_places_add_up_to_all(seed: int) -> None:
    of = first_made(counted_case, seed)
    places = places_of(of)
    parts = [followed(of, mine) for mine in _each_spot(places)]
    whole = followed(of)
    assert sum(part.begin for part in parts) == pytest.approx(whole.begin)
    for at in ("persons", "without"):
        together = sum(getattr(step, at) for part in parts for step in part.steps)
        assert together == pytest.approx(sum(getattr(s, at) for s in whole.steps), abs=1e-6)


def _each_spot(places: Places) -> list[Mask]:
    return [np.arange(places.spots) == spot for spot in range(places.spots)]


def test_trajectories_show_it_where_a_case_says_what_happens_without() -> None:
    found = answer(traced(everything(), "base"), TrajectoryQuery(), lambda: False).without
    assert found is not None
    assert counts(found)["work"] == (50, pytest.approx(15))
    assert answer(traced(worked(), "base"), TrajectoryQuery(), lambda: False).without is None


def test_the_filters_of_the_page_hold_for_where_and_in_what_group_people_begin() -> None:
    of = traced(everything(), "base")
    group = answer(of, TrajectoryQuery(group="asylum"), lambda: False).without
    assert group is not None
    assert counts(group) == {"course": (80, 80), "work": (30, pytest.approx(10))}
    south = answer(of, TrajectoryQuery(territory="south"), lambda: False).without
    assert south is not None
    assert south.begin == 0
