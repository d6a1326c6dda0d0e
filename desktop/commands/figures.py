"""Figures in the texts of commands, each kind written in one way."""

from __future__ import annotations

NOTHING = "–"


def decimals_of(rounding: float) -> int:
    """Return the decimals of money: cents only where payments have them."""
    return 2 if rounding < 1 else 0


def money(amount: float, rounding: float) -> str:
    """Write money with its thousands grouped, with the decimals that payments have."""
    written = f"{amount:,.{decimals_of(rounding)}f}"
    return written[1:] if written.startswith("-") and not written.strip("-0.,") else written


def signed(amount: float, rounding: float) -> str:
    """Write money with its sign, for a difference."""
    return f"{'+' if amount > 0 else ''}{money(amount, rounding)}"


def to_base_year(year: int | None) -> str:
    """Return " to 2026", for what is discounted; nothing where no programme gives a base year."""
    return "" if year is None else f" to {year}"


def share(fraction: float) -> str:
    """Write a fraction as a percentage with one decimal; one that is smaller gets two digits."""
    if 0 < abs(fraction) < 0.0005:
        return f"{float(f'{100 * fraction:.1e}'):g}%"
    return f"{fraction:,.1%}"


def burden(figure: float | None, basis: str) -> str:
    """Write a burden: a percentage, or money for each inhabitant; a dash where there is none."""
    if figure is None:
        return NOTHING
    return f"{figure:,.2f}" if basis == "population" else share(figure)
