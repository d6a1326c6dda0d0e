"""With and without beside each other in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.chart import chart_area, look_of
from desktop.charts.twin_streams import TwinStreams
from desktop.look.theme import Theme
from desktop.pages.trajectories.page import STREAMS, WITHOUT, TrajectoriesPage
from models.case import Case
from tests.cases import with_rules
from tests.desktop.conftest import OpenWindow, wait_for_split
from tests.desktop.pages.trajectories.test_page import choose, settled, shown
from tests.second_edition import everything

SENTENCE = (
    "Of 50 people who reach work after a programme, 15 would have all the same; 35 are due to the "
    "programmes."
)


def open_case(qtbot: QtBot, window: MainWindow, of: Case) -> TrajectoriesPage:
    window.document.replace_case(of, Path("everything.xlsx"), ())
    wait_for_split(qtbot, window)
    return shown(qtbot, window)


def click_tab(qtbot: QtBot, page: TrajectoriesPage, at: int) -> None:
    place: QRect = page.tabs.tabRect(at)
    qtbot.waitUntil(lambda: page.tabs.rect().contains(page.tabs.tabRect(at)))
    qtbot.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=place.center())
    assert page.tabs.currentIndex() == at


@pytest.fixture
def page(qtbot: QtBot, open_window: OpenWindow) -> TrajectoriesPage:
    page = open_case(qtbot, open_window(), everything())
    click_tab(qtbot, page, WITHOUT)
    return page


def chart_on(page: TrajectoriesPage) -> TwinStreams:
    chart = page.without.chart.chart
    assert isinstance(chart, TwinStreams)
    return chart


def test_one_sentence_says_what_is_due_to_the_programmes(page: TrajectoriesPage) -> None:
    assert page.sentence.text() == SENTENCE
    assert chart_on(page).title == (
        "Of 100 people in the programmes, 42 reach work with them and 13 without"
    )
    assert page.without.chart.accessibleName() == chart_on(page).title


def test_both_sides_have_one_scale_and_show_what_is_missing(
    page: TrajectoriesPage, theme: Theme
) -> None:
    view, look = page.without.chart, look_of(theme)
    chart = chart_on(page)
    work = next(block for block in chart.blocks if block.key == "work")
    assert work.persons == pytest.approx((50, 15))
    assert (work.figures, work.difference) == (("50", "15"), "−35")
    area = chart_area(chart, view.rect().toRectF(), look)
    sides = [chart._placed(side, room, look) for side, room in enumerate(chart._rooms(area, look))]
    assert sides[0].scale == sides[1].scale > 0
    for key in ("course", "work"):
        assert sides[0].blocks[key].top() == sides[1].blocks[key].top()
        assert sides[0].blocks[key].height() == sides[1].blocks[key].height()
    assert sides[1].blocks["work"].bottom() <= area.bottom() + 0.5


def test_the_keys_read_every_block_and_stream_of_both_sides(
    qtbot: QtBot, page: TrajectoriesPage
) -> None:
    chart = page.without.chart
    chart.setFocus()
    read = []
    for _ in chart.marks():
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        read.append(chart.accessibleDescription())
    due = "35 are there because of the programmes."
    assert f"work without the programmes: 15 people.\n{due}" in read
    assert (
        "Without the programmes 10 people would go from Language course to work.\n"
        "Group: Asylum seekers, from then on Temporary protection."
    ) in read


def test_the_table_has_with_without_and_what_is_due(page: TrajectoriesPage) -> None:
    table = chart_on(page).table()
    assert table.header[-3:] == (
        "With the programmes", "Without the programmes", "Due to the programmes",
    )  # fmt: skip
    rows = {row[:3]: row[3:] for row in table.rows}
    change = "Asylum seekers, from then on Temporary protection"
    assert rows["Language course", "work", change] == pytest.approx((30, 10, 20))
    assert rows["Begin", "Language course", "Asylum seekers"] == pytest.approx((80, 80, 0))


def test_the_chart_is_saved_and_copied(
    page: TrajectoriesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.chart_button.isVisible()
    target = (str(tmp_path / "both.svg"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: target)
    page.without.chart.choose_and_save()
    assert "With the programmes" in (tmp_path / "both.svg").read_text(encoding="utf-8")
    QGuiApplication.clipboard().clear()
    page.copy()
    assert not QGuiApplication.clipboard().pixmap().isNull()


def test_one_group_and_one_territory_are_compared_alone(
    qtbot: QtBot, page: TrajectoriesPage
) -> None:
    choose(qtbot, page, page.group_box, "Asylum seekers")
    assert page.sentence.text().startswith("Group “Asylum seekers” alone: ")
    assert "20 are due to the programmes" in page.sentence.text()
    choose(qtbot, page, page.group_box, "All groups")
    choose(qtbot, page, page.territory_box, "South")
    assert page.sentence.text().startswith("Nobody goes through a programme here")


def test_years_are_shown_together_and_the_year_of_the_streams_is_kept(
    qtbot: QtBot, page: TrajectoriesPage
) -> None:
    click_tab(qtbot, page, STREAMS)
    choose(qtbot, page, page.year_box, "2023")
    click_tab(qtbot, page, WITHOUT)
    assert not page.year_box.isEnabled()
    assert page.year_box.currentText() == "All years"
    assert page.year_box.toolTip().startswith("With and without is of the programmes of all years")
    choose(qtbot, page, page.group_box, "Asylum seekers")
    click_tab(qtbot, page, STREAMS)
    assert page.year_box.isEnabled()
    assert page.year_box.currentText() == "2023"


def test_a_case_of_the_first_edition_shows_nothing_new(qtbot: QtBot, worked: MainWindow) -> None:
    page = shown(qtbot, worked)
    assert not page.tabs.isTabVisible(WITHOUT)
    open_case(qtbot, worked, everything())
    settled(qtbot, page)
    assert page.tabs.isTabVisible(WITHOUT)


def test_the_view_goes_where_the_next_case_says_nothing_of_it(
    qtbot: QtBot, page: TrajectoriesPage, worked_case: Case
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    open_case(qtbot, window, worked_case)
    assert page.tabs.currentIndex() == STREAMS
    assert not page.tabs.isTabVisible(WITHOUT)


@pytest.fixture
def worked_case() -> Case:
    from tests.cases import worked  # noqa: PLC0415  # its name is a fixture's here

    return worked()


def test_the_rule_of_additionality_counts(qtbot: QtBot, page: TrajectoriesPage) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    open_case(qtbot, window, with_rules(everything(), additionality=0.0))
    assert page.sentence.text() == (
        "Of 50 people who reach work after a programme, all would have all the same; nobody is "
        "there because of the programmes."
    )
    assert "0\u00a0% of the programmes’ effects are counted" in chart_on(page).unit
