"""Values, units and notes as people read them in a language."""

from __future__ import annotations

from typing import Any

from models.case import Case
from models.declaration.choices import choice_label, yes_no_label
from models.declaration.kinds import Column, Kind, Table
from models.declaration.rules import RULE_BY_KEY
from models.declaration.tables import ADJUSTABLE_SHEETS, BASE_SCENARIO, TABLE_BY_KEY
from models.words.language import Language
from models.words.text import Argument
from models.workbook.dressed.plans import ShownColumn
from models.workbook.dressed.words import OWN_COLUMN, REQUIRED, UNITS, key_line, unit_line


def shown_value(
    table: Table, column: Column | None, row: dict[str, Any], value: Any, language: str
) -> Any:
    """Return the value of a cell in a language; names of the user stay as they are."""
    if column is None or value is None:
        return value
    if column.kind is Kind.YES_NO:
        return yes_no_label(value, language)
    if column.kind is Kind.CHOICE:
        return choice_label(value, language)
    if column.kind is Kind.RULE:
        return rule_label(value, language)
    if table.key == "Adjustments" and column.key == "column":
        return adjusted_label(str(row.get("sheet")), value, language)
    return value


def rule_label(key: str, language: str) -> str:
    """Return the name of a rule; a rule nobody declares stays itself."""
    rule = RULE_BY_KEY.get(key)
    return rule.labels.in_language(language) if rule else key


def adjusted_label(sheet: str, key: str, language: str) -> str:
    """Return the label of a column that an adjustment names."""
    table = TABLE_BY_KEY.get(sheet)
    if table is None or sheet not in ADJUSTABLE_SHEETS or not table.declares(key):
        return key
    return table.column(key).labels.in_language(language)


def unit_of(column: Column | None, currency: str) -> Argument:
    """Return the unit of a column; "" where it is not known."""
    if column is None:
        return ""
    return currency if column.kind is Kind.MONEY else UNITS[column.kind]


def currency_of(case: Case) -> str:
    """Return the currency of a case as its base scenario names it."""
    frame = case.table("Scenarios")
    named = dict(zip(frame["rule"], frame[BASE_SCENARIO], strict=True)).get("currency")
    return str(named or RULE_BY_KEY["currency"].default)


def note_of(shown: ShownColumn, currency: str, spoken: Language) -> str:
    """Return the note of a header: meaning, unit, key, whether it must be filled in."""
    column = shown.column
    unit = unit_of(column, currency)
    lines: list[Argument] = [column.help if column else OWN_COLUMN]
    lines += [REQUIRED] if shown.is_required else []
    lines += [unit_line(unit)] if unit else []
    return "\n".join(map(spoken.say, (*lines, key_line(shown.key))))
