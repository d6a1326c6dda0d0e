"""What differs, in sentences: where, from what to what, and in which cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from desktop.commands.rows_in_words import RowWords, cell_in_words
from models.declaration.tables import TABLE_BY_KEY
from models.exchange.located import Source
from models.exchange.where import ABSENT, RowValues, Where
from models.readable import readable

_DONE = ("changed", "added", "deleted")
_SUBJECTS = {"row": "row ", "column": "column {column} ", "sheet": ""}


class DifferenceWords:
    """Writes differences of some cases."""

    def __init__(self, rows: RowWords) -> None:
        self._rows = rows

    def subject(self, where: Where, identity: Sequence[Any]) -> str:
        """Return what a difference is about: "Flows, 2024, arrival → reception in City"."""
        if where.table not in TABLE_BY_KEY:
            return f"Sheet “{where.table}”"
        if where.key is None:
            return where.table
        row = self._rows.row(TABLE_BY_KEY[where.table], identity)
        return f"{where.table}, {row}" if row else where.table

    def change(self, where: Where, old: Any, new: Any) -> str:
        """Return what becomes of it: "persons 20 → 25", "row added, persons 25"."""
        what = self.value(where, new)
        if where.subject == "cell":
            return f"{where.column} {self.value(where, old)} → {what}"
        name = _SUBJECTS[where.subject].format(column=where.column)
        if old is ABSENT:
            return f"{name}added" + (f", {what}" if where.subject == "row" and what else "")
        if new is ABSENT:
            return f"{name}deleted"
        return f"{name}changed" + (f" to {what}" if where.subject == "row" else "")

    def value(self, where: Where, value: Any) -> str:
        """Return a value that something has on one side."""
        if value is ABSENT:
            return "not there"
        if where.subject == "cell":
            return cell_in_words(TABLE_BY_KEY[where.table], str(where.column), value)
        if where.subject == "row":
            return _row_in_words(where.table, value)
        return "there" if where.subject == "column" else f"{len(value)} rows"


def _row_in_words(table: str, values: RowValues) -> str:
    declared = TABLE_BY_KEY[table]
    cells = (
        f"{column} {cell_in_words(declared, column, value)}"
        for column, value in values
        if column not in declared.identity
    )
    return ", ".join(cells)


def source_in_words(source: Source, where: Where, *, with_file: bool) -> str:
    """Return where it stands, in brackets and with a blank before; "" where there is no place."""
    parts = [source.file] if with_file else []
    if source.cell:
        row = source.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        parts.append(f"row {row}" if where.subject == "row" else f"cell {source.cell}")
    if source.sheet != where.table:
        parts.append(f"sheet {source.sheet}")
    return f" ({', '.join(parts)})" if parts else ""


def by_sheet(lines: Iterable[tuple[str, str]]) -> list[str]:
    """Return lines given with their sheet, a blank line between two sheets."""
    shown = ((sheet, readable(line)) for sheet, line in lines)
    groups = [[line for _, line in group] for _, group in groupby(shown, key=lambda pair: pair[0])]
    return "\n\n".join("\n".join(group) for group in groups).splitlines()


def counted(kinds: Iterable[tuple[str, str]]) -> str:
    """Return how many of what: "2 cells changed, 1 row added"; subject and kind are given."""
    counts = Counter(kinds)
    parts = [
        f"{count(counts[subject, done], subject)} {done}"
        for subject in ("sheet", "column", "row", "cell")
        for done in _DONE
        if counts[subject, done]
    ]
    return ", ".join(parts)


def count(number: int, noun: str) -> str:
    """Return a number of things: "1 row", "2 rows"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
