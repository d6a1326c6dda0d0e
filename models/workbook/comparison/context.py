"""What every sheet of the comparison workbook is written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.bridge import Bridge
from models.side_by_side import ComparedSplit, SideBySide
from models.workbook.result.context import About, Names

COMPARISON, CHANGES, BRIDGE, YARDSTICKS, KEYS, CONFLICTS = (
    "Comparison", "Changes", "Bridge", "Yardsticks", "Keys", "Conflicts",
)  # fmt: skip
FIRST_ROW = 2
"""The first row below the headings."""


@dataclass(frozen=True, eq=False)
class Compared:
    """Splits side by side, the ways between them, and names."""

    side: SideBySide
    bridges: Sequence[Bridge]
    names: Names
    about: About

    @property
    def footer(self) -> str:
        """What stands at the foot of each page."""
        program = f"Relais {self.about.version}"
        return " · ".join(part for part in (self.about.case_name, program) if part)

    @property
    def payer_rows(self) -> Mapping[str, int]:
        """The row of each payer in the sheet of each split."""
        return {payer: row for row, payer in enumerate(self.side.payers, start=FIRST_ROW)}

    @property
    def yardstick_rows(self) -> Mapping[str, int]:
        """The row of each split, by its letters, in the sheet Yardsticks."""
        return {s.letters: row for row, s in enumerate(self.side.splits, start=FIRST_ROW)}


def sheet_of(split: ComparedSplit) -> str:
    """Return the name of the sheet of a split, which needs no quotes in a formula."""
    return f"Split{split.letters}"


def label(split: ComparedSplit) -> str:
    """Return the letters and the name of a split."""
    return f"{split.letters} {split.name}"
