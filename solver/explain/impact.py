"""Which input rows move whose bill most, each raised by one per cent and solved again."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from enum import Enum

import numpy as np
import pandas as pd

from models.case import Case
from models.flows.places import Floats
from models.results.explanation import DataImpact, DataRows
from solver.engine.cancelling import Cancelled, Progress, SolveCancelledError, never, silent
from solver.engine.warm import Warm
from solver.goals.optimal_face import Infeasible
from solver.solve import prepare
from solver.state.statement import Rounding

FIGURES = {
    "Flows": "persons",
    "Costs": "cost_per_person",
    "Benefits": "benefit_per_person",
    "Budgets": "max_contribution",
    "Existing": "amount",
}
"""The column that is raised in each table."""

_PLACES = {
    "Flows": ("to_stage", "to_territory"),
    "Costs": ("stage", "territory"),
    "Benefits": ("stage", "territory"),
    "Budgets": (None, "payer"),
    "Existing": ("stage", "territory"),
}
_LEFT = ("from_stage", "from_territory")
_PERCENT = 1.0


class Together(Enum):
    """Which rows are raised together."""

    ROW = "row"
    PLACE = "place"
    TABLE = "table"


def data_impact(  # D51
    case: Case,
    scenario: str = "base",
    *,
    together: Together = Together.ROW,
    tables: tuple[str, ...] = tuple(FIGURES),
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> tuple[DataImpact, ...]:
    """Raise input rows by one per cent, solve again, and rank them by whose total moves most.

    Every time the case is traced and its program built anew and only the bases are kept, so that
    the answer is that of the changed case from scratch: more people on one way out of a cohort
    whose flows already add up to all of it are scaled back to all of it (2-method 2.2). With the
    goal least_change its reference is solved anew too. Rows without a figure, or with 0, are left
    out.

    Args:
        case: a case without errors.
        scenario: the name of one of its scenarios.
        together: whether rows are raised one by one, or all that name the same stage and
            territory, or all of a table.
        tables: whose rows are raised, of `FIGURES`.
        progress: told row by row.
        cancelled: asked often whether to stop.

    Returns:
        the rows with the largest change of a payer's total first.

    Raises:
        Infeasible: the clauses of the case as it is cannot all hold.
        SolveCancelledError: somebody asked to stop.
    """
    kept = Warm(prepare(case, scenario, cancelled=cancelled))
    before = _bill(kept)
    rows = [group for table in tables for group in rows_together(case, table, together)]
    impacts = []
    for done, group in enumerate(rows):
        progress("data impact", done, len(rows))
        if cancelled():
            raise SolveCancelledError
        changed = raised(case, group, _PERCENT)
        kept.take(prepare(changed, scenario, cancelled=cancelled))
        impacts.append(_impact(group, before, kept))
    return tuple(sorted(impacts, key=lambda impact: -impact.largest))


def raised(case: Case, rows: DataRows, percent: float) -> Case:
    """Return the case with some of its figures raised."""
    frame = case.table(rows.table)
    figures = frame[rows.column].to_numpy(dtype=float).copy()
    figures[list(rows.rows)] *= 1 + percent / 100
    return case.with_table(rows.table, frame.assign(**{rows.column: figures}))


def rows_together(case: Case, table: str, together: Together) -> Iterator[DataRows]:
    """Return the rows of a table that have a figure, as they are raised together."""
    frame, column = case.table(table), FIGURES[table]
    figures = frame[column].to_numpy(dtype=float)
    groups: dict[Hashable, list[int]] = {}
    for row in np.flatnonzero(~np.isnan(figures) & (figures != 0)).tolist():
        groups.setdefault(_group(frame, table, row, together), []).append(row)
    for chosen in groups.values():
        leaving = all(_leaves(frame, table, row) for row in chosen)
        stage, territory = _LEFT if leaving else _PLACES[table]
        origin = _LEFT if table == "Flows" and not leaving else (None, None)
        gains = "beneficiary" if table == "Benefits" else None
        yield DataRows(
            table=table,
            column=column,
            rows=tuple(chosen),
            stage=_shared(frame, stage, chosen),
            territory=_shared(frame, territory, chosen),
            year=_year(frame, chosen),
            leaving=leaving,
            from_stage=_shared(frame, origin[0], chosen),
            from_territory=_shared(frame, origin[1], chosen),
            beneficiary=_shared(frame, gains, chosen),
            group=_shared(frame, "group" if "group" in frame else None, chosen),
        )


def _leaves(frame: pd.DataFrame, table: str, row: int) -> bool:
    """Say whether a row is a flow out of the trajectory."""
    return table == "Flows" and bool(pd.isna(frame["to_stage"].iloc[row]))


def _group(frame: pd.DataFrame, table: str, row: int, together: Together) -> Hashable:
    if together is Together.ROW:
        return row
    if together is Together.TABLE:
        return table
    leaving = _leaves(frame, table, row)
    columns = _LEFT if leaving else _PLACES[table]
    return leaving, *(_shared(frame, column, [row]) for column in columns)


def _shared(frame: pd.DataFrame, column: str | None, rows: list[int]) -> str | None:
    """Return what all of some rows say; None where they say nothing, or not the same."""
    found = set() if column is None else set(frame[column].iloc[rows])
    only = found.pop() if len(found) == 1 else None
    return None if only is None or pd.isna(only) else str(only)


def _year(frame: pd.DataFrame, rows: list[int]) -> int | None:
    years = frame["year"].to_numpy(dtype=float)[rows]
    return int(years[0]) if (years == years[0]).all() else None


def _bill(kept: Warm) -> tuple[Floats, float]:
    """Return what everybody pays, and what nobody does, in money."""
    setup, split = kept.prepared.setup, kept.exact().split
    return split.paid(setup) * setup.unit, float(split.gaps.sum()) * setup.unit


def _impact(rows: DataRows, before: tuple[Floats, float], kept: Warm) -> DataImpact:
    try:
        paid, gap = _bill(kept)
    except Infeasible:
        return DataImpact(rows, _PERCENT, False, (), 0.0)
    setup = kept.prepared.setup
    money = Rounding(setup.traced.rules.rounding)
    changes = map(money.digits, (paid - before[0]).tolist())
    return DataImpact(
        rows=rows,
        percent=_PERCENT,
        solved=True,
        payers=tuple((payer, by) for payer, by in zip(setup.payers, changes, strict=True) if by),
        gap=money.digits(gap - before[1]),
    )
