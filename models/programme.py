"""What names a programme, and the places that people enter, by the keys of the case."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Who enter a stage somewhere in a year; the group is "" in a case without groups."""

    territory: str
    stage: str
    year: int
    group: str = ""


class Programme(NamedTuple):
    """One programme: what is funded for the persons of a place.

    Attributes:
        host: the territory where it takes place.
        group: the group of its persons; "" in a case without groups.
        responsible: the government that answers for its part of the persons; "" where a single
            one answers for all.
    """

    host: str
    stage: str
    year: int
    group: str = ""
    responsible: str = ""

    @property
    def place(self) -> Place:
        """What its persons enter."""
        return Place(self.host, self.stage, self.year, self.group)

    @property
    def named_parts(self) -> tuple[str | int, ...]:
        """Host, stage and year, and what else names it; with neither there is nothing else."""
        more = (part for part in (self.group, self.responsible) if part)
        return (self.host, self.stage, self.year, *more)
