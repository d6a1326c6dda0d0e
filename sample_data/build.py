"""Builds the sample cases: `python -m sample_data.build`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sample_data import belgium, cities, europe, worked
from sample_data.writing import Sheets, write_case

CASES: dict[str, Callable[[], Sheets]] = {
    "belgium.xlsx": belgium.sheets,
    "cities.xlsx": cities.sheets,
    "europe.xlsx": europe.sheets,
    "worked.xlsx": worked.sheets,
}


def build(folder: Path) -> list[Path]:
    """Write every case into a folder and return the files."""
    for name, sheets in CASES.items():
        write_case(folder / name, sheets())
    return [folder / name for name in CASES]


if __name__ == "__main__":
    build(Path(__file__).parent)
