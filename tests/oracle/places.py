"""What figures belong to: spots, cohorts and programmes (2-method 2.1 and 2.4)."""

from __future__ import annotations

from typing import NamedTuple


class Spot(NamedTuple):
    """A stage, a territory and a group; the group of a case without groups has no name."""

    stage: str
    territory: str
    group: str = ""


OUT = Spot("", "")
"""The way out of the trajectory."""


class Cohort(NamedTuple):
    """Those who enter a spot in a year."""

    stage: str
    territory: str
    year: int
    group: str = ""

    @property
    def spot(self) -> Spot:
        """Return where they are."""
        return Spot(self.stage, self.territory, self.group)


class Programme(NamedTuple):
    """What one government does for a cohort or a part of it.

    `responsible` is blank where one government answers for the whole cohort, whoever it is.
    """

    stage: str
    territory: str
    year: int
    group: str = ""
    responsible: str = ""

    @property
    def cohort(self) -> Cohort:
        """Return those whom it serves."""
        return Cohort(self.stage, self.territory, self.year, self.group)


Pair = tuple[str, Programme]
"""A payer and a programme."""
