"""What may not be edited because it belongs to a scenario that was frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from models.editing import is_blank

if TYPE_CHECKING:
    from models.case import Case

_RULES, _OWNED = "Scenarios", ("Clauses", "Adjustments")


def refusal_of_case(before: Case, after: Case, frozen: Collection[str]) -> str:
    """Return why one case may not take the place of another; "" if it may."""
    tables = [key for key in (_RULES, *_OWNED) if after.table(key) is not before.table(key)]
    for name in sorted(frozen):
        if any(_owned(before, key, name) != _owned(after, key, name) for key in tables):
            return refusal_of(name)
    return ""


def refusal_of(scenario: str) -> str:
    """Return the sentence that says why nothing of a frozen scenario changes."""
    text = QCoreApplication.translate(
        "Frozen",
        "The scenario “{scenario}” is frozen: its rules, clauses and adjustments stay as they "
        "were agreed. Duplicate it to go on from it.",
    )
    return text.format(scenario=scenario)


def _owned(case: Case, table: str, scenario: str) -> Counter[Hashable] | None:
    """Return what of a table belongs to a scenario, in whatever order; None: it is not there."""
    frame = case.table(table)
    if table != _RULES:
        mine = frame[frame["scenario"] == scenario]
        return Counter(tuple(map(_plain, row)) for row in mine.itertuples(index=False, name=None))
    if scenario not in frame.columns:
        return None
    rules = zip(frame["rule"].tolist(), frame[scenario].tolist(), strict=True)
    return Counter((_plain(rule), value) for rule, value in rules if not is_blank(value))


def _plain(value: Hashable) -> Hashable:
    """Return a cell so that all blanks are alike."""
    return None if is_blank(value) else value
