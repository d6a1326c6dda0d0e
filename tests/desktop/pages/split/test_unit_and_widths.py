"""The unit and the widths that were chosen stay with the case they were chosen for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.compare.page import ComparePage
from desktop.pages.page import COMPARE, SPLIT
from models.editing import CellEdit
from tests.desktop.conftest import SAMPLES, freeze, wait_for_split

WIDE = 333


def choose_unit(qtbot: QtBot, window: MainWindow, wanted: str) -> None:
    box = window.split_page.unit_box
    box.setFocus()
    at = [box.itemText(each) for each in range(box.count())].index(wanted)
    while (now := box.currentIndex()) != at:
        qtbot.keyClick(box, Qt.Key.Key_Down if now < at else Qt.Key.Key_Up)


def widen_first_column(window: MainWindow) -> None:
    window.split_page.matrix.view.horizontalHeader().resizeSection(0, WIDE)


def first_width(window: MainWindow) -> int:
    return window.split_page.matrix.view.columnWidth(0)


def open_another(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.document.case_replaced, timeout=20_000):
        window.open_path(path)
    wait_for_split(qtbot, window)


def test_within_one_case_the_unit_and_a_width_stay_with_each_new_split(
    qtbot: QtBot, worked: MainWindow
) -> None:
    choose_unit(qtbot, worked, "EUR million")
    widen_first_column(worked)
    before = worked.document.open_case.table("Costs")["cost_per_person"].iloc[0]
    worked.document.set_cells("Costs", [CellEdit(0, "cost_per_person", before, 6500.0)])
    wait_for_split(qtbot, worked)
    assert worked.split_page.unit_box.currentText() == "EUR million"
    assert first_width(worked) == WIDE


def test_another_case_gets_the_unit_and_the_widths_that_fit_it(
    qtbot: QtBot, worked: MainWindow
) -> None:
    unit, width = worked.split_page.unit_box.currentText(), first_width(worked)
    choose_unit(qtbot, worked, "EUR million")
    widen_first_column(worked)
    open_another(qtbot, worked, SAMPLES / "belgium.xlsx")
    assert worked.split_page.unit_box.currentText() == "EUR thousand"
    assert first_width(worked) != WIDE
    open_another(qtbot, worked, SAMPLES / "worked.xlsx")
    assert worked.split_page.unit_box.currentText() == unit
    assert first_width(worked) == width


def test_a_case_that_opens_with_a_frozen_split_gets_them_too(
    qtbot: QtBot, worked: MainWindow, tmp_path: Path
) -> None:
    unit, width = worked.split_page.unit_box.currentText(), first_width(worked)
    freeze(qtbot, worked)
    path = tmp_path / "agreed.relais"
    with qtbot.waitSignal(worked.files.saved, timeout=20_000):
        worked.files.save_as(path)
    open_another(qtbot, worked, SAMPLES / "belgium.xlsx")
    choose_unit(qtbot, worked, "EUR million")
    widen_first_column(worked)
    open_another(qtbot, worked, path)
    assert worked.document.frozen
    assert worked.split_page.unit_box.currentText() == unit
    assert first_width(worked) == width


def test_the_unit_chosen_on_one_page_is_that_of_the_other_until_another_case_is_opened(
    qtbot: QtBot, sample: MainWindow
) -> None:
    choose_unit(qtbot, sample, "EUR million")
    sample.show_number(COMPARE)
    page = sample.page_of(ComparePage)
    qtbot.waitUntil(page.unit_box.isEnabled, timeout=60_000)
    assert page.unit_box.currentText() == "EUR million"
    in_million = page.sides.table.index(0, 0).data()
    page.unit_box.setFocus()
    qtbot.keyClick(page.unit_box, Qt.Key.Key_Up)
    assert page.unit_box.currentText() == "EUR thousand"
    assert page.sides.table.index(0, 0).data() != in_million
    sample.show_number(SPLIT)
    split = sample.split_page
    assert split.unit_box.currentText() == "EUR thousand"
    assert split.unit_box.unit == page.unit_box.unit
    choose_unit(qtbot, sample, "EUR million")
    assert page.unit_box.currentText() == "EUR million"
    assert page.sides.table.index(0, 0).data() == in_million
    open_another(qtbot, sample, SAMPLES / "worked.xlsx")
    assert page.unit_box.count() == 0
