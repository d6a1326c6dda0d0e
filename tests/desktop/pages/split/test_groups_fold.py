"""Groups fold under their stage in the matrix of the split, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.document.edits import ClauseEdits
from desktop.pages.split.matrix import SplitMatrix
from models.case import Case
from models.clause import Clause
from tests.desktop.conftest import OpenWindow, wait_for_split
from tests.desktop.pages.split.test_page import (
    click_cell,
    click_mark,
    column_of,
    figure,
    labels,
)
from tests.second_edition import everything

FOLDED = ["North · Language course"]
OPEN = [*FOLDED, "  Asylum seekers · 2024", "  Temporary protection · 2024"]


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    window = open_window()
    open_case(qtbot, window, everything())
    window.show_page(window.split_page)
    window.resize(1366, 768)
    return window


def open_case(qtbot: QtBot, window: MainWindow, case: Case) -> None:
    window.document.replace_case(case, Path("everything.xlsx"), ())
    wait_for_split(qtbot, window)


@pytest.fixture
def matrix(window: MainWindow) -> SplitMatrix:
    return window.split_page.matrix


def test_they_are_folded_at_first_and_named_in_the_order_of_the_rows(
    window: MainWindow, matrix: SplitMatrix
) -> None:
    assert labels(matrix) == FOLDED
    box = window.split_page.payments.nesting_box
    assert box.currentText() == "Territory › Stage › Group › Year"


def test_a_click_opens_them_and_their_needs_add_up(qtbot: QtBot, matrix: SplitMatrix) -> None:
    click_mark(qtbot, matrix, 0)
    assert labels(matrix) == OPEN
    need = column_of(matrix, "Need")
    parts = [figure(matrix.programmes, row, need) or 0.0 for row in (1, 2)]
    assert sum(parts) == figure(matrix.programmes, 0, need)
    click_mark(qtbot, matrix, 1)
    assert labels(matrix) == [*OPEN[:2], "    North", "    South", OPEN[2]]
    click_mark(qtbot, matrix, 0)
    assert labels(matrix) == FOLDED


def test_keys_open_and_fold_them(qtbot: QtBot, matrix: SplitMatrix) -> None:
    click_cell(qtbot, matrix, 0, 0)
    qtbot.keyClick(matrix.view, Qt.Key.Key_Right)
    assert labels(matrix) == OPEN
    qtbot.keyClick(matrix.view, Qt.Key.Key_Left)
    assert labels(matrix) == FOLDED
    qtbot.keyClick(matrix.view, Qt.Key.Key_Plus)
    assert labels(matrix) == OPEN


def test_they_stay_open_while_the_case_is_open(
    qtbot: QtBot, window: MainWindow, matrix: SplitMatrix
) -> None:
    click_mark(qtbot, matrix, 0)
    window.document.choose_scenario("low")
    wait_for_split(qtbot, window)
    assert labels(matrix) == OPEN
    window.document.choose_scenario("base")
    wait_for_split(qtbot, window)
    window.document.new_scenario("other")
    ClauseEdits(window.document).add(Clause("new", value=1e9))
    wait_for_split(qtbot, window)
    assert labels(matrix) == OPEN
    for code in ("fr", "en"):
        window.speak(code)
        qtbot.wait(50)
    assert labels(window.split_page.matrix) == OPEN


def test_another_case_begins_folded_again(
    qtbot: QtBot, window: MainWindow, matrix: SplitMatrix
) -> None:
    click_mark(qtbot, matrix, 0)
    case = everything()
    named = case.table("Groups").assign(name=["Seekers", "Protected"])
    open_case(qtbot, window, case.with_table("Groups", named))
    assert labels(matrix) == FOLDED


def test_a_case_without_groups_names_none(worked: MainWindow) -> None:
    box = worked.split_page.payments.nesting_box
    assert box.currentText() == "Territory › Stage › Year"
