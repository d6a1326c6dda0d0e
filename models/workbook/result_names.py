"""The names of the sheets of a result workbook, each given here once.

They stand outside the package `result`, since the reader of workbooks needs them too: it passes
these sheets over and takes the others as the case.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from models.words.language import Language, in_every_language
from models.words.text import text
from models.xlsx.outline import SHEETS_MARK

GLANCE = text("Split at a glance", context="sheet")
STATEMENTS = text("Statements", context="sheet")
OWING = text("Who owes whom", context="sheet")
SPLIT = text("Split", context="sheet")
PROGRAMMES = text("Programmes", context="sheet")
PAYERS = text("Payers", context="sheet")
LEDGER = text("Ledger", context="sheet")
TRANSFERS = text("Transfers", context="sheet")
CLEARING = text("Clearing", context="sheet")
GOALS = text("Goals", context="sheet")
BINDING = text("Binding", context="sheet")
KEYS = text("Keys", context="sheet")
CONFLICT = text("Conflict", context="sheet")
WARNINGS = text("Warnings", context="sheet")
ADJUSTED = text("Adjustments made", context="sheet")

RESULT_SHEETS = (
    GLANCE,
    STATEMENTS,
    OWING,
    SPLIT,
    PROGRAMMES,
    PAYERS,
    LEDGER,
    TRANSFERS,
    CLEARING,
    GOALS,
    BINDING,
    KEYS,
    CONFLICT,
    WARNINGS,
    ADJUSTED,
)


def sheet_properties(spoken: Language) -> Sequence[tuple[str, str]]:
    """Return the custom properties that say which sheets of a result hold no data of the case."""
    named = enumerate(RESULT_SHEETS, start=1)
    return [(f"{SHEETS_MARK}{number}", spoken.say(name)) for number, name in named]


@cache
def sheets_by_name() -> frozenset[str]:
    """Return what the sheets of a result are called, in any language."""
    return frozenset(name for sheet in RESULT_SHEETS for name in in_every_language(sheet))
