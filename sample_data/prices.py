"""Prices of February 2025, in which wages and living wages are: what older sums are worth then."""

from __future__ import annotations

from sample_data.sources import Figure, evidence

MONTHS = {
    2015: "Jun 2015",
    2017: "Apr 2017",
    2019: "Jan 2019",
    2022: "May 2022",
    2023: "Feb 2023",
    2025: "Feb 2025",
}
"""The month of each year whose health index is at hand."""
INDEX = {year: evidence("health index", "BE", month) for year, month in MONTHS.items()}
BASE = 100.0
"""The index of 2013."""

PRICES = "In prices of February 2025 by the health index, as the wages and living wages are."


def indexed(amount: float, year: int) -> float:
    """Return what an amount of a year is worth in prices of February 2025."""
    before = INDEX[year].number() if year in INDEX else BASE
    return amount * INDEX[2025].number() / before


def index_figures(year: int) -> list[Figure]:
    """Return the figures by which amounts of a year are brought to prices of February 2025."""
    return [*([INDEX[year]] if year in INDEX else []), INDEX[2025]]
