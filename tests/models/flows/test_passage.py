"""Who goes from where to where: the worked example by hand, and what must hold of any case."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import Case
from models.flows.passage import Passage, arrivals_in, carried, recorded
from models.flows.places import NOBODY
from models.flows.traced import TracedCase, trace
from models.scenarios import rules_of
from tests.cases import case, worked
from tests.drawing import drawn

Way = tuple[str | None, str | None, str | None, str | None]


def traced(of: Case) -> TracedCase:
    return trace(of, rules_of(of, "base"))


def ways(found: TracedCase, passage: Passage) -> dict[Way, float]:
    stages, territories = found.places.stages, found.places.territories

    def key(names: tuple[str, ...], at: int) -> str | None:
        return None if at == NOBODY else names[at]

    ends = zip(
        passage.from_stage.tolist(),
        passage.from_territory.tolist(),
        passage.to_stage.tolist(),
        passage.to_territory.tolist(),
        strict=True,
    )
    named = [(key(stages, a), key(territories, b), key(stages, c), key(territories, d))
             for a, b, c, d in ends]  # fmt: skip
    return dict(zip(named, passage.persons.tolist(), strict=True))


def all_recorded(found: TracedCase) -> Passage:
    return recorded(found.rates.flows, np.ones(found.places.spots, dtype=bool))


def group(found: TracedCase, stage: str, territory: str) -> Any:
    s, g = found.places.stages.index(stage), found.places.territories.index(territory)
    only = np.arange(len(found.places.territories)) == g
    return {key: np.where(only, who, 0.0) for key, who in found.persons.items() if key[0] == s}


WORKED: dict[Way, float] = {
    (None, None, "reception", "city"): 100,
    ("reception", "city", "welcome", "city"): 80,
    ("reception", "city", None, None): 20,
    ("welcome", "city", "training", "city"): 40,
    ("welcome", "city", "training", "port"): 20,
    ("welcome", "city", None, None): 20,
    ("training", "city", "work", "city"): 10,
    ("training", "city", "work", "port"): 20,
    ("training", "city", None, None): 10,
    ("training", "port", "work", "port"): 15,
    ("training", "port", None, None): 5,
}


def test_what_is_recorded_is_what_the_flows_say() -> None:
    found = traced(worked())
    assert ways(found, all_recorded(found)) == WORKED


def test_the_arrivals_of_a_year_carried_forward_are_the_people_who_really_came() -> None:
    found = traced(worked())
    start = arrivals_in(found.rates.flows, found.places, {2022})
    went = ways(found, carried(found.rates, start).passage)
    assert went == pytest.approx({way: n for way, n in WORKED.items() if way[0] is not None})


def test_a_followed_group_brings_what_later_benefit_says_it_brings() -> None:
    found = traced(worked())
    went = ways(found, carried(found.rates, group(found, "welcome", "city")).passage)
    at_work = {g: sum(n for way, n in went.items() if way[2:] == ("work", g))
               for g in ("city", "port")}  # fmt: skip
    assert at_work == pytest.approx({"city": 10, "port": 35})
    by_payer = dict(zip(found.places.payers, found.later_benefit.toarray()[0], strict=True))
    assert by_payer["city"] == pytest.approx(4000 * at_work["city"])
    assert by_payer["port"] == pytest.approx(6000 * at_work["port"])


def test_people_the_data_lose_sight_of_are_carried_on_by_pooled_rates_and_marked() -> None:
    small = case(
        Territories=[("east",), ("west",)],
        Stages=[("course", None, 0, None, 1, True), ("work", None, 1, None, 1, False)],
        Flows=[
            (2026, None, None, "course", "east", 10),
            (2027, None, None, "course", "east", 20),
            (2027, "course", "east", "work", "west", 5),
            (2027, "course", "east", None, None, 5),
        ],
    )
    found = traced(small)
    start = arrivals_in(found.rates.flows, found.places, {2026, 2027})
    everyone = carried(found.rates, start).passage
    assert ways(found, everyone) == pytest.approx(
        {("course", "east", "work", "west"): 15, ("course", "east", None, None): 15}
    )
    assert everyone.projected.tolist() == pytest.approx([10, 10])
    known = carried(found.rates, start, only_observed=True).passage
    assert known.persons.tolist() == pytest.approx([5, 5])


TOWNS = ("a", "b", "c")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a case of three stages: people arrive, move, go on, leave or stay."""
    rows: list[tuple[Any, ...]] = []
    here = {g: float(draw(st.integers(0, 50))) for g in TOWNS}
    rows += [(2020, None, None, "s0", g, n) for g, n in here.items() if n]
    for at, (stage, later) in enumerate((("s0", "s1"), ("s1", "s2"), ("s2", None))):
        moved = draw(st.integers(0, 5))
        if here["a"] >= 6:
            rows.append((2020 + at, stage, "a", stage, "b", moved))
            here = {**here, "a": here["a"] - moved, "b": here["b"] + moved}
        arriving = dict.fromkeys(TOWNS, 0.0)
        for g in TOWNS:
            left = here[g]
            for to in TOWNS if later else ():
                n = min(left, draw(st.integers(0, 20)))
                rows.append((2021 + at, stage, g, later, to, n))
                arriving[to] += n
                left -= n
            out = min(left, draw(st.integers(0, 20)))
            rows.append((2021 + at, stage, g, None, None, out))
        here = arriving
    stages = [(f"s{n}", None, n, None, 1, False) for n in range(3)]
    flows = [row for row in rows if row[-1]]
    return case(Territories=[(g,) for g in TOWNS], Stages=stages, Flows=flows)


