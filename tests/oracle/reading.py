"""The tables of a case as plain rows (3-workbook)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import isnan
from typing import Any, cast

from models.case import Case
from tests.oracle.places import Cohort
from tests.oracle.rules import Rules, exact, rules_of, whole

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
"""For each sheet its rows; a sheet, a column or a cell that is not there is blank."""


class Cells(dict[str, Any]):
    """A row in which a column that is not there is blank."""

    def __missing__(self, column: str) -> None:
        return None


@dataclass(frozen=True)
class Adjustment:
    """What a scenario changes in the figures that it selects; None selects every one."""

    sheet: str
    column: str
    operation: str
    value: Fraction
    stage: str | None
    territory: str | None
    group: str | None
    year: int | None


@dataclass(frozen=True)
class Data:
    """One scenario of a case as plain rows."""

    territories: dict[str, Row]
    stages: dict[str, Row]
    groups: list[str]
    """The names of the groups; one without a name where the case has none (2.1)."""
    flows: list[Row]
    costs: list[Row]
    waiting: list[Row]
    benefits: list[Row]
    existing: list[Row]
    budgets: list[Row]
    clauses: list[Row]
    policies: list[Row]
    adjustments: list[Adjustment]
    rules: Rules
    reported: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    """By what a payer multiplies its benefits or its costs, which it supplies itself (2.7a)."""

    @property
    def base_year(self) -> int:
        """t₀; before the programmes are known it is the rule's, or 0."""
        return self.rules.base_year or 0

    def duration(self, stage: str) -> int:
        """Return d(s)."""
        years = self.stages[stage]["duration"]
        return 1 if years is None else int(years)

    def order(self, stage: str) -> int:
        """Return the place of a stage in the trajectory."""
        return int(self.stages[stage]["order"])

    def in_order(self) -> list[str]:
        """Return the stages from the first to the last."""
        return sorted(self.stages, key=self.order)

    def has_programmes(self, stage: str, year: int) -> bool:
        """Say whether a stage is co-funded and a year a programme year (2.2, 2.4)."""
        return self.stages[stage]["cofunded"] is True and self.rules.covers(year)


def read(source: Case | Tables, scenario: str, edition: int) -> Data:
    """Return one scenario of a case, or of tables that no case knows yet."""
    everything = [_adjustment(row) for row in _rows(source, "Adjustments", scenario)]
    everything.sort(key=_named)
    groups = [row["group"] for row in _rows(source, "Groups")]
    return Data(
        {row["territory"]: row for row in _rows(source, "Territories")},
        {row["stage"]: row for row in _rows(source, "Stages")},
        groups or [""],
        [_adjusted_flow(row, everything) for row in _rows(source, "Flows")],
        _rows(source, "Costs"),
        _rows(source, "Waiting"),
        _rows(source, "Benefits"),
        _rows(source, "Existing"),
        _rows(source, "Budgets"),
        [row for row in _rows(source, "Clauses") if in_force(row, scenario)],
        _rows(source, "Policies"),
        everything,
        rules_of(_rows(source, "Scenarios"), scenario, edition),
    )


def in_force(clause: Row, scenario: str) -> bool:
    """Say whether a clause holds in a scenario (2.4; 3-workbook, Clauses)."""
    out = clause["status"] in ("rejected", "withdrawn")
    return not out and clause["scenario"] in (None, scenario)


def changes_of(data: Data, sheet: str, column: str) -> list[Adjustment]:
    """Return what the scenario changes in a column."""
    return [a for a in data.adjustments if (a.sheet, a.column) == (sheet, column)]


def adjust(value: Fraction, changes: list[Adjustment], row: Row, at: Cohort) -> Fraction:
    """Apply the changes that select the figure of a row at a place: set, multiply, add.

    A change that names a year holds for the figures of that year and, where the row means every
    year, for that year alone; it leaves a figure that is only borrowed from another year.
    """
    row_year = whole(row.get("year"))
    for operation in ("set", "multiply", "add"):
        for change in changes:
            if change.operation != operation or change.stage not in (None, at.stage):
                continue
            if change.territory not in (None, at.territory):
                continue
            if change.group not in (None, at.group):
                continue
            if change.year not in (None, at.year if row_year is None else row_year):
                continue
            value = _changed(value, change)
    return value


def _changed(value: Fraction, change: Adjustment) -> Fraction:
    if change.operation == "set":
        return change.value
    return value * change.value if change.operation == "multiply" else value + change.value


def _adjusted_flow(row: Row, adjustments: list[Adjustment]) -> Row:
    """Change the persons of a flow at the place it leads to, in the group it enters as."""
    group = row["to_group"] or row["group"] or ""
    at = Cohort(row["to_stage"], row["to_territory"], int(row["year"]), group)
    found = Cells(row)
    for column in ("persons", "persons_without"):
        changes = [a for a in adjustments if (a.sheet, a.column) == ("Flows", column)]
        if row[column] is not None:
            found[column] = adjust(exact(row[column]), changes, row, at)
    return found


def _adjustment(row: Row) -> Adjustment:
    return Adjustment(
        row["sheet"],
        row["column"],
        row["operation"],
        exact(row["value"]),
        row["stage"],
        row["territory"],
        row["group"],
        whole(row["year"]),
    )


def _named(change: Adjustment) -> tuple[int, tuple[str, ...]]:
    """Put the adjustments that name more later, so that the order of rows changes nothing."""
    parts = (change.stage, change.territory, change.group, change.year)
    texts = tuple("" if part is None else str(part) for part in parts)
    return sum(part is not None for part in parts), texts


def _rows(source: Case | Tables, key: str, scenario: str | None = None) -> list[Row]:
    """Return the rows of a sheet; with a scenario those of that scenario alone."""
    records = source.get(key, []) if not isinstance(source, Case) else _records(source, key)
    rows = [Cells({str(n): _plain(cell) for n, cell in record.items()}) for record in records]
    return [row for row in rows if scenario is None or row["scenario"] == scenario]


def _records(case: Case, key: str) -> list[Row]:
    """Return the rows of a sheet; none of one that cases do not know yet."""
    if key not in case.tables:
        return []
    return cast("list[Row]", case.table(key).to_dict("records"))


def _plain(cell: Any) -> Any:
    return None if isinstance(cell, float) and isnan(cell) else cell
