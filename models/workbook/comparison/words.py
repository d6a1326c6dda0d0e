"""The sentences of the comparison workbook, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from models.bridge import BridgeStep, Change
from models.declaration.rules import RULE_BY_KEY, RuleKind
from models.side_by_side import SideBySide
from models.workbook.result.context import Names
from models.workbook.result.figures import Unit
from models.workbook.result.texts import listed

TITLE = "Splits side by side"
PAYER, KEY, PAID, UNFUNDED, NEED = "Payer", "Key", "Paid in all", "Unfunded", "Need"
LETTER, SPLIT = "Split", "What it is"
FOLLOW = (
    "Each amount is a formula that leads to the sheet of its split. Changes sets every split "
    "against {base}; Bridge walks there step by step; Yardsticks and Keys say what else they "
    "come to and where keys are taken from."
)
ORDER_NOTE = (
    "The steps of the sheet Bridge come in one order: clauses left out (by who proposed them), "
    "rules as in their table, adjustments by sheet, clauses put in; a key is left first and "
    "taken last. In another order the steps would differ; their sum would not."
)
CONFLICT = "{split} has no split, since clauses clash: see the sheet Conflicts."
START, END, CHECK = "start", "end", "end less the sheet of the split: 0"
MORE, LESS, SAME = "pays more", "pays less", "pays the same"
CHART_TITLE = "What each payer pays, {unit}"
SCENARIO, KEY_ON = "scenario", "key on the needs of {scenario}"
_BLANK, _AS_GIVEN, _SOLVED = "blank", "as given", "the split"


def finding(side: SideBySide, names: Names, unit: Unit) -> str:
    """Say who pays less and who more than under the base, in the split that moves most."""
    base, found = side.base_split, side.most_moved()
    if base.measured is None:
        return f"There is no split of “{base.name}” to set the others against."
    if found is None:
        return f"Nothing can be set against “{base.name}”."
    split, alone = found
    parts = [*_extremes(side.changes(split), names, unit)]
    if gap := side.gap_change(split):
        way = "more" if gap > 0 else "less"
        parts.append(f"{unit.written(abs(gap))} {way} stays unfunded")
    if not parts:
        return f"No split moves any money against “{base.name}”."
    said = listed(parts)
    if len(side.others) == 1:
        return f"Against “{base.name}”, {said} under “{split.name}”."
    if alone:
        return f"“{split.name}” moves most against “{base.name}”: under it {said}."
    return f"No split moves more against “{base.name}” than “{split.name}”: under it {said}."


def _extremes(changes: Mapping[str, float], names: Names, unit: Unit) -> list[str]:
    if not changes:
        return []
    least = min(changes, key=changes.__getitem__)
    most = max(changes, key=changes.__getitem__)
    parts = []
    if changes[least] < 0:
        parts.append(f"{names.territory(least)} pays {unit.written(-changes[least])} less")
    if changes[most] > 0:
        parts.append(f"{names.territory(most)} pays {unit.written(changes[most])} more")
    return parts


def step_in_words(step: BridgeStep, names: Names) -> str:
    """Name every change of a step, from its old value to its new one."""
    return "; ".join(_change(change, names) for change in step.changes)


def _change(change: Change, names: Names) -> str:
    if change.kind == "rule":
        return _rule(change)
    if change.kind == "adjustment":
        return _adjustment(change, names)
    if change.kind == "clause":
        return _clause(change, names)
    old, new = (_SOLVED if value is None else value for value in (change.old, change.new))
    return f"{old} → {new}"


def _rule(change: Change) -> str:
    rule = RULE_BY_KEY[change.name]
    old, new = (_value(value, rule.kind) for value in (change.old, change.new))
    return f"{rule.labels.en}: {old} → {new}"


def _value(value: str | float | None, kind: RuleKind) -> str:
    if value is None:
        return _BLANK
    if isinstance(value, str):
        return value
    return f"{100 * value:.6g} %" if kind in (RuleKind.SHARE, RuleKind.GROWTH) else f"{value:.12g}"


def _adjustment(change: Change, names: Names) -> str:
    chosen = ", ".join(_chosen(column, value, names) for column, value in change.place)
    old, new = (_adjusted(value, change.operation) for value in (change.old, change.new))
    return f"{change.name}{f' ({chosen})' if chosen else ''}: {old} → {new}"


def _chosen(column: str, value: str | int, names: Names) -> str:
    if column == "stage":
        return names.stage(str(value))
    return str(names.territory(str(value))) if column == "territory" else str(value)


def _adjusted(value: str | float | None, operation: str) -> str:
    if value is None:
        return _AS_GIVEN
    shown = value if isinstance(value, str) else f"{value:.12g}"
    sign = {"multiply": "× ", "add": "" if shown.startswith("-") else "+"}
    return sign.get(operation, "") + shown


def _clause(change: Change, names: Names) -> str:
    label = f"“{names.clause(change.name)}”"
    if change.new is None:
        return f"without {label}"
    if change.old is None:
        return f"with {label}"
    return f"{label}: {float(change.old):.12g} → {float(change.new):.12g}"
