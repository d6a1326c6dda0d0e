"""The names of the sheets of a result workbook, each given here once.

They stand outside the package `result`, since the reader of workbooks needs them too: it passes
these sheets over and takes the others as the case.
"""

from __future__ import annotations

GLANCE = "Split at a glance"
STATEMENTS = "Statements"
OWING = "Who owes whom"
SPLIT = "Split"
PROGRAMMES = "Programmes"
PAYERS = "Payers"
LEDGER = "Ledger"
TRANSFERS = "Transfers"
CLEARING = "Clearing"
GOALS = "Goals"
BINDING = "Binding"
KEYS = "Keys"
CONFLICT = "Conflict"
WARNINGS = "Warnings"
ADJUSTED = "Adjustments made"

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
