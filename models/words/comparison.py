"""Splits set side by side, in words: what they are called, who pays less and who more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.declaration.keys import KEYS
from models.names import Names
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.text import Argument, Money, Quoted, Text, counted, listed, text


def key_name(key: str) -> Argument:
    """Return a short name of a key; a column of the user keeps its own."""
    return KEYS[key].title if key in KEYS else key


def split_name(split: ComparedSplit) -> Argument:
    """Return what a split is called in a sentence."""
    return key_name(split.key) if split.key is not None else split.scenario


def with_letter(split: ComparedSplit) -> Text:
    """Return the letter and the name of a split."""
    return text("{letter} {name}", letter=split.letters, name=split_name(split))


def comparison_sentence(side: SideBySide, names: Names) -> Text:
    """Say who pays less and who more than under the base, in the split that moves most."""
    base = side.base_split
    quoted = Quoted(split_name(base))
    if all(split.measured is None for split in side.splits):
        return text("None of these scenarios has a split: their clauses clash.")
    if base.measured is None:
        return text("There is no split of {base} to set the others against.", base=quoted)
    found = side.most_moved()
    if found is None:
        return text("None of the other splits can be set against {base}.", base=quoted)
    split, alone = found
    parts = [*_extremes(side.changes(split), split, names), *_gap(side, split)]
    pattern = _pattern(side, alone) if parts else _nothing_moves(side)
    return pattern.filled(base=quoted, split=Quoted(split_name(split)), changes=listed(parts))


def _nothing_moves(side: SideBySide) -> Text:
    if len(side.others) > 1:
        return text("No split moves any money against {base}.")
    return text("Nobody pays more or less under {split} than under {base}.")


def _pattern(side: SideBySide, alone: bool) -> Text:
    if len(side.others) == 1:
        return text("Against {base}, {changes} under {split}.")
    if alone:
        return text("{split} moves most against {base}: under it {changes}.")
    return text("No split moves more against {base} than {split}: under it {changes}.")


def _extremes(changes: Mapping[str, float], split: ComparedSplit, names: Names) -> list[Text]:
    """Name whoever pays less by most, and whoever pays more by most."""
    parts = []
    least = min(changes.items(), key=lambda pair: pair[1], default=("", 0.0))
    most = max(changes.items(), key=lambda pair: pair[1], default=("", 0.0))
    if least[1] < 0:
        parts.append((least, text("{payer} pays {amount} less")))
    if most[1] > 0:
        parts.append((most, text("{payer} pays {amount} more")))
    return [
        pattern.filled(
            payer=names.territory(payer), amount=Money(abs(change), split.currency, brief=True)
        )
        for (payer, change), pattern in parts
    ]


def _gap(side: SideBySide, split: ComparedSplit) -> list[Text]:
    change = side.gap_change(split)
    if not change:
        return []
    amount = Money(abs(change), split.currency, brief=True)
    if change < 0:
        return [text("{amount} less stays unfunded", amount=amount)]
    return [text("{amount} more stays unfunded", amount=amount)]


def conflict_sentences(
    clashes: Sequence[ComparedSplit], clauses: Mapping[str, Argument]
) -> tuple[Text, ...]:
    """Say why scenarios have no split, once for all that clash over the same clauses.

    Args:
        clashes: the splits that are not there.
        clauses: what clauses say, by their keys.
    """
    over: dict[tuple[str, ...], list[Argument]] = {}
    for split in clashes:
        keys = tuple(line.clause for line in split.comparison.split.conflict)
        over.setdefault(keys, []).append(with_letter(split))
    return tuple(
        _conflict_sentence(splits, [Quoted(clauses.get(key, key)) for key in keys])
        for keys, splits in over.items()
    )


def _conflict_sentence(splits: Sequence[Argument], clauses: Sequence[Argument]) -> Text:
    if len(splits) == 1 and len(clauses) == 1:
        pattern = text("{splits} has no split: {clauses} cannot hold under its rules.")
    elif len(splits) == 1:
        pattern = text("{splits} has no split: {clauses} cannot all hold.")
    elif len(clauses) == 1:
        pattern = text("{splits} have no split: {clauses} cannot hold under their rules.")
    else:
        pattern = text("{splits} have no split: {clauses} cannot all hold.")
    return pattern.filled(splits=listed(splits), clauses=listed(clauses))


def gains_sentence(side: SideBySide, split: ComparedSplit) -> Text:
    """Say how many pay less and how many more under a split than under the base."""
    changes = side.changes(split).values()
    less, more = sum(c < 0 for c in changes), sum(c > 0 for c in changes)
    if not less and not more:
        return text("{split}: nobody pays more or less", split=with_letter(split))
    pays_more = counted("{count} payer pays more", "{count} payers pay more", more)
    if less:
        pays_more = counted("{count} pays more", "{count} pay more", more)
    pays_less = counted("{count} payer pays less", "{count} payers pay less", less)
    said = [*([pays_less] if less else []), *([pays_more] if more else [])]
    return text("{split}: {counts}", split=with_letter(split), counts=listed(said, last=""))
