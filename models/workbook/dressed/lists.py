"""The sheet of lists, and what the cells of a column accept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.case import Case
from models.checks.checked import column_letter
from models.declaration.choices import choices_in
from models.declaration.kinds import FIRST_YEAR, LAST_YEAR, NUMERIC_KINDS, Column, Kind, Table
from models.declaration.rules import RULES
from models.declaration.tables import ADJUSTABLE_SHEETS, TABLE_BY_KEY, TABLES
from models.words.language import language as spoken
from models.workbook.books import Book
from models.workbook.dressed import words
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.looks import header_look, text_look, title_look
from models.workbook.dressed.plans import HEADER_ROW, LAST_ROW, TablePlan, quoted
from models.workbook.dressed.printing import set_up_page
from models.workbook.identity import own_title

_FIRST_ROW = 3
_LIVE = {Kind.TERRITORY: ("list_territory", "Territories", "territory")} | {
    Kind.STAGE: ("list_stage", "Stages", "stage")
}
"""The lists that grow with the table they come from."""


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
    sheet.set_row(0, 30)
    title = own_title(words.LISTS.in_language(issue.language))
    sheet.write_string(0, 0, title, title_look(book))
    text = words.LISTS_TEXT.in_language(issue.language)
    sheet.write_string(1, 0, text, text_look(book))
    for index, (key, (header, values)) in enumerate(_lists(issue.case, issue.language).items()):
        sheet.write_string(_FIRST_ROW - 1, index, header, header_look(book, required=False))
        sheet.set_column(index, index, max(map(len, (header, *values))) + 3)
        for row, value in enumerate(values, start=_FIRST_ROW):
            sheet.write_string(row, index, value, text_look(book, indent=1))
        letter, last = column_letter(index), _FIRST_ROW + len(values)
        where = f"{quoted(name)}!${letter}${_FIRST_ROW + 1}:${letter}${last}"
        book.book.define_name(key, f"={where}")
    _write_rule_help(book, sheet, issue.language, len(_lists(issue.case, issue.language)))
    _name_live_lists(book, plans)
    sheet.freeze_panes(_FIRST_ROW, 0)
    sheet.protect()
    set_up_page(sheet, issue, _FIRST_ROW - 1)


def _lists(case: Case, language: str) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return the header and the words of each list that does not grow; rules come last."""
    lists: dict[str, tuple[str, tuple[str, ...]]] = {}
    for table in TABLES:
        for column in table.columns:
            values = choices_in(column, language)
            if column.kind is Kind.SCENARIO:
                values = case.scenarios()
            elif (table.key, column.key) == ("Adjustments", "column"):
                values = _adjustable_columns(language)
            if values:
                header = _list_header(column, language)
                lists.setdefault(list_name(table, column), (header, values))
    rules = tuple(rule.labels.in_language(language) for rule in RULES)
    rule = TABLE_BY_KEY["Scenarios"].column("rule").labels.in_language(language)
    return {**lists, "list_rule": (rule, rules)}


def _list_header(column: Column, language: str) -> str:
    is_yes_no = column.kind is Kind.YES_NO
    labels = words.UNITS[Kind.YES_NO] if is_yes_no else column.labels
    return labels.in_language(language)


def _adjustable_columns(language: str) -> tuple[str, ...]:
    labels = (
        column.labels.in_language(language)
        for key in ADJUSTABLE_SHEETS
        for column in TABLE_BY_KEY[key].columns
        if column.kind in (Kind.MONEY, Kind.PERSONS)
    )
    return tuple(dict.fromkeys(labels))


def _write_rule_help(book: Book, sheet: Any, language: str, index: int) -> None:
    header = words.MEANING.in_language(language)
    sheet.write_string(_FIRST_ROW - 1, index, header, header_look(book, required=False))
    sheet.set_column(index, index, 120)
    for row, rule in enumerate(RULES, start=_FIRST_ROW):
        text = spoken(language).say(rule.help)
        sheet.write_string(row, index, text, text_look(book, indent=1))


def _name_live_lists(book: Book, plans: Sequence[TablePlan]) -> None:
    """Name the filled part of the key columns, so that new territories are offered too."""
    by_table = {plan.table.key: plan for plan in plans}
    for name, table, key in _LIVE.values():
        cells = by_table[table].cells_of(key)
        sheet, _, address = cells.rpartition("!")
        first, _, last = address.partition(":")
        filled = f"INDEX({sheet}!{first}:{last},MAX(1,COUNTA({sheet}!{first}:{last})))"
        book.book.define_name(name, f"={sheet}!{first}:{filled}")


def set_up_input(sheet: Any, plan: TablePlan, language: str) -> None:
    """Say for every column of a table, down to the last row, what its cells accept."""
    for index, shown in enumerate(plan.columns):
        accepted = _accepted(plan.table, shown.column, language)
        if accepted:
            sheet.data_validation(HEADER_ROW + 1, index, LAST_ROW, index, accepted)


def _accepted(table: Table, column: Column | None, language: str) -> dict[str, Any]:
    message = {
        "error_title": words.WRONG_VALUE.in_language(language),
        "error_type": "warning",
        "ignore_blank": True,
    }
    if name := list_name(table, column):
        text = words.NOT_LISTED.in_language(language)
        return {**message, "validate": "list", "source": f"={name}", "error_message": text}
    if column is None or column.kind not in NUMERIC_KINDS:
        return {}
    text = words.NOT_A_NUMBER.in_language(language)
    return {**message, **_range(column), "error_type": "stop", "error_message": text}


def _range(column: Column) -> dict[str, Any]:
    if column.kind is Kind.YEAR:
        between = {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}
        return {"validate": "integer", "criteria": "between", **between}
    validate = "integer" if column.kind is Kind.WHOLE else "decimal"
    least = -1e15 if column.may_be_negative else 0
    return {"validate": validate, "criteria": ">=", "value": int(least)}
