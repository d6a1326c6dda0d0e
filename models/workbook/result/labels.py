"""The labels that stand on several pages of the result and comparison workbooks."""

from __future__ import annotations

from models.declaration.tables import TABLE_BY_KEY
from models.words.text import Argument, counted, text

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


def others(count: int) -> Argument:
    """Return what stands for the payers that are not named."""
    return counted("1 other", "{count} others", count)


def with_unit(label: Argument, unit: Argument) -> Argument:
    """Return a label with the unit of the figures below it."""
    return text("{label} ({unit})", label=label, unit=unit)
