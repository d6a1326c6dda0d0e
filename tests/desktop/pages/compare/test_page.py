"""The page Compare in the real window, by clicks and keys."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QInputDialog, QListWidgetItem
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.bars import Bars
from desktop.charts.bridge import BridgeChart
from desktop.engine.question import AnswerState
from desktop.engine.watch import StoppedError, Watch
from desktop.look.widgets import items_of
from desktop.pages.compare.comparing import Choice
from desktop.pages.compare.page import ComparePage
from models.case import Case
from models.editing import CellEdit
from models.problems import RelaisError
from models.results.bridge import Bridge, BridgeEnd
from models.results.comparison import Comparison
from solver.solve import solve_case
from tests.desktop.builders import doings_of, engine_of
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on

WITHIN = 60_000


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: the tests below name what stood in it."""
    return old_sample


def shown(qtbot: QtBot, window: MainWindow) -> ComparePage:
    """Go to the page by its keys."""
    qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    page = window.page_of(ComparePage)
    assert page.isVisible()
    return page


def current(qtbot: QtBot, page: ComparePage) -> ComparePage:
    qtbot.waitUntil(lambda: page.comparing.state is AnswerState.CURRENT, timeout=WITHIN)
    return page


def item_of(page: ComparePage, choice: Choice) -> QListWidgetItem:
    """Return the line of a split."""
    items = items_of(page.chooser.list)
    return next(item for item in items if item.data(Qt.ItemDataRole.UserRole) == choice)


def tick(qtbot: QtBot, page: ComparePage, choice: Choice) -> None:
    """Click the box of a split."""
    chosen = page.chooser.list
    item = item_of(page, choice)
    chosen.scrollToItem(item)
    place = chosen.visualItemRect(item)
    at = QPoint(place.left() + 10, place.center().y())
    qtbot.mouseClick(chosen.viewport(), Qt.MouseButton.LeftButton, pos=at)


def pick(qtbot: QtBot, box: QComboBox, place: int) -> None:
    """Choose in a box with the keys."""
    box.setFocus()
    key = Qt.Key.Key_Down if place > box.currentIndex() else Qt.Key.Key_Up
    while box.currentIndex() != place:
        qtbot.keyClick(box, key)


def tab(qtbot: QtBot, page: ComparePage, place: int) -> None:
    bar = page.tabs.tabBar()
    at = bar.tabRect(place).center()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=at)
    assert page.tabs.currentIndex() == place


def column(page: ComparePage, place: int) -> dict[str, float | None]:
    """Read a column of the table."""
    table = page.sides.table
    labels = [
        str(table.headerData(row, Qt.Orientation.Vertical)) for row in range(table.rowCount())
    ]
    return {label: table.row(row).values[place] for row, label in enumerate(labels)}


def edit(
    window: MainWindow, table: str, row: int, column: str, value: str | float | None
) -> CellEdit:
    return CellEdit(row, column, window.document.open_case.table(table)[column][row], value)


def heads(page: ComparePage) -> list[str]:
    table = page.sides.table
    across = (table.headerData(c, Qt.Orientation.Horizontal) for c in range(table.columnCount()))
    return [str(text).replace("\n", " ") for text in across]


def test_three_scenarios_side_by_side_by_clicks(qtbot: QtBot, sample: MainWindow) -> None:
    page = current(qtbot, shown(qtbot, sample))
    assert heads(page) == ["A (base) Base", "B host pays today", "C later benefit"]
    tick(qtbot, page, Choice("later_benefit"))
    current(qtbot, page)
    tick(qtbot, page, Choice("cautious_benefit"))
    current(qtbot, page)
    assert heads(page) == ["A (base) Base", "B host pays today", "C cautious benefit"]

    split = solve_case(sample.document.open_case, "cautious_benefit")
    pays = {line.payer: line.own + line.others for line in split.payers}
    money = column(page, 2)
    assert money["Flanders"] == pays["FL"]
    assert money["Paid in all"] == sum(pays.values())
    assert page.sentence.text() == (
        "“host pays today” moves most against “Base”: under it Federal government pays EUR\u00a0321"
        "\u00a0million less, Flanders pays EUR\u00a0179\u00a0million more and EUR\u00a027.0\u00a0"
        "million more stays unfunded."
    )

    pick(qtbot, page.sides.figure_box, 5)  # the change against the base
    base = column(page, 0)
    assert set(base.values()) == {0.0}
    changes = column(page, 1)
    assert changes["Federal government"] == -320827497
    pick(qtbot, page.base_box, 1)
    current(qtbot, page)
    assert heads(page)[1] == "B (base) host pays today"
    assert column(page, 0)["Federal government"] == 320827497
    assert "against “host pays today”" in page.sentence.text()
    assert column(page, 1)["Federal government"] == 0.0


