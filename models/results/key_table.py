"""The short table of percentages that an agreement with a same key is signed as (2-method 2.4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from models.results.split import KeyShare, Split


@dataclass(frozen=True)
class KeyClass:
    """The programmes that have one percentage for each payer.

    Attributes:
        stage, group, host, year: None where the key does not depend on it.
        own: whether they are those that a payer answers for itself; None where the host is named,
            so that one percentage is enough.
    """

    stage: str | None
    group: str | None
    host: str | None
    year: int | None
    own: bool | None


@dataclass(frozen=True)
class KeyTable:
    """Percentages by payer and class.

    Attributes:
        classes: by stage, group, host and year as the split has them; own programmes first.
        shares: parts of the needs; what is missing in it cannot be asked.
    """

    classes: tuple[KeyClass, ...]
    shares: Mapping[tuple[str, KeyClass], float]

    @property
    def count(self) -> int:
        """How many percentages are signed; those that are nothing are not."""
        return sum(share > 0 for share in self.shares.values())


def key_table(split: Split, key_by: Collection[str]) -> KeyTable:
    """Return the table of a split with a same key.

    Args:
        split: the split.
        key_by: what its key depends on.
    """
    lines = split.same_key or ()
    shares = {(line.payer, _class_of(line, "host" in key_by)): line.share for line in lines}
    places = _places(split)

    def place(one: KeyClass) -> tuple[int, ...]:
        named = (places.get(each, -1) for each in (one.stage, one.group, one.host))
        return (*named, one.year or 0, 0 if one.own is not False else 1)

    return KeyTable(tuple(sorted({of for _, of in shares}, key=place)), shares)


def _class_of(line: KeyShare, names_host: bool) -> KeyClass:
    own = None if names_host else line.own
    return KeyClass(line.stage, line.group, line.host, line.year, own)


def _places(split: Split) -> dict[str | None, int]:
    """Return in which order stages, groups and hosts come in a split."""
    keys = [key for line in split.programmes for key in (line.stage, line.group, line.answered_by)]
    return {key: at for at, key in enumerate(dict.fromkeys(keys))}
