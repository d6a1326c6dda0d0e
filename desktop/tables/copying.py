"""What a copy of cells holds: exact values, a tab between columns, a line for each row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt

from desktop.tables.background_job import Cancelled
from desktop.tables.chosen_cells import Chosen, rows_of
from desktop.tables.table_cells import TableCells

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXACT_ROLE = Qt.ItemDataRole.UserRole + 1
"""The cell in full, without grouping and without unit, for copying."""


def copied_text(model: QAbstractItemModel, indexes: Iterable[QModelIndex]) -> str:
    """Return the smallest block that holds the cells; cells between them are blank."""
    chosen = {(index.row(), index.column()) for index in indexes}
    if not chosen:
        return ""
    rows = sorted({row for row, _ in chosen})
    columns = sorted({column for _, column in chosen})
    lines = (
        "\t".join(
            _cell(model, row, column) if (row, column) in chosen else "" for column in columns
        )
        for row in rows
    )
    return "\n".join(lines)


def _joined(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")


def block_text(
    cells: TableCells, rows: NDArray[np.int64], chosen: Chosen, cancelled: Cancelled
) -> str:
    """Return the smallest block that holds some cells of a table of the case.

    Args:
        cells: where the cells are.
        rows: the row of the case for each of the rows in which a cell is chosen.
        chosen: the cells as they are shown.
        cancelled: says whether it is no longer wanted.
    """
    import numpy as np  # noqa: PLC0415  # the first window needs none

    shown = rows_of(chosen)
    texts = [
        column_texts(cells, rows, at, np.isin(shown, of_column), cancelled)
        for at, of_column in chosen.items()
    ]
    return "\n".join(map("\t".join, zip(*texts, strict=True)))


def column_texts(
    cells: TableCells,
    rows: NDArray[np.int64],
    at: int,
    chosen: NDArray[np.bool_],
    cancelled: Cancelled,
) -> list[str]:
    """Return the exact texts of a column in some rows, "" where a cell is not chosen."""
    from desktop.tables.column_words import different, read_each  # noqa: PLC0415  # loads pandas

    one = different(cells, at, rows)
    texts = one.spread(read_each(one, lambda row: _joined(cells.edited(row, at)), cancelled), "")
    texts[~chosen] = ""
    found: list[str] = texts.tolist()
    return found


def _cell(model: QAbstractItemModel, row: int, column: int) -> str:
    text = model.index(row, column).data(EXACT_ROLE)
    return "" if text is None else _joined(str(text))
