"""The sentences of the comparison, and what the steps of a bridge are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.comparing.choice import key_name
from models.bridge import BridgeStep, Change
from models.declaration.rules import RULE_BY_KEY, RuleKind
from models.names import Names
from models.side_by_side import ComparedSplit, SideBySide

translate = QCoreApplication.translate
_SHARES = (RuleKind.SHARE, RuleKind.GROWTH)


def split_name(split: ComparedSplit) -> str:
    """Return what a split is called in a sentence."""
    return key_name(split.key) if split.key is not None else split.scenario


def with_letter(split: ComparedSplit) -> str:
    """Return the letter and the name of a split."""
    return f"{split.letters} {split_name(split)}"


def comparison_sentence(side: SideBySide, names: Names, locale: QLocale) -> str:
    """Say who pays less and who more than under the base, in the split that moves most."""
    base = side.base_split
    if all(split.measured is None for split in side.splits):
        return translate("Comparison", "None of these scenarios has a split: their clauses clash.")
    if base.measured is None:
        return translate(
            "Comparison", "There is no split of “{base}” to set the others against."
        ).format(base=split_name(base))
    found = side.most_moved()
    if found is None:
        return translate(
            "Comparison", "None of the other splits can be set against “{base}”."
        ).format(base=split_name(base))
    split, alone = found
    changes = side.changes(split)
    parts = [*_extremes(changes, split, names, locale), *_gap(side, split, locale)]
    if not parts:
        return _nothing_moves(side, split)
    return _pattern(side, alone).format(
        base=split_name(base), split=split_name(split), changes=formats.listed(parts)
    )


def _nothing_moves(side: SideBySide, split: ComparedSplit) -> str:
    text = translate("Comparison", "Nobody pays more or less under “{split}” than under “{base}”.")
    if len(side.others) > 1:
        text = translate("Comparison", "No split moves any money against “{base}”.")
    return text.format(base=split_name(side.base_split), split=split_name(split))


def _pattern(side: SideBySide, alone: bool) -> str:
    if len(side.others) == 1:
        return translate("Comparison", "Against “{base}”, {changes} under “{split}”.")
    if alone:
        return translate("Comparison", "“{split}” moves most against “{base}”: under it {changes}.")
    return translate(
        "Comparison", "No split moves more against “{base}” than “{split}”: under it {changes}."
    )


def _extremes(
    changes: dict[str, float], split: ComparedSplit, names: Names, locale: QLocale
) -> list[str]:
    """Name whoever pays less by most, and whoever pays more by most."""
    parts = []
    least = min(changes.items(), key=lambda pair: pair[1], default=("", 0.0))
    most = max(changes.items(), key=lambda pair: pair[1], default=("", 0.0))
    if least[1] < 0:
        parts.append((least, translate("Comparison", "{payer} pays {amount} less")))
    if most[1] > 0:
        parts.append((most, translate("Comparison", "{payer} pays {amount} more")))
    return [
        text.format(
            payer=names.territory(payer),
            amount=formats.money_in_words(abs(change), split.currency, locale),
        )
        for (payer, change), text in parts
    ]


def _gap(side: SideBySide, split: ComparedSplit, locale: QLocale) -> list[str]:
    change = side.gap_change(split)
    if not change:
        return []
    text = translate("Comparison", "{amount} more stays unfunded")
    if change < 0:
        text = translate("Comparison", "{amount} less stays unfunded")
    return [text.format(amount=formats.money_in_words(abs(change), split.currency, locale))]


def conflict_sentences(
    clashes: Sequence[ComparedSplit], clauses: Mapping[str, str]
) -> tuple[str, ...]:
    """Say why scenarios have no split, once for all that clash over the same clauses.

    Args:
        clashes: the splits that are not there.
        clauses: what clauses say, by their keys.
    """
    over: dict[tuple[str, ...], list[str]] = {}
    for split in clashes:
        keys = tuple(line.clause for line in split.comparison.split.conflict)
        over.setdefault(keys, []).append(with_letter(split))
    return tuple(
        _conflict_sentence(splits, [f"“{clauses.get(key, key)}”" for key in keys])
        for keys, splits in over.items()
    )


def _conflict_sentence(splits: Sequence[str], clauses: Sequence[str]) -> str:
    if len(splits) == 1 and len(clauses) == 1:
        text = translate(
            "Comparison", "{splits} has no split: {clauses} cannot hold under its rules."
        )
    elif len(splits) == 1:
        text = translate("Comparison", "{splits} has no split: {clauses} cannot all hold.")
    elif len(clauses) == 1:
        text = translate(
            "Comparison", "{splits} have no split: {clauses} cannot hold under their rules."
        )
    else:
        text = translate("Comparison", "{splits} have no split: {clauses} cannot all hold.")
    return text.format(splits=formats.listed(splits), clauses=formats.listed(clauses))


def gains_sentence(side: SideBySide, split: ComparedSplit, locale: QLocale) -> str:
    """Say how many pay less and how many more under a split than under the base."""
    changes = side.changes(split).values()
    less, more = sum(c < 0 for c in changes), sum(c > 0 for c in changes)
    if not less and not more:
        return translate("Comparison", "{split}: nobody pays more or less").format(
            split=with_letter(split)
        )
    text = translate("Comparison", "{split}: {less}, {more}")
    return text.format(
        split=with_letter(split),
        less=formats.counted(
            translate("Comparison", "{count} payer pays less"),
            translate("Comparison", "{count} payers pay less"),
            less,
            locale,
        ),
        more=formats.counted(
            translate("Comparison", "{count} pays more"),
            translate("Comparison", "{count} pay more"),
            more,
            locale,
        ),
    )


def step_name(step: BridgeStep, names: Names, locale: QLocale) -> str:
    """Name a step in a few words: the rule, the figures or the clauses, old → new."""
    clauses = [change for change in step.changes if change.kind == "clause"]
    others = [change_name(c, names, locale) for c in step.changes if c.kind != "clause"]
    if len(clauses) < 2:
        others += [change_name(change, names, locale) for change in clauses]
    else:
        others.append(_clause_set(clauses))
    return translate("Bridge", " together with ").join(others)


def step_in_full(step: BridgeStep, names: Names, locale: QLocale) -> str:
    """Name every change of a step."""
    return "\n".join(change_name(change, names, locale) for change in step.changes)


def _clause_set(clauses: Sequence[Change]) -> str:
    parties = list(dict.fromkeys(change.by for change in clauses if change.by))
    if all(change.new is None for change in clauses):
        text = translate("Bridge", "Without {count} clauses of {party}")
    elif all(change.old is None for change in clauses):
        text = translate("Bridge", "With {count} clauses of {party}")
    else:
        text = translate("Bridge", "{count} clauses of {party} with other values or new")
    party = formats.listed(parties) if parties else translate("Bridge", "no named party")
    return text.format(count=len(clauses), party=party)


def change_name(change: Change, names: Names, locale: QLocale) -> str:
    """Name one change, from its old value to its new one."""
    return {
        "rule": _rule_change,
        "adjustment": _adjustment_change,
        "clause": _clause_change,
        "key": _key_change,
    }[change.kind](change, names, locale)


def _rule_change(change: Change, _names: Names, locale: QLocale) -> str:
    rule = RULE_BY_KEY[change.name]
    language = locale.name()[:2]
    label = rule.labels.in_language(language if language in ("fr", "nl", "de") else "en")
    old, new = (_rule_value(value, rule.kind, locale) for value in (change.old, change.new))
    return translate("Bridge", "{rule}: {old} → {new}").format(rule=label, old=old, new=new)


def _rule_value(value: str | float | None, kind: RuleKind, locale: QLocale) -> str:
    if value is None:
        return translate("Bridge", "blank")
    if isinstance(value, str):
        return value
    if kind in _SHARES:
        return formats.exact_percent(value, locale)
    return str(value) if kind is RuleKind.YEAR else formats.trimmed(value, locale, 6)


def _adjustment_change(change: Change, names: Names, locale: QLocale) -> str:
    sheet, _, column = change.name.partition(".")
    chosen = ", ".join(_chosen(column, value, names) for column, value in change.place)
    what = f"{sheet}, {column}" + (f" ({chosen})" if chosen else "")
    old, new = (_adjusted(value, change.operation, locale) for value in (change.old, change.new))
    return translate("Bridge", "{what}: {old} → {new}").format(what=what, old=old, new=new)


def _chosen(column: str, value: str | int, names: Names) -> str:
    if column == "stage":
        return names.stage(str(value))
    return names.territory(str(value)) if column == "territory" else str(value)


def _adjusted(value: str | float | None, operation: str, locale: QLocale) -> str:
    if value is None:
        return translate("Bridge", "as given")
    shown = value if isinstance(value, str) else formats.trimmed(value, locale, 6)
    sign = {"multiply": "× ", "add": "" if shown.startswith(formats.MINUS) else "+"}
    return sign.get(operation, "") + shown


def _clause_change(change: Change, names: Names, locale: QLocale) -> str:
    label = names.clause(change.name)
    if change.new is None:
        return translate("Bridge", "Without “{clause}”").format(clause=label)
    if change.old is None:
        return translate("Bridge", "With “{clause}”").format(clause=label)
    share = change.operation.startswith("share")
    old, new = (
        formats.exact_percent(float(v), locale) if share else formats.exact(float(v), locale)
        for v in (change.old, change.new)
    )
    return translate("Bridge", "“{clause}”: {old} → {new}").format(clause=label, old=old, new=new)


def _key_change(change: Change, _names: Names, _locale: QLocale) -> str:
    solved = translate("Bridge", "the split")
    old, new = (
        solved if value is None else key_name(str(value)) for value in (change.old, change.new)
    )
    return translate("Bridge", "{old} → {new}").format(old=old, new=new)


def order_note() -> str:
    """Say in which order a bridge makes its changes."""
    return translate(
        "Bridge",
        "Order: clauses left out (by who proposed them), rules as in their table, changes of data "
        "by sheet, clauses put in; a key first or last. In another order the steps would differ; "
        "their sum would not.",
    )
