"""The selected cells of a view, by columns; a hundred thousand rows are one range each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection

from models.editing import union_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Chosen = dict[int, "NDArray[np.int64]"]
"""For each column its selected rows as they are shown, in order."""


def chosen_cells(selection: QItemSelection) -> Chosen:
    """Return which cells are selected."""
    import numpy as np  # noqa: PLC0415  # the first window needs none

    ranges: dict[int, list[NDArray[np.int64]]] = {}
    for one in selection.toList():
        rows = np.arange(one.top(), one.bottom() + 1)
        for at in range(one.left(), one.right() + 1):
            ranges.setdefault(at, []).append(rows)
    return {
        at: rows[0] if len(rows) == 1 else union_of(rows) for at, rows in sorted(ranges.items())
    }


def count_of(chosen: Chosen) -> int:
    """Return how many cells are selected."""
    return sum(map(len, chosen.values()))


def rows_of(chosen: Chosen) -> NDArray[np.int64]:
    """Return the rows in which a cell is selected, in order."""
    return union_of(list(chosen.values()))
