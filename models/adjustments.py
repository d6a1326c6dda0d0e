"""What a scenario changes in the data (3-workbook, Adjustments)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from models.case import Case
from models.declaration.tables import OPERATIONS
from models.problems import Problem, Severity

_ORDER = {operation: place for place, operation in enumerate(("set", "multiply", "add"))}
_STAGE_COLUMNS = {"Flows": "to_stage", "Costs": "stage", "Benefits": "stage"}
_TERRITORY_COLUMNS = {
    "Flows": "to_territory",
    "Costs": "territory",
    "Benefits": "territory",
    "Budgets": "payer",
}


def adjusted(case: Case, scenario: str) -> tuple[Case, tuple[Problem, ...]]:
    """Return the case as a scenario uses it, and a warning for each adjustment without effect.

    Figures are first set (the more an adjustment names, the later), then multiplied, then added
    to, so that the order of rows changes nothing. A row that means every year or every
    territory is first copied for the one that an adjustment names: the others keep their
    figure. In Flows, stage and territory are those that people enter.
    """
    frame = case.table("Adjustments")
    mine = frame[(frame["scenario"] == scenario).to_numpy(dtype=bool)]
    warnings: list[Problem] = []
    ordered = sorted((row for _, row in mine.iterrows()), key=_place)
    for row in ordered:
        sheet = str(row["sheet"])
        changed = _changed(case.table(sheet), sheet, row)
        if changed is None:
            warnings.append(_without_effect(row))
        else:
            case = case.with_table(sheet, changed)
    return case, tuple(warnings)


def _place(row: pd.Series[Any]) -> tuple[Any, ...]:
    selection = (row["stage"], row["territory"], row["year"])
    named = sum(not pd.isna(part) for part in selection)
    texts = tuple("" if pd.isna(part) else str(part) for part in selection)
    return str(row["sheet"]), str(row["column"]), _ORDER[row["operation"]], named, texts


def _changed(frame: pd.DataFrame, sheet: str, row: pd.Series[Any]) -> pd.DataFrame | None:
    """Return the table with one adjustment made; None where it selects no row."""
    if sheet != "Flows":
        frame = _with_named_territory(frame, sheet, row)
        frame = _with_named_year(frame, sheet, row)
    chosen = _chosen(frame, sheet, row)
    if not chosen.any():
        return None
    column = str(row["column"])
    before = frame[column].fillna(0).to_numpy(dtype=float)
    value = float(row["value"])
    after = {
        OPERATIONS[0]: before * value,
        OPERATIONS[1]: before + value,
        OPERATIONS[2]: np.full(len(before), value),
    }[row["operation"]]
    return frame.assign(**{column: np.where(chosen, after, frame[column].to_numpy(dtype=float))})


def _chosen(frame: pd.DataFrame, sheet: str, row: pd.Series[Any]) -> Any:
    chosen = np.ones(len(frame), dtype=bool)
    if sheet in _STAGE_COLUMNS and not pd.isna(row["stage"]):
        chosen &= frame[_STAGE_COLUMNS[sheet]].to_numpy(dtype=object) == row["stage"]
    if not pd.isna(row["territory"]):
        chosen &= frame[_TERRITORY_COLUMNS[sheet]].to_numpy(dtype=object) == row["territory"]
    if not pd.isna(row["year"]):
        chosen &= frame["year"].to_numpy(dtype=float) == row["year"]
    return chosen


def _with_named_territory(frame: pd.DataFrame, sheet: str, row: pd.Series[Any]) -> pd.DataFrame:
    """Copy the rows for every territory to the one that is named, where it has none of its own.

    A row that names the territory beats one that does not whatever its year (2-method 2.1), so
    all years are copied; benefits are looked up for each beneficiary on its own.
    """
    column = _TERRITORY_COLUMNS[sheet]
    if pd.isna(row["territory"]) or sheet == "Budgets":
        return frame
    territory = row["territory"]
    group = ["stage", "beneficiary"] if sheet == "Benefits" else ["stage"]
    names = frame[group].astype(object).where(frame[group].notna(), territory)
    keys = names.apply(tuple, axis=1) if len(frame) else pd.Series([], dtype=object)
    own = set(keys[frame[column] == territory])
    copied = frame[column].isna() & ~keys.isin(own)
    if not pd.isna(row["stage"]):
        copied &= frame["stage"] == row["stage"]
    return _with_rows(frame, frame[copied].assign(**{column: territory}))


def _with_named_year(frame: pd.DataFrame, sheet: str, row: pd.Series[Any]) -> pd.DataFrame:
    """Copy the rows for every year to the one that is named, where it has none of its own."""
    if pd.isna(row["year"]):
        return frame
    column = _TERRITORY_COLUMNS[sheet]
    group = [key for key in ("stage", column, "beneficiary") if key in frame]
    filled = frame[group].astype(object).where(frame[group].notna(), "")
    keys = filled.apply(tuple, axis=1) if len(frame) else pd.Series([], dtype=object)
    own = set(keys[frame["year"] == row["year"]])
    copied = frame["year"].isna() & ~keys.isin(own)
    copied &= _chosen(frame.assign(year=row["year"]), sheet, row)
    return _with_rows(frame, frame[copied].assign(year=row["year"]))


def _with_rows(frame: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame, rows], ignore_index=True) if len(rows) else frame


def _without_effect(row: pd.Series[Any]) -> Problem:
    chosen = (f"{key} {row[key]}" for key in ("stage", "territory") if not pd.isna(row[key]))
    year = [] if pd.isna(row["year"]) else [f"year {int(row['year'])}"]
    selection = ", ".join([*chosen, *year])
    return Problem(
        Severity.WARNING,
        "adjustment-without-effect",
        f"The scenario {row['scenario']} adjusts {row['column']} of {row['sheet']}"
        f"{f' for {selection}' if selection else ''}, but there is no such row; nothing changes.",
        "Correct the stage, territory or year, or add the row that it means.",
        table="Adjustments",
    )
