"""The sheet of lists, and what the cells of a column accept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from models.case import Case
from models.checks.checked import column_letter
from models.declaration.choices import choice_label, choices_in
from models.declaration.kinds import FIRST_YEAR, LAST_YEAR, NUMERIC_KINDS, Column, Kind, Table
from models.declaration.tables import ADJUSTABLE_SHEETS, TABLE_BY_KEY
from models.used import columns_to_fill, offered_choices, offered_rules, tables_of
from models.words.language import Language
from models.words.text import Argument, text
from models.workbook.books import Book
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.looks import header_look, set_up_page, text_look, write_title
from models.workbook.dressed.plans import TablePlan
from models.workbook.identity import own_title
from models.workbook.labels import LISTS
from models.workbook.layout import quoted
from models.workbook.notes import UNITS

LISTS_TEXT = text("The words that the drop-down lists offer, and what each rule means.")
_FIRST_ROW = 3
_LIVE = {
    Kind.TERRITORY: ("list_territory", "Territories", "territory"),
    Kind.STAGE: ("list_stage", "Stages", "stage"),
    Kind.GROUP: ("list_group", "Groups", "group"),
    Kind.ROUND: ("list_round", "Rounds", "round"),
}
"""The lists that grow with the table they come from."""


_ADJUSTABLE = frozenset({Kind.MONEY, Kind.PERSONS, Kind.NUMBER})
_ANY_DAY = {
    "validate": "date",
    "criteria": "between",
    "minimum": date(FIRST_YEAR, 1, 1),
    "maximum": date(LAST_YEAR, 12, 31),
}


def list_name(table: Table, column: Column | None) -> str:
    """Return the name of the list that a column takes its values from; "" where it has none."""
    if column is None:
        return ""
    if column.kind in _LIVE:
        return _LIVE[column.kind][0]
    if column.kind in (Kind.YES_NO, Kind.SCENARIO, Kind.RULE):
        return f"list_{column.kind.value}"
    is_listed = column.choices or (table.key, column.key) == ("Adjustments", "column")
    return f"list_{column.key}" if is_listed else ""


def write_lists(book: Book, issue: Issue, plans: Sequence[TablePlan], name: str) -> None:
    """Add the sheet with the words of every list, and name each list."""
    sheet = book.sheet(name)
    write_title(book, sheet, own_title(book.say(LISTS)), LISTS_TEXT)
    lists = _lists(issue.case, issue.language)
    for index, (key, (label, values)) in enumerate(lists.items()):
        width = max(map(len, (book.say(label), *values))) + 3
        _write_words(book, sheet, index, label, values, width)
        letter, last = column_letter(index), _FIRST_ROW + len(values)
        where = f"{quoted(name)}!${letter}${_FIRST_ROW + 1}:${letter}${last}"
        book.book.define_name(key, f"={where}")
    meanings = [book.say(rule.help) for rule in offered_rules(issue.case)]
    _write_words(book, sheet, len(lists), text("Meaning"), meanings, 120)
    _name_live_lists(book, plans)
    sheet.freeze_panes(_FIRST_ROW, 0)
    sheet.protect()
    set_up_page(sheet, issue, _FIRST_ROW - 1)


def _lists(case: Case, language: str) -> Mapping[str, tuple[Argument, tuple[str, ...]]]:
    """Return the header and the words of each list that does not grow; rules come last."""
    lists: dict[str, tuple[Argument, tuple[str, ...]]] = {}
    for table in tables_of(case):
        for column in columns_to_fill(case, table):
            values = choices_in(column, language)
            if column.choices:
                offered = offered_choices(case, column)
                values = tuple(choice_label(key, language) for key in offered)
            elif column.kind is Kind.SCENARIO:
                values = case.scenarios()
            elif (table.key, column.key) == ("Adjustments", "column"):
                values = _adjustable_columns(case, language)
            if values:
                header = UNITS[Kind.YES_NO] if column.kind is Kind.YES_NO else column.labels
                lists.setdefault(list_name(table, column), (header, values))
    rules = tuple(rule.labels.in_language(language) for rule in offered_rules(case))
    return {**lists, "list_rule": (TABLE_BY_KEY["Scenarios"].column("rule").labels, rules)}


def _adjustable_columns(case: Case, language: str) -> tuple[str, ...]:
    labels = (
        column.labels.in_language(language)
        for table in tables_of(case)
        for column in columns_to_fill(case, table)
        if table.key in ADJUSTABLE_SHEETS and column.kind in _ADJUSTABLE
    )
    return tuple(dict.fromkeys(labels))


def _write_words(
    book: Book, sheet: Any, index: int, header: Argument, words: Sequence[str], width: int
) -> None:
    look = header_look(book, required=False)
    sheet.write_string(_FIRST_ROW - 1, index, book.say(header), look)
    sheet.set_column(index, index, width)
    for row, word in enumerate(words, start=_FIRST_ROW):
        sheet.write_string(row, index, word, text_look(book, indent=1))


def _name_live_lists(book: Book, plans: Sequence[TablePlan]) -> None:
    """Name the filled part of the key columns, so that new territories are offered too."""
    by_table = {plan.table.key: plan for plan in plans}
    for name, table, key in _LIVE.values():
        if table not in by_table:
            continue
        cells = by_table[table].cells_of(key)
        sheet, _, address = cells.rpartition("!")
        first, _, last = address.partition(":")
        filled = f"INDEX({sheet}!{first}:{last},MAX(1,COUNTA({sheet}!{first}:{last})))"
        book.book.define_name(name, f"={sheet}!{first}:{filled}")


def accepted(table: Table, column: Column | None, spoken: Language) -> dict[str, Any]:
    """Return what the cells of a column accept, as a validation; {}: anything."""
    message = {
        "error_title": spoken.say(text("Please check")),
        "error_type": "warning",
        "ignore_blank": True,
    }
    if name := list_name(table, column):
        said = text(
            "This is not in the list. Choose one from the list, or add it to the sheet it comes "
            "from."
        )
        source = {"validate": "list", "source": f"={name}"}
        return {**message, **source, "error_message": spoken.say(said)}
    if column is not None and column.kind is Kind.DATE:
        said = text("A date belongs here, such as {example}.", example="2026-03-31")
        return {**message, **_ANY_DAY, "error_type": "stop", "error_message": spoken.say(said)}
    if column is None or column.kind not in NUMERIC_KINDS:
        return {}
    said = text("A number belongs here, with digits only; below zero only where the note says so.")
    return {**message, **_range(column), "error_type": "stop", "error_message": spoken.say(said)}


def _range(column: Column) -> dict[str, Any]:
    if column.kind is Kind.YEAR:
        between = {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}
        return {"validate": "integer", "criteria": "between", **between}
    validate = "integer" if column.kind is Kind.WHOLE else "decimal"
    least = -1e15 if column.may_be_negative else 0
    return {"validate": validate, "criteria": ">=", "value": int(least)}
