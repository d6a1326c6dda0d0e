"""Tables and paragraphs in plain text, no wider than a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import fill

from models.words.language import Language, readable
from models.words.text import Argument, Money

WIDTH = 120
"""Characters a line has at most, where a single column is not wider."""
_BETWEEN = 2

Row = Sequence[str]


def table(headers: Row, rows: Sequence[Row], *, left: int = 1) -> list[str]:
    """Align a table; where it is too wide it goes on below, with its first column again.

    Args:
        headers: of the columns; a line break in one puts the rest below.
        rows: the cells.
        left: how many columns are texts, aligned to the left; the others are figures.
    """
    rows = [[readable(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(headers, *rows, strict=True)]
    lines: list[str] = []
    for block in _blocks(widths):
        lines += ["", *_block(headers, rows, widths, block, left)]
    return lines[1:]


def paragraph(said: str, indent: str = "", first: str = "") -> str:
    """Break a text into lines; all but the first are indented, and the first in its own way."""
    return fill(
        readable(said),
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
    )


def stacked(name: str, width: int = 12) -> str:
    """Break a name at its blanks and underscores into lines, for the header of a column."""
    lines = [""]
    for part in re.findall("[^ _]*[ _]?", name):
        if lines[-1] and len(lines[-1]) + len(part.rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(line.rstrip() for line in lines)


def _width(cell: str) -> int:
    return max(map(len, cell.split("\n")))


def _blocks(widths: Sequence[int]) -> list[list[int]]:
    """Divide the columns after the first into as many blocks as the width asks for."""
    blocks: list[list[int]] = [[]]
    room = WIDTH - widths[0]
    for column, width in enumerate(widths[1:], start=1):
        room -= width + _BETWEEN
        if room < 0 and blocks[-1]:
            blocks.append([])
            room = WIDTH - widths[0] - width - _BETWEEN
        blocks[-1].append(column)
    return [[0, *block] for block in blocks]


def _block(
    headers: Row, rows: Sequence[Row], widths: Sequence[int], block: list[int], left: int
) -> list[str]:
    stacks = [headers[i].split("\n") for i in block]
    upside_down = zip_longest(*(reversed(stack) for stack in stacks), fillvalue="")
    shown = [*reversed(list(upside_down)), *([row[i] for i in block] for row in rows)]
    return [_line(cells, [widths[i] for i in block], block, left) for cells in shown]


def _line(cells: Row, widths: Sequence[int], block: list[int], left: int) -> str:
    aligned = (
        cell.ljust(width) if column < left else cell.rjust(width)
        for cell, width, column in zip(cells, widths, block, strict=True)
    )
    return (" " * _BETWEEN).join(aligned).rstrip()


@dataclass(frozen=True)
class TextPage:
    """Sets out sentences and tables in one language, money with the decimals of payments."""

    spoken: Language
    rounding: float

    def money(self, amount: float, *, signed: bool = False) -> Money:
        """Return an amount for a table or sentence that has said the currency."""
        return Money(amount, rounding=self.rounding, signed=signed)

    def paragraph(self, said: Argument, indent: str = "", first: str = "") -> str:
        """Break a sentence into lines; all but the first are indented, the first in its own way."""
        return paragraph(self.spoken.say(said), indent, first)

    def table(
        self, headers: Sequence[Argument], rows: Iterable[Sequence[Argument]], *, left: int = 1
    ) -> list[str]:
        """Align a table; the headers of figures are broken into lines, as narrow as can be."""
        said = [readable(self.spoken.say(header)) for header in headers]
        stacks = [*said[:left], *map(stacked, said[left:])]
        return table(stacks, [[self.spoken.say(cell) for cell in row] for row in rows], left=left)

    def title(self, said: Argument) -> str:
        """Return the title of a section."""
        return self.spoken.say(said).upper()

    def section(self, title: Argument, lines: Iterable[str], *notes: Argument) -> str:
        """Return a section with its title and the notes below it."""
        said = [self.paragraph(note, "  ") for note in notes]
        return "\n".join([self.title(title), "", *lines, *([""] if said else []), *said])
