"""The tables of a case as plain rows, and the rules of a scenario as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isnan
from typing import Any

from models.case import Case

Row = dict[str, Any]
Place = tuple[str, str, int]
"""A stage, a territory and a year."""

DEFAULT_GOALS = "unfunded, host_residual, equal_burden, proportional"


@dataclass(frozen=True)
class Adjustment:
    """What a scenario changes in the figures that it selects; None selects every one."""

    sheet: str
    column: str
    operation: str
    value: Fraction
    stage: str | None
    territory: str | None
    year: int | None


@dataclass(frozen=True)
class Rules:
    """The rules of one scenario; no cap, no years and no projection are None."""

    discount_rate: Fraction
    benefit_cap: Fraction | None
    own_share: Fraction
    de_minimis: Fraction
    burden_basis: str
    goals: tuple[str, ...]
    years: tuple[int, int] | None
    base_year: int | None
    project_until: int | None
    growth: Fraction
    rounding: Fraction
    reference: str

    @property
    def delta(self) -> Fraction:
        """What money a year later is worth."""
        return 1 / (1 + self.discount_rate)


@dataclass(frozen=True)
class Data:
    """One scenario of a case as plain rows."""

    territories: dict[str, Row]
    stages: dict[str, Row]
    flows: list[Row]
    costs: list[Row]
    benefits: list[Row]
    budgets: list[Row]
    clauses: list[Row]
    policies: list[Row]
    adjustments: list[Adjustment]
    rules: Rules


def read(case: Case, scenario: str) -> Data:
    """Return one scenario of the case."""
    adjustments = [_adjustment(r) for r in _rows(case, "Adjustments") if r["scenario"] == scenario]
    return Data(
        {row["territory"]: row for row in _rows(case, "Territories")},
        {row["stage"]: row for row in _rows(case, "Stages")},
        [_adjusted_flow(row, adjustments) for row in _rows(case, "Flows")],
        _rows(case, "Costs"),
        _rows(case, "Benefits"),
        _rows(case, "Budgets"),
        [row for row in _rows(case, "Clauses") if in_force(row, scenario)],
        _rows(case, "Policies"),
        adjustments,
        read_rules(case, scenario),
    )


def in_force(clause: Row, scenario: str) -> bool:
    """Say whether a clause holds in a scenario."""
    return clause["status"] != "rejected" and clause["scenario"] in (None, scenario)


def read_rules(case: Case, scenario: str) -> Rules:
    """Return the rules; a blank takes the base value, a missing rule its default."""
    given: Row = {}
    for row in _rows(case, "Scenarios"):
        value = row.get(scenario)
        given[row["rule"]] = row.get("base") if value is None else value
    cap = _or(given.get("benefit_cap"), 1)
    return Rules(
        exact(_or(given.get("discount_rate"), 0)),
        None if cap == "none" else exact(cap),
        exact(_or(given.get("own_share_min"), 0)),
        exact(_or(given.get("de_minimis"), 0)),
        str(_or(given.get("burden_basis"), "benefit")),
        _goals(str(_or(given.get("goals"), DEFAULT_GOALS))),
        _span(given.get("programme_years")),
        _whole(given.get("base_year")),
        _whole(given.get("project_until")),
        exact(_or(given.get("arrivals_growth"), 0)),
        exact(_or(given.get("rounding"), 0.01)),
        str(_or(given.get("reference_scenario"), "base")),
    )


def adjust(
    value: Fraction, changes: list[Adjustment], row: Row, place: tuple[Any, Any, int]
) -> Fraction:
    """Apply the changes that select the figure of a row at a place: set, multiply, add.

    A change that names a year holds for the figures of that year and, where the row means every
    year, for that year alone; it leaves a figure that is only borrowed from another year.
    """
    stage, territory, year = place
    row_year = _whole(row.get("year"))
    for operation in ("set", "multiply", "add"):
        for change in changes:
            if change.operation != operation or change.stage not in (None, stage):
                continue
            if change.territory not in (None, territory):
                continue
            if change.year not in (None, year if row_year is None else row_year):
                continue
            value = _changed(value, change)
    return value


def exact(value: Any) -> Fraction:
    """Return a number as it is written in decimals."""
    return value if isinstance(value, Fraction) else Fraction(str(value))


def _changed(value: Fraction, change: Adjustment) -> Fraction:
    if change.operation == "set":
        return change.value
    return value * change.value if change.operation == "multiply" else value + change.value


def _adjusted_flow(row: Row, adjustments: list[Adjustment]) -> Row:
    changes = [a for a in adjustments if a.sheet == "Flows" and a.column == "persons"]
    place = (row["to_stage"], row["to_territory"], int(row["year"]))
    return {**row, "persons": adjust(exact(row["persons"]), changes, row, place)}


def _adjustment(row: Row) -> Adjustment:
    return Adjustment(
        row["sheet"],
        row["column"],
        row["operation"],
        exact(row["value"]),
        row["stage"],
        row["territory"],
        _whole(row["year"]),
    )


def _rows(case: Case, key: str) -> list[Row]:
    records = case.table(key).to_dict("records")
    return [{str(name): _plain(cell) for name, cell in record.items()} for record in records]


def _plain(cell: Any) -> Any:
    return None if isinstance(cell, float) and isnan(cell) else cell


def _or(value: Any, default: Any) -> Any:
    return default if value is None else value


def _whole(value: Any) -> int | None:
    return None if value is None else int(float(value))


def _goals(text: str) -> tuple[str, ...]:
    goals = tuple(goal.strip() for goal in text.split(","))
    return goals if goals[-1] == "proportional" else (*goals, "proportional")


def _span(value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    first, _, last = str(value).partition("-")
    return int(float(first)), int(float(last or first))
