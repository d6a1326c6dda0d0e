"""Changes of many cells of one table, each one edit; large ones are prepared in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.document import Document
from desktop.edits import CellEdits, row_number
from desktop.tables.aside import AT_ONCE_CELLS, Aside, Cancelled, NewLane
from desktop.tables.case_table import CaseTable
from desktop.tables.chosen_cells import Chosen, count_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desktop.tables.cell_changes import Changes, Refusal
    from desktop.tables.finding import Places


class Changing(QObject):
    """What is pasted, filled, blanked or replaced in a table.

    A change that is prepared in the background is made only if the table is still the same then,
    so that it can never end up in another row.

    Signals:
        refused_at: which row and column was refused; comes before the sentence.
    """

    refused_at = Signal(int, int)

    def __init__(self, document: Document, table: CaseTable, new_lane: NewLane | None) -> None:
        super().__init__(table)
        self._document, self._table = document, table
        self._aside = Aside(self.tr("Changing cells"), new_lane, self)

    def put_texts(
        self,
        shown: Chosen,
        texts: Mapping[int, Sequence[str]],
        text: str,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Take over texts as if each were typed into its cell, as one edit.

        Rows below the last one are added. Where one text cannot stand in its cell nothing is
        changed, and a sentence says which cell and why.

        Args:
            shown: for each column its rows, as they are shown.
            texts: for each column the text of each row.
            text: the entry in the history.
            then: what is to be done once the texts are there.
        """
        from desktop.tables.cell_changes import typed  # noqa: PLC0415  # loads pandas

        cells, rows = self._table.cells, self._case_rows(shown)
        last = max((int(of_column[-1]) for of_column in rows.values()), default=-1)
        self._prepare(
            lambda cancelled: typed(cells, rows, texts, cancelled),
            lambda changes: self._make(changes, text, max(last + 1 - cells.count, 0), then),
            count_of(shown),
        )

    def replace(self, places: Places, text: str, by: str, say: Callable[[int], str]) -> None:
        """Put a text in the place of another in some cells, as one edit.

        Args:
            places: the cells.
            text: what goes.
            by: what comes.
            say: makes the entry in the history from how many cells are changed.
        """
        from desktop.tables.cell_changes import replaced  # noqa: PLC0415  # loads pandas

        cells, rows = self._table.cells, self._case_rows(places.by_columns())
        self._prepare(
            lambda cancelled: replaced(cells, rows, text, by, cancelled),
            lambda changes: self._make(
                changes, say(len(changes)) if isinstance(changes, CellEdits) else ""
            ),
            len(places),
        )

    def fill(self, sources: Mapping[int, int], shown: Chosen) -> None:
        """Put the value of one shown row of a column into others, as one edit."""
        from desktop.tables.cell_changes import filled  # noqa: PLC0415  # loads pandas

        case_row = self._table.rows.case_row
        of_case = {at: case_row(row) for at, row in sources.items()}
        self._make(filled(self._table.cells, of_case, self._case_rows(shown)))

    def clear(self, shown: Chosen, text: str = "") -> None:
        """Make cells blank, as one edit with this entry in the history."""
        from desktop.tables.cell_changes import blanked  # noqa: PLC0415  # loads pandas

        self._make(blanked(self._table.cells, self._case_rows(shown)), text)

    def _case_rows(self, shown: Chosen) -> dict[int, NDArray[np.int64]]:
        """Return the rows of the case, those below the last shown one as new ones."""
        table = self._table
        count, beyond = table.rowCount(), table.case_row_count()
        found = {}
        for at, rows in shown.items():
            of_case = rows + (beyond - count)
            there = rows < count
            of_case[there] = table.rows.case_rows(rows[there])
            found[at] = of_case
        return found

    def _prepare(
        self,
        work: Callable[[Cancelled], Changes],
        make: Callable[[Changes], None],
        count: int,
    ) -> None:
        if self._aside.is_busy:
            self._table.refused.emit(self.tr("Wait until the cells that change now have changed."))
            return
        cells, order = self._table.cells, self._table.rows.shown

        def take(changes: Changes) -> None:
            if self._table.cells is cells and self._table.rows.shown is order:
                make(changes)
                return
            text = self.tr("The table changed meanwhile, so nothing else was changed. Try again.")
            self._table.refused.emit(text)

        self._aside.ask(work, take, at_once=count <= AT_ONCE_CELLS)

    def _make(
        self,
        changes: Changes,
        text: str = "",
        added: int = 0,
        then: Callable[[], None] | None = None,
    ) -> None:
        if not isinstance(changes, CellEdits):
            self._refuse(changes)
            return
        self._document.set_cells(self._table.table.key, changes, text, added)
        if then is not None:
            then()

    def _refuse(self, refusal: Refusal) -> None:
        table, at, why = self._table, refusal.at, refusal.why
        beyond = refusal.row - table.case_row_count()
        place = table.rowCount() + beyond if beyond >= 0 else table.rows.place_of(refusal.row)
        self.refused_at.emit(-1 if place is None else place, at)
        count = table.columnCount()
        if at >= count:
            text = self.tr("{why} It ends {count} columns to the right of {column}.")
            why = text.format(why=why, count=at - count + 1, column=table.label(count - 1))
            table.refused.emit(self.tr("{why} Nothing was changed.").format(why=why))
            return
        text = self.tr("{why} It would stand in {column}, row {row}; nothing was changed.")
        row = row_number(refusal.row)
        table.refused.emit(text.format(why=why, column=table.label(at), row=row))
