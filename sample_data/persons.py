"""Whole persons: shares of a cohort that add up to it, and flows that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from math import floor
from typing import TypeVar

Place = tuple[str, str]
"""A stage in a territory."""

FlowKey = tuple[int, Place | None, Place | None]
"""The year, where they come from (None: an arrival), where they go (None: an exit)."""

Flows = Counter[FlowKey]

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


def leave(
    flows: Flows, origin: Place, year: int, persons: int, rates: Mapping[Place, float]
) -> None:
    """Let the persons of a cohort go where the rates say; the rest leave the trajectory."""
    weights: dict[Place | None, float] = dict(sorted(rates.items()))
    weights[None] = 1 - sum(rates.values())
    for to, count in apportion(persons, weights).items():
        if count:
            flows[(year, origin, to)] += count


def flow_rows(flows: Flows) -> list[tuple[FlowKey, dict[str, str | int | None]]]:
    """Return each flow with its cells, by year, then by stage and territory."""
    return [(key, _cells(key, flows[key])) for key in sorted(flows, key=_order)]


def _order(key: FlowKey) -> tuple[int, Place, Place]:
    year, origin, to = key
    return year, origin or ("", ""), to or ("~", "~")


def _cells(key: FlowKey, persons: int) -> dict[str, str | int | None]:
    year, origin, to = key
    from_stage, from_territory = origin or (None, None)
    to_stage, to_territory = to or (None, None)
    return {
        "year": year,
        "from_stage": from_stage,
        "from_territory": from_territory,
        "to_stage": to_stage,
        "to_territory": to_territory,
        "persons": persons,
    }
