"""What is sent out: a case, the part of it that concerns one territory, or a blank one."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd

from models.case import Case, case_of
from models.checks.checked import CheckedCase
from models.checks.matching import KnownNames
from models.checks.references import nesting_of
from models.declaration.kinds import Kind, Table
from models.declaration.rules import RULES
from models.declaration.tables import BASE_SCENARIO, TABLE_BY_KEY, TABLES
from models.problems import RelaisError
from models.used import FIRST_EDITION
from models.words.language import Language, language
from models.words.text import Quoted, joined, text
from models.workbook.identity import Identity, snapshot_of

_BLANK_IS_EVERY = frozenset({"territory", "payer", "host"})
"""The columns of rows that hold for every territory where the column is blank. Elsewhere a blank
is the territory itself, an arrival or an exit."""
_BLANK = frozenset({None, ""})


@dataclass(frozen=True, eq=False)
class Issue:
    """One workbook to send.

    Attributes:
        case: the tables as they are sent.
        case_name: what the case is called.
        language: one of models.declaration.kinds.LANGUAGES.
        issued_on: the day it is made.
        deadline: the day it is asked back; None: no deadline.
        recipient: the key of the territory it is for; "": everyone.
        given: for each table the rows that are there to be named, not to be changed.
    """

    case: Case
    case_name: str
    language: str
    issued_on: date
    deadline: date | None = None
    recipient: str = ""
    given: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def spoken(self) -> Language:
        """The language it is written in."""
        return language(self.language)

    @property
    def recipient_name(self) -> str:
        """The name of the territory it is for, as people read it."""
        frame = self.case.table("Territories")
        names = dict(zip(frame["territory"], frame["name"], strict=True))
        return str(names.get(self.recipient) or self.recipient)

    def identity(self) -> Identity:
        """Return what the workbook says of itself."""
        deadline = self.deadline.isoformat() if self.deadline else ""
        day, snapshot = self.issued_on.isoformat(), snapshot_of(self.case)
        return Identity(
            self.case_name, self.recipient, self.language, day, deadline, snapshot
        ).issued()


def issue_for(whole: Issue, territory: str) -> Issue:
    """Return the issue with only the rows that concern a territory or one below it.

    Rows that name none of them but hold everywhere come last and are given. Territories, stages
    and scenarios stay complete, since rows name them; what is not the territory's own there is
    given. Sheets that are no tables are left out.

    Raises:
        RelaisError: the case has no such territory.
    """
    key = _known(whole.case, territory)
    own = CheckedCase(whole.case).once(nesting_of).at_or_below(key)
    given: dict[str, frozenset[int]] = {}
    case = replace(whole.case, unknown_sheets=())
    for table in TABLES:
        is_own = _named(whole.case, table, _territory_columns(table), own)
        if table.key == "Territories" or not _territory_columns(table):
            given[table.key] = frozenset(row for row, mine in enumerate(is_own) if not mine)
            continue
        rows, count = _concerned(whole.case, table, is_own)
        case = case.with_table(table.key, rows)
        if len(rows) > count:
            given[table.key] = frozenset(range(count, len(rows)))
    return replace(whole, case=case, recipient=key, given=given)


def given_rows(case: Case, recipient: str) -> Mapping[str, frozenset[int]]:
    """Return for each table which rows of a part that was sent were given, not to be changed.

    Args:
        case: the tables as they were sent to one territory.
        recipient: the key of that territory.
    """
    return issue_for(Issue(case, "", "en", date.min), recipient).given


def _known(case: Case, territory: str) -> str:
    known = KnownNames(str(key) for key in case.table("Territories")["territory"])
    key = known.same(territory)
    if key is None:
        what = text("The case has no territory {name}.", name=Quoted(territory))
        mend = joined(known.hint(territory), text("Name one by its key."))
        raise RelaisError(what, TABLE_BY_KEY["Territories"].labels, mend)
    return key


def _territory_columns(table: Table) -> list[str]:
    """Return the columns whose territories a row concerns; a territory's parent is none."""
    if table.key == "Territories":
        return ["territory"]
    return [column.key for column in table.columns if column.kind is Kind.TERRITORY]


def _concerned(case: Case, table: Table, is_own: Sequence[bool]) -> tuple[pd.DataFrame, int]:
    """Return the rows to send, the own ones first, and how many those are."""
    columns = [key for key in _territory_columns(table) if key in _BLANK_IS_EVERY]
    holds = _named(case, table, columns, _BLANK)
    own = [row for row, mine in enumerate(is_own) if mine]
    everywhere = [row for row, every in enumerate(holds) if every and not is_own[row]]
    rows = case.table(table.key).iloc[[*own, *everywhere]].reset_index(drop=True)
    return rows, len(own)


def _named(case: Case, table: Table, columns: Sequence[str], wanted: Container[Any]) -> list[bool]:
    """Say of each row whether one of some columns holds one of the wanted keys."""
    frame = case.table(table.key)
    cells = [frame[column].tolist() for column in columns]
    return [any(column[row] in wanted for column in cells) for row in range(len(frame))]


def blank_case() -> Case:
    """Return a case with nothing filled in but the rules, each with its default.

    What came with the second edition is left out: a template has it where its case uses it.
    """
    first = (rule for rule in RULES if rule.edition == FIRST_EDITION)
    rows = [{"rule": rule.key, BASE_SCENARIO: rule.default} for rule in first]
    return case_of({"Scenarios": pd.DataFrame(rows, dtype=object)})
