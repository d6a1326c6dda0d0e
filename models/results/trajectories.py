"""People's ways through stages and territories: what can be shown of them, and its figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.geometry.atlas import Atlas

if TYPE_CHECKING:
    from models.case import Case
    from models.flows.flow_table import FlowTable
    from models.flows.places import Ints, Places
    from models.flows.rates import Rates
    from models.names import Names
    from models.results.with_and_without import WithAndWithout
    from models.scenarios import Rules

OTHERS = "\0others"
"""Stands for the territories that are folded into one because few people are there."""
ELSEWHERE = "\0elsewhere"
"""Stands for all territories outside the chosen one."""


@dataclass(frozen=True)
class Cell:
    """A stage in a territory, or in all of those that are folded into one."""

    stage: str
    territory: str


@dataclass(frozen=True)
class TrajectoryQuery:
    """What is to be shown.

    Attributes:
        year: the year people arrive in, and that movements fall in; None: all years.
        territory: this one and all below it; None: all.
        group: the people of this group, and whoever arrived in it wherever they are followed;
            None: all.
        followed: the people of this cell are followed; None: nobody.
        atlas: the map to use; None: the packaged one that fits best.
    """

    year: int | None = None
    territory: str | None = None
    group: str | None = None
    followed: Cell | None = None
    atlas: Atlas | None = None


@dataclass(frozen=True)
class CellCount:
    """How many people enter a cell, and how many of those who are followed."""

    cell: Cell
    persons: float
    followed: float = 0.0


@dataclass(frozen=True)
class GroupPart:
    """Those who go a way as one group; "": they come from outside, or leave.

    Attributes:
        before, after: the group that they belong to, and the one from then on.
    """

    before: str
    after: str
    persons: float
    projected: float
    followed: float = 0.0


@dataclass(frozen=True)
class StreamStep:
    """A way that people go: from outside where `source` is None, out where `target` is None.

    `projected` of the persons go that way by pooled rates, since the data end before.
    """

    source: Cell | None
    target: Cell | None
    persons: float
    projected: float
    followed: float = 0.0
    parts: tuple[GroupPart, ...] = ()
    """By group, where the case has several."""


@dataclass(frozen=True)
class Followed:
    """Where the people of a cell get to.

    Attributes:
        cell: where they are.
        persons: how many they are.
        stage: the last stage.
        reached: how many of them enter it, by territory, most first.
        projected: whether some of them are carried on by pooled rates.
    """

    cell: Cell
    persons: float
    stage: str
    reached: tuple[tuple[str, float], ...]
    projected: bool


@dataclass(frozen=True)
class Streams:
    """People's ways through stages and territories.

    Attributes:
        stages: keys, in order; only those anybody enters.
        cells: of each stage, from the top.
        steps: between cells, in and out.
        folded: how many territories stand under OTHERS.
    """

    stages: tuple[str, ...]
    cells: tuple[CellCount, ...]
    steps: tuple[StreamStep, ...]
    folded: int = 0
    followed: Followed | None = None


@dataclass(frozen=True)
class Outlook:
    """How far the people get who arrive.

    Attributes:
        arriving: how many they are.
        years: the first and last year in which they arrive.
        stage: the last stage.
        reaching: how many of them enter it.
        reached: how many of these are in it already by the data.
        steps: how many steps to another stage or territory they take; only those in the data
            where all years are shown.
        crossing: how many of these lead into another territory.
        projected: whether some are carried on by pooled rates.
    """

    arriving: float
    years: tuple[int, int] | None
    stage: str
    reaching: float
    reached: float
    steps: float
    crossing: float
    projected: bool


@dataclass(frozen=True)
class Hidden:
    """A steady stock that hides large flows: what changed, what part was replaced, when."""

    year: int
    change: float
    replaced: float
    inflow: float
    outflow: float
    before: float
    after: float


@dataclass(frozen=True)
class StockRow:
    """Who came, went and is there; NaN where the data cannot say.

    Attributes:
        territory: None for all that are shown together.
        stage: None for all stages together.
        hidden: what a steady stock hides.
        year: the only year of a row that stands under one of all years, since its stock hides
            something; None: the row is of the years that are shown.
    """

    territory: str | None
    stage: str | None
    before: float
    arrivals: float
    inflow: float
    exits: float
    outflow: float
    after: float
    hidden: Hidden | None = None
    year: int | None = None

    @property
    def throughput(self) -> float:
        """All who come and all who go."""
        return self.inflow + self.outflow

    @property
    def net_change(self) -> float:
        """What the stock gains."""
        return self.inflow - self.outflow

    @property
    def is_whole(self) -> bool:
        """Whether it is a total: of a territory, and of the years that are shown."""
        return self.stage is None and self.year is None


@dataclass(frozen=True)
class Figured:
    """The people's figures of the territories that a map shows.

    Attributes:
        atlas: the map; None where none fits.
        area_of: the place of each territory's area in the atlas, by key.
        shown_by: for every territory the one whose area shows it: itself or the nearest above.
        unmatched: territories with people that no area shows.
        figures: for each matched territory its row of stocks and flows.
        beside: for each unmatched territory its own row.
        choices: the packaged maps that fit at all, best first.
    """

    atlas: Atlas | None
    area_of: dict[str, int] = field(default_factory=dict)
    shown_by: dict[str, str] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    figures: dict[str, StockRow] = field(default_factory=dict)
    beside: dict[str, StockRow] = field(default_factory=dict)
    choices: tuple[Atlas, ...] = ()


@dataclass(frozen=True, eq=False)
class FollowedCase:
    """The case that people are followed through, and what its things are called in a scenario."""

    case: Case
    scenario: str
    names: Names


@dataclass(frozen=True, eq=False)
class Traced(FollowedCase):
    """A case as one scenario uses it, ready to be asked.

    Attributes:
        used: the case with the adjustments of the scenario.
    """

    used: Case
    rules: Rules
    order: tuple[str, ...]
    """The territories as the case lists them, each under its parent."""
    depths: tuple[int, ...]
    places: Places
    flows: FlowTable
    rates: Rates
    parent: Ints


@dataclass(frozen=True)
class Trajectories:
    """All that is shown for a query, with what it was computed from."""

    query: TrajectoryQuery
    traced: FollowedCase
    years: tuple[int, ...]
    territories: tuple[tuple[str, int], ...]
    """Keys with their depth, parents before those below them."""
    inside: frozenset[str]
    """The territories that the filter lets through."""
    groups: tuple[str, ...]
    """The groups of the case; empty: it has none."""
    streams: Streams
    outlook: Outlook
    stocks: tuple[StockRow, ...]
    map: Figured
    without: WithAndWithout | None = None
    """Who goes on with the programmes and who would without; None: the case says nothing of it."""

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last of the years that movements fall in."""
        if self.query.year is not None:
            return self.query.year, self.query.year
        return (self.years[0], self.years[-1]) if self.years else None
