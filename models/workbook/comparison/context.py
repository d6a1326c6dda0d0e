"""What every sheet of the comparison workbook is written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.names import Names
from models.results.bridge import Bridge
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.language import ENGLISH, Language
from models.words.text import Argument, Text, text
from models.workbook.result.context import About
from models.workbook.result_sheets import as_referred

COMPARISON = text("Comparison", context="sheet")
CHANGES = text("Changes", context="sheet")
BRIDGE = text("Bridge", context="sheet")
YARDSTICKS = text("Yardsticks", context="sheet")
KEYS = text("Keys", context="sheet")
CONFLICTS = text("Conflicts", context="sheet")
FIRST_ROW = 2
"""The first row below the headings."""


@dataclass(frozen=True, eq=False)
class Compared:
    """Splits side by side, the ways between them, and names."""

    side: SideBySide
    bridges: Sequence[Bridge]
    names: Names
    about: About
    spoken: Language = ENGLISH

    def sheet(self, name: Argument) -> str:
        """Return the name of a sheet as formulas write it."""
        return as_referred(self.spoken.say(name))

    @property
    def payer_rows(self) -> Mapping[str, int]:
        """The row of each payer in the sheet of each split."""
        return {payer: row for row, payer in enumerate(self.side.payers, start=FIRST_ROW)}

    @property
    def yardstick_rows(self) -> Mapping[str, int]:
        """The row of each split, by its letters, in the sheet Yardsticks."""
        return {s.letters: row for row, s in enumerate(self.side.splits, start=FIRST_ROW)}


def sheet_of(split: ComparedSplit) -> Text:
    """Return the name of the sheet of a split."""
    return text("Split{letters}", context="sheet", letters=split.letters)


def label(split: ComparedSplit) -> str:
    """Return the letters and the name of a split, both of them names."""
    return " ".join((split.letters, split.name))
