"""What a case has of tables, columns, rules and choices: of a later edition only what it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.declaration.choices import LATER_CHOICES
from models.declaration.kinds import Kind
from models.declaration.rules import RULE_BY_KEY, RULES, RuleDeclaration
from models.declaration.tables import ADJUSTABLE_SHEETS, TABLE_BY_KEY, TABLES

if TYPE_CHECKING:
    import pandas as pd

    from models.case import Case
    from models.declaration.kinds import Column, Table

FIRST_EDITION = 1
"""What came with it is there in every case."""
_LISTED_IN = {Kind.GROUP: "Groups", Kind.ROUND: "Rounds"}
"""The table whose rows the cells of a kind name: where it has some, they can be named."""


def tables_of(case: Case) -> tuple[Table, ...]:
    """Return the tables of a case in their order."""
    return tuple(table for table in TABLES if is_used(case, table))


def is_used(case: Case, table: Table) -> bool:
    """Say whether a case has a table: one of the first edition, or one with rows."""
    return table.edition == FIRST_EDITION or len(case.table(table.key)) > 0


def columns_of(case: Case, table: Table) -> tuple[Column, ...]:
    """Return the declared columns that a table of a case has, in their order."""
    frame = case.table(table.key)
    return tuple(column for column in table.columns if is_filled(frame, column))


def column_keys(case: Case, table: Table) -> list[str]:
    """Return the keys of all columns that a table of a case has, further ones too."""
    return _among(case, table, columns_of(case, table))


def columns_to_fill(case: Case, table: Table) -> tuple[Column, ...]:
    """Return the declared columns in which a table of a case can be filled in.

    Those that name groups or rounds are among them as soon as the case has such rows.
    """
    frame = case.table(table.key)
    return tuple(c for c in table.columns if is_filled(frame, c) or _can_be_named(case, c))


def keys_to_fill(case: Case, table: Table) -> list[str]:
    """Return the keys of all columns in which a table can be filled in, further ones too."""
    return _among(case, table, columns_to_fill(case, table))


def _among(case: Case, table: Table, columns: tuple[Column, ...]) -> list[str]:
    keys = {column.key for column in columns}
    further = (key for key in map(str, case.table(table.key).columns) if not table.declares(key))
    return [*(column.key for column in table.columns if column.key in keys), *further]


def is_filled(frame: pd.DataFrame, column: Column) -> bool:
    """Say whether a table has a column: one of the first edition, or one with a cell."""
    return column.edition == FIRST_EDITION or _has_cells(frame[column.key])


def has_later(case: Case) -> bool:
    """Say whether a case uses anything that came with a later edition."""
    rules = (RULE_BY_KEY.get(rule) for rule in case.table("Scenarios")["rule"])
    return (
        any(table.edition > FIRST_EDITION for table in tables_of(case))
        or any(c.edition > FIRST_EDITION for table in TABLES for c in columns_of(case, table))
        or any(rule.edition > FIRST_EDITION for rule in rules if rule is not None)
        or bool(case.table("Clauses")["status"].isin(LATER_CHOICES).any())
    )


def says_effects(case: Case) -> bool:
    """Say whether a case says what people would do without its programmes (2-method 2.2).

    That is whom flows lead on all the same, what part of an effect a programme has of its own, or
    the rule that counts a part of all effects.
    """
    return (
        _has_cells(case.table("Flows")["persons_without"])
        or _has_cells(case.table("Costs")["additionality"])
        or bool((case.table("Scenarios")["rule"] == "additionality").any())
    )


def offered_rules(case: Case) -> tuple[RuleDeclaration, ...]:
    """Return the rules that people can choose from in a case."""
    all_of_them = has_later(case)
    return tuple(rule for rule in RULES if all_of_them or rule.edition == FIRST_EDITION)


def offered_choices(case: Case, column: Column) -> tuple[str, ...]:
    """Return the words that people can choose from in a column of a case."""
    if column.choices == ADJUSTABLE_SHEETS:
        return tuple(key for key in column.choices if is_used(case, TABLE_BY_KEY[key]))
    all_of_them = LATER_CHOICES.isdisjoint(column.choices) or has_later(case)
    return tuple(key for key in column.choices if all_of_them or key not in LATER_CHOICES)


def _can_be_named(case: Case, column: Column) -> bool:
    table = _LISTED_IN.get(column.kind)
    return table is not None and len(case.table(table)) > 0


def _has_cells(cells: pd.Series[Any]) -> bool:
    return bool(cells.notna().any())
