"""Writing the comparison workbook: one page to read, then sheets to check it with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from models.case import Case
from models.names import names_of
from models.results.bridge import Bridge
from models.results.side_by_side import SideBySide
from models.results.split import Split
from models.words.language import ENGLISH, Language
from models.words.text import Text, text
from models.workbook.books import Book, check_sheets, made
from models.workbook.comparison.first_page import write_first_page
from models.workbook.comparison.sheets import (
    CHANGE_COLUMNS,
    CONFLICT_COLUMNS,
    YARDSTICK_COLUMNS,
    Compared,
    bridge_cells,
    bridge_columns,
    change_cells,
    conflict_cells,
    key_cells,
    key_columns,
    sheet_of,
    split_cells,
    split_columns,
    starts_of,
    yardstick_cells,
)
from models.workbook.labels import BRIDGE, CHANGES, COMPARISON, CONFLICTS, KEYS, YARDSTICKS
from models.workbook.layout import Cells, Heading, ResultSheet
from models.workbook.result.context import about
from models.workbook.result.simplicity import price_cells, price_columns
from models.workbook.safe_writing import replace_safely

MARK = "comparison"
"""What the mark of a workbook says when it holds a comparison."""
_Sheet = tuple[Text, Sequence[Heading], Cells, Split]
"""Its name, columns and cells, and the split whose rounding says how its money is shown."""


def write_comparison(
    case: Case,
    side: SideBySide,
    bridges: Sequence[Bridge],
    path: Path,
    *,
    case_name: str = "",
    made_on: date | None = None,
    spoken: Language = ENGLISH,
) -> None:
    """Write splits side by side; the same comparison gives the same bytes.

    Args:
        case: the case, for its names.
        side: the splits.
        bridges: ways from the base to other splits.
        path: the .xlsx file.
        case_name: what the case is called, for people.
        made_on: the day that stands on the first page; None: today.
        spoken: the language of everything in it.

    Raises:
        RelaisError: the file cannot be written; the old one is as it was.
    """
    compared = Compared(side, bridges, names_of(case), about(case_name, made_on), spoken)
    sheets = _sheets(compared)

    def fill(book: Book) -> None:
        write_first_page(book, compared)
        for name, columns, cells, split in sheets:
            strong = starts_of(cells) if name == BRIDGE else ()
            ResultSheet(book, name, columns, split, compared.about.footer).write(cells, strong)
        yardsticks = book.book.get_worksheet_by_name(spoken.say(YARDSTICKS))
        yardsticks.fit_to_pages(2, 0)  # on one page its columns could not be read
        yardsticks.repeat_columns(0, 1)

    content = made(path.name, "Relais", MARK, fill, spoken)
    names = [spoken.say(name) for name in (COMPARISON, *(name for name, *_ in sheets))]
    what = text("The comparison would not read back as it is.")
    replace_safely(path, content, lambda written: check_sheets(written, path.name, what, names, {}))


def _sheets(compared: Compared) -> list[_Sheet]:
    splits: list[_Sheet] = [
        (sheet_of(one), split_columns(one), split_cells(compared, one), one.comparison.split)
        for one in compared.side.splits
    ]
    finest = _finest(compared.side)
    further: list[_Sheet] = [
        (CHANGES, CHANGE_COLUMNS, change_cells(compared), finest),
        (BRIDGE, bridge_columns(compared), bridge_cells(compared), finest),
        (YARDSTICKS, YARDSTICK_COLUMNS, yardstick_cells(compared), finest),
        (KEYS, key_columns(compared), key_cells(compared), finest),
    ]
    further += _prices_of_keys(compared)
    clashes = conflict_cells(compared)
    if clashes:
        further.append((CONFLICTS, CONFLICT_COLUMNS, clashes, finest))
    return [*splits, *further]


def _prices_of_keys(compared: Compared) -> Iterator[_Sheet]:
    """Yield what a same key costs in each split that has one."""
    for one in compared.side.splits:
        split, basis = one.comparison.split, one.comparison.burden_basis
        if one.key is not None or split.appendix is None or split.appendix.simplicity is None:
            continue
        cells = price_cells(split.appendix.simplicity, split, basis, compared.names)
        name = text("Price of the key {letters}", context="sheet", letters=one.letters)
        yield name, price_columns(basis), cells, split


def _finest(side: SideBySide) -> Split:
    """Return the split with the finest rounding, the base before others: what is shown adds up."""
    every = (side.base_split, *side.others)
    return min(every, key=lambda one: one.rounding).comparison.split
