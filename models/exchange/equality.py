"""When two cells of a case say the same (6-exchange, Diff and merge)."""

from __future__ import annotations

import unicodedata
from typing import Any

from models.checks.checked import shown
from models.declaration.kinds import Kind, Table

HALF_A_CENT = 0.005
_RELATIVE_TOLERANCE = 1e-12


def kind_of(table: Table, column: str) -> Kind | None:
    """Return what the cells of a column hold; None: a column that nobody declared."""
    try:
        return table.column(column).kind
    except KeyError:
        return None


def equal(kind: Kind | None, ours: Any, theirs: Any) -> bool:
    """Say whether two cells of a column are the same.

    Money is the same within half a cent, other numbers within 1e-12 of the larger one, text
    in one composition and without blanks around it; a text of blanks is a blank cell.
    """
    if ours is theirs:
        return True
    ours, theirs = _plain(ours), _plain(theirs)
    if _is_number(ours) and _is_number(theirs):
        return _same_number(kind, ours, theirs)
    if kind is Kind.RULE_VALUE and ours is not None and theirs is not None:
        return _rule_text(ours) == _rule_text(theirs)
    return isinstance(ours, bool) == isinstance(theirs, bool) and bool(ours == theirs)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip() or None
    if value is None or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return None
    return bool(value) if type(value).__name__ == "bool" else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same_number(kind: Kind | None, ours: float, theirs: float) -> bool:
    if ours == theirs:
        return True
    if kind is Kind.MONEY:
        return abs(ours - theirs) < HALF_A_CENT
    return abs(ours - theirs) <= _RELATIVE_TOLERANCE * max(abs(ours), abs(theirs))


def _rule_text(value: Any) -> str:
    """Return the value of a rule as text: a spreadsheet makes a number of the text "2026"."""
    return shown(float(value)) if _is_number(value) else str(value)
