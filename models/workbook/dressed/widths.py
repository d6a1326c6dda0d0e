"""How wide the columns of a table are, and how high its rows."""

from __future__ import annotations

from typing import Any

from models.declaration.choices import choices_in
from models.declaration.kinds import Kind
from models.declaration.rules import RULES
from models.workbook.dressed.looks import REMARK_KEYS, is_wrapped
from models.workbook.dressed.plans import ShownColumn, TablePlan

_WIDTHS = {
    Kind.YEAR: 9,
    Kind.WHOLE: 9,
    Kind.PERSONS: 13,
    Kind.MONEY: 16,
    Kind.NUMBER: 15,
    Kind.YES_NO: 10,
}
_LONG = {"source": 38, "note": 52, "label": 30}
_LEAST, _MOST = 10, 30
_BUTTON = 4
"""The room that the button of the filter takes in a header."""
_LIST_OF_GOALS = 54
_ONE_LINE, _MOST_LINES = 15.0, 4


def width_of(plan: TablePlan, shown: ShownColumn, language: str) -> int:
    """Return the width of a column in characters: enough for its words and its header."""
    longest_word = max(map(len, shown.header.split()), default=0) + _BUTTON
    if shown.key in _LONG:
        return _LONG[shown.key]
    if shown.column is not None and shown.column.kind in _WIDTHS:
        return max(_WIDTHS[shown.column.kind], longest_word, -(-len(shown.header) // 2) + _BUTTON)
    texts = map(len, _texts(plan, shown, language))
    is_rule_value = shown.column is not None and shown.column.kind is Kind.RULE_VALUE
    most = _LIST_OF_GOALS if is_rule_value else _MOST
    return min(max(_LEAST, longest_word, max(texts, default=0) + 3), most)


def _texts(plan: TablePlan, shown: ShownColumn, language: str) -> list[str]:
    """Return the texts that stand in a column, or those that may be chosen there."""
    if shown.column is not None and shown.column.kind is Kind.RULE:
        return [rule.labels.in_language(language) for rule in RULES]
    if shown.column is not None and shown.column.kind is Kind.CHOICE:
        return list(choices_in(shown.column, language))
    return [str(value) for value in plan.frame[shown.key].tolist() if value is not None]


def height_of(plan: TablePlan, row: dict[str, Any]) -> float:
    """Return the height of a row in points: enough for its long texts, up to four lines.

    More would leave few rows on a page; the whole text stands in the cell.
    """
    heights = [
        _text_height(str(row[shown.key]), shown)
        for shown in plan.columns
        if is_wrapped(shown.column) and row[shown.key] is not None
    ]
    return max([_ONE_LINE, *heights])


def _text_height(text: str, shown: ShownColumn) -> float:
    is_small = shown.key in REMARK_KEYS
    room = _LONG[shown.key] * (1.4 if is_small else 1.0)
    lines = sum(1 + int(len(part) / room) for part in text.splitlines())
    return min(lines, _MOST_LINES) * (10.5 if is_small else 13.5) + 4
