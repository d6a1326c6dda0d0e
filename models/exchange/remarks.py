"""Comments that came back: what each is about, by key and never by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from models.exchange.addresses import Address, RowKey, identity_as_record
from models.exchange.keyed import Located, Source
from models.words.answers import said_by
from models.words.text import Argument
from models.workbook.frames import TablePlace
from models.xlsx.comments import Comment

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True)
class Remark:
    """A comment of somebody.

    Attributes:
        where: what it is about: a cell, row or column of a table, else the sheet as a whole.
        identity: the cells that name the row, as they are written; () where it is no row.
        source: where it stands.
        author: who made it; "" where nobody says.
        text: what it says.
    """

    where: Address
    identity: tuple[Any, ...]
    source: Source
    author: str
    text: str

    @property
    def place(self) -> str:
        """Where it stands: sheet and cell as a person would look for them."""
        return f"{self.source.sheet}!{self.source.cell}"

    @property
    def said(self) -> Argument:
        """Who said what, on one line."""
        return said_by(self.author, self.text)

    def is_about(self, where: Address) -> bool:
        """Say whether it is about a thing, or about a cell of what is added or deleted whole."""
        if where.subject == "row":
            return (self.where.table, self.where.key) == (where.table, where.key)
        return self.where == where

    def as_record(self) -> dict[str, object]:
        """Return it as plain values, for `--json` and the trail."""
        about = identity_as_record(self.where, self.identity)
        source = self.source.as_record()
        return {**about, "author": self.author, "text": self.text, "source": source}


def remarks_of(
    read: Located, comments: Iterable[Comment], sent: Iterable[Remark] = ()
) -> tuple[Remark, ...]:
    """Return what comments of a file are about, in their order there.

    Args:
        read: the rows of the file and where they stand.
        comments: its comments.
        sent: what was said before it came, which is no news.
    """
    listed = tuple(comments)
    sheets = {comment.sheet for comment in listed}
    tables = {
        place.sheet: _SheetCells(read, table, place)
        for table, place in read.places.items()
        if place.sheet in sheets
    }
    before = Counter(map(_likeness, sent))
    found = []
    for comment in listed:
        remark = _remark(read.file, comment, tables.get(comment.sheet))
        before[_likeness(remark)] -= 1
        if before[_likeness(remark)] < 0:
            found.append(remark)
    return tuple(found)


def _likeness(remark: Remark) -> Hashable:
    """Return what tells a remark from others, wherever its row stands now."""
    is_sheet = remark.where.subject == "sheet"
    return remark.where, is_sheet and remark.source.cell, " ".join(remark.text.split())


def _remark(file: str, comment: Comment, cells: _SheetCells | None) -> Remark:
    source = Source(file, comment.sheet, comment.cell)
    match = _ADDRESS.fullmatch(comment.cell)
    where, identity = Address(comment.sheet), ()
    if cells and match:
        where, identity = cells.about(match[1], int(match[2]))
    return Remark(where, identity, source, comment.author, comment.text)


class _SheetCells:
    """The cells of one table in a file, by their addresses."""

    def __init__(self, read: Located, table: str, place: TablePlace) -> None:
        self._table, self._header = table, place.header
        self._keyed = read.keyed(table)
        keys = self._keyed.keys_of_rows()
        self._keys: dict[int, RowKey] = {
            number: keys[row] for row, number in enumerate(place.rows) if row in keys
        }
        self._columns = {letter: column for column, letter in place.letters.items()}

    def about(self, letter: str, number: int) -> tuple[Address, tuple[Any, ...]]:
        """Return what a cell is of: a column, a cell, a row, else the table; and what names it."""
        column = self._columns.get(letter)
        if number == self._header:
            return Address(self._table, None, column), ()
        key = self._keys.get(number)
        if key is None:
            return Address(self._table), ()
        return Address(self._table, key, column), self._keyed.identity(key)
