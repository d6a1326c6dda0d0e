"""Rows and cells of a case in words: "2024, welcome in City → training in Port"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.case import Case
from models.checks.checked import shown
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.tables import TABLE_BY_KEY

BLANK = "blank"
_LONGEST = 80
_NAMED = {Kind.TERRITORY: "Territories", Kind.STAGE: "Stages"}
_EVERY = {Kind.TERRITORY: "every territory", Kind.STAGE: "every stage", Kind.YEAR: "every year"}
_OWN_KEY = {"Territories": Kind.TERRITORY, "Stages": Kind.STAGE}


class RowWords:
    """Names rows by the names of their territories and stages, as any of some cases has them."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._names = {kind: _names(cases, table) for kind, table in _NAMED.items()}

    def row(self, table: Table, identity: Sequence[Any]) -> str:
        """Return what names a row, in words."""
        cells = dict(zip(table.identity, identity, strict=True))
        if "from_stage" in cells:
            return self._move(cells)
        parts = [self._part(table, table.column(key), cell) for key, cell in cells.items()]
        return ", ".join(part for part in parts if part)

    def _move(self, cells: Mapping[str, Any]) -> str:
        start = self._end(cells["from_stage"], cells["from_territory"], "arrival")
        end = self._end(cells["to_stage"], cells["to_territory"], "exit")
        return f"{shown(cells['year'])}, {start} → {end}"

    def _end(self, stage: Any, territory: Any, outside: str) -> str:
        if stage is None and territory is None:
            return outside
        return f"{self._name(Kind.STAGE, stage)} in {self._name(Kind.TERRITORY, territory)}"

    def _part(self, table: Table, column: Column, cell: Any) -> str:
        kind = _OWN_KEY.get(table.key, column.kind)
        is_further = kind is Kind.TERRITORY and column.key not in ("territory", "payer")
        if is_further:
            name = "the territory itself" if cell is None else self._name(kind, cell)
            return f"{column.key} {name}"
        return _EVERY.get(kind, "") if cell is None else self._name(kind, cell)

    def _name(self, kind: Kind, key: Any) -> str:
        text = "?" if key is None else shown(key)
        return self._names.get(kind, {}).get(text, text)


def _names(cases: Sequence[Case], table: str) -> dict[str, str]:
    key = TABLE_BY_KEY[table].identity[0]
    names: dict[str, str] = {}
    for case in cases:
        frame = case.table(table)
        for own, name in zip(frame[key].tolist(), frame["name"].tolist(), strict=True):
            if own is not None and name is not None:
                names.setdefault(own, name)
    return names


def cell_in_words(table: Table, column: str, value: Any) -> str:
    """Return the value of a cell, in words."""
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return "yes" if value else "no"
    kind = _kind(table, column)
    if kind in NUMERIC_KINDS and kind is not Kind.YEAR:
        return f"{value:,.15g}"
    return _quoted(value) if kind in (Kind.TEXT, None) else shown(value)


def _kind(table: Table, column: str) -> Kind | None:
    try:
        return table.column(column).kind
    except KeyError:
        return None


def _quoted(value: Any) -> str:
    if not isinstance(value, str):
        return shown(value)
    text = " ".join(value.split())
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[: _LONGEST - 1]}…”"
