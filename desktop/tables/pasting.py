"""What is on the clipboard as a block of texts: tabs between columns, a line for each row."""

from __future__ import annotations

import re

from desktop.tables.chosen_cells import Chosen

_QUOTED = re.compile(r'"((?:[^"]|"")*[\t\n](?:[^"]|"")*)"(?=[\t\n]|$)')
_PLAIN = re.compile(r"[^\t\n]*")


def block_of(text: str) -> list[list[str]]:
    """Return the rows of a block as spreadsheets put them on the clipboard.

    A cell that holds a tab or a line break stands between quotes; other quotes are the cell's own.
    The rows are padded to the same length; nothing at all is no row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return []
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
        found = quoted or _PLAIN.match(text, at)
        assert found is not None  # the plain cell may be empty
        rows[-1].append(quoted.group(1).replace('""', '"') if quoted else found.group())
        at = found.end()
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append([])
        at += 1
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def placed(block: list[list[str]], top: int, left: int) -> tuple[Chosen, dict[int, list[str]]]:
    """Return where the cells of a block come to stand and, by columns, their texts."""
    import numpy as np  # noqa: PLC0415  # the first window needs none

    columns = dict(enumerate(map(list, zip(*block, strict=True)), start=left))
    rows = np.arange(top, top + len(block))
    return dict.fromkeys(columns, rows), columns
