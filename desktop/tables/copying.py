"""The selected cells of a view, and what a copy of them holds: exact values between tabs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QItemSelection, QModelIndex, Qt

from models.editing import union_of

EXACT_ROLE = Qt.ItemDataRole.UserRole + 1
"""The cell in full, without grouping and without unit, for copying."""
ChosenCells = dict[int, NDArray[np.int64]]
"""For each column its selected rows as they are shown, in order."""


def chosen_cells(selection: QItemSelection) -> ChosenCells:
    """Return which cells are selected."""
    ranges: dict[int, list[NDArray[np.int64]]] = {}
    for one in selection.toList():
        rows = np.arange(one.top(), one.bottom() + 1)
        for at in range(one.left(), one.right() + 1):
            ranges.setdefault(at, []).append(rows)
    return {
        at: rows[0] if len(rows) == 1 else union_of(rows) for at, rows in sorted(ranges.items())
    }


def count_of(chosen: ChosenCells) -> int:
    """Return how many cells are selected."""
    return sum(map(len, chosen.values()))


def rows_of(chosen: ChosenCells) -> NDArray[np.int64]:
    """Return the rows in which a cell is selected, in order."""
    return union_of(list(chosen.values()))


def copied_text(indexes: Iterable[QModelIndex]) -> str:
    """Return the smallest block that holds the cells; cells between them are blank."""
    found = {(index.row(), index.column()): index.data(EXACT_ROLE) for index in indexes}
    texts = {at: "" if text is None else in_one_line(str(text)) for at, text in found.items()}
    rows = sorted({row for row, _ in texts})
    columns = sorted({column for _, column in texts})
    lines = ("\t".join(texts.get((row, column), "") for column in columns) for row in rows)
    return "\n".join(lines)


def in_one_line(text: str) -> str:
    """Return a text without what would part it into cells."""
    return text.replace("\t", " ").replace("\n", " ")
