"""Streams: heights and widths stand for persons, and nothing is lost between the stages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QColor, QFontMetricsF

from desktop.charts.chart import Mark, look_of
from desktop.charts.sankey import Column, Kind, Node, Sankey, Stream
from desktop.charts.sankey_labels import Wanted, labels_beside, spread
from desktop.look.colours import territory_colours
from desktop.look.theme import CAPTION, Theme
from desktop.pages.trajectories.query import ELSEWHERE, OTHERS, Answer, Asked, Cell
from desktop.pages.trajectories.sentences import followed_sentence, streams_sentence, teller_of
from desktop.pages.trajectories.streams_chart import sankey_of
from desktop.pages.trajectories.tracing import MOST_GROUPS, answer, traced
from models.case import Case
from models.words.language import ENGLISH
from tests.cases import case, worked

AREA = QRectF(0, 0, 1000, 500)
LOCALE = QLocale(QLocale.Language.English, QLocale.Country.Europe)


def answered(of: Case, asked: Asked = Asked()) -> Answer:  # noqa: B008 - never changed
    return answer(traced(of, "base"), asked, lambda: False)


def chart_of(found: Answer) -> Sankey:
    colours = territory_colours(found.traced.case)
    return sankey_of(found, colours, teller_of(found))


def blocks(chart: Sankey, theme: Theme) -> dict[object, Mark]:
    marks = chart.marks(AREA, look_of(theme))
    return {node.key: mark for node, mark in zip(chart.nodes, marks, strict=False)}


def test_heights_stand_for_the_persons_of_the_worked_example(theme: Theme) -> None:
    found = blocks(chart_of(answered(worked())), theme)
    unit = found[Cell("reception", "city")].area.height() / 100
    for cell, persons in {
        Cell("welcome", "city"): 80,
        Cell("training", "city"): 40,
        Cell("training", "port"): 20,
        Cell("work", "city"): 10,
        Cell("work", "port"): 35,
    }.items():
        assert found[cell].area.height() == pytest.approx(persons * unit)


def test_what_comes_into_a_block_goes_on_or_leaves() -> None:
    streams = answered(worked()).streams
    for count in streams.cells:
        into = sum(s.persons for s in streams.steps if s.target == count.cell)
        out = sum(s.persons for s in streams.steps if s.source == count.cell)
        assert into == pytest.approx(count.persons)
        assert out == pytest.approx(count.persons if count.cell.stage != "work" else 0)


def test_those_who_are_followed_are_counted_by_the_rates_of_later_benefit() -> None:
    found = answered(worked(), Asked(followed=Cell("welcome", "city")))
    passing = {c.cell: c.followed for c in found.streams.cells}
    assert passing[Cell("work", "city")] == pytest.approx(10)
    assert passing[Cell("work", "port")] == pytest.approx(35)
    assert passing[Cell("reception", "city")] == 0
    report = found.streams.followed
    assert report is not None
    assert ENGLISH.say(followed_sentence(report, teller_of(found))) == (
        "Of 100 people in Welcome in City, 56.25 reach Work: 43.75 in Port and 12.5 in City."
    )


def test_a_part_of_a_mixed_group_is_followed_by_its_share() -> None:
    found = answered(worked(), Asked(followed=Cell("training", "port")))
    passing = {c.cell: c.followed for c in found.streams.cells}
    assert passing[Cell("work", "port")] == pytest.approx(15)  # of the 35 who are there


def test_the_sentence_counts_those_who_arrive_in_the_chosen_year_and_place() -> None:
    found = answered(worked(), Asked(year=2022, territory="city"))
    assert ENGLISH.say(streams_sentence(found, teller_of(found))) == (
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
    assert ENGLISH.say(streams_sentence(found, teller_of(found))) == (
        "40 of the 400 people who arrived in 2023–2024 had reached work by 2024 (10 %); by the "
        "rates of the data 40 % will. 50 % of all steps so far led into another territory."
    )
    there = sum(c.persons for c in found.streams.cells if c.cell.stage == "work")
    assert there == 40


def test_a_year_without_arrivals_says_so() -> None:
    found = answered(worked(), Asked(year=2024))
    assert ENGLISH.say(streams_sentence(found, teller_of(found))) == "Nobody arrives in 2024."
    assert found.streams.cells == ()


def test_a_chosen_territory_stands_against_everywhere_else() -> None:
    streams = answered(worked(), Asked(territory="port")).streams
    assert {c.cell.territory for c in streams.cells} == {"port", ELSEWHERE}
    into = {s.target: s.persons for s in streams.steps if s.source == Cell("training", ELSEWHERE)}
    assert into == {Cell("work", "port"): 20}


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


GREY = (QColor("#888888"), QColor("#999999"))


def test_streams_into_a_block_lie_side_by_side_and_fill_it(theme: Theme) -> None:
    nodes = [Node(k, c, n, k, k, k, GREY) for k, c, n in
             (("a", 0, 30.0), ("b", 0, 10.0), ("c", 1, 40.0))]  # fmt: skip
    streams = [Stream("a", "c", 30.0, "a to c"), Stream("b", "c", 10.0, "b to c")]
    chart = Sankey([Column("one"), Column("two")], nodes, streams, "t", "u", ("f", "t", "n"))
    marks = {mark.text: mark for mark in chart.marks(AREA, look_of(theme))}
    block = marks["c"].area
    a, b = marks["a to c"].shape, marks["b to c"].shape
    assert a is not None
    assert b is not None
    just_before = block.left() - 1
    for y in (block.top() + 2, block.top() + block.height() * 0.7):
        assert a.contains(QRectF(just_before, y, 0.5, 0.5).center())
    low = QRectF(just_before, block.bottom() - 3, 0.5, 0.5).center()
    assert b.contains(low)
    assert not a.contains(low)


def test_exits_are_marked_and_stand_in_the_table(theme: Theme) -> None:
    chart = chart_of(answered(worked()))
    exits = [node for node in chart.nodes if node.kind is Kind.EXITS]
    assert sum(node.persons for node in exits) == 55
    assert ("Reception · City 100", "Leave 20", 20.0) in chart.table().rows
    assert AREA.adjusted(-1, -1, 1, 1).contains(blocks(chart, theme)[exits[0].key].area)


def test_every_block_has_its_name_and_names_never_cover_each_other(theme: Theme) -> None:
    look, towns = look_of(theme), [f"t{n}" for n in range(12)]
    nodes = [Node("from", 0, 1011.0, "all", "", "", GREY)]
    nodes += [Node(t, 1, 1.0, f"town {t} 1", "", "", GREY) for t in towns[1:]]
    nodes += [Node("t0", 1, 1000.0, "the large town 1,000", "", "", GREY)]
    streams = [Stream("from", node.key, node.persons, "") for node in nodes[1:]]
    chart = Sankey([Column("one"), Column("two")], nodes, streams, "t", "u", ("f", "t", "n"))
    labels = chart._labels(AREA, look, chart._placed(AREA, look))
    assert sorted(label.wanted.text for label in labels) == sorted(node.label for node in nodes)
    for one in labels:
        assert AREA.contains(one.place)
        assert not any(one.place.intersects(two.place) for two in labels if two is not one)
    assert any(label.is_led for label in labels)


def test_names_right_of_the_last_column_are_written_out(theme: Theme) -> None:
    look, name = look_of(theme), "17 other territories 4,223"
    nodes = [Node("a", 0, 1.0, "a", "", "", GREY), Node("b", 1, 1.0, name, "", "", GREY)]
    streams = [Stream("a", "b", 1.0, "")]
    chart = Sankey([Column("one"), Column("two")], nodes, streams, "t", "u", ("f", "t", "n"))
    label = chart._labels(AREA, look, chart._placed(AREA, look))[-1]
    assert QFontMetricsF(look.font(CAPTION)).horizontalAdvance(name) <= label.place.width()


@given(st.lists(st.floats(0, 1000), max_size=20))
def test_lines_that_are_spread_keep_their_order_apart_and_inside(tops: list[float]) -> None:
    found = spread(sorted(tops), 10.0, -5.0, 1000.0)
    assert all(b - a >= 10 - 1e-6 for a, b in pairwise(found))
    assert all(-5 <= top <= 990 + 1e-6 for top in found)


def test_lines_that_stand_apart_stay_where_they_are() -> None:
    assert spread([0.0, 20.0, 45.0], 10.0, 0.0, 100.0) == [0.0, 20.0, 45.0]


def test_where_there_is_no_room_for_all_the_largest_keep_their_names() -> None:
    blocks = [QRectF(0, 10.0 * n, 20, 5) for n in range(4)]
    wanted = [Wanted(str(n), block, weight=n) for n, block in enumerate(blocks)]
    found = labels_beside(wanted, 20.0, QRectF(0, 0, 100, 45))
    assert [label.wanted.text for label in found] == ["2", "3"]
