"""The page Trajectories in the real window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app import dialogs
from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.look.language import say
from desktop.pages.trajectories.page import MAP, STOCKS, STREAMS, TrajectoriesPage
from models.case import Case
from models.editing import CellEdit
from models.flows.map_figures import MAP_FIGURES
from models.problems import RelaisError
from models.results.split import Split
from models.results.trajectories import Cell
from models.scenarios import rules_of
from models.words.text import Money
from tests.cases import case
from tests.desktop.conftest import OpenWindow, wait_for_split
from tests.second_edition import everything

WITHIN = 20_000


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: the tests below name what stood in it."""
    return old_sample


def shown(qtbot: QtBot, window: MainWindow) -> TrajectoriesPage:
    page = window.page_of(TrajectoriesPage)
    window.resize(1366, 768)
    window.show_page(page)
    settled(qtbot, page)
    return page


def settled(qtbot: QtBot, page: TrajectoriesPage) -> None:
    qtbot.waitUntil(lambda: page.tracing.state is AnswerState.CURRENT, timeout=WITHIN)


def choose(qtbot: QtBot, page: TrajectoriesPage, box: QComboBox, text: str) -> None:
    at = next(i for i in range(box.count()) if box.itemText(i).strip() == text)
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settled(qtbot, page)


def click(qtbot: QtBot, page: TrajectoriesPage, cell: Cell) -> None:
    chart = page.streams.chart
    where = next(mark.area.center() for mark in chart.marks() if mark.key == cell)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=where.toPoint())
    settled(qtbot, page)


