"""Whole persons: shares of a cohort that add up to it, and flows that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from math import floor
from typing import NamedTuple, TypeVar

from sample_data.sources import Figure
from sample_data.writing import Row, documented

Place = tuple[str, str]
"""A stage in a territory."""


class FlowKey(NamedTuple):
    """Which flow it is.

    Attributes:
        origin: where they come from; None: an arrival.
        to: where they go; None: an exit.
        group: of which group they are; None: the case has no groups.
        to_group: the group they belong to from then on; None: the same.
    """

    year: int
    origin: Place | None
    to: Place | None
    group: str | None = None
    to_group: str | None = None


class Destination(NamedTuple):
    """Where a part of a cohort goes; the group is None where they stay in theirs."""

    stage: str
    territory: str
    group: str | None = None


Flows = Counter[FlowKey]
Rates = Mapping[Destination, float]
RatesOf = Callable[[str, int, str | None], Rates]
"""Which part of a cohort goes where, by territory, year of entry and group."""

Key = TypeVar("Key", bound=Hashable)


def apportion(total: int, weights: Mapping[Key, float]) -> dict[Key, int]:
    """Split a number of persons by weights into whole numbers that add up to it.

    Each gets its whole part; the largest remainders get one more, the earlier key first.
    """
    scale = total / sum(weights.values())
    exact = {key: weight * scale for key, weight in weights.items()}
    parts = {key: floor(value + 1e-9) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: round(parts[key] - exact[key], 9))
    for key in by_remainder[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def entering(flows: Flows, stage: str, year: int) -> dict[tuple[str, str | None], int]:
    """Return the cohorts of a stage in a year: persons by territory and group."""
    cohorts: Counter[tuple[str, str | None]] = Counter()
    for key, persons in flows.items():
        if key.year == year and key.to is not None and key.to[0] == stage:
            cohorts[key.to[1], key.to_group or key.group] += persons
    return dict(sorted(cohorts.items(), key=lambda one: (one[0][0], one[0][1] or "")))


def move_on(flows: Flows, years: Iterable[int], rates: Mapping[str, RatesOf]) -> None:
    """Let the cohorts that entered a stage the year before leave it, in each year in turn.

    Args:
        flows: the flows, to which those of the years are added.
        years: when they leave.
        rates: for each stage which part of a cohort goes where; the rest leave the trajectory.
    """
    for year in years:
        for stage, rates_of in rates.items():
            for (territory, group), persons in entering(flows, stage, year - 1).items():
                going = rates_of(territory, year - 1, group)
                order = sorted(going, key=lambda to: (to.stage, to.territory, to.group or ""))
                weights: dict[Destination | None, float] = {to: going[to] for to in order}
                weights[None] = 1 - sum(going.values())
                for to, count in apportion(persons, weights).items():
                    if count:
                        place = (to.stage, to.territory) if to else None
                        key = FlowKey(
                            year, (stage, territory), place, group, to.group if to else None
                        )
                        flows[key] += count


def flow_rows(
    flows: Flows,
    figures_of: Callable[[FlowKey], Iterable[Figure]],
    reason_of: Callable[[FlowKey], str],
    without_of: Callable[[FlowKey, int], int | None] | None = None,
) -> list[Row]:
    """Return the rows of the sheet Flows, by year, then by group, stage and territory.

    Args:
        flows: the flows.
        figures_of: the figures that a flow rests on.
        reason_of: what is assumed of a flow; empty: nothing.
        without_of: how many of a flow would have gone that way without the programme; None:
            as the additionality of the programme says.
    """
    found = []
    for key in sorted(flows, key=_order):
        cells = _cells(key, flows[key])
        if without_of is not None:
            cells = {**cells, "persons_without": without_of(key, flows[key])}
        found.append(documented(cells, figures_of(key), reason_of(key)))
    return found


def _order(key: FlowKey) -> tuple[int, str, Place, Place]:
    return key.year, key.group or "", key.origin or ("", ""), key.to or ("~", "~")


def _cells(key: FlowKey, persons: int) -> Row:
    cells: dict[str, str | int | float | bool | None] = {"year": key.year}
    if key.group is not None:
        cells["group"] = key.group
    cells["from_stage"], cells["from_territory"] = key.origin or (None, None)
    cells["to_stage"], cells["to_territory"] = key.to or (None, None)
    if key.to_group is not None:
        cells["to_group"] = key.to_group
    return {**cells, "persons": persons}
