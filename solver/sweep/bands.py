"""Bands: between which figures the points of a sweep lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from models.results.sweep import QUANTILES, Band, SweepPlan, SweepPoint
from solver.state.statement import Money

_BURDEN_DIGITS = 12


def bands_of(
    plan: SweepPlan, payers: Sequence[str], points: Sequence[SweepPoint], money: Money
) -> tuple[Band, ...]:
    """Return the bands of the gap, the host residual and each payer's total and burden.

    With samples there are bands for each combination of the rules, over its samples; without,
    one set over all combinations. Points without figures are left out, and combinations of which
    no point was reached.
    """
    if not plan.samples:
        return tuple(_bands(None, payers, points, money))
    by_values: dict[tuple[float, ...], list[SweepPoint]] = {}
    for point in points:
        by_values.setdefault(point.place.values, []).append(point)
    return tuple(
        band for values, mine in by_values.items() for band in _bands(values, payers, mine, money)
    )


def _bands(
    values: tuple[float, ...] | None,
    payers: Sequence[str],
    points: Sequence[SweepPoint],
    money: Money,
) -> Iterator[Band]:
    solved = [point for point in points if point.status == "ok"]
    for measure in ("unfunded", "host_residual"):
        figures = quantiles([getattr(point, measure) for point in solved])
        yield Band(values, measure, None, len(solved), tuple(map(money.digits, figures)))
    for place, payer in enumerate(payers):
        figures = quantiles([point.totals[place] for point in solved])
        yield Band(values, "total", payer, len(solved), tuple(map(money.digits, figures)))
    for place, payer in enumerate(payers):
        burdens = [b for point in solved if (b := point.burdens[place]) is not None]
        rounded = (round(figure, _BURDEN_DIGITS) for figure in quantiles(burdens))
        yield Band(values, "burden", payer, len(burdens), tuple(rounded))


def quantiles(figures: Sequence[float]) -> tuple[float, ...]:
    """Return the QUANTILES of some figures, between two of them in proportion; none of none."""
    return tuple(np.quantile(figures, QUANTILES).tolist()) if len(figures) else ()
