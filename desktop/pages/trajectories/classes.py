"""The classes of a map: few, natural, with round limits."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

MOST_CLASSES = 5
_THINNED = 120
_SKEWED = 20.0


@dataclass(frozen=True)
class Classes:
    """Limits between classes, from low to high; a value equal to a limit is above it.

    `zero` is the class that starts at 0 where values lie on both sides of it, else None.
    """

    limits: tuple[float, ...]
    zero: int | None = None

    def __len__(self) -> int:
        return len(self.limits) + 1

    def of(self, value: float) -> int:
        """Return the class of a value, from 0."""
        return bisect_right(self.limits, value)


def classes_of(values: Sequence[float]) -> Classes:
    """Return classes for some values; where they lie on both sides of zero, zero is a limit."""
    low = sorted({value for value in values if value < 0})
    high = sorted({value for value in values if value >= 0})
    if low and any(high):
        room = max(1, round((MOST_CLASSES - 1) * len(low) / (len(low) + len(high))))
        below = _limits(low, min(room, MOST_CLASSES - 2))
        above = _limits(high, MOST_CLASSES - 1 - len(below))
        return Classes((*below, 0.0, *above), len(below) + 1)
    return Classes(_limits([*low, *high], MOST_CLASSES))


def _limits(values: Sequence[float], most: int) -> tuple[float, ...]:
    """Return round limits between groups of sorted values that lie close together.

    Where a few values are far larger than most, closeness is that of their ratios; otherwise
    almost all areas would share one class.
    """
    thinned = _thinned(values)
    starts = _natural_starts(_evened(thinned), min(most, len(thinned)))
    return tuple(dict.fromkeys(_roundest(thinned[start - 1], thinned[start]) for start in starts))


def _evened(values: Sequence[float]) -> Sequence[float]:
    sizes = sorted(abs(value) for value in values if value)
    if not sizes or sizes[-1] < _SKEWED * sizes[len(sizes) // 2]:
        return values
    least = sizes[0]
    return [math.copysign(math.log1p(abs(value) / least), value) for value in values]


def _thinned(values: Sequence[float]) -> Sequence[float]:
    if len(values) <= _THINNED:
        return values
    last = len(values) - 1
    return [values[round(i * last / (_THINNED - 1))] for i in range(_THINNED)]


def _natural_starts(values: Sequence[float], count: int) -> list[int]:
    """Return where groups start, but for the first, with the least squares (Fisher 1958)."""
    size = len(values)
    if count < 2:
        return []
    sums, squares = [0.0], [0.0]
    for value in values:
        sums.append(sums[-1] + value)
        squares.append(squares[-1] + value * value)

    def spread(first: int, end: int) -> float:
        total = sums[end] - sums[first]
        return squares[end] - squares[first] - total * total / (end - first)

    best = [0.0] + [spread(0, end) for end in range(1, size + 1)]
    cuts: list[list[int]] = []
    for groups in range(2, count + 1):
        cut, now = [0] * (size + 1), [math.inf] * (size + 1)
        for end in range(groups, size + 1):
            options = range(groups - 1, end)
            cut[end] = min(options, key=lambda at: best[at] + spread(at, end))
            now[end] = best[cut[end]] + spread(cut[end], end)
        cuts.append(cut)
        best = now
    starts, end = [], size
    for cut in reversed(cuts):
        end = cut[end]
        starts.append(end)
    return starts[::-1]


def _roundest(low: float, high: float) -> float:
    """Return the number above `low` and not above `high` with the fewest digits."""
    middle = (low + high) / 2
    exponent = math.floor(math.log10(max(abs(low), abs(high)))) + 1
    for power in range(exponent, exponent - 16, -1):
        for part in (1.0, 0.5, 0.25) if power > 0 else (1.0,):
            step = part * 10.0**power
            near = round(middle / step) * step
            options = [n for n in (near - step, near, near + step) if low < n <= high]
            if options:
                return min(options, key=lambda n: abs(n - middle)) + 0.0
    return high