@drawn(60)
@given(cases())
def test_nobody_is_lost_or_made_on_the_way(of: Case) -> None:
    found = traced(of)
    start = arrivals_in(found.rates.flows, found.places, {2020})
    result = carried(found.rates, start)
    went = result.passage
    for stage in range(3):
        into = (went.to_stage == stage) & (went.to_stage != NOBODY)
        entered = np.bincount(went.to_territory[into], went.persons[into], 3).astype(float)
        entered += sum((v for (s, _), v in start.items() if s == stage), np.zeros(3))
        out = went.from_stage == stage
        left = np.bincount(went.from_territory[out], went.persons[out], 3)
        assert (left <= entered + 1e-6).all()
        known = sum((v for (s, _), v in result.entered.items() if s == stage), np.zeros(3))
        assert known == pytest.approx(entered)


@drawn(60)
@given(cases())
def test_whoever_arrived_together_is_carried_as_recorded(of: Case) -> None:
    found = traced(of)
    start = arrivals_in(found.rates.flows, found.places, {2020})
    went = ways(found, carried(found.rates, start).passage)
    expected = {w: n for w, n in ways(found, all_recorded(found)).items() if w[0]}
    assert went == pytest.approx(expected, abs=1e-6)


def in_two_groups(of: Case, share: float) -> Case:
    """Return a case with each flow divided over two groups."""
    flows = of.table("Flows")
    parts = [
        flows.assign(group=key, persons=flows["persons"] * part)
        for key, part in (("one", share), ("two", 1 - share))
    ]
    groups = pd.DataFrame({"group": ["one", "two"]})
    return of.with_table("Groups", groups).with_table("Flows", pd.concat(parts, ignore_index=True))


@drawn(60)
@given(cases(), st.sampled_from([0.25, 0.5, 1.0]))
def test_groups_that_go_the_same_ways_change_no_way(of: Case, share: float) -> None:
    plain, grouped = traced(of), traced(in_two_groups(of, share))
    for only_observed in (False, True):
        expected, went = (
            ways(
                found,
                carried(
                    found.rates,
                    arrivals_in(found.rates.flows, found.places, {2020}),
                    only_observed=only_observed,
                ).passage,
            )
            for found in (plain, grouped)
        )
        assert went == pytest.approx(expected, abs=1e-6)
    known = ways(plain, all_recorded(plain))
    assert ways(grouped, all_recorded(grouped)) == pytest.approx(known, abs=1e-6)


def test_a_change_of_group_alone_is_no_way_and_whoever_changes_goes_on_with_the_others() -> None:
    columns = ["year", "group", "from_stage", "from_territory", "to_stage", "to_territory",
               "to_group", "persons"]  # fmt: skip
    rows = [
        (2020, "asked", None, None, "welcome", "city", None, 100.0),
        (2020, "asked", "welcome", "city", "welcome", "city", "granted", 40.0),
        (2021, "granted", "welcome", "city", "work", "port", None, 30.0),
    ]
    of = worked().with_table("Groups", pd.DataFrame({"group": ["asked", "granted"]}))
    found = traced(of.with_table("Flows", pd.DataFrame(rows, columns=columns)))
    start = arrivals_in(found.rates.flows, found.places, {2020})
    onward = {("welcome", "city", "work", "port"): 30.0}
    assert ways(found, carried(found.rates, start).passage) == pytest.approx(onward)
    arrived = {(None, None, "welcome", "city"): 100.0}
    assert ways(found, all_recorded(found)) == pytest.approx({**arrived, **onward})