def test_a_burden_is_that_of_the_page_split_and_all_payments_have_a_name_of_their_own(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = current(qtbot, shown(qtbot, sample))
    split = solve_case(sample.document.open_case, "host_pays_today")
    burdens = {line.payer: line.burden for line in split.payers}
    assert any(line.host_residual for line in split.payments)
    pick(qtbot, page.sides.figure_box, 3)
    assert page.sides.figure_box.currentText() == "Burden"
    found = column(page, 1)
    assert found["Flanders"] == pytest.approx(burdens["FL"])
    assert found["Largest"] == pytest.approx(max(b for b in burdens.values() if b is not None))
    pick(qtbot, page.sides.figure_box, 4)
    assert page.sides.figure_box.currentText() == "Total load"
    everything = column(page, 1)["Flanders"]
    assert everything is not None
    assert everything > (burdens["FL"] or 0.0)


def test_gains_the_bridge_and_the_export_by_clicks(
    qtbot: QtBot, sample: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = current(qtbot, shown(qtbot, sample))
    tab(qtbot, page, 1)
    charts = [view.chart for view in page.gains.views if view.isVisible()]
    assert len(charts) == 2
    assert charts[0] is not None
    rows = charts[0].table().rows
    assert rows[0] == ("Flanders", 179451006)
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), reverse=True)

    tab(qtbot, page, 2)
    qtbot.waitUntil(lambda: page.bridging.state is AnswerState.CURRENT, timeout=WITHIN)
    pick(qtbot, page.bridge_panel.payer_box, 4)
    chart = page.bridge_panel.view.chart
    assert isinstance(chart, BridgeChart)
    labels = [str(row[0]) for row in chart.table().rows]
    assert labels[0] == "A Base"
    assert labels[-2:] == ["Least own share: 0\u00a0% → 100\u00a0%", "B host pays today"]
    steps = [row[1] for row in chart.table().rows[1:-1]]
    assert sum(map(float, steps)) == 179451006

    output = tmp_path / "comparison.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(output), ""))
    qtbot.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(output.exists, timeout=WITHIN)
    qtbot.waitUntil(lambda: "Written" in sample.statusBar().currentMessage(), timeout=WITHIN)
    book = openpyxl.load_workbook(output, data_only=True)
    assert book.sheetnames[:4] == ["Comparison", "SplitA", "SplitB", "SplitC"]
    assert book["SplitB"]["D5"].value == 290981149


