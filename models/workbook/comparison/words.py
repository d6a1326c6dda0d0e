"""The sentences of the comparison workbook: its finding, and the steps of its bridges."""

from __future__ import annotations

from collections.abc import Mapping

from models.declaration.rules import RULE_BY_KEY, RuleKind
from models.declaration.tables import TABLE_BY_KEY
from models.names import Names
from models.results.bridge import BridgeStep, Change
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.text import Argument, Exactly, Number, Percent, Quoted, joined, listed, text
from models.workbook.result.unit import Unit

_BLANK = text("blank")
_AS_GIVEN = text("as given")
_SOLVED = text("the split")


def finding(side: SideBySide, names: Names, unit: Unit) -> Argument:
    """Say who pays less and who more than under the base, in the split that moves most."""
    base, found = Quoted(side.base_split.name), side.most_moved()
    if side.base_split.measured is None:
        return text("There is no split of {base} to set the others against.", base=base)
    if found is None:
        return text("Nothing can be set against {base}.", base=base)
    split, alone = found
    parts = _moves(side, split, names, unit)
    if not parts:
        return text("No split moves any money against {base}.", base=base)
    if len(side.others) == 1:
        said = text("Against {base}, {moves} under {split}.")
    elif alone:
        said = text("{split} moves most against {base}: under it {moves}.")
    else:
        said = text("No split moves more against {base} than {split}: under it {moves}.")
    return said.filled(base=base, split=Quoted(split.name), moves=listed(parts))


def _moves(side: SideBySide, split: ComparedSplit, names: Names, unit: Unit) -> list[Argument]:
    parts = [*_extremes(side.changes(split), names, unit)]
    if gap := side.gap_change(split):
        more = text("{amount} more stays unfunded")
        less = text("{amount} less stays unfunded")
        parts.append((more if gap > 0 else less).filled(amount=unit.written(abs(gap))))
    return parts


def _extremes(changes: Mapping[str, float], names: Names, unit: Unit) -> list[Argument]:
    if not changes:
        return []
    least = min(changes, key=changes.__getitem__)
    most = max(changes, key=changes.__getitem__)
    parts: list[Argument] = []
    if changes[least] < 0:
        less = unit.written(-changes[least])
        parts.append(text("{payer} pays {amount} less", payer=names.territory(least), amount=less))
    if changes[most] > 0:
        more = unit.written(changes[most])
        parts.append(text("{payer} pays {amount} more", payer=names.territory(most), amount=more))
    return parts


def step_in_words(step: BridgeStep, names: Names) -> Argument:
    """Name every change of a step, from its old value to its new one."""
    return joined(*(_change(change, names) for change in step.changes), between="; ")


def _change(change: Change, names: Names) -> Argument:
    if change.kind == "rule":
        return _rule(change)
    if change.kind == "adjustment":
        return _adjustment(change, names)
    if change.kind == "clause":
        return _clause(change, names)
    old, new = (_SOLVED if value is None else value for value in (change.old, change.new))
    return text("{old} → {new}", old=old, new=new)


def _rule(change: Change) -> Argument:
    rule = RULE_BY_KEY[change.name]
    old, new = (_value(value, rule.kind) for value in (change.old, change.new))
    return text("{what}: {old} → {new}", what=rule.labels, old=old, new=new)


def _value(value: str | float | None, kind: RuleKind) -> Argument:
    if value is None:
        return _BLANK
    if isinstance(value, str):
        return value
    return Percent(value) if kind in (RuleKind.SHARE, RuleKind.GROWTH) else _figure(value, kind)


def _figure(value: float, kind: RuleKind) -> Argument:
    return int(value) if kind is RuleKind.YEAR else Exactly(value)


def _adjustment(change: Change, names: Names) -> Argument:
    old, new = (_adjusted(value, change.operation) for value in (change.old, change.new))
    sheet, _, column = change.name.partition(".")
    table = TABLE_BY_KEY[sheet]
    what = text("{table}, {column}", table=table.labels, column=table.column(column).labels)
    if not change.place:
        return text("{what}: {old} → {new}", what=what, old=old, new=new)
    chosen = listed((_chosen(column, value, names) for column, value in change.place), last="")
    return text("{what} ({chosen}): {old} → {new}", what=what, chosen=chosen, old=old, new=new)


def _chosen(column: str, value: str | int, names: Names) -> Argument:
    if column == "stage":
        return names.stage(str(value))
    return names.territory(str(value)) if column == "territory" else value


def _adjusted(value: str | float | None, operation: str) -> Argument:
    if value is None:
        return _AS_GIVEN
    if operation == "multiply":
        return text("× {factor}", factor=value if isinstance(value, str) else Exactly(value))
    if isinstance(value, str):
        return value
    return Number(value, 15, signed=operation == "add")


def _clause(change: Change, names: Names) -> Argument:
    clause = Quoted(names.clause(change.name))
    if change.new is None:
        return text("without {clause}", clause=clause)
    if change.old is None:
        return text("with {clause}", clause=clause)
    is_share = change.operation.startswith("share")
    old, new = (
        Percent(float(value)) if is_share else Exactly(float(value))
        for value in (change.old, change.new)
    )
    return text("{what}: {old} → {new}", what=clause, old=old, new=new)
