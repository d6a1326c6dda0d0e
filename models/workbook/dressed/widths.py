"""How wide the columns of a table are."""

from __future__ import annotations

from models.declaration.kinds import Kind
from models.workbook.dressed.plans import ShownColumn, TablePlan

_WIDTHS = {
    Kind.YEAR: 8,
    Kind.WHOLE: 12,
    Kind.PERSONS: 13,
    Kind.MONEY: 18,
    Kind.NUMBER: 15,
    Kind.YES_NO: 12,
    Kind.RULE_VALUE: 17,
}
_LONG = {"source": 36, "note": 44, "label": 32}
_LEAST, _MOST = 10, 28
_BUTTON = 3
"""The room that the button of the filter takes in a header."""


def width_of(plan: TablePlan, shown: ShownColumn) -> int:
    """Return the width of a column in characters: enough for its words and its header."""
    longest_word = max(map(len, shown.header.split()), default=0) + _BUTTON
    if shown.key in _LONG:
        return _LONG[shown.key]
    if shown.column is not None and shown.column.kind in _WIDTHS:
        return max(_WIDTHS[shown.column.kind], longest_word, -(-len(shown.header) // 2) + _BUTTON)
    texts = (len(str(value)) for value in plan.frame[shown.key].tolist() if value is not None)
    return min(max(_LEAST, longest_word, max(texts, default=0) + 3), _MOST)
