"""Reads the figures in `sources/`; every figure knows where it comes from."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

SOURCES = Path(__file__).parent / "sources"
BELGIUM = "be_indicators.csv"
EVIDENCE = "be_evidence_2025.csv"
EUROPE = "eu_indicators.csv"
EUROPEAN_EVIDENCE = "eu_evidence_2025.csv"

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Figure:
    """One row of an indicator file, or a whole publication, which has no text and no unit.

    Attributes:
        text: the value as the source gives it; it may hold several numbers.
        year: the year or the period, as the source gives it.
        confidence: high, medium or derived, perhaps with a remark.
    """

    source: str
    year: str
    text: str = ""
    unit: str = ""
    url: str = ""
    confidence: str = "high"
    note: str = ""

    def number(self, position: int = 0) -> float:
        """Return the number at a position of the value ("47 / 60" holds two)."""
        return float(_NUMBER.findall(self.text)[position])

    def number_in_unit(self, position: int = 0) -> float:
        """Return the number at a position of the unit: "decisions (99,380 positive)"."""
        return float(_NUMBER.findall(self.unit.replace(",", ""))[position])

    def share(self, position: int = 0) -> float:
        """Return a percentage as a fraction."""
        return self.number(position) / 100

    def cite(self) -> str:
        """Return the name of the source with its year and its address."""
        return ", ".join(part for part in (f"{self.source} ({self.year})", self.url) if part)

    def caution(self) -> str:
        """Return what a reader must know about the figure: its confidence if not high."""
        if self.confidence == "high":
            return ""
        remark = f" ({self.note})" if self.note else ""
        return f"Confidence of “{self.text} {self.unit}”: {self.confidence}{remark}."


@cache
def rows(file: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a file in `sources/`."""
    with (SOURCES / file).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def figure(file: str, indicator: str, territory: str, year: str) -> Figure:
    """Return the one row of an indicator file for an indicator, a territory and a year.

    Raises:
        LookupError: no row has them, or several do.
    """
    sought = (indicator, territory, year)
    found = [r for r in rows(file) if (r["indicator"], r["territory"], r["year"]) == sought]
    if len(found) != 1:
        raise LookupError(f"{file} has {len(found)} rows for {sought}.")
    row = found[0]
    return Figure(
        text=row["value"],
        unit=row["unit"],
        year=row["year"],
        source=row["source"],
        url=row["url"],
        confidence=row["confidence"],
        note=row["note"],
    )


belgian = partial(figure, BELGIUM)
evidence = partial(figure, EVIDENCE)
european = partial(figure, EUROPE)
european_evidence = partial(figure, EUROPEAN_EVIDENCE)
"""One figure of the Belgian indicators or evidence, or of the European indicators or evidence."""
