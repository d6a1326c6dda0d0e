"""The sentences of the dressed workbook that stand in several places or are known again."""

from __future__ import annotations

from models.declaration.kinds import Kind
from models.words.text import Argument, Text, text

FIRST = text("Read me", context="sheet")
LISTS = text("Lists", context="sheet")
CHECKS = text("Checks", context="sheet")
LISTS_TEXT = text("The words that the drop-down lists offer, and what each rule means.")

_LIST = text("list", context="unit")
UNITS = {
    Kind.TEXT: text("text", context="unit"),
    Kind.KEY: text("key, once", context="unit"),
    Kind.TERRITORY: _LIST,
    Kind.STAGE: _LIST,
    Kind.SCENARIO: _LIST,
    Kind.RULE: _LIST,
    Kind.CHOICE: _LIST,
    Kind.YES_NO: text("yes / no", context="unit"),
    Kind.NUMBER: text("number", context="unit"),
    Kind.PERSONS: text("persons", context="unit"),
    Kind.YEAR: text("year", context="unit"),
    Kind.WHOLE: text("whole number", context="unit"),
    Kind.RULE_VALUE: text("value", context="unit"),
}
"""What stands above the header of a column, by what its cells hold; money has its currency."""

REQUIRED = text("Must be filled in.")
OWN_COLUMN = text("A column that was added.")


def unit_line(unit: Argument) -> Text:
    """Return the line of a note that names the unit of a column."""
    return text("Unit: {unit}", unit=unit)


def key_line(key: str) -> Text:
    """Return the line of a note that names the key of a column."""
    return text("Key: {key}", key=key)
