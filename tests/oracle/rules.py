"""The rules of a scenario as plain values (3-workbook, Rules), and the edition of the method.

The edition is one switch with three effects, those that 2-method 2.1 names: what a frozen
scenario of the first edition keeps.

- `benefit_timing` is entry where no rule says otherwise (2.3);
- the host of a clause is one territory, not those below it too (2.4; clauses.py);
- a policy is one sum, shared over all years (3-workbook, Policies; needs.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

DEFAULT_GOALS = "unfunded, host_residual, equal_burden, proportional"


@dataclass(frozen=True)
class Rules:
    """The rules of one scenario; no cap, no years and no projection are None."""

    edition: int
    discount_rate: Fraction
    benefit_cap: Fraction | None
    own_share: Fraction
    de_minimis: Fraction
    burden_basis: str
    goals: tuple[str, ...]
    years: tuple[int, int] | None
    base_year: int | None
    project_until: int | None
    growth: Fraction
    rounding: Fraction
    reference: str
    additionality: Fraction
    spreads_benefits: bool
    price_growth: Fraction
    same_key_by: tuple[str, ...] | None
    """What a share may depend on; (): one key for everything; None: no same key."""
    least_transfer: Fraction

    @property
    def delta(self) -> Fraction:
        """What money a year later is worth."""
        return 1 / (1 + self.discount_rate)

    def covers(self, year: int) -> bool:
        """Say whether a year is a programme year."""
        return self.years is None or self.years[0] <= year <= self.years[1]


def rules_of(rows: list[dict[str, Any]], scenario: str, edition: int) -> Rules:
    """Return the rules; a blank takes the base value, a missing rule its default."""
    cells: dict[str, Any] = {}
    for row in rows:
        value = row.get(scenario)
        cells[row["rule"]] = row.get("base") if value is None else value
    cap = _or(cells, "benefit_cap", 1)
    return Rules(
        edition,
        exact(_or(cells, "discount_rate", 0)),
        None if cap == "none" else exact(cap),
        exact(_or(cells, "own_share_min", 0)),
        exact(_or(cells, "de_minimis", 0)),
        str(_or(cells, "burden_basis", "benefit")),
        _goals(str(_or(cells, "goals", DEFAULT_GOALS))),
        span(cells.get("programme_years")),
        whole(cells.get("base_year")),
        whole(cells.get("project_until")),
        exact(_or(cells, "arrivals_growth", 0)),
        exact(_or(cells, "rounding", 0.01)),
        str(_or(cells, "reference_scenario", "base")),
        exact(_or(cells, "additionality", 1)),
        _or(cells, "benefit_timing", "entry" if edition == 1 else "spread") == "spread",
        exact(_or(cells, "price_growth", 0)),
        _same_key(cells.get("same_key_by")),
        exact(_or(cells, "least_transfer", 0)),
    )


def exact(value: Any) -> Fraction:
    """Return a number as it is written in decimals."""
    return value if isinstance(value, Fraction) else Fraction(str(value))


def whole(value: Any) -> int | None:
    """Return a whole number, None for a blank."""
    return None if value is None else int(float(value))


def span(value: Any) -> tuple[int, int] | None:
    """Return the first and last year of "2026" or "2026-2028", None for a blank."""
    if value is None:
        return None
    first, _, last = str(value).partition("-")
    return int(float(first)), int(float(last or first))


def names_in(text: Any) -> tuple[str, ...]:
    """Return the names of a list with commas, in their order."""
    return tuple(name for name in (part.strip() for part in str(text or "").split(",")) if name)


def _or(cells: Mapping[str, Any], rule: str, default: Any) -> Any:
    value = cells.get(rule)
    return default if value is None else value


def _goals(text: str) -> tuple[str, ...]:
    goals = names_in(text)
    return goals if goals[-1] == "proportional" else (*goals, "proportional")


def _same_key(value: Any) -> tuple[str, ...] | None:
    names = names_in(value)
    if not names:
        return None
    return () if names == ("all",) else names