def test_keys_can_be_compared_and_a_seventh_split_is_refused(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = current(qtbot, shown(qtbot, sample))
    for key in ("population", "host_pays", "equal"):
        tick(qtbot, page, Choice(key, is_key=True))
    current(qtbot, page)
    assert heads(page)[3:] == ["D Population", "E Hosts pay", "F Equal parts"]
    assert column(page, 4)["Brussels-Capital"] == pytest.approx(27_211_000, rel=0.2)
    assert "Keys share the needs of “Base”." in page.sides.note.text()
    tick(qtbot, page, Choice("cautious_benefit"))
    assert "Six splits" in sample.statusBar().currentMessage()
    assert item_of(page, Choice("cautious_benefit")).checkState() is Qt.CheckState.Unchecked
    tick(qtbot, page, Choice("base"))  # the letters of the others stay
    current(qtbot, page)
    assert heads(page)[0] == "B (base) host pays today"
    pick(qtbot, page.sides.figure_box, 1)
    assert column(page, 0)["Flanders"] == pytest.approx(290981149 / 6821770)


def test_with_one_scenario_the_page_says_how_to_make_another(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = shown(qtbot, worked)
    assert page.comparing.state is AnswerState.EMPTY
    assert "only one scenario" in page.sentence.text()
    assert not page.tabs.isVisible()
    assert not page.export_button.isEnabled()
    assert page.scenario_button.isVisible()
    qtbot.mouseClick(page.keys_button, Qt.MouseButton.LeftButton)
    current(qtbot, page)
    assert heads(page) == ["A (base) Base", "B Hosts pay", "C Population"]
    assert column(page, 1)["City"] == 720000
    assert "Need" in column(page, 0)
    qtbot.mouseClick(page.sides.differs_box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert list(column(page, 0)) == ["City", "Federation", "Port"]


def test_another_scenario_is_made_from_the_page_and_set_beside_the_first(
    qtbot: QtBot, worked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, worked)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("mine", True))
    qtbot.mouseClick(page.scenario_button, Qt.MouseButton.LeftButton)
    current(qtbot, page)
    assert heads(page) == ["A (base) Base", "B mine"]


def test_a_conflict_is_said_in_words_and_the_others_are_shown(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = current(qtbot, shown(qtbot, sample))
    table = sample.document.open_case.table("Clauses")
    row = int(table.index[table["clause"] == "federal_ceiling_2026"][0])
    edits: dict[str, str | float | None] = {
        "sense": "at least", "value": 1e9, "scenario": "later_benefit",
    }  # fmt: skip
    sample.document.set_cells(
        "Clauses", [edit(sample, "Clauses", row, *pair) for pair in edits.items()]
    )
    assert page.comparing.is_stale
    assert "before it was edited" in page.state.sentence.text()
    current(qtbot, page)
    assert page.conflicts.isVisible()
    said = page.conflicts.sentence.text().replace("\u00a0", " ")
    assert said.startswith("C later benefit has no split: “")
    assert "Federal government pays at least EUR 1,000,000,000" in said, "not the clause's key"
    assert column(page, 2)["Flanders"] is None
    assert column(page, 1)["Flanders"] == 290981149
    assert not page.state.isVisible()


def test_a_conflict_of_all_is_said_once_without_an_empty_table_and_leads_to_its_settling(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = current(qtbot, shown(qtbot, sample))
    unit = page.unit_box.currentText()
    table = sample.document.open_case.table("Clauses")
    row = int(table.index[table["clause"] == "federal_ceiling_2026"][0])
    edits: dict[str, str | float | None] = {
        "sense": "at least", "value": 1e9, "scenario": None,
    }  # fmt: skip
    led: list[str] = []
    page.settling_wanted.connect(lambda: led.append(sample.document.scenario))
    sample.document.choose_scenario("later_benefit")
    sample.document.set_cells(
        "Clauses", [edit(sample, "Clauses", row, *pair) for pair in edits.items()]
    )
    current(qtbot, page)
    said = page.conflicts.sentence.text()
    assert said.startswith("A Base, B host pays today and C later benefit have no split: “")
    assert page.comparing.side is not None
    assert said.count("“") == len(page.comparing.side.base_split.comparison.split.conflict)
    assert page.sentence.text().startswith("None of these scenarios has a split")
    assert not page.tabs.isVisible()
    assert page.unit_box.currentText() == unit
    assert page.conflicts.action.text() == "Settle it…"
    qtbot.mouseClick(page.conflicts.action, Qt.MouseButton.LeftButton)
    assert led == ["base"], "the scenario in conflict is the one that the rules are shown of"


def waiting(release: threading.Event) -> Callable[[Case, str, Watch], Comparison]:
    def measure(_case: Case, _scenario: str, watch: Watch) -> Comparison:
        while not release.wait(0.01):
            if watch.cancelled():
                raise StoppedError
        raise RelaisError("The sheet is wet.", "Costs", "Dry it.")

    return measure


def test_computing_cancelled_and_failed_each_have_a_sentence_and_an_action(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = solved_on(qtbot, open_window(), SAMPLES / "belgium.xlsx")
    page = window.page_of(ComparePage)
    release = threading.Event()
    doings_of(window)["measure"] = waiting(release)
    shown(qtbot, window)
    qtbot.waitUntil(lambda: "base" in page.state.sentence.text())
    assert page.comparing.state is AnswerState.COMPUTING
    assert page.state.action.text() == "Cancel"
    qtbot.mouseClick(page.state.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.comparing.state is AnswerState.CANCELLED)
    assert page.state.sentence.text() == "The computation was cancelled."
    release.set()
    qtbot.mouseClick(page.state.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.comparing.state is AnswerState.FAILED)
    assert page.state.sentence.text() == "Costs: The sheet is wet. Dry it."
    del doings_of(window)["measure"]
    assert page.state.action.text() == "Retry"
    qtbot.mouseClick(page.state.action, Qt.MouseButton.LeftButton)
    current(qtbot, page)


def test_data_with_errors_are_refused_and_the_old_figures_stay(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = current(qtbot, shown(qtbot, sample))
    before = column(page, 0)
    sample.document.set_cells("Costs", [edit(sample, "Costs", 0, "stage", "nowhere")])
    qtbot.waitUntil(lambda: page.comparing.state is AnswerState.REFUSED, timeout=WITHIN)
    assert "errors" in page.state.sentence.text()
    assert page.state.action.text() == "Show problems"
    qtbot.mouseClick(page.state.action, Qt.MouseButton.LeftButton)
    assert sample.data_page.isVisible()
    shown(qtbot, sample)
    assert column(page, 0) == before
    sample.document.undo_stack.undo()
    current(qtbot, page)
    assert column(page, 0) == before


def test_a_bridge_can_be_cancelled_walked_again_and_for_all_payers(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = current(qtbot, shown(qtbot, sample))
    real: Callable[..., Bridge] = engine_of(sample).real("bridge")
    release = threading.Event()

    def slow(case: Case, start: BridgeEnd, end: BridgeEnd, watch: Watch) -> Bridge:
        while not release.wait(0.01):
            if watch.cancelled():
                raise StoppedError
        return real(case, start, end, watch)

    doings_of(sample)["bridge"] = slow
    tab(qtbot, page, 2)
    panel = page.bridge_panel
    assert panel.state.action.text() == "Cancel"
    qtbot.mouseClick(panel.state.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.bridging.state is AnswerState.CANCELLED)
    release.set()
    qtbot.mouseClick(panel.state.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.bridging.state is AnswerState.CURRENT, timeout=WITHIN)
    chart = panel.view.chart
    assert isinstance(chart, Bars)
    last = chart.table().rows[-1]
    assert last[0] == "All steps together"
    assert last[1] == -320827497
    assert chart.table().header[-1] == "Unfunded"
    side = page.comparing.side
    assert side is not None
    first, second = side.splits[:2]
    assert sum(map(float, last[1:])) == second.need - first.need, "what nobody pays is unfunded"
    assert [sum(map(float, column)) for column in _columns(chart)] == list(last[1:])
    assert chart.title.replace("\u00a0", " ").endswith("; EUR 26,989 thousand more stays unfunded")


def _columns(chart: Bars) -> list[tuple[str | float, ...]]:
    """Return what each step changes, by column of the chart's table."""
    *steps, _ = chart.table().rows
    return list(zip(*(row[1:] for row in steps), strict=True))


def test_everything_has_a_name_for_screen_readers_and_can_be_reached_by_keys(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = current(qtbot, shown(qtbot, sample))
    boxes = (
        page.base_box,
        page.sides.figure_box,
        page.unit_box,
        page.chooser.list,
        page.sides.view,
    )
    assert all(widget.accessibleName() for widget in boxes)
    assert all(widget.focusPolicy() & Qt.FocusPolicy.TabFocus for widget in boxes)
    item = item_of(page, Choice("own_share_25"))
    page.chooser.list.setFocus()
    page.chooser.list.setCurrentItem(item)
    qtbot.keyClick(page.chooser.list, Qt.Key.Key_Space)
    current(qtbot, page)
    assert heads(page)[-1] == "D own share 25"
    index = page.sides.table.index(0, 1)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Federal government, B host pays today: 0.00"
