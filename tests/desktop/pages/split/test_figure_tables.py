from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt

from desktop.look import formats
from desktop.look.theme import Theme
from desktop.pages.split.figure_tables import FoldingTable
from desktop.tables.copying import EXACT_ROLE
from models.programme import Programme
from models.results.folding import (
    every_node,
    levels,
    shown,
    unfolded_to,
)
from models.results.matrix import figures_of
from models.words.matrix import (
    NESTINGS,
    columns_of,
    payer_tree,
    programme_tree,
    territories_of,
)
from tests.desktop.splits import CASE, NAMES, split_over


@pytest.fixture
def table(theme: Theme, locale: QLocale) -> FoldingTable:
    hosts = ("North", "South", "Other")
    answer = split_over([Programme(h, "school", y) for h in hosts for y in (2023, 2024)], 0.1)
    tree = programme_tree(answer, NAMES, territories_of(CASE), NESTINGS[0])
    payers = [line.payer for line in answer.payers]
    columns = columns_of(payer_tree(answer, NAMES, territories_of(CASE)), payers, frozenset())
    table = FoldingTable(theme, locale)
    table.show_tree(columns, tree, figures_of(answer), formats.CENT, ())
    return table


def seen(table: FoldingTable) -> list[str]:
    return [table.label(row) for row in range(table.rowCount())]


def test_folding_and_unfolding_shows_and_hides_rows(table: FoldingTable) -> None:
    assert seen(table) == ["The Land with its parts", "Other · school"]
    table.unfold(0)
    table.unfold(2)
    assert seen(table)[:5] == [
        "The Land with its parts",
        "North · school",
        "South · school",
        "2023",
        "2024",
    ]
    assert table.parent_row(3) == 2
    table.fold(0)
    assert seen(table) == ["The Land with its parts", "Other · school"]
    table.unfold(0)
    assert "2023" in seen(table), "what was unfolded under it is so again"


def test_a_hidden_row_can_be_revealed(table: FoldingTable) -> None:
    node = next(node for node in every_node(table.tree) if node.label == "2024")
    assert table.node(table.reveal(node)) is node


def test_copies_and_tooltips_of_sums_are_exact(table: FoldingTable) -> None:
    """Three tenths are added up without the error of binary fractions."""
    index = table.index(0, table.columnCount() - 4)
    assert index.data(EXACT_ROLE) == "0.4"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "0.40"
    spoken = table.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "The Land with its parts, folded"


def test_unfolding_to_a_level_shows_no_deeper_one(table: FoldingTable) -> None:
    for depth in range(4):
        rows = list(shown(table.tree, unfolded_to(table.tree, depth)))
        assert max(node.depth for node in rows) == min(depth, len(levels(table.tree)) - 1)
