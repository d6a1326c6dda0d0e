"""What an explanation is put together of: headings, sentences, and lines of figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from models.declaration.tables import TABLE_BY_KEY
from models.editing import row_number
from models.words.figures import money_decimals
from models.words.sums import ROUNDED_PARTS, parts_as_read
from models.words.text import Argument, Linked, Money, Number, counted, joined, listed, text

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


def summed(lines: Sequence[Paragraph], total: Paragraph) -> list[Paragraph]:
    """Close a list with its total, to which its figures add up as they are read (D184)."""
    shown, note = _adding_up(lines, total.figure)
    return [*shown, total, *note]


def parts_of(lines: Sequence[Paragraph], total: Money | Number) -> list[Paragraph]:
    """Return a list whose figures add up, as they are read, to a total that is said elsewhere."""
    shown, note = _adding_up(lines, total)
    return [*shown, *note]


def _adding_up(
    lines: Sequence[Paragraph], total: Argument
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the lines with the figures that are read, and what their mark means if one has it."""
    shown = list(lines)
    figures = [
        (place, one.figure)
        for place, one in enumerate(lines)
        if one.kind == "line" and isinstance(one.figure, Money | Number)
    ]
    if not isinstance(total, Money | Number) or not figures:
        return shown, []
    decimals = max(column_decimals(figure) for _, figure in figures)
    parts = parts_as_read([_size(figure) for _, figure in figures], _size(total), decimals)
    for at, ((place, figure), read) in enumerate(zip(figures, parts.figures, strict=True)):
        written = as_read(_of_size(figure, float(read)), is_moved=at in parts.moved)
        shown[place] = replace(lines[place], figure=written)
    return shown, note_of(parts.moved)


def as_read(figure: Argument, *, is_moved: bool) -> Argument:
    """Return a figure, with a mark where it is not rounded to the nearest."""
    return joined(figure, "*", between="") if is_moved else figure


def note_of(moved: Collection[int]) -> list[Paragraph]:
    """Say what the mark means where any figure has it."""
    return [Paragraph(ROUNDED_PARTS, "remark")] if moved else []


def column_decimals(figure: Money | Number) -> int:
    """Return the decimals that the figure of a column is written with."""
    if isinstance(figure, Number):
        return figure.decimals
    return money_decimals(figure.amount, figure.rounding)


def _size(figure: Money | Number) -> float:
    return figure.amount if isinstance(figure, Money) else figure.value


def _of_size(figure: Money | Number, size: float) -> Money | Number:
    if isinstance(figure, Money):
        return replace(figure, amount=size)
    return replace(figure, value=size)


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
