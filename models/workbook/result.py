"""The result workbook: a split that an auditor can follow to its cells, and the input as used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from models.case import Case
from models.split import Split
from models.workbook.books import Book, made
from models.workbook.plain import check_written, write_tables
from models.workbook.result_formulas import (
    PAYER_COLUMNS,
    PROGRAMME_COLUMNS,
    SPLIT_COLUMNS,
    payer_cells,
    programme_cells,
    split_cells,
)
from models.workbook.result_sheets import MONEY, TEXT, Cells, Heading, ResultSheet
from models.workbook.safely import replace_safely
from models.workbook.sheets import RESULT


def write_result(case: Case, split: Split, path: Path) -> None:
    """Write the result of a split with the case as it was used, adjustments included.

    A split that is a conflict has one sheet, Conflict, in the place of those of the result.

    Raises:
        RelaisError: the file cannot be written; the old one is as it was.
    """
    used = replace(case, unknown_sheets=())

    def fill(book: Book) -> None:
        _write_split(book, split)
        write_tables(book, used)

    content = made(path.name, split.scenario, RESULT, fill)
    replace_safely(path, content, lambda written: check_written(used, written, path.name))


def _write_split(book: Book, split: Split) -> None:
    book.book.set_custom_property("scenario", split.scenario[:255], "text")
    if split.fingerprint is not None:
        book.book.set_custom_property("fingerprint", str(split.fingerprint), "text")
    book.book.set_custom_property("currency", split.currency[:255], "text")
    if split.base_year is not None:
        book.book.set_custom_property("base_year", split.base_year, "number_int")
    for name, columns, cells in _CONFLICT if split.status == "conflict" else _RESULT:
        sheet = ResultSheet(book, name, columns, split)
        sheet.write(cells(split))


def _transfers(split: Split) -> Cells:
    return [[line.payer, line.receiver, line.amount] for line in split.transfers]


def _clearing(split: Split) -> Cells:
    return [[line.payer, line.receiver, line.amount] for line in split.clearing]


def _goals(split: Split) -> Cells:
    """Return a row for each goal, and for each burden of equal_burden one."""
    rows: Cells = []
    for order, line in enumerate(split.goals, start=1):
        values = line.value if isinstance(line.value, tuple) else (line.value,)
        rows += [[order, line.goal, value] for value in values]
    return rows


def _binding(split: Split) -> Cells:
    """Return a row for each payer whose total changes, or one row where none does."""
    rows: Cells = []
    for line in split.binding:
        limit = [line.limit, line.name, line.bound, line.step, line.gap_change]
        changes = line.payer_changes or ((None, None),)
        rows += [[*limit, payer, change] for payer, change in changes]
    return rows


def _keys(split: Split) -> Cells:
    return [
        [
            line.key,
            line.payer,
            line.amount,
            line.change,
            line.burden,
            line.more_than_it_gains,
            line.unfunded,
            ", ".join(line.clauses_broken),
        ]
        for line in split.keys
    ]


def _conflict(split: Split) -> Cells:
    return [[line.clause, line.needs] for line in split.conflict]


_SheetOf = tuple[str, Sequence[Heading], Callable[[Split], Cells]]

_TRANSFER_COLUMNS = (Heading("from", TEXT), Heading("to", TEXT), Heading("amount", MONEY, True))
_GOAL_COLUMNS = (Heading("order"), Heading("goal", TEXT), Heading("value"))
_BINDING_COLUMNS = (
    Heading("limit", TEXT),
    Heading("name", TEXT),
    Heading("bound", MONEY),
    Heading("step", MONEY),
    Heading("gap_change", MONEY),
    Heading("payer", TEXT),
    Heading("payer_change", MONEY),
)
_KEY_COLUMNS = (
    Heading("key", TEXT),
    Heading("payer", TEXT),
    Heading("amount", MONEY),
    Heading("change", MONEY),
    Heading("burden"),
    Heading("more_than_it_gains", TEXT),
    Heading("unfunded", MONEY),
    Heading("clauses_broken", TEXT),
)
_RESULT: tuple[_SheetOf, ...] = (
    ("Split", SPLIT_COLUMNS, split_cells),
    ("Programmes", PROGRAMME_COLUMNS, programme_cells),
    ("Payers", PAYER_COLUMNS, payer_cells),
    ("Transfers", _TRANSFER_COLUMNS, _transfers),
    ("Clearing", _TRANSFER_COLUMNS, _clearing),
    ("Goals", _GOAL_COLUMNS, _goals),
    ("Binding", _BINDING_COLUMNS, _binding),
    ("Keys", _KEY_COLUMNS, _keys),
)
_CONFLICT: tuple[_SheetOf, ...] = (
    ("Conflict", (Heading("clause", TEXT), Heading("needs")), _conflict),
)
