"""Where people go: followed by the rates of the data, folded, said, and put on a map."""

from __future__ import annotations

import pandas as pd
import pytest

from models.case import Case
from models.flows.streams import MOST_GROUPS
from models.flows.trajectories import answer, traced
from models.results.trajectories import ELSEWHERE, OTHERS, Cell, Trajectories, TrajectoryQuery
from models.words.language import ENGLISH
from models.words.trajectories import followed_sentence, streams_sentence, words_of
from tests.cases import case, sample_case, worked
from tests.second_edition import everything


def answered(of: Case, asked: TrajectoryQuery = TrajectoryQuery()) -> Trajectories:  # noqa: B008 - never changed
    return answer(traced(of, "base"), asked, lambda: False)


def test_what_comes_into_a_block_goes_on_or_leaves() -> None:
    streams = answered(worked()).streams
    for count in streams.cells:
        into = sum(s.persons for s in streams.steps if s.target == count.cell)
        out = sum(s.persons for s in streams.steps if s.source == count.cell)
        assert into == pytest.approx(count.persons)
        assert out == pytest.approx(count.persons if count.cell.stage != "work" else 0)


def test_those_who_are_followed_are_counted_by_the_rates_of_later_benefit() -> None:
    found = answered(worked(), TrajectoryQuery(followed=Cell("welcome", "city")))
    passing = {c.cell: c.followed for c in found.streams.cells}
    assert passing[Cell("work", "city")] == pytest.approx(10)
    assert passing[Cell("work", "port")] == pytest.approx(35)
    assert passing[Cell("reception", "city")] == 0
    report = found.streams.followed
    assert report is not None
    assert ENGLISH.say(followed_sentence(report, words_of(found))) == (
        "Of 100 people in Welcome in City, 56.25 reach Work: 43.75 in Port and 12.5 in City."
    )


def test_a_part_of_a_mixed_group_is_followed_by_its_share() -> None:
    found = answered(worked(), TrajectoryQuery(followed=Cell("training", "port")))
    passing = {c.cell: c.followed for c in found.streams.cells}
    assert passing[Cell("work", "port")] == pytest.approx(15)  # of the 35 who are there


def test_the_sentence_counts_those_who_arrive_in_the_chosen_year_and_place() -> None:
    found = answered(worked(), TrajectoryQuery(year=2022, territory="city"))
    assert ENGLISH.say(streams_sentence(found)) == (
        "45 % of the 100 people who arrive in City in 2022 reach Work; "
        "22 % of all steps on the way lead into another territory."
    )


def test_with_all_years_the_sentence_tells_who_got_there_from_who_will() -> None:
    of = case(
        Territories=[("town",), ("port",)],
        Stages=[("course", None, 0, None, 1, False), ("work", None, 1, None, 1, False)],
        Flows=[
            (2023, None, None, "course", "town", 100),
            (2024, "course", "town", "work", "town", 20),
            (2024, "course", "town", "work", "port", 20),
            (2024, None, None, "course", "town", 300),
        ],
    )
    found = answered(of)
    assert ENGLISH.say(streams_sentence(found)) == (
        "40 of the 400 people who arrived in 2023–2024 had reached work by 2024 (10 %); by the "
        "rates of the data 40 % will. 50 % of all steps so far led into another territory."
    )
    there = sum(c.persons for c in found.streams.cells if c.cell.stage == "work")
    assert there == 40


def test_a_year_without_arrivals_says_so() -> None:
    found = answered(worked(), TrajectoryQuery(year=2024))
    assert ENGLISH.say(streams_sentence(found)) == "Nobody arrives in 2024."
    assert found.streams.cells == ()


def test_a_chosen_territory_stands_against_everywhere_else() -> None:
    streams = answered(worked(), TrajectoryQuery(territory="port")).streams
    assert {c.cell.territory for c in streams.cells} == {"port", ELSEWHERE}
    into = {s.target: s.persons for s in streams.steps if s.source == Cell("training", ELSEWHERE)}
    assert into == {Cell("work", "port"): 20}


def two_groups() -> Case:
    """Return 100 who ask, of whom 40 are granted in place; 30 of those, and 12 others, work."""
    rows = [
        (2020, "asked", None, None, "welcome", "city", None, 100.0),
        (2020, "asked", "welcome", "city", "welcome", "city", "granted", 40.0),
        (2021, "granted", "welcome", "city", "work", "port", None, 30.0),
        (2021, "asked", "welcome", "city", "work", "city", None, 12.0),
    ]
    columns = ["year", "group", "from_stage", "from_territory", "to_stage", "to_territory",
               "to_group", "persons"]  # fmt: skip
    of = worked().with_table("Groups", pd.DataFrame({"group": ["asked", "granted"]}))
    return of.with_table("Flows", pd.DataFrame(rows, columns=columns))


