"""Which tables and columns of the open case are shown: of the second edition only some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from desktop.document.document import Document
from models.declaration.kinds import Column, Table
from models.declaration.tables import TABLE_BY_KEY, TABLES
from models.editing import ChangeKind, TableChange
from models.used import FIRST_EDITION, columns_to_fill, is_filled, is_used


class PartsInUse(QObject):
    """What the case uses, and what somebody began to use; it stays until another case is opened.

    So nothing that is undone, or blanked, takes a column away under the hands of who works in it.

    Signals:
        begun: tables or columns came into use, or went out of it, since somebody wants so;
            carries the key of the table.
    """

    begun = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._tables: set[str] = set()
        self._columns: defaultdict[str, set[str]] = defaultdict(set)
        document.case_replaced.connect(self._on_case_replaced)
        document.table_changed.connect(self._on_table_changed)
        self._on_case_replaced()

    def tables(self) -> list[Table]:
        """Return the tables that are shown, in their order."""
        return [table for table in TABLES if table.key in self._tables]

    def hidden(self, table: Table) -> frozenset[str]:
        """Return the keys of the columns of a table that are not shown."""
        known = self._columns[table.key]
        return frozenset(column.key for column in later_columns(table) if column.key not in known)

    def shows(self, table: Table, column: Column | None = None) -> bool:
        """Say whether a table, or one of its columns, is shown."""
        is_there = table.key in self._tables
        return is_there and (column is None or column.key not in self.hidden(table))

    def is_filled(self, table: Table, column: Column | None = None) -> bool:
        """Say whether the case itself uses a table, or one of its columns, so that it stays."""
        case = self._document.case
        if case is None:
            return False
        return is_used(case, table) if column is None else column in columns_to_fill(case, table)

    def begin(self, table: str, columns: Iterable[str] = ()) -> None:
        """Show a table from now on, with some columns of it."""
        new = set(columns) - self._columns[table]
        if table in self._tables and not new:
            return
        self._tables.add(table)
        self._columns[table] |= new
        self.begun.emit(table)

    def leave(self, table: Table, column: Column | None = None) -> None:
        """Show a table or one of its columns no longer, unless the case uses it."""
        if self.is_filled(table, column) or not self.shows(table, column):
            return
        if column is None:
            self._tables.discard(table.key)
        else:
            self._columns[table.key].discard(column.key)
        self.begun.emit(table.key)

    @Slot()
    def _on_case_replaced(self) -> None:
        self._tables = {table.key for table in TABLES if table.edition == FIRST_EDITION}
        self._columns.clear()
        for table in TABLES:
            self._look_at(table)

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        changed = TABLE_BY_KEY[change.table]
        if changed.edition > FIRST_EDITION:
            # Its rows can be named in others: where there are groups, each flow has one.
            for table in TABLES:
                self._look_at(table)
        elif change.kind is not ChangeKind.REMOVED and self.hidden(changed):
            self._look_at_rows(changed, change.rows)

    def _look_at_rows(self, table: Table, rows: Sequence[int]) -> None:
        """Show the columns that have a cell in some rows; a large table has many others."""
        hidden = [one for one in later_columns(table) if one.key in self.hidden(table)]
        frame = self._document.open_case.table(table.key)[[column.key for column in hidden]]
        some = frame.iloc[list(rows)]
        self._columns[table.key] |= {column.key for column in hidden if is_filled(some, column)}

    def _look_at(self, table: Table) -> None:
        case = self._document.case
        if case is None:
            return
        if is_used(case, table):
            self._tables.add(table.key)
        if self.hidden(table):
            self._columns[table.key] |= {column.key for column in columns_to_fill(case, table)}


def later_tables() -> tuple[Table, ...]:
    """Return the tables that came with a later edition of the method."""
    return tuple(table for table in TABLES if table.edition > FIRST_EDITION)


def later_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of a table that came with a later edition of the method."""
    return tuple(column for column in table.columns if column.edition > FIRST_EDITION)
