"""The outline of a workbook: its sheets and their parts, the shape of their tables, its mark."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from models.xlsx.parts import (
    Attributes,
    DamagedPartError,
    Parts,
    boundaries,
    gather,
    gather_texts,
    local,
    whole_number,
)

RESULT_MARK = "relais"
"""The custom property of a workbook that this program wrote; its value says what it is."""
LIST_MARK = "relais_problems"
"""The custom property of an annotated copy; its value is the name of the sheet of problems."""
RESULT = "result"
"""What the mark says of a workbook that holds the result of a split."""
SCENARIO_MARK = "scenario"
"""The custom property of a result; its value is `scenario_mark` of the scenario."""
ADJUSTED_MARK = "adjusted"
"""The custom property of a result; "yes" where its data already have the adjustments."""
NAMES_MARK = "relais_names_"
"""How the custom properties begin that hold the marks of names which look like none."""
SHEETS_MARK = "relais_sheets_"  # D102
"""How the custom properties begin that name the sheets of ours in a result; a number follows."""
LONGEST_PROPERTY = 255
_TEXTS = ("lpwstr", "lpstr", "bstr")
"""What a text stands in within a custom property."""

HIDDEN, VERY_HIDDEN = "hidden", "veryHidden"
"""How a sheet may be kept from sight; a very hidden one is not even offered to be shown."""

_USUAL_PART = "xl/workbook.xml"
_MACROS = "vbaproject.bin"


@dataclass(frozen=True)
class SheetPart:
    """One sheet: its name, the path of its part, how it is kept from sight ("": it is not)."""

    title: str
    part: str
    hidden: str = ""


@dataclass(frozen=True)
class TableShape:
    """Where an Excel table stands: its first and last row, and whether the last is a total."""

    first: int
    last: int
    has_totals: bool


@dataclass(frozen=True)
class Marks:
    """What this program said of a workbook when it wrote it; nothing where it did not.

    Attributes:
        kind: what the workbook is.
        problem_list: the name of the sheet that lists the problems of an annotated copy.
        own_names: the marks of names that look like none.
        result_of: the scenario whose result it is.
        is_adjusted: whether its data already have the adjustments of that scenario.
        result_sheets: the names of its sheets that are the result, where it says them.
    """

    kind: str = ""
    problem_list: str = ""
    own_names: frozenset[str] = frozenset()
    result_of: str = ""
    is_adjusted: bool = False
    result_sheets: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outline:
    """What a workbook is made of.

    Attributes:
        part: the path of the part that lists the sheets.
        sheets: the sheets with cells, in their order; charts are none.
        from_1904: whether dates are counted from 1904.
        has_macros: whether the workbook holds macros.
    """

    part: str
    sheets: tuple[SheetPart, ...]
    from_1904: bool
    has_macros: bool
    marks: Marks


def scenario_mark(name: str) -> str:
    """Return what says which scenario a result is of: its name, no other's, in one property."""
    if len(name) <= LONGEST_PROPERTY:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()
    return f"{name[: LONGEST_PROPERTY - len(digest)]}{digest}"


def read_outline(parts: Parts) -> Outline:
    """Read what a workbook is made of.

    Raises:
        DamagedPartError: it cannot be read.
    """
    found = {r.kind: r.target for r in parts.relationships("").values()}
    part = found.get("officeDocument", _USUAL_PART)
    titles: list[tuple[str, str, str]] = []
    book: Attributes = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            ids = [v for k, v in attributes.items() if local(k) == "id" and k != "id"]
            state = attributes.get("state", "")
            hidden = state if state in (HIDDEN, VERY_HIDDEN) else ""
            titles.append((attributes.get("name", ""), ids[0] if ids else "", hidden))
        elif name == "workbookPr":
            book.update(attributes)

    gather(parts, part, start)
    properties = found.get("custom-properties") or found.get("customProperties")
    return Outline(
        part,
        _sheets(parts, part, titles),
        from_1904=book.get("date1904") in ("1", "true"),
        has_macros=any(name.endswith(_MACROS) for name in parts.names()),
        marks=_marks(parts, properties) if properties else Marks(),
    )


def _sheets(
    parts: Parts, part: str, titles: Sequence[tuple[str, str, str]]
) -> tuple[SheetPart, ...]:
    related = parts.relationships(part)
    if not all(identity in related for _, identity, _ in titles):
        raise DamagedPartError(part)
    sheets = [
        SheetPart(title, related[identity].target, hidden)
        for title, identity, hidden in titles
        if related[identity].kind == "worksheet"
    ]
    if not sheets:
        raise DamagedPartError("no sheet")
    return tuple(sheets)


def table_shapes(parts: Parts, sheet: str, ids: Sequence[str]) -> tuple[TableShape, ...]:
    """Return where the tables of a sheet stand.

    Raises:
        DamagedPartError: one of them cannot be read.
    """
    if not ids:
        return ()
    related = parts.relationships(sheet)
    return tuple(_table_shape(parts, related[i].target) for i in ids if i in related)


def _table_shape(parts: Parts, part: str) -> TableShape:
    roots: list[Attributes] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "table":
            roots.append(attributes)

    gather(parts, part, start)
    totals = whole_number(roots[0].get("totalsRowCount", "0")) if roots else None
    if totals is None:
        raise DamagedPartError(part)
    _, first, _, last = boundaries(roots[0].get("ref", ""))
    return TableShape(first, last, totals > 0)


def _marks(parts: Parts, part: str) -> Marks:
    pieces: dict[str, list[str]] = defaultdict(list)
    gather_texts(
        parts,
        part,
        ("property",),
        _TEXTS,
        lambda _, has, text: pieces[has.get("name", "")].append(text),
    )
    said = {name: "".join(texts).strip() for name, texts in pieces.items()}
    own_names = (marks.split() for name, marks in said.items() if name.startswith(NAMES_MARK))
    return Marks(
        kind=said.get(RESULT_MARK, ""),
        problem_list=said.get(LIST_MARK, ""),
        own_names=frozenset(mark for marks in own_names for mark in marks),
        result_of=said.get(SCENARIO_MARK, ""),
        is_adjusted=said.get(ADJUSTED_MARK) == "yes",
        result_sheets=frozenset(t for name, t in said.items() if name.startswith(SHEETS_MARK)),
    )
