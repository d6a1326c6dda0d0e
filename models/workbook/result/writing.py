"""Writing the result workbook: pages to read, data to check them with, and the input as used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd

from models.case import Case
from models.names import names_of
from models.results.split import Split
from models.scenarios import rules_of
from models.words.language import ENGLISH, Language
from models.words.text import Text
from models.workbook.books import Book, made
from models.workbook.labels import (
    ADJUSTED,
    BINDING,
    CLEARING,
    CONFLICT,
    GOALS,
    KEYS,
    LEDGER,
    PAYERS,
    PRICE_OF_KEY,
    PROGRAMMES,
    SPLIT,
    TRANSFERS,
    WARNINGS,
    sheet_properties,
)
from models.workbook.layout import Cells, Heading, ResultSheet, set_up_page
from models.workbook.plain import check_written
from models.workbook.result.conflict import CONFLICT_COLUMNS, conflict_cells, write_conflict_page
from models.workbook.result.context import Result, about
from models.workbook.result.figures import (
    payer_cells,
    payer_columns,
    programme_cells,
    programme_columns,
    split_cells,
    split_columns,
)
from models.workbook.result.glance import write_glance
from models.workbook.result.inputs import is_plain, write_inputs
from models.workbook.result.owing import (
    TRANSFER_COLUMNS,
    clearing_cells,
    ledger_cells,
    transfer_cells,
    write_owing,
)
from models.workbook.result.simplicity import price_columns, result_price_cells
from models.workbook.result.statements import write_statements
from models.workbook.result.tables import (
    BINDING_COLUMNS,
    GOAL_COLUMNS,
    WARNING_COLUMNS,
    adjustment_cells,
    adjustment_columns,
    binding_cells,
    goal_cells,
    key_cells,
    key_columns,
    warning_cells,
)
from models.workbook.safe_writing import replace_safely
from models.xlsx.outline import (
    ADJUSTED_MARK,
    LONGEST_PROPERTY,
    RESULT,
    SCENARIO_MARK,
    scenario_mark,
)


def write_result(
    case: Case,
    split: Split,
    path: Path,
    *,
    case_name: str = "",
    made_on: date | None = None,
    already_adjusted: bool = False,
    spoken: Language = ENGLISH,
) -> None:
    """Write the result of a split with the case as it was used, adjustments included.

    The data sheets hold what the adjustments of the scenario made of them; so these no longer
    stand in the sheet Adjustments, where they would be made a second time, but in one of their
    own. A split that is a conflict says what clashes, in the place of the sheets of a result.

    Args:
        case: the case as the scenario uses it.
        split: its split with the appendix.
        path: the .xlsx file.
        case_name: what the case is called, for people.
        made_on: the day that stands on the first page; None: today.
        already_adjusted: whether the case was a result itself, which had the adjustments in its
            data.
        spoken: the language of everything in it, the sheets of the case too.

    Raises:
        RelaisError: the file cannot be written; the old one is as it was.
    """
    used, adjustments = _without_adjustments(case, split.scenario)
    rules, made_from = rules_of(case, split.scenario), about(case_name, made_on)
    result = Result(split, used, rules, names_of(used), made_from, adjustments, spoken)

    def fill(book: Book) -> None:
        _write_properties(book, result, already_adjusted or len(adjustments) > 0)
        _write_split(book, result)
        for sheet in write_inputs(book, used):
            sheet.repeat_rows(0)
            set_up_page(sheet, split, made_from.footer)

    content = made(path.name, split.scenario, RESULT, fill, spoken)
    check = partial(check_written, used, name=path.name, by_key=is_plain(spoken))
    replace_safely(path, content, check)


def _without_adjustments(case: Case, scenario: str) -> tuple[Case, pd.DataFrame]:
    """Return the case without what it already holds of a scenario, and that."""
    frame = case.table("Adjustments")
    mine = (frame["scenario"] == scenario).to_numpy(dtype=bool)
    left = frame[~mine].reset_index(drop=True)
    return replace(case.with_table("Adjustments", left), unknown_sheets=()), frame[mine]


def _write_split(book: Book, result: Result) -> None:
    if result.split.status == "conflict":
        write_conflict_page(book, result)
        sheets: tuple[_SheetOf, ...] = ((CONFLICT, CONFLICT_COLUMNS, conflict_cells),)
    else:
        write_glance(book, result)
        write_statements(book, result)
        write_owing(book, result)
        sheets = _result_sheets(result)
    for name, columns, cells in (*sheets, *_notes(result)):
        footer = result.about.footer
        ResultSheet(book, name, columns, result.split, footer).write(cells(result))


def _write_properties(book: Book, result: Result, is_adjusted: bool) -> None:
    split, mark = result.split, result.appendix.fingerprint
    book.note(sheet_properties(book.spoken))
    book.book.set_custom_property(SCENARIO_MARK, scenario_mark(split.scenario), "text")
    book.book.set_custom_property(ADJUSTED_MARK, "yes" if is_adjusted else "no", "text")
    if mark is not None:
        book.book.set_custom_property("fingerprint", str(mark), "text")
    book.book.set_custom_property("currency", split.currency[:LONGEST_PROPERTY], "text")
    if split.base_year is not None:
        book.book.set_custom_property("base_year", split.base_year, "number_int")


_SheetOf = tuple[Text, Sequence[Heading], Callable[[Result], Cells]]


def _result_sheets(result: Result) -> tuple[_SheetOf, ...]:
    return (
        (SPLIT, split_columns(result), split_cells),
        (PROGRAMMES, programme_columns(result), programme_cells),
        (PAYERS, payer_columns(result), payer_cells),
        (LEDGER, TRANSFER_COLUMNS, ledger_cells),
        (TRANSFERS, TRANSFER_COLUMNS, transfer_cells),
        (CLEARING, TRANSFER_COLUMNS, clearing_cells),
        (GOALS, GOAL_COLUMNS, goal_cells),
        (BINDING, BINDING_COLUMNS, binding_cells),
        (KEYS, key_columns(result), key_cells),
        *_price_of_key(result),
    )


def _price_of_key(result: Result) -> tuple[_SheetOf, ...]:
    """Return the sheet that says what a same key costs, where there is one."""
    if result.appendix.simplicity is None:
        return ()
    return ((PRICE_OF_KEY, price_columns(result.rules.burden_basis), result_price_cells),)


def _notes(result: Result) -> list[_SheetOf]:
    """Return the sheets of warnings and of adjustments, where there are any."""
    notes: list[_SheetOf] = []
    if result.split.warnings:
        notes.append((WARNINGS, WARNING_COLUMNS, warning_cells))
    if len(result.adjustments):
        notes.append((ADJUSTED, adjustment_columns(result), adjustment_cells))
    return notes
