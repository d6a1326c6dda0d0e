"""Cases that came back, made in memory or as workbooks."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from models.case import Case
from models.checks.checked import column_letter
from models.exchange.deciding import Decisions
from models.exchange.differences import differences
from models.exchange.issued import IssuedVersion
from models.exchange.keyed import Located
from models.exchange.merging import Merge
from models.exchange.returned import Returned, read_returned
from models.workbook.frames import TablePlace
from tests.cases import worked
from tests.models.workbook.small_case import Sheets, write

WORKED = worked()


def back(case: Case, file: str, sent: Case = WORKED) -> Returned:
    """Return a case as if it came back in a file."""
    read = Located(file, case, _plain_places(case))
    return Returned(Located("", sent, {}), read, differences(sent, case))


def _plain_places(case: Case) -> dict[str, TablePlace]:
    return {
        key: TablePlace(
            key,
            1,
            tuple(range(2, len(frame) + 2)),
            {str(column): column_letter(i) for i, column in enumerate(frame.columns)},
        )
        for key, frame in case.tables.items()
    }


def with_persons(case: Case, row: int, persons: float) -> Case:
    """Return the case with another figure in one of its flows."""
    return with_cell(case, "Flows", row, "persons", persons)


def with_cell(case: Case, table: str, row: int, column: str, value: Any) -> Case:
    frame = case.table(table).astype(object)
    cells = frame[column].tolist() if column in frame else [None] * len(frame)
    cells[row] = value
    return case.with_table(table, frame.assign(**{column: pd.Series(cells, dtype=object)}))


def without_row(case: Case, table: str, row: int) -> Case:
    return case.with_table(table, case.table(table).drop(index=row).reset_index(drop=True))


def with_row(case: Case, table: str, **cells: Any) -> Case:
    frame = case.table(table).astype(object)
    return case.with_table(table, pd.concat([frame, pd.DataFrame([cells])], ignore_index=True))


def read_back(sheets: Sheets, folder: Path, sent: Case, mine: Case | None = None) -> Returned:
    """Write sheets as a workbook and read it as what came back."""
    path = write(sheets, folder / "back.xlsx")
    return read_returned(path, lambda _name, _identity: IssuedVersion(sent), mine or sent)


def changed_workbook(source: Path, target: Path, change: Callable[[Any], None]) -> Path:
    """Write a copy of a workbook that somebody has worked in."""
    book = openpyxl.load_workbook(io.BytesIO(source.read_bytes()))
    change(book)
    book.save(target)
    return target


def all_refused(merge: Merge) -> Decisions:
    """Keep mine everywhere."""
    return {item.where: None for item in merge.items}
