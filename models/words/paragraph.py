"""What an explanation is put together of: headings, sentences, and lines of figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from models.declaration.tables import TABLE_BY_KEY
from models.editing import row_number
from models.words.text import Argument, Linked, counted, listed, text

_Entry = TypeVar("_Entry")
ParagraphKind = Literal["sentence", "heading", "line", "detail", "total", "remark"]


@dataclass(frozen=True)
class Paragraph:
    """A sentence, the heading of those that follow, or a line of a list of figures.

    Attributes:
        said: the sentence, or what the figure is about.
        kind: what it is; a remark is about the line before it, and so is a detail, itself a line.
        figure: the figure of a line or of the total under lines.
        under: what the figure of a line is made of, in a few words; "" nothing.
    """

    said: Argument
    kind: ParagraphKind = "sentence"
    figure: Argument = ""
    under: Argument = ""

    @property
    def is_listed(self) -> bool:
        """Whether it is part of a list of figures."""
        return self.kind not in ("sentence", "heading")


def figure_line(said: Argument, figure: Argument, under: Argument = "") -> Paragraph:
    """Return a line of a list of figures."""
    return Paragraph(said, "line", figure, under)


def sum_line(said: Argument, figure: Argument) -> Paragraph:
    """Return what the lines before it add up to."""
    return Paragraph(said, "total", figure)


@dataclass(frozen=True)
class CaseRows:
    """Rows of the case, to go to."""

    table: str
    rows: tuple[int, ...]


_MOST_ROWS_NAMED = 4
"""How many rows are named by their numbers; of more it is said how many they are."""


def rows_named(rows: CaseRows) -> Linked:
    """Name some rows of the case, leading to them."""
    label, numbers = TABLE_BY_KEY[rows.table].labels, [row_number(row) for row in rows.rows]
    said = counted("{table}, 1 row", "{table}, {count} rows", len(numbers), table=label)
    if len(numbers) == 1:
        said = text("{table}, row {row}", table=label, row=numbers[0])
    elif len(numbers) <= _MOST_ROWS_NAMED:
        said = text("{table}, rows {rows}", table=label, rows=listed(numbers))
    return Linked(said, rows)


@dataclass(frozen=True)
class WholeList:
    """All of the lists of which only the largest entries are shown, to open."""


def shortened(
    entries: Sequence[_Entry],
    most: int,
    said: Callable[[_Entry], Iterable[Paragraph]],
    rest: Callable[[Sequence[_Entry]], Paragraph],
) -> list[Paragraph]:
    """Say the first entries of a list one by one, and one line for all others that opens them.

    Args:
        entries: the largest first.
        most: how many are said one by one.
        said: says one.
        rest: says the others in one line.
    """
    lines = [one for entry in entries[:most] for one in said(entry)]
    if left := entries[most:]:
        together = rest(left)
        opened = Linked(together.said, WholeList())
        lines.append(Paragraph(opened, together.kind, together.figure, together.under))
    return lines
