"""Groups colour the streams in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.chart import chart_area, look_of
from desktop.charts.sankey import Sankey, Stream
from desktop.look.colours import group_colours
from desktop.look.theme import Theme
from desktop.pages.trajectories.page import STREAMS, WITHOUT, TrajectoriesPage
from models.results.trajectories import Cell
from tests.desktop.conftest import OpenWindow
from tests.desktop.pages.trajectories.test_page import choose, click, shown
from tests.desktop.pages.trajectories.test_without_view import chart_on, click_tab, open_case
from tests.second_edition import everything


@pytest.fixture
def page(qtbot: QtBot, open_window: OpenWindow) -> TrajectoriesPage:
    return open_case(qtbot, open_window(), everything())


def sankey_on(page: TrajectoriesPage) -> Sankey:
    chart = page.streams.chart.chart
    assert isinstance(chart, Sankey)
    return chart


def stream_to(page: TrajectoriesPage, target: Cell) -> Stream:
    return next(stream for stream in sankey_on(page).streams if stream.target == target)


def test_a_legend_names_the_groups_in_their_colours(page: TrajectoriesPage) -> None:
    colours = group_colours(everything())
    assert [(entry.name, entry.colour) for entry in sankey_on(page).legend] == [
        ("Asylum seekers", colours.both("asylum")),
        ("Temporary protection", colours.both("protected")),
    ]


def test_a_stream_is_divided_by_group_and_changes_colour_with_those_who_change(
    page: TrajectoriesPage,
) -> None:
    colours = group_colours(everything())
    asylum, protected = colours.both("asylum"), colours.both("protected")
    course = stream_to(page, Cell("course", "north")).parts
    assert [(part.persons, part.colours) for part in course] == [
        (80, (asylum, asylum)),
        (40, (protected, protected)),
    ]
    work = stream_to(page, Cell("work", "north")).parts
    assert [(part.persons, part.colours) for part in work] == [(30, (asylum, protected))]


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_the_colours_are_painted(
    page: TrajectoriesPage, theme: Theme, scheme: Qt.ColorScheme
) -> None:
    theme.apply(scheme)
    view, chart = page.streams.chart, sankey_on(page)
    look = look_of(theme)
    picture = view.grab().toImage()
    swatch = chart_area(chart, view.rect().toRectF(), look).topLeft().toPoint()
    asylum = group_colours(everything()).colour("asylum", dark=scheme is Qt.ColorScheme.Dark)
    assert picture.pixelColor(swatch.x() + 4, swatch.y() + 8) == asylum


def test_the_same_group_has_the_same_colour_beside_the_programmes(
    qtbot: QtBot, page: TrajectoriesPage
) -> None:
    legend = sankey_on(page).legend
    click_tab(qtbot, page, WITHOUT)
    assert chart_on(page).legend == legend
    click_tab(qtbot, page, STREAMS)


def test_words_and_the_table_say_the_groups(qtbot: QtBot, page: TrajectoriesPage) -> None:
    chart = page.streams.chart
    chart.setFocus()
    read = []
    for _ in chart.marks():
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        read.append(chart.accessibleDescription())
    assert (
        "120 people go from reception in North to Language course in North, 100\u00a0% of all "
        "who go.\n"
        "80 people: Asylum seekers\n40 people: Temporary protection"
    ) in read
    table = sankey_on(page).table()
    assert table.header == ("From", "To", "Group", "Persons")
    rows = {row[2]: row[3] for row in table.rows if str(row[1]).startswith("work · North")}
    assert rows == {"Asylum seekers, from then on Temporary protection": 30}


def test_people_who_are_followed_keep_their_colours(qtbot: QtBot, page: TrajectoriesPage) -> None:
    click(qtbot, page, Cell("course", "north"))
    stream = stream_to(page, Cell("work", "south"))
    assert stream.followed == pytest.approx(20)
    assert [part.followed for part in stream.parts] == pytest.approx([20])


def test_the_filter_to_one_group_stays(qtbot: QtBot, page: TrajectoriesPage) -> None:
    choose(qtbot, page, page.group_box, "Temporary protection")
    assert page.sentence.text().startswith("Group “Temporary protection” alone: ")
    assert [entry.name for entry in sankey_on(page).legend] == ["Temporary protection"]
    choose(qtbot, page, page.group_box, "All groups")
    assert len(sankey_on(page).legend) == 2


def test_a_case_without_groups_keeps_the_colours_of_territories(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = shown(qtbot, worked)
    chart = sankey_on(page)
    assert chart.legend == ()
    assert all(stream.parts == () for stream in chart.streams)
    assert chart.table().header == ("From", "To", "Persons")
