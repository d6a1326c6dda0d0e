"""What a right click offers on the figures, the rows and the payers of the matrix."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.split.matrix import SplitMatrix
from desktop.tables.copying import EXACT_ROLE
from tests.desktop.pages.data.test_cell_menus import (
    captions,
    choose,
    entry,
    greyed,
    right_click,
)
from tests.desktop.pages.split.test_page import click_cell, labels


def menu_on(qtbot: QtBot, matrix: SplitMatrix, row: int, column: int) -> QMenu:
    index = matrix.programmes.index(row, column)
    matrix.view.scrollTo(index)
    return right_click(qtbot, matrix.view.viewport(), matrix.view.visualRect(index).center())


def row_menu(qtbot: QtBot, matrix: SplitMatrix, row: int) -> QMenu:
    header = matrix.view.verticalHeader()
    place = QPoint(header.width() - 8, header.sectionViewportPosition(row) + 8)
    return right_click(qtbot, header.viewport(), place)


def test_a_right_click_on_a_figure_offers_its_reasons_its_copy_and_what_folds(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = worked.split_page
    page.matrix.unfold_to(9)
    menu = menu_on(qtbot, page.matrix, 1, 0)
    assert captions(menu) == [
        "Why this amount",
        "Copy",
        "Fold this row",
        "Unfold this row",
        "Fold the payers of this column",
        "Unfold the payers of this column",
        "Fold all rows",
        "Unfold all rows",
        "Show the bars",
        "Show why",
        "Copy the bars as an image",
        "Save the bars as PNG, SVG or PDF…",
    ]
    shown = {action for action in menu.actions() if not action.isSeparator()}
    assert shown <= {*page.actions(), *worked.menus.edit_menu.actions()}
    menu.close()


def test_why_this_amount_opens_the_reasons_and_gives_them_the_keys(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = worked.split_page
    page.payments.why_action.setChecked(False)
    page.matrix.unfold_to(9)
    choose(qtbot, menu_on(qtbot, page.matrix, 1, 0), "Why this amount")
    assert page.why.isVisible()
    assert page.why.text.hasFocus()


def test_a_figure_is_copied_from_its_menu(qtbot: QtBot, worked: MainWindow) -> None:
    matrix = worked.split_page.matrix
    QApplication.clipboard().clear()
    choose(qtbot, menu_on(qtbot, matrix, 0, 0), "Copy")
    assert QApplication.clipboard().text() == matrix.programmes.index(0, 0).data(EXACT_ROLE)


def test_a_row_is_folded_and_unfolded_from_the_menu_of_its_name(
    qtbot: QtBot, worked: MainWindow
) -> None:
    matrix = worked.split_page.matrix
    matrix.unfold_to(9)
    before = labels(matrix)
    menu = row_menu(qtbot, matrix, 0)
    assert "Unfold this row" in greyed(menu)
    choose(qtbot, menu, "Fold this row")
    assert len(labels(matrix)) < len(before)
    choose(qtbot, row_menu(qtbot, matrix, 0), "Unfold this row")
    assert labels(matrix)[0] == before[0]


def test_a_right_click_on_a_payer_chooses_its_column(qtbot: QtBot, worked: MainWindow) -> None:
    matrix = worked.split_page.matrix
    header = matrix.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 8, header.height() // 2)
    menu = right_click(qtbot, header.viewport(), place)
    assert matrix.view.selectionModel().isColumnSelected(1)
    assert entry(menu, "Why this amount").isEnabled()
    menu.close()


def test_the_totals_offer_the_same(qtbot: QtBot, worked: MainWindow) -> None:
    page = worked.split_page
    view = page.matrix.totals_view
    place = view.visualRect(page.matrix.totals.index(0, 0)).center()
    menu = right_click(qtbot, view.viewport(), place)
    assert {"Fold this row", "Unfold this row"} <= greyed(menu)
    assert entry(menu, "Why this amount").isEnabled()
    menu.close()


def test_the_bars_are_offered_only_while_they_are_seen(qtbot: QtBot, worked: MainWindow) -> None:
    page, of_bars = worked.split_page, "Copy the bars as an image"
    for seen in (False, True):
        page.payments.bars_action.setChecked(seen)
        menu = menu_on(qtbot, page.matrix, 0, 0)
        assert entry(menu, of_bars).isEnabled() is seen
        menu.close()
    click_cell(qtbot, page.matrix, 0, 0)
    place = page.bars.rect().center()
    menu = right_click(qtbot, page.bars, place)
    assert captions(menu) == [
        "Show as a table",
        "Copy as an image",
        "Save as PNG, SVG or PDF…",
        "Print…",
    ]
    menu.close()
