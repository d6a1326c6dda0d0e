"""Splits set side by side, in words: what they are called, who pays less and who more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from models.declaration.keys import KEYS
from models.names import Names
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.names import terms_of
from models.words.payers import pays_otherwise, unfunded_otherwise
from models.words.text import Argument, Quoted, Text, counted, listed, text


def key_name(key: str) -> Argument:
    """Return a short name of a key; a column of the user has its own as people write it."""
    return KEYS[key].title if key in KEYS else key.removeprefix("key_").replace("_", " ")


def split_name(split: ComparedSplit) -> Argument:
    """Return what a split is called in a sentence."""
    return key_name(split.key) if split.key is not None else split.called or split.scenario


def with_letter(split: ComparedSplit) -> Text:
    """Return the letter and the name of a split."""
    return text("{letter} {name}", letter=split.letters, name=split_name(split))


def comparison_sentence(
    side: SideBySide, names: Names, write: Callable[[float], Argument] | None = None
) -> Text:
    """Say who pays less and who more than under the base, in the split that moves most.

    Args:
        side: the splits.
        names: the names of their case.
        write: writes amounts; None: in short.
    """
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
    moves = _moves(side, split, names, write or terms_of(split.comparison.split, names).brief)
    return _pattern(side, alone, bool(moves)).filled(
        base=quoted, split=Quoted(split_name(split)), changes=listed(moves)
    )


def _pattern(side: SideBySide, alone: bool, moves: bool) -> Text:
    if len(side.others) == 1:
        if moves:
            return text("Against {base}, {changes} under {split}.")
        return text("Nobody pays more or less under {split} than under {base}.")
    if not moves:
        return text("No split moves any money against {base}.")
    if alone:
        return text("{split} moves most against {base}: under it {changes}.")
    return text("No split moves more against {base} than {split}: under it {changes}.")


def _moves(
    side: SideBySide, split: ComparedSplit, names: Names, write: Callable[[float], Argument]
) -> list[Text]:
    changes, gap = side.changes(split).items(), side.gap_change(split)
    least = min(changes, key=itemgetter(1), default=("", 0.0))
    most = max(changes, key=itemgetter(1), default=("", 0.0))
    ends = [*([least] if least[1] < 0 else []), *([most] if most[1] > 0 else [])]
    said = [pays_otherwise(names.territory(key), by, write(abs(by))) for key, by in ends]
    return [*said, *([unfunded_otherwise(gap, write(abs(gap)))] if gap else [])]


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
    pattern = {
        (True, True): text("{splits} has no split: {clauses} cannot hold under its rules."),
        (True, False): text("{splits} has no split: {clauses} cannot all hold."),
        (False, True): text("{splits} have no split: {clauses} cannot hold under their rules."),
        (False, False): text("{splits} have no split: {clauses} cannot all hold."),
    }[len(splits) == 1, len(clauses) == 1]
    return pattern.filled(splits=listed(splits), clauses=listed(clauses))


def gains_sentence(side: SideBySide, split: ComparedSplit) -> Text:
    """Say how many pay less and how many more under a split than under the base."""
    changes = side.changes(split).values()
    less, more = sum(c < 0 for c in changes), sum(c > 0 for c in changes)
    if not less and not more:
        return text("{split}: nobody pays more or less", split=with_letter(split))
    pays_less = counted("{count} payer pays less", "{count} payers pay less", less)
    pays_more = counted("{count} payer pays more", "{count} payers pay more", more)
    if less:
        pays_more = counted("{count} pays more", "{count} pay more", more)
    said = listed((one for one, count in ((pays_less, less), (pays_more, more)) if count), last="")
    return text("{split}: {counts}", split=with_letter(split), counts=said)
