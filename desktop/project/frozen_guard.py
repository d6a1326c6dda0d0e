"""What may not be edited because it belongs to a scenario that was frozen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.edits import CellEdit
from desktop.parsing import is_blank

if TYPE_CHECKING:
    from models.case import Case

_OWNED = ("Clauses", "Adjustments")


def refusal_of_cells(
    case: Case, frozen: Collection[str], table: str, cells: Sequence[CellEdit]
) -> str:
    """Return why some cells may not be changed; "" if they may."""
    if table not in (*_OWNED, "Scenarios"):
        return ""
    rows = sorted({cell.row for cell in cells})
    if table in _OWNED:
        joined = {cell.after for cell in cells if cell.column == "scenario"} & set(frozen)
        return _sentence(*sorted(map(str, joined))) or refusal_of_rows(case, frozen, table, rows)
    touched = sorted({cell.column for cell in cells} & set(frozen))
    of_rules = sorted({cell.row for cell in cells if cell.column == "rule"})
    return _sentence(*touched) or refusal_of_rows(case, frozen, table, of_rules)


def refusal_of_rows(case: Case, frozen: Collection[str], table: str, rows: Sequence[int]) -> str:
    """Return why some rows may not be changed or taken out; "" if they may.

    Rows below the last one, which an edit is about to add, belong to nobody yet.
    """
    frame = case.table(table)
    rows = [row for row in rows if row < len(frame)]
    if table in _OWNED:
        owners = {str(owner) for owner in frame["scenario"].iloc[list(rows)]}
        return _sentence(*sorted(owners & set(frozen)))
    if table == "Scenarios":
        kept = (name for name in sorted(frozen) if name in frame.columns)
        return _sentence(
            *(n for n in kept if not all(map(is_blank, frame[n].iloc[list(rows)].tolist())))
        )
    return ""


def refusal_of_case(before: Case, after: Case, frozen: Collection[str]) -> str:
    """Return why one case may not take the place of another; "" if it may."""
    changed = (name for name in sorted(frozen) if _owned(before, name) != _owned(after, name))
    return _sentence(*changed)


def _owned(case: Case, scenario: str) -> list[str]:
    """Return what belongs to a scenario, as texts that can be compared."""
    rules = case.table("Scenarios")
    values = rules[scenario].tolist() if scenario in rules.columns else []
    cells = zip(rules["rule"].tolist(), values, strict=False)
    texts = [f"{rule}: {value}" for rule, value in cells if not is_blank(value)]
    for table in _OWNED:
        frame = case.table(table)
        texts += map(repr, frame[frame["scenario"] == scenario].to_dict("records"))
    return sorted(texts)


def _sentence(*scenarios: str) -> str:
    if not scenarios:
        return ""
    text = QCoreApplication.translate(
        "Frozen",
        "The scenario “{scenario}” is frozen: its rules, clauses and adjustments stay as they "
        "were agreed. Duplicate it to go on from it.",
    )
    return text.format(scenario=scenarios[0])
