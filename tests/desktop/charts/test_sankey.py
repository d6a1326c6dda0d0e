"""Streams: heights and widths stand for persons, and nothing is lost between the stages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QColor, QFontMetricsF

from desktop.charts.chart import Mark, look_of
from desktop.charts.sankey import NodeKind, Sankey, StageColumn, Stream, StreamNode
from desktop.charts.sankey_labels import Wanted, fitted, labels_beside, spread
from desktop.look.colours import territory_colours
from desktop.look.theme import CAPTION, Theme
from desktop.pages.trajectories.streams_view import sankey_of
from models.results.trajectories import Cell, Trajectories
from tests.cases import worked
from tests.models.flows.test_trajectories import answered

AREA = QRectF(0, 0, 1000, 500)
LOCALE = QLocale(QLocale.Language.English, QLocale.Country.Europe)
GREY = (QColor("#888888"), QColor("#999999"))


def chart_of(found: Trajectories) -> Sankey:
    colours = territory_colours(found.traced.case)
    return sankey_of(found, colours)


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


def test_streams_into_a_block_lie_side_by_side_and_fill_it(theme: Theme) -> None:
    nodes = [StreamNode(k, c, n, k, k, k, GREY) for k, c, n in
             (("a", 0, 30.0), ("b", 0, 10.0), ("c", 1, 40.0))]  # fmt: skip
    streams = [Stream("a", "c", 30.0, "a to c"), Stream("b", "c", 10.0, "b to c")]
    chart = Sankey(
        [StageColumn("one"), StageColumn("two")], nodes, streams, "t", "u", ("f", "t", "n")
    )
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
    exits = [node for node in chart.nodes if node.kind is NodeKind.EXITS]
    assert sum(node.persons for node in exits) == 55
    assert ("Reception · City 100", "Leave 20", 20.0) in chart.table().rows
    assert AREA.adjusted(-1, -1, 1, 1).contains(blocks(chart, theme)[exits[0].key].area)


def test_every_block_has_its_name_and_names_never_cover_each_other(theme: Theme) -> None:
    look, towns = look_of(theme), [f"t{n}" for n in range(12)]
    nodes = [StreamNode("from", 0, 1011.0, "all", "", "", GREY)]
    nodes += [StreamNode(t, 1, 1.0, f"town {t} 1", "", "", GREY) for t in towns[1:]]
    nodes += [StreamNode("t0", 1, 1000.0, "the large town 1,000", "", "", GREY)]
    streams = [Stream("from", node.key, node.persons, "") for node in nodes[1:]]
    chart = Sankey(
        [StageColumn("one"), StageColumn("two")], nodes, streams, "t", "u", ("f", "t", "n")
    )
    labels = chart._labels(AREA, look, chart._placed(AREA, look))
    assert sorted(label.wanted.text for label in labels) == sorted(node.label for node in nodes)
    for one in labels:
        assert AREA.contains(one.place)
        assert not any(one.place.intersects(two.place) for two in labels if two is not one)
    assert any(label.is_led for label in labels)


def test_names_right_of_the_last_column_are_written_out(theme: Theme) -> None:
    look, name = look_of(theme), "17 other territories 4,223"
    nodes = [
        StreamNode("a", 0, 1.0, "a", "", "", GREY),
        StreamNode("b", 1, 1.0, name, "", "", GREY),
    ]
    streams = [Stream("a", "b", 1.0, "")]
    chart = Sankey(
        [StageColumn("one"), StageColumn("two")], nodes, streams, "t", "u", ("f", "t", "n")
    )
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


@pytest.mark.parametrize("room", [1000.0, 90.0])
def test_a_name_gives_way_and_its_figure_stays_whole(theme: Theme, room: float) -> None:
    metrics = QFontMetricsF(look_of(theme).font(CAPTION))
    said = fitted("Brussels-Capital 138\u202f802", metrics, room)
    assert said.startswith("B")
    assert said.endswith(" 138\u202f802")
    assert ("…" in said) is (room < 100)
    assert metrics.horizontalAdvance(said) <= room


def test_where_not_even_a_figure_has_room_the_whole_is_cut(theme: Theme) -> None:
    metrics = QFontMetricsF(look_of(theme).font(CAPTION))
    assert metrics.horizontalAdvance(fitted("Wallonia 138\u202f802", metrics, 30.0)) <= 30
    room = metrics.horizontalAdvance("138\u202f802") + 2.0
    assert fitted("Wallonia 138\u202f802", metrics, room) == "138\u202f802"