def test_a_key_opens_the_page_with_its_result(qtbot: QtBot, worked: MainWindow) -> None:
    qtbot.keyClick(worked, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    page = worked.page_of(TrajectoriesPage)
    assert worked.pages.currentWidget() is page
    settled(qtbot, page)
    assert page.sentence.text().startswith("45 % of the 100 people who arrive in 2022 reach Work;")


def test_a_block_that_is_clicked_is_followed_until_escape(qtbot: QtBot, worked: MainWindow) -> None:
    page = shown(qtbot, worked)
    chart = page.streams.chart
    assert chart.chart is not None
    before = chart.chart.title
    click(qtbot, page, Cell("welcome", "city"))
    assert chart.chart.title == (
        "Of 100 people in Welcome in City, 56.25 reach Work: 43.75 in Port and 12.5 in City."
    )
    assert chart.accessibleName() == chart.chart.title
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    settled(qtbot, page)
    assert chart.chart.title == before


def test_the_keys_walk_from_block_to_block_and_follow(qtbot: QtBot, worked: MainWindow) -> None:
    page = shown(qtbot, worked)
    chart = page.streams.chart
    chart.setFocus()
    for _ in range(3):  # arrivals, reception, welcome
        qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert "Welcome in City: 80 people" in chart.accessibleDescription()
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    settled(qtbot, page)
    followed = page.tracing.answer.streams.followed if page.tracing.answer else None
    assert followed is not None
    assert followed.cell == Cell("welcome", "city")
    qtbot.keyClick(chart, Qt.Key.Key_Right)  # the place among the blocks was not lost
    assert "Training in City" in chart.accessibleDescription()


def test_year_and_territory_hold_for_all_views(qtbot: QtBot, sample: MainWindow) -> None:
    page = shown(qtbot, sample)
    choose(qtbot, page, page.year_box, "2023")
    choose(qtbot, page, page.territory_box, "Brussels-Capital")
    assert "who arrive in Brussels-Capital in 2023 reach Work" in page.sentence.text()
    page.tabs.setCurrentIndex(STOCKS)
    assert page.stocks.table.label(0) == "Brussels-Capital in all"
    assert page.stocks.table.label(1) == "Brussels-Capital"
    page.tabs.setCurrentIndex(MAP)
    assert page.map.mapped is not None
    assert [p.key for p in page.map.mapped.chart.places if not p.beside] == ["BX"]
    assert "2023" in page.map.mapped.chart.title


def crossed(persons: float) -> Case:
    """Return a case of a town where in 2025 as many leave as come, and of one that only grows."""
    return case(
        Territories=[("town",), ("port",)],
        Stages=[("stay", None, 0, None, 1, False), ("work", None, 1, None, 1, False)],
        Flows=[
            (2024, None, None, "stay", "town", 1000),
            (2025, None, None, "stay", "town", persons),
            (2025, "stay", "town", "work", "port", 400),
        ],
    )


def figures_of(page: TrajectoriesPage, label: str) -> list[object]:
    table = page.stocks.table
    row = next(r for r in range(table.rowCount()) if table.label(r).strip() == label)
    return [table.index(row, column).data() for column in range(table.columnCount())]


def test_the_table_says_in_words_what_a_steady_stock_hides(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = shown(qtbot, worked)
    worked.document.replace_case(crossed(410), Path("crossed.xlsx"), ())
    wait_for_split(qtbot, worked)
    settled(qtbot, page)
    choose(qtbot, page, page.year_box, "2025")
    page.tabs.setCurrentIndex(STOCKS)
    said = (
        "In 2025 the stock of town grew by 1.0 %, while 40 % of its people left and others took "
        "their places."
    )
    assert page.sentence.text() == said
    table = page.stocks.table
    assert figures_of(page, "town")[-1] == "2025: grew by 1.0 %; 40 % were replaced"
    row = next(r for r in range(table.rowCount()) if table.label(r) == "town")
    words = table.index(row, table.columnCount() - 1)
    assert words.data(Qt.ItemDataRole.AccessibleTextRole) == said
    assert not page.chart_button.isVisible()


def test_with_all_years_the_year_that_hides_something_has_its_own_row(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = shown(qtbot, worked)
    worked.document.replace_case(crossed(410), Path("crossed.xlsx"), ())
    wait_for_split(qtbot, worked)
    settled(qtbot, page)
    page.tabs.setCurrentIndex(STOCKS)
    assert figures_of(page, "town") == ["–", "1,410", "400", "1,810", "1,010", "1,010", None]
    said = "2025: grew by 1.0 %; 40 % were replaced"
    assert figures_of(page, "In 2025") == ["1,000", "410", "400", "810", "10", "1,010", said]
    assert page.sentence.text().startswith("In 2025 the stock of town grew by 1.0 %")


def test_a_stock_that_grows_by_a_seventh_is_not_called_steady(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = shown(qtbot, sample)
    choose(qtbot, page, page.year_box, "2024")
    page.tabs.setCurrentIndex(STOCKS)
    assert "Wallonia" not in page.sentence.text()
    assert figures_of(page, "Wallonia")[-1] is None


def test_the_table_says_who_is_not_counted_and_what_throughput_is(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = shown(qtbot, sample)
    page.tabs.setCurrentIndex(STOCKS)
    table = page.stocks.table
    unknown = "Who was there before 2021, when the data begin, is not known; nobody is counted."
    assert unknown in table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert page.stocks.note.text().endswith("who was there before is not known.")
    came, left = table.index(0, 1).data(), table.index(0, 2).data()
    assert f"{came} came + {left} left" in table.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    choose(qtbot, page, page.year_box, "2023")
    assert unknown not in table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_chart_is_saved_from_each_view(
    qtbot: QtBot, sample: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, sample)
    for view, name in ((STREAMS, "streams.svg"), (MAP, "map.png")):
        page.tabs.setCurrentIndex(view)
        chosen = (str(tmp_path / name), "")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, chosen=chosen: chosen)
        chart = page.current_chart()
        assert chart is not None
        chart.choose_and_save()
        assert (tmp_path / name).stat().st_size > 2000


def choose_figure(page: TrajectoriesPage, key: str) -> dict[object, float | None]:
    """Show a figure on the map; return its values."""
    page.tabs.setCurrentIndex(MAP)
    at = [figure.key for figure in MAP_FIGURES].index(key)
    page.map.figure_box.setCurrentIndex(at)
    page.map.figure_box.activated.emit(at)
    return values_of(page)


def values_of(page: TrajectoriesPage) -> dict[object, float | None]:
    assert page.map.mapped is not None
    return {place.key: place.value for place in page.map.mapped.chart.places}


def split_of(window: MainWindow) -> Split:
    assert window.document.solved is not None
    return window.document.solved.split


def test_a_map_shows_amounts_of_the_split_and_who_has_no_area(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = shown(qtbot, sample)
    values = choose_figure(page, "later_benefit")
    benefit = {line.payer: line.later_benefit for line in split_of(sample).payers}
    assert values["FL"] == pytest.approx(benefit["FL"])
    assert page.map.mapped is not None
    federal = say(Money(round(benefit["BE"]), "EUR", brief=True))
    assert page.map.unmatched.text() == f"On no area of this map: Federal government ({federal})."
    assert page.map.mapped.chart.note == page.map.unmatched.text()
    sentence = page.map.mapped.sentence
    assert ": of the territories on the map, most in " in sentence
    assert sentence.endswith(f"; Federal government, on no area of it, has {federal}.")


def test_the_net_position_sets_all_payments_against_benefits_in_money_of_one_year(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = shown(qtbot, sample)
    values, split = choose_figure(page, "net_position"), split_of(sample)
    assert split.base_year is not None
    rate = rules_of(sample.document.open_case, "base").discount_rate
    assert rate > 0
    benefit = {line.payer: line.later_benefit for line in split.payers}
    paid = sum(
        payment.amount / (1 + rate) ** (payment.year - split.base_year)
        for payment in split.payments
        if payment.payer == "FL"
    )
    assert values["FL"] == pytest.approx(benefit["FL"] - paid)
    assert page.map.chart.chart is not None
    assert f"in money of {split.base_year}" in page.map.chart.chart.unit


def test_an_amount_has_the_years_of_the_money_and_people_keep_theirs(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = shown(qtbot, sample)
    choose(qtbot, page, page.year_box, "2023")
    choose_figure(page, "need")
    box, split = page.year_box, split_of(sample)
    years = sorted({line.year for line in split.programmes})
    assert [box.itemData(at) for at in range(box.count())] == [None, *years]
    assert box.currentData() is None
    choose(qtbot, page, box, str(years[1]))
    need = sum(p.need for p in split.programmes if (p.host, p.year) == ("FL", years[1]))
    assert values_of(page)["FL"] == pytest.approx(need)
    assert page.map.chart.chart is not None
    assert page.map.chart.chart.title == f"Need, {years[1]}"
    choose_figure(page, "net_position")
    assert not box.isEnabled()
    page.tabs.setCurrentIndex(STREAMS)
    assert box.isEnabled()
    assert box.currentText() == "2023"


def test_an_own_geojson_makes_a_map_of_any_case(
    qtbot: QtBot, worked: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, worked)
    page.tabs.setCurrentIndex(MAP)
    assert page.map.stack.currentWidget() is page.map.empty
    assert page.map.empty.sentence.text() == "No packaged map shows the territories of this case."
    ring = [[[0, 50], [1, 50], [1, 51], [0, 51], [0, 50]]]
    shape = {"type": "Polygon", "coordinates": ring}
    feature = {"type": "Feature", "geometry": shape, "properties": {"ville": "CITY"}}
    path = tmp_path / "towns.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    qtbot.mouseClick(page.map.empty.button, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert page.map.mapped is not None
    assert [p.value for p in page.map.mapped.chart.places] == [100.0]
    assert page.map.unmatched.text() == "On no area of this map: Port."
    assert page.map.atlas_box.currentText() == "towns.geojson"


def test_a_bad_file_is_refused_in_words_and_the_map_stays(
    qtbot: QtBot, sample: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, sample)
    page.tabs.setCurrentIndex(MAP)
    path = tmp_path / "bad.geojson"
    path.write_text("{", "utf-8")
    told: list[RelaisError] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(dialogs, "tell_error", lambda _parent, error: told.append(error))
    page.map.choose_and_open()
    assert "cannot be read as JSON" in str(told[0])
    assert page.map.mapped is not None


def test_an_edit_is_followed_and_errors_are_said(qtbot: QtBot, worked: MainWindow) -> None:
    page = shown(qtbot, worked)
    worked.document.set_cells("Flows", [CellEdit(0, "persons", 100.0, 200.0)])
    assert page.tracing.state is AnswerState.COMPUTING
    qtbot.waitUntil(lambda: "200 people" in page.sentence.text(), timeout=WITHIN)
    worked.document.set_cells("Flows", [CellEdit(0, "to_stage", "reception", "nowhere")])
    qtbot.waitUntil(lambda: page.tracing.state is AnswerState.REFUSED, timeout=WITHIN)
    assert page.sentence.text() == "The data have errors, so nobody can be followed."
    assert page.state.action.text() == "Show problems"
    qtbot.mouseClick(page.state.action, Qt.MouseButton.LeftButton)
    assert worked.pages.currentWidget() is worked.data_page
    worked.show_page(page)
    worked.document.undo_stack.undo()
    settled(qtbot, page)
    assert "200 people" in page.sentence.text()


def large() -> Case:
    """Return a case of more than 100,000 flows between 320 towns."""
    towns = [f"t{n:03}" for n in range(320)]
    flows: list[tuple[object, ...]] = [(2025, None, None, "course", t, 320.0) for t in towns]
    flows += [(2026, "course", a, "work", b, 1.0) for a in towns for b in towns]
    return case(
        Territories=[(t,) for t in towns],
        Stages=[("course", None, 0, None, 1, False), ("work", None, 1, None, 1, False)],
        Flows=flows,
    )


def test_the_window_goes_on_turning_while_a_large_case_is_followed(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = shown(qtbot, worked)
    turns: list[bool] = []
    worked.show_page(worked.data_page)
    worked.document.replace_case(large(), Path("large.xlsx"), ())
    wait_for_split(qtbot, worked)
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(page.tracing.question.busy))
    timer.start(5)
    worked.show_page(page)
    assert page.sentence.text() == "People are being followed through the stages…"
    settled(qtbot, page)
    timer.stop()
    assert turns.count(True) > 5
    click(qtbot, page, page.tracing.answer.streams.cells[0].cell)  # type: ignore[union-attr]
    assert "102,400 people" in page.sentence.text()


def test_one_group_is_shown_alone_and_says_so_in_every_view(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window()
    window.document.replace_case(everything(), Path("case.xlsx"), ())
    page = shown(qtbot, window)
    assert [page.group_box.itemText(at) for at in range(page.group_box.count())] == [
        "All groups",
        "Asylum seekers",
        "Temporary protection",
    ]
    everybody = page.sentence.text()
    choose(qtbot, page, page.group_box, "Asylum seekers")
    alone = "Group “Asylum seekers” alone: "
    assert page.sentence.text().startswith(alone)
    assert page.sentence.text() != alone + everybody
    assert page.streams.chart.chart is not None
    assert page.streams.chart.chart.unit.startswith(alone)
    for view in (STOCKS, MAP):
        page.tabs.setCurrentIndex(view)
        assert page.sentence.text().startswith(alone)


def test_a_case_without_groups_offers_none(qtbot: QtBot, worked: MainWindow) -> None:
    assert shown(qtbot, worked).group_box.isHidden()
