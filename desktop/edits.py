"""Edits of the data in words: the entries of the history, and what they call tables and rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import formats
from models.declaration.tables import TABLE_BY_KEY

if TYPE_CHECKING:
    from models.editing import CellEdit


def row_number(row: int) -> int:
    """Return the number of a row as the grid and the plain workbook show it, below the header."""
    return row + 2


def table_label(key: str) -> str:
    """Return the name of a table as the window shows it."""
    return TABLE_BY_KEY[key].labels.in_language("en")


def set_cells_text(table: str, cells: Sequence[CellEdit]) -> str:
    """Return the entry of other values in some cells."""
    if len(cells) > 1:
        return QCoreApplication.translate("Edits", "Change {count} cells in {table}").format(
            count=len(cells), table=table_label(table)
        )
    label = TABLE_BY_KEY[table].column(cells[0].column).labels.in_language("en")
    return QCoreApplication.translate("Edits", "Change {column} in {table}, row {row}").format(
        column=label, table=table_label(table), row=row_number(cells[0].row)
    )


def add_row_text(table: str) -> str:
    """Return the entry of a blank row."""
    text = QCoreApplication.translate("Edits", "Add 1 row to {table}")
    return text.format(table=table_label(table))


def delete_rows_text(table: str, count: int) -> str:
    """Return the entry of rows that were taken out."""
    counted = formats.counted(
        QCoreApplication.translate("Edits", "Delete 1 row from {{table}}"),
        QCoreApplication.translate("Edits", "Delete {count} rows from {{table}}"),
        count,
    )
    return counted.format(table=table_label(table))
