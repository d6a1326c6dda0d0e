"""How large and how odd a workbook may be before it is refused unread."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The largest workbook that is read, and whether a project without its seal is.

    Sizes are in bytes.
    """

    file_size: int = 50 * MB
    unpacked_size: int = 600 * MB
    part_size: int = 300 * MB
    ratio: int = 150
    ratio_counts_above: int = 20 * MB
    parts: int = 2000
    sheets: int = 64
    columns: int = 300
    rows: int = 200_000
    cells: int = 30_000_000
    """Cells and rows of a sheet, blank ones too."""
    unsealed: bool = False
    """Whether a project file is read that another program may have altered."""


USUAL_LIMITS = Limits()
LARGE_LIMITS = Limits(
    file_size=500 * MB,
    unpacked_size=2000 * MB,
    part_size=1500 * MB,
    rows=1_000_000,
    cells=150_000_000,
)
"""For what the program itself wrote, and for whoever asks for it."""
