"""Changes of many cells of one table, each one edit; large ones are prepared in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.document.document import Document
from desktop.look.language import say
from desktop.tables.background_job import AT_ONCE_CELLS, Cancelled, NewQuestion, TableJob
from desktop.tables.case_table import CaseTable
from desktop.tables.cell_changes import (
    Changes,
    Refusal,
    blanked,
    block_of,
    case_rows_of,
    filled,
    replaced,
    texts_below,
    texts_for,
    typed,
)
from desktop.tables.copying import ChosenCells, count_of
from desktop.tables.row_search import FoundCells
from desktop.tables.table_cells import TableCells
from models.editing import CellEdits, row_number
from models.words.text import Text, text

_Found = TypeVar("_Found")
_CaseRows = Callable[[ChosenCells], ChosenCells]
_Work = Callable[[TableCells, _CaseRows, Cancelled], _Found]
"""Prepares a change from what the cells hold and from what finds the rows of the case."""


class Changing(QObject):
    """What is pasted, filled, blanked or replaced in a table.

    A change that is prepared in the background is made only if the table is still the same then,
    so that it can never end up in another row.

    Signals:
        refused_at: which row and column was refused; comes before the sentence.
    """

    refused_at = Signal(int, int)

    def __init__(
        self, document: Document, table: CaseTable, new_question: NewQuestion | None
    ) -> None:
        super().__init__(table)
        self._document, self._table = document, table
        self._job = TableJob(self.tr("Changing cells"), new_question, self)

    def paste(
        self,
        text: str,
        chosen: ChosenCells,
        corner: tuple[int, int],
        entry: Callable[[int], Text],
        then: Callable[[ChosenCells], None],
        places: Sequence[int] = (),
    ) -> None:
        """Take over a block as if each text were typed into its cell, as one edit.

        Rows below the last one are added; a single text fills all chosen cells. Where one text
        cannot stand in its cell nothing is changed, and a sentence says which cell and why.

        Args:
            text: the block, as spreadsheets put it on the clipboard.
            chosen: the cells that are selected.
            corner: the shown row and the column at which the block begins.
            entry: makes the entry in the history, which names the {table}, from how many cells
                the block has.
            then: is told the cells, as they are shown, once the texts are there.
            places: the columns that its first row names; (): that is no row of headers.
        """

        def work(
            cells: TableCells, case_rows: _CaseRows, cancelled: Cancelled
        ) -> tuple[Changes, ChosenCells]:
            block = block_of(text)
            if block and len(block[0]) == len(places):
                shown, texts = texts_below(block, places, corner[0])
            else:
                shown, texts = texts_for(block, chosen, corner)
            return typed(cells, case_rows(shown), texts, cancelled), shown

        def make(found: tuple[Changes, ChosenCells]) -> None:
            changes, shown = found
            added = max((int(rows[-1]) + 1 for rows in shown.values()), default=0)
            added = max(added - self._table.shown_row_count(), 0)
            if self._make(changes, entry(count_of(shown)), added):
                then(shown)

        count = text.count("\t") + text.count("\n")
        self._prepare(work, make, max(count, count_of(chosen)))

    def replace(self, places: FoundCells, text: str, by: str, entry: Callable[[int], Text]) -> None:
        """Put a text in the place of another in some cells, as one edit.

        Args:
            places: the cells.
            text: what goes.
            by: what comes.
            entry: makes the entry in the history, as in `paste`.
        """
        self._prepare(
            lambda cells, case_rows, cancelled: replaced(
                cells, case_rows(places.by_columns()), text, by, cancelled
            ),
            lambda changes: self._make(changes, entry(len(changes))),
            len(places),
        )

    def fill(self, sources: Mapping[int, int], shown: ChosenCells) -> None:
        """Put the value of one shown row of a column into others, as one edit."""
        of_case = {at: self._table.rows.case_row(row) for at, row in sources.items()}
        self._prepare(
            lambda cells, case_rows, _cancelled: filled(cells, of_case, case_rows(shown)),
            self._make,
            count_of(shown),
        )

    def clear(self, shown: ChosenCells, entry: Text | None = None) -> None:
        """Make cells blank, as one edit with this entry in the history."""
        self._prepare(
            lambda cells, case_rows, _cancelled: blanked(cells, case_rows(shown)),
            lambda changes: self._make(changes, entry),
            count_of(shown),
        )

    def _prepare(self, work: _Work[_Found], make: Callable[[_Found], object], count: int) -> None:
        table = self._table
        if self._job.is_busy:
            table.refused.emit(self.tr("Wait until the cells that change now have changed."))
            return
        cells, order = table.cells, table.rows.shown
        case_rows = partial(case_rows_of, order, table.shown_row_count(), cells.count)

        def take(found: _Found) -> None:
            if table.cells is cells and table.rows.shown is order:
                make(found)
                return
            text = self.tr("The table changed meanwhile, so nothing else was changed. Try again.")
            table.refused.emit(text)

        self._job.ask(
            lambda cancelled: work(cells, case_rows, cancelled),
            take,
            at_once=count <= AT_ONCE_CELLS,
        )

    def _make(self, changes: Changes, entry: Text | None = None, added: int = 0) -> bool:
        """Change the cells, or say why not; return whether they may be looked at."""
        if isinstance(changes, CellEdits):
            table = self._table.table
            said = "" if entry is None else say(entry.filled(table=table.labels))
            self._document.set_cells(table.key, changes, said, added)
            return True
        self._refuse(changes)
        return False

    def _refuse(self, refusal: Refusal) -> None:
        table, at, why = self._table, refusal.at, refusal.why
        beyond = refusal.row - table.cells.count
        last = table.shown_row_count()
        place = last + beyond if beyond >= 0 else table.rows.place_of(refusal.row)
        self.refused_at.emit(-1 if place is None else place, at)
        count = table.columnCount()
        if at >= count:
            pattern = text("{why} It ends {count} columns to the right of {column}.")
            why = say(pattern.filled(why=why, count=at - count + 1, column=table.label(count - 1)))
            table.refused.emit(say(text("{why} Nothing was changed.", why=why)))
            return
        pattern = text("{why} It would stand in {column}, row {row}; nothing was changed.")
        row = row_number(refusal.row)
        table.refused.emit(say(pattern.filled(why=why, column=table.label(at), row=row)))
