"""What differs, in sentences: rows and cells in words, from what to what, where, who says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from models.case import Case
from models.declaration.choices import CHOICE_LABELS, NO, YES
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.rules import RULE_BY_KEY
from models.declaration.tables import TABLE_BY_KEY
from models.exchange.addresses import ABSENT, NAMES_WHERE_FILLED, Address, RowValues
from models.exchange.differences import kind_of
from models.exchange.keyed import Source
from models.exchange.merging import Item
from models.exchange.remarks import Remark
from models.names import names_of, texts_by_key
from models.typed_dates import held_day
from models.words.names import column_named, sheet_named
from models.words.text import (
    Argument,
    Day,
    Exactly,
    Quoted,
    as_typed,
    counted,
    joined,
    listed,
    text,
)

_LONGEST = 80
_EVERY = {
    Kind.TERRITORY: text("every territory"),
    Kind.STAGE: text("every stage"),
    Kind.YEAR: text("every year"),
}
_OWN_KEY = {
    "Territories": Kind.TERRITORY,
    "Stages": Kind.STAGE,
    "Groups": Kind.GROUP,
    "Rounds": Kind.ROUND,
}

_HEADING_KEYS = frozenset({"territory", "payer", "host"})
"""The territories that need no word for what they are to a row."""

Line = tuple[Address, Argument]
"""What a line is about, and the line."""


class DifferenceWords:
    """Says differences; rows go by the names of their territories and stages in some cases."""

    def __init__(self, cases: Sequence[Case]) -> None:
        known = [names_of(case) for case in reversed(cases)]
        self._names = {
            Kind.TERRITORY: {key: name for one in known for key, name in one.territories.items()},
            Kind.STAGE: {key: name for one in known for key, name in one.stages.items()},
            Kind.GROUP: {key: name for one in cases for key, name in _groups(one).items()},
        }

    def subject(self, where: Address, identity: Sequence[Any]) -> Argument:
        """Say what a difference is about: "Flows, 2024, arrival → reception in City"."""
        if where.table not in TABLE_BY_KEY:
            return text("Sheet {sheet}", sheet=Quoted(where.table))
        sheet = sheet_named(where.table)
        row = self.row(where, identity)
        return listed((sheet, row), last="") if row else sheet

    def row(self, where: Address, identity: Sequence[Any]) -> Argument:
        """Say what names a row; "" where it is none, or nothing does."""
        if where.key is None or where.table not in TABLE_BY_KEY:
            return ""
        table = TABLE_BY_KEY[where.table]
        cells = dict(zip(table.identity, identity, strict=True))
        if "from_stage" in cells:
            return self._move(cells)
        parts = [self._part(table, table.column(key), cell) for key, cell in cells.items()]
        said = [part for part in parts if part != ""]
        return listed(said, last="") if said else ""

    def _move(self, cells: Mapping[str, Any]) -> Argument:
        start = self._end(cells["from_stage"], cells["from_territory"], text("arrival"))
        end = self._end(cells["to_stage"], cells["to_territory"], text("exit"))
        move = text("{year}, {start} → {end}", year=as_typed(cells["year"]), start=start, end=end)
        group, to_group = (
            None if cells[key] is None else self._name(Kind.GROUP, cells[key])
            for key in ("group", "to_group")
        )
        if to_group is not None:
            return text("{move}, {start} → {end}", move=move, start=group or "?", end=to_group)
        return move if group is None else listed((move, group), last="")

    def _end(self, stage: Any, territory: Any, outside: Argument) -> Argument:
        if stage is None and territory is None:
            return outside
        return text(
            "{stage} in {territory}",
            stage=self._name(Kind.STAGE, stage),
            territory=self._name(Kind.TERRITORY, territory),
        )

    def _part(self, table: Table, column: Column, cell: Any) -> Argument:
        if cell is None and column.key in NAMES_WHERE_FILLED:
            return ""
        kind = _OWN_KEY.get(table.key, column.kind)
        if kind is Kind.TERRITORY and column.key not in _HEADING_KEYS:
            itself = text("the territory itself")
            whose = itself if cell is None else self._name(kind, cell)
            return text("{column}: {value}", column=column.labels, value=whose)
        return _EVERY.get(kind, "") if cell is None else self._name(kind, cell)

    def _name(self, kind: Kind, key: Any) -> Argument:
        if key is None:
            return "?"
        if kind is Kind.RULE and key in RULE_BY_KEY:
            return RULE_BY_KEY[key].labels
        return self._names.get(kind, {}).get(key) or as_typed(key)


def _groups(case: Case) -> Mapping[str, str]:
    return texts_by_key(case, "Groups", "group", "name")


def change(where: Address, old: Any, new: Any) -> Argument:
    """Say what becomes of something: "Persons 20 → 25", "row added, Persons 25"."""
    if where.subject == "cell":
        return text(
            "{column} {old} → {new}",
            column=column_named(where.table, str(where.column)),
            old=value(where, old),
            new=value(where, new),
        )
    done = "added" if old is ABSENT else "deleted" if new is ABSENT else "changed"
    cells = _cells(where.table, new) if where.subject == "row" and new is not ABSENT else ""
    return {
        ("column", "added"): text("column {column} added"),
        ("column", "deleted"): text("column {column} deleted"),
        ("column", "changed"): text("column {column} changed"),
        ("sheet", "added"): text("added", context="of a sheet"),
        ("sheet", "deleted"): text("deleted", context="of a sheet"),
        ("sheet", "changed"): text("changed", context="of a sheet"),
        ("row", "added"): text("row added, {cells}") if cells else text("row added"),
        ("row", "deleted"): text("row deleted"),
        ("row", "changed"): text("row changed to {cells}"),
    }[where.subject, done].filled(column=column_named(where.table, str(where.column)), cells=cells)


def value(where: Address, value: Any) -> Argument:
    """Say what something is on one side."""
    if value is ABSENT:
        return text("not there")
    if where.subject == "cell":
        return cell_in_words(where.table, str(where.column), value)
    if where.subject == "row":
        return _cells(where.table, value) or text("there")
    if where.subject == "column":
        return text("there")
    return counted("1 row", "{count} rows", len(value))


def _cells(table: str, values: RowValues) -> Argument:
    """Say what a row holds besides its key; "" where that is nothing."""
    cells = [
        text(
            "{column} {value}",
            column=column_named(table, column),
            value=cell_in_words(table, column, cell),
        )
        for column, cell in values
        if column not in TABLE_BY_KEY[table].identity
    ]
    return listed(cells, last="") if cells else ""


def cell_in_words(table: str, column: str, cell: Any) -> Argument:
    """Say what a cell holds."""
    if cell is None:
        return text("blank")
    if isinstance(cell, bool):
        return YES if cell else NO
    kind = kind_of(table, column)
    if kind in NUMERIC_KINDS and kind is not Kind.YEAR:
        return Exactly(cell)
    if kind is Kind.DATE and (day := held_day(str(cell))) is not None:
        return Day(day)
    if kind is Kind.CHOICE and cell in CHOICE_LABELS:
        return CHOICE_LABELS[cell]
    return _quoted(cell) if kind in (Kind.TEXT, None) else as_typed(cell)


def _quoted(cell: Any) -> Argument:
    if not isinstance(cell, str):
        return as_typed(cell)
    typed = " ".join(cell.split())
    return Quoted(typed if len(typed) <= _LONGEST else f"{typed[: _LONGEST - 1]}…")


def source_in_words(source: Source, where: Address, *, with_file: bool) -> Argument:
    """Say where a value stands: file, cell, and sheet where it is another; "": no place."""
    parts: list[Argument] = [source.file] if with_file else []
    if source.cell and where.subject == "row":
        row = source.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        parts.append(text("row {row}", row=row))
    elif source.cell:
        parts.append(text("cell {cell}", cell=source.cell))
    if source.sheet != where.table:
        parts.append(text("sheet {sheet}", sheet=source.sheet))
    return listed(parts, last="") if parts else ""


def sources_in_words(sources: Iterable[Source], where: Address) -> Argument:
    """Say where several files say the same."""
    return joined(*(source_in_words(s, where, with_file=True) for s in sources), between="; ")


def sides_in_words(item: Item) -> Argument:
    """Say what each side makes of something on which they differ."""
    where, issued, mine = item.where, value(item.where, item.issued), value(item.where, item.mine)
    sides: list[Argument] = (
        [text("sent and mine {value}", value=issued)]
        if issued == mine
        else [text("sent {value}", value=issued), text("mine {value}", value=mine)]
    )
    for offer in item.offers:
        theirs = text("theirs {value}", value=value(where, offer.value))
        sides.append(with_place(theirs, sources_in_words(offer.sources, where)))
    return text("{name}: {sides}", name=_thing(where), sides=joined(*sides, between="; "))


def _thing(where: Address) -> Argument:
    """Return the column of a cell, or what else it is that sides differ on."""
    if where.subject == "cell":
        return column_named(where.table, str(where.column))
    return {"row": text("row"), "column": text("column"), "sheet": text("sheet")}[where.subject]


def with_place(said: Argument, place: Argument) -> Argument:
    """Put where something stands in brackets behind it."""
    return text("{said} ({place})", said=said, place=place) if place else said


def comment_by(author: str, comment: str) -> Argument:
    """Say that somebody commented and what, on one line and whole."""
    words = Quoted(" ".join(comment.split()))
    if author:
        return text("comment by {author}: {said}", author=author, said=words)
    return text("comment: {said}", said=words)


def by_sheet(
    lines: Iterable[Line],
    remarks: Iterable[Remark],
    words: DifferenceWords,
    *,
    with_file: bool,
) -> list[Argument]:
    """Return lines by sheet, each followed by the comments about the same thing.

    A blank line stands between two sheets.
    """
    said = [(one.where, _remark(one, words, with_file=with_file)) for one in remarks]
    ranked = sorted([*_ranked(lines, 0), *_ranked(said, 1)], key=lambda one: one[0])
    ordered = [line for _, line in ranked]
    found: list[Argument] = []
    for _, group in groupby(ordered, key=lambda line: line[0].table):
        found += [*([""] if found else []), *(line for _, line in group)]
    return found


def _ranked(lines: Iterable[Line], rank: int) -> list[tuple[tuple[Any, ...], Line]]:
    return [((*line[0].order, rank, place), line) for place, line in enumerate(lines)]


def _remark(remark: Remark, words: DifferenceWords, *, with_file: bool) -> Argument:
    where, said = remark.where, comment_by(remark.author, remark.text)
    if where.column is not None:
        column = column_named(where.table, where.column)
        said = text("{subject}: {said}", subject=column, said=said)
    place = source_in_words(remark.source, where, with_file=with_file)
    subject = words.subject(where, remark.identity)
    return text("{subject}: {said}", subject=subject, said=with_place(said, place))


def how_many(kinds: Iterable[tuple[str, str]]) -> Argument:
    """Say how many of what: "2 cells changed, 1 row added"; subject and kind are given."""
    counts = Counter(kinds)
    said = {
        ("sheet", "changed"): counted(
            "1 sheet changed", "{count} sheets changed", counts["sheet", "changed"]
        ),
        ("sheet", "added"): counted(
            "1 sheet added", "{count} sheets added", counts["sheet", "added"]
        ),
        ("sheet", "deleted"): counted(
            "1 sheet deleted", "{count} sheets deleted", counts["sheet", "deleted"]
        ),
        ("column", "changed"): counted(
            "1 column changed", "{count} columns changed", counts["column", "changed"]
        ),
        ("column", "added"): counted(
            "1 column added", "{count} columns added", counts["column", "added"]
        ),
        ("column", "deleted"): counted(
            "1 column deleted", "{count} columns deleted", counts["column", "deleted"]
        ),
        ("row", "changed"): counted(
            "1 row changed", "{count} rows changed", counts["row", "changed"]
        ),
        ("row", "added"): counted("1 row added", "{count} rows added", counts["row", "added"]),
        ("row", "deleted"): counted(
            "1 row deleted", "{count} rows deleted", counts["row", "deleted"]
        ),
        ("cell", "changed"): counted(
            "1 cell changed", "{count} cells changed", counts["cell", "changed"]
        ),
    }
    return listed((one for kind, one in said.items() if counts[kind]), last="")
