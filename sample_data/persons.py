"""Whole persons: shares of a cohort that add up to it, and flows that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from math import floor
from typing import TypeVar

from sample_data.sources import Figure
from sample_data.writing import Row, documented, row_of

Place = tuple[str, str]
"""A stage in a territory."""

FlowKey = tuple[int, Place | None, Place | None]
"""The year, where they come from (None: an arrival), where they go (None: an exit)."""

Flows = Counter[FlowKey]

_NOWHERE = (None, None)

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


def entering(flows: Flows, stage: str, year: int) -> dict[str, int]:
    """Return the cohorts of a stage in a year: persons by territory."""
    cohorts: Counter[str] = Counter()
    for (when, _, to), persons in flows.items():
        if when == year and to is not None and to[0] == stage:
            cohorts[to[1]] += persons
    return dict(sorted(cohorts.items()))


def move_on(
    flows: Flows,
    years: Iterable[int],
    rates: Mapping[str, Callable[[str, int], Mapping[Place, float]]],
) -> None:
    """Let the cohorts that entered a stage the year before leave it, in each year in turn.

    Args:
        flows: the flows, to which those of the years are added.
        years: when they leave.
        rates: for each stage which part of a cohort goes where, by territory and the year it
            entered; the rest leave the trajectory.
    """
    for year in years:
        for stage, rates_of in rates.items():
            for territory, persons in entering(flows, stage, year - 1).items():
                going = rates_of(territory, year - 1)
                weights: dict[Place | None, float] = dict(sorted(going.items()))
                weights[None] = 1 - sum(going.values())
                for to, count in apportion(persons, weights).items():
                    if count:
                        flows[(year, (stage, territory), to)] += count


def flow_rows(
    flows: Flows,
    figures_of: Callable[[FlowKey], Iterable[Figure]],
    reasons: Mapping[str | None, str],
) -> list[Row]:
    """Return the rows of the sheet Flows, by year, then by stage and territory.

    Args:
        flows: the flows.
        figures_of: the figures that a flow rests on.
        reasons: what is assumed, by the stage that people leave; None: of arrivals.
    """
    return [
        documented(_cells(key, flows[key]), figures_of(key), reasons[key[1][0] if key[1] else None])
        for key in sorted(flows, key=_order)
    ]


def _order(key: FlowKey) -> tuple[int, Place, Place]:
    year, origin, to = key
    return year, origin or ("", ""), to or ("~", "~")


def _cells(key: FlowKey, persons: int) -> Row:
    year, origin, to = key
    return row_of("Flows", year, *(origin or _NOWHERE), *(to or _NOWHERE), persons)
