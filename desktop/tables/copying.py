"""What a copy of cells holds: exact values, a tab between columns, a line for each row."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt

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


def _cell(model: QAbstractItemModel, row: int, column: int) -> str:
    text = model.index(row, column).data(EXACT_ROLE)
    return "" if text is None else str(text).replace("\t", " ").replace("\n", " ")
