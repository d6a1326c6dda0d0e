"""How territories nest, and who pays for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property


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
