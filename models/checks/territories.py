"""How territories nest, and who pays for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.checks.checked import CheckedCase


@dataclass(frozen=True)
class Nesting:
    """The parent of each territory (None: none), and whether each pays."""

    parents: Mapping[str, str | None]
    pays: Mapping[str, bool]

    @classmethod
    def of(cls, checked: CheckedCase) -> Nesting:
        """Read the nesting of the territories of a case."""
        rows = checked.rows("Territories", ("territory", "parent", "pays"))
        named = [row for row in rows if row[0] is not None]
        parents = {name: parent for name, parent, _ in named}
        return cls(parents, {name: pays is not False for name, _, pays in named})

    def ancestors(self, name: str) -> list[str]:
        """Return the parents above a territory, the nearest first; a circle ends the list."""
        found: list[str] = []
        parent = self.parents.get(name)
        while parent is not None and parent not in found:
            found.append(parent)
            parent = self.parents.get(parent)
        return found

    def circle(self, name: str) -> tuple[str, ...]:
        """Return the circle of parents that a territory is part of, itself first and last."""
        above = self.ancestors(name)
        if name not in above:
            return ()
        return (name, *above[: above.index(name)], name)

    def payer(self, name: str) -> str | None:
        """Return payer(g) of 2-method 2.1: the territory itself or its nearest parent that pays."""
        return next((g for g in (name, *self.ancestors(name)) if self.pays.get(g)), None)
