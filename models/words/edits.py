"""Edits in words: the entries of the history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from models.clause import Clause
from models.declaration.rules import RuleDeclaration
from models.declaration.tables import TABLE_BY_KEY
from models.editing import CellEdit, CellEdits, Value, row_number
from models.names import scenario_labels
from models.words.clauses import clause_said, clause_value
from models.words.names import Terms, scenario_name
from models.words.rules import rule_value
from models.words.text import Argument, Joined, Text, counted, listed, text

if TYPE_CHECKING:
    from models.case import Case

_MOST_SCENARIOS = 4
"""How many scenarios a sentence names beside the others."""

ClauseDeed = Literal["add", "change", "delete", "count", "leave out"]


def cells_set(table: str, cells: CellEdits | Sequence[CellEdit]) -> Text:
    """Return the entry of other values in some cells."""
    labels, first = TABLE_BY_KEY[table].labels, next(iter(cells))
    if len(cells) > 1:
        return counted(
            "Change 1 cell in {table}", "Change {count} cells in {table}", len(cells), table=labels
        )
    return text(
        "Change {column} in {table}, row {row}",
        column=TABLE_BY_KEY[table].column(first.column).labels,
        table=labels,
        row=row_number(first.row),
    )


def row_added(table: str) -> Text:
    """Return the entry of a blank row."""
    return text("Add 1 row to {table}", table=TABLE_BY_KEY[table].labels)


def rows_deleted(table: str, count: int) -> Text:
    """Return the entry of rows that were taken out."""
    return counted(
        "Delete 1 row from {table}",
        "Delete {count} rows from {table}",
        count,
        table=TABLE_BY_KEY[table].labels,
    )


def scenario_made(name: str, like: str | None) -> Text:
    """Return the entry of a new scenario, as base or as another one."""
    if like is None:
        return text("New scenario {name}", name=name)
    return text("Duplicate {like}", like=like)


def scenario_renamed(name: str, to: str) -> Text:
    """Return the entry of another name of a scenario."""
    return text("Rename scenario {name} to {to}", name=name, to=to)


def scenario_deleted(name: str) -> Text:
    """Return the entry of a scenario that was taken out."""
    return text("Delete scenario {name}", name=name)


def rule_set(rule: RuleDeclaration, before: Value, after: Value) -> tuple[Text, Text]:
    """Return the entry of another value of a rule, in two parts: where it began and its end."""
    start = text("{rule}: {value}", rule=rule.labels, value=rule_value(rule, before))
    return start, text(" → {value}", value=rule_value(rule, after))


def taken_over(scenarios: Sequence[str], case: Case) -> Text:
    """Say which scenarios take over what was changed in base; of many the first ones."""
    labels, count = scenario_labels(case), len(scenarios)
    shown = scenarios if count <= _MOST_SCENARIOS + 1 else scenarios[:_MOST_SCENARIOS]
    names: list[Argument] = [scenario_name(name, labels) for name in shown]
    if more := count - len(shown):
        names.append(counted("1 other scenario", "{count} other scenarios", more))
    return counted(
        "Also in 1 scenario that takes this over: {scenarios}.",
        "Also in {count} scenarios that take this over: {scenarios}.",
        count,
        scenarios=listed(names, last=""),
    )


def clause_entry(done: ClauseDeed, clause: Clause, terms: Terms) -> Text:
    """Return the entry of what is done with one clause, which says what it says afterwards."""
    return {
        "add": text("Add clause: {clause}"),
        "change": text("Change clause: {clause}"),
        "delete": text("Delete clause: {clause}"),
        "count": text("Count clause: {clause}"),
        "leave out": text("Do not count clause: {clause}"),
    }[done].filled(clause=clause_said(clause, terms))


def clauses_moved(before: Sequence[Clause], after: Sequence[Clause], terms: Terms) -> Text:
    """Return the entry of clauses that get other values."""
    if len(after) == 1:
        return text(
            "{clause}: {before} → {after}",
            clause=clause_said(before[0], terms),
            before=clause_value(before[0], before[0].value, terms),
            after=clause_value(after[0], after[0].value, terms),
        )
    return counted(
        "Settle 1 clause: {clauses}",
        "Settle {count} clauses: {clauses}",
        len(after),
        clauses=_all(after, terms),
    )


def clauses_dropped(clauses: Sequence[Clause], terms: Terms) -> Text:
    """Return the entry of clauses that do not count any more."""
    return counted(
        "Do not count 1 clause: {clauses}",
        "Do not count {count} clauses: {clauses}",
        len(clauses),
        clauses=_all(clauses, terms),
    )


def _all(clauses: Sequence[Clause], terms: Terms) -> Argument:
    return Joined(tuple(clause_said(clause, terms) for clause in clauses), "; ")
