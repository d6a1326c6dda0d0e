"""What returned files say about one thing, the same said by several put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from models.exchange.addresses import ABSENT, Where
from models.exchange.differences import same_value
from models.exchange.located import Source


@dataclass(frozen=True)
class Offer:
    """One value that came back, from one file or the same from several.

    Attributes:
        value: as in `Difference.new`.
        issued: the value that was sent.
        sources: where it stands, in the order of the files.
        last: the place of the last of these files among all, from 0.
    """

    value: Any
    issued: Any
    sources: tuple[Source, ...]
    last: int


@dataclass(frozen=True)
class Said:
    """What one file says about one thing; `file` is its place among the files, from 0."""

    where: Where
    identity: tuple[Any, ...]
    value: Any
    issued: Any
    source: Source
    file: int


def offers_of(said: Iterable[Said]) -> tuple[Offer, ...]:
    """Return the different values, those that are the same as one, whatever the files' order."""
    groups: list[list[Said]] = []
    for one in sorted(said, key=_order):
        group = next((g for g in groups if same_value(one.where, g[0].value, one.value)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return tuple(_offer(group) for group in groups)


def _order(said: Said) -> tuple[Any, ...]:
    """Order by value first, so that nothing depends on which file was read first."""
    number = said.value if isinstance(said.value, int | float) else 0.0
    is_there = said.value is not ABSENT
    return is_there, type(said.value).__name__, number, repr(said.value), said.source.file


def _offer(group: list[Said]) -> Offer:
    sources = tuple(sorted((one.source for one in group), key=lambda s: (s.file, s.sheet, s.cell)))
    return Offer(group[0].value, group[0].issued, sources, max(one.file for one in group))
