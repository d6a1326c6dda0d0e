"""The territories, stages and payers of a case in their canonical order, and how they nest."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.case import Case, row_key_of


@dataclass(frozen=True)
class Nesting:
    """The parent of each territory (None: none), and whether each pays.

    Each question is answered for all territories at once, so that the time grows as they do, in
    whatever way they hang together.
    """

    parents: Mapping[str, str | None]
    pays: Mapping[str, bool]

    def at_or_below(self, name: str) -> frozenset[str]:
        """Return a territory, where there is one of that name, and all whose parents lead to it."""
        below: dict[str | None, list[str]] = {}
        for child, parent in self.parents.items():
            below.setdefault(parent, []).append(child)
        found, waiting = {name} & self.parents.keys(), [name]
        while waiting:
            new = set(below.get(waiting.pop(), ())) - found
            found |= new
            waiting += new
        return frozenset(found)

    def circles(self) -> list[tuple[str, ...]]:
        """Return every circle of parents, from its first territory round to that again.

        No two share a territory, since each has one parent.
        """
        place = {name: number for number, name in enumerate(self.parents)}
        circles, seen = [], set[str]()
        for name in self.parents:
            way, end = self._way_up(name, seen)
            seen.update(way)
            if end is not None and end in way:
                circle = list(way)[list(way).index(end) :]
                first = circle.index(min(circle, key=place.__getitem__))
                circles.append((*circle[first:], *circle[: first + 1]))
        return sorted(circles, key=lambda circle: place[circle[0]])

    @cached_property
    def payers(self) -> Mapping[str, str | None]:
        """payer(g) of 2-method 2.1: the territory itself or its nearest parent that pays."""
        found: dict[str, str | None] = {name: name for name, pays in self.pays.items() if pays}
        for name in self.parents:
            way, end = self._way_up(name, found)
            found.update(dict.fromkeys(way, found.get(end) if end is not None else None))
        return found

    def _way_up(self, name: str, known: Collection[str]) -> tuple[Mapping[str, None], str | None]:
        """Return the territories from one upwards that are not known yet, and what follows them.

        That is a known one, one of them again, one that is no territory, or None.
        """
        way: dict[str, None] = {}
        at: str | None = name
        while at is not None and at in self.parents and at not in known and at not in way:
            way[at] = None
            at = self.parents[at]
        return way, at


Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

NO_GROUP = ""
"""The key of the one group of a case without groups."""
NOBODY = -1
"""Stands where a position is asked for and there is none."""


@dataclass(frozen=True, eq=False)
class Places:
    """Who and what there is, each with a position that no order of rows can change.

    Attributes:
        territories: keys, sorted.
        stages: keys, sorted by order, then key.
        orders: the order T+n of each stage.
        durations: whole years of each stage.
        cofunded: whether the programmes of each stage are co-funded.
        payers: keys of the territories that pay, sorted.
        payer_of: for each territory the position of the payer that stands for it: itself or
            its nearest ancestor that pays, NOBODY where there is none (2-method 2.1).
        groups: keys, sorted; one of no name where the case has none.

    Where a person can be is a territory in which it belongs to a group: the spot of territory g and
    group q has the position g · (number of groups) + q.
    """

    territories: tuple[str, ...]
    stages: tuple[str, ...]
    orders: Ints
    durations: Ints
    cofunded: Mask
    payers: tuple[str, ...]
    payer_of: Ints
    groups: tuple[str, ...] = (NO_GROUP,)

    @property
    def spots(self) -> int:
        """The number of spots."""
        return len(self.territories) * len(self.groups)

    @cached_property
    def spot_territory(self) -> Ints:
        """The territory of each spot."""
        return np.repeat(np.arange(len(self.territories)), len(self.groups))

    @cached_property
    def spot_group(self) -> Ints:
        """The group of each spot."""
        return np.tile(np.arange(len(self.groups)), len(self.territories))

    def spot_of(self, territory: Ints, group: Ints) -> Ints:
        """Return the spot of each territory and group; NOBODY where there is no territory."""
        spot = territory * len(self.groups) + np.maximum(group, 0)
        return np.asarray(np.where(territory == NOBODY, NOBODY, spot))

    def by_territory(self, of_spots: Floats) -> Floats:
        """Return what stands at the spots, summed by territory."""
        return np.asarray(of_spots.reshape(len(self.territories), -1).sum(axis=1))

    def spot_name(self, spot: int) -> str:
        """Return the keys of the territory and, where there are groups, the group of a spot."""
        territory, group = divmod(spot, len(self.groups))
        return row_key_of([self.territories[territory], self.groups[group] or None])

    def group_positions(self, keys: pd.Series[Any]) -> Ints:
        """Return the position of each key, NOBODY for a blank."""
        return positions(self.groups, keys)

    def territory_positions(self, keys: pd.Series[Any]) -> Ints:
        """Return the position of each key, NOBODY for a blank."""
        return positions(self.territories, keys)

    def stage_positions(self, keys: pd.Series[Any]) -> Ints:
        """Return the position of each key, NOBODY for a blank."""
        return positions(self.stages, keys)


def positions(known: tuple[str, ...], keys: pd.Series[Any]) -> Ints:
    """Return the place of each key among the known ones, NOBODY for a blank or unknown one."""
    return np.asarray(pd.Index(known, dtype=object).get_indexer(pd.Index(keys, dtype=object)))


def sums_by(position: Ints, values: Floats, count: int) -> Floats:
    """Add up values by position, 0 … count-1; those that stand at NOBODY are left out."""
    somebody = position != NOBODY
    sums = np.bincount(position[somebody], values[somebody], count)
    return np.asarray(sums, dtype=float)  # of numpy's own, an empty one would be of whole numbers


def places_of(case: Case) -> Places:
    """Put the territories, stages and payers of a case in order."""
    territories = case.table("Territories").sort_values("territory")
    stages = case.table("Stages").sort_values(["order", "stage"])
    keys = tuple(territories["territory"])
    pays = dict(zip(keys, (value is not False for value in territories["pays"]), strict=True))
    payers = tuple(key for key in keys if pays[key])
    parents = dict(zip(keys, territories["parent"], strict=True))
    place: dict[str | None, int] = {payer: at for at, payer in enumerate(payers)}
    stands_for = Nesting(parents, pays).payers
    payer_of = [place.get(stands_for[key], NOBODY) for key in keys]
    return Places(
        territories=keys,
        stages=tuple(stages["stage"]),
        orders=stages["order"].to_numpy(dtype=np.int64),
        durations=stages["duration"].fillna(1).to_numpy(dtype=np.int64),
        cofunded=np.array([value is True for value in stages["cofunded"]], dtype=bool),
        payers=payers,
        payer_of=np.array(payer_of, dtype=np.int64),
        groups=tuple(sorted(case.table("Groups")["group"])) or (NO_GROUP,),
    )
