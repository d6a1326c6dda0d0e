"""The names of sheets and the labels that stand on several of them, each given here once.

The reader of workbooks needs them too: it passes the sheets of a result over and takes the others
as the case.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from models.declaration.tables import TABLE_BY_KEY
from models.words.language import Language, in_every_language
from models.words.text import Argument, text
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
PRICE_OF_KEY = text("Price of the key", context="sheet")
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
    PRICE_OF_KEY,
)


def sheet_properties(spoken: Language) -> Sequence[tuple[str, str]]:
    """Return the custom properties that say which sheets of a result hold no data of the case."""
    named = enumerate(RESULT_SHEETS, start=1)
    return [(f"{SHEETS_MARK}{number}", spoken.say(name)) for number, name in named]


@cache
def sheets_by_name() -> frozenset[str]:
    """Return what the sheets of a result are called, in any language."""
    return frozenset(name for sheet in RESULT_SHEETS for name in in_every_language(sheet))


COMPARISON = text("Comparison", context="sheet")
CHANGES = text("Changes", context="sheet")
BRIDGE = text("Bridge", context="sheet")
YARDSTICKS = text("Yardsticks", context="sheet")
CONFLICTS = text("Conflicts", context="sheet")
FIRST = text("Read me", context="sheet")
LISTS = text("Lists", context="sheet")
CHECKS = text("Checks", context="sheet")


PAYER = TABLE_BY_KEY["Budgets"].column("payer").labels
KEY = text("Key")
ALL_PAYERS = text("All payers")
FROM, TO = text("From"), text("To")
PAYS_IN_ALL = text("Pays in all")
PAYS_OWN = text("Pays for its own programmes")
PAYS_OTHERS = text("Pays for programmes of others")
RECEIVES = text("Receives for its programmes")
NET = text("Net: owes (−: is owed)")
LATER_BENEFIT = text("Later benefit, discounted")
BURDEN = text("Burden")
UNFUNDED = text("Unfunded")


def with_unit(label: Argument, unit: Argument) -> Argument:
    """Return a label with the unit of the figures below it."""
    return text("{label} ({unit})", label=label, unit=unit)