def persons(found: Trajectories) -> dict[tuple[str, str], float]:
    return {(c.cell.stage, c.cell.territory): c.persons for c in found.streams.cells}


def test_of_a_group_the_ways_of_its_people_are_shown_and_those_who_join_it_come_from_outside() -> (
    None
):
    of = two_groups()
    together = {("welcome", "city"): 100, ("work", "port"): 30, ("work", "city"): 12}
    assert persons(answered(of)) == pytest.approx(together)
    asked = persons(answered(of, TrajectoryQuery(group="asked")))
    assert asked == pytest.approx({("welcome", "city"): 100, ("work", "city"): 12})
    granted = answered(of, TrajectoryQuery(group="granted"))
    assert persons(granted) == pytest.approx({("welcome", "city"): 40, ("work", "port"): 30})


def test_who_arrived_in_a_group_is_followed_into_the_next_one() -> None:
    asked = answered(two_groups(), TrajectoryQuery(year=2020, group="asked"))
    assert persons(asked)[("work", "port")] == pytest.approx(30)
    assert asked.outlook.arriving == 100
    granted = answered(two_groups(), TrajectoryQuery(year=2020, group="granted"))
    assert granted.outlook.arriving == 0


def test_stocks_of_a_group_count_who_joins_and_who_leaves_it() -> None:
    of = two_groups()
    (whole, city, welcome, *_) = answered(of).stocks
    assert (welcome.territory, welcome.stage) == ("city", "welcome")
    assert (welcome.inflow, welcome.outflow, welcome.arrivals) == (100, 42, 100)
    (_, _, welcome, *_) = answered(of, TrajectoryQuery(group="granted")).stocks
    assert (welcome.inflow, welcome.outflow, welcome.arrivals) == (40, 30, 0)
    (_, _, welcome, *_) = answered(of, TrajectoryQuery(group="asked")).stocks
    assert (welcome.inflow, welcome.outflow, welcome.arrivals) == (100, 52, 100)
    assert (whole.inflow, city.inflow) == (100, 100)


def test_a_group_that_is_gone_lets_everybody_through() -> None:
    found = answered(worked(), TrajectoryQuery(group="granted"))
    assert found.query.group is None
    assert found.streams == answered(worked()).streams


def many_towns(count: int) -> Case:
    flows = [(2025, None, None, "stay", f"t{n:03}", 1000 - n) for n in range(count)]
    return case(
        Territories=[(f"t{n:03}",) for n in range(count)],
        Stages=[("stay", None, 0, None, 1, False)],
        Flows=flows,
    )


def test_small_territories_are_folded_and_counted() -> None:
    found = answered(many_towns(60))
    groups = {c.cell.territory: c.persons for c in found.streams.cells}
    assert len(groups) == MOST_GROUPS + 1
    assert found.streams.folded == 60 - MOST_GROUPS
    assert groups[OTHERS] == sum(1000 - n for n in range(MOST_GROUPS, 60))
    assert sum(groups.values()) == sum(1000 - n for n in range(60))


@pytest.mark.parametrize(
    ("name", "atlas", "areas"), [("belgium", "territories", 4), ("europe", "states", 27)]
)
def test_the_samples_find_their_map(name: str, atlas: str, areas: int) -> None:
    found = answered(sample_case(name))
    assert found.map.atlas is not None
    assert found.map.atlas.key == atlas
    assert len(found.map.figures) == areas
    assert found.map.unmatched == ()


def test_the_worked_example_is_on_no_map() -> None:
    found = answered(worked())
    assert found.map.atlas is None
    assert found.map.unmatched == ("city", "port")


def test_streams_of_all_groups_are_divided_by_the_groups_before_and_after() -> None:
    found = answered(everything())
    parts = {
        (step.source.stage if step.source else None, step.target.stage): step.parts
        for step in found.streams.steps
        if step.target is not None and step.target.territory == "north"
    }
    assert [(p.before, p.after, p.persons) for p in parts[None, "reception"]] == [
        ("", "asylum", 100),
        ("", "protected", 50),
    ]
    assert [(p.before, p.after, p.persons) for p in parts["course", "work"]] == [
        ("asylum", "protected", 30)
    ]


@pytest.mark.parametrize("year", [None, 2023])
@pytest.mark.parametrize("followed", [None, Cell("reception", "north")])
def test_the_parts_of_a_stream_add_up_to_it(year: int | None, followed: Cell | None) -> None:
    found = answered(everything(), TrajectoryQuery(year=year, followed=followed))
    for step in found.streams.steps:
        assert sum(part.persons for part in step.parts) == pytest.approx(step.persons)
        assert sum(part.projected for part in step.parts) == pytest.approx(step.projected)
        assert sum(part.followed for part in step.parts) == pytest.approx(step.followed)


def test_streams_without_groups_have_no_parts() -> None:
    assert all(step.parts == () for step in answered(worked()).streams.steps)
