"""The rows that an adjustment selects; those for every territory, group or year copied first."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from models.flows.places import Mask

STAGE_COLUMNS = {
    "Flows": "to_stage",
    **dict.fromkeys(("Costs", "Waiting", "Benefits", "Existing"), "stage"),
}
TERRITORY_COLUMNS = {
    "Flows": "to_territory",
    **dict.fromkeys(("Costs", "Waiting", "Benefits", "Existing"), "territory"),
    "Budgets": "payer",
}
_WHOSE = {"Waiting": "bearer", "Benefits": "beneficiary"}
"""The column that says whose figure a row has; each is looked up on its own (2-method 2.1)."""
LOOKED_UP = ("Costs", *_WHOSE)
"""The sheets in which a row can mean every territory, group or year."""
OF_BASE_YEAR = "prices of the base year"
"""Marks rows of one year that were copied of one for every year, while adjustments are made."""


def with_named_rows(frame: pd.DataFrame, sheet: str, row: pd.Series[Any]) -> pd.DataFrame:
    """Return a table with the rows that an adjustment names, the others as they were.

    A row that means every territory, group or year is copied for the one that is named.
    """
    if sheet in LOOKED_UP:
        frame = _with_named_territory(frame, sheet, row)
        frame = _with_named_group(frame, sheet, row)
    return frame if sheet == "Flows" else _with_named_year(frame, sheet, row)


def chosen_rows(frame: pd.DataFrame, sheet: str, row: pd.Series[Any]) -> Mask:
    """Say of each row whether an adjustment names it."""
    chosen = np.ones(len(frame), dtype=bool)
    if sheet in STAGE_COLUMNS and not pd.isna(row["stage"]):
        chosen &= frame[STAGE_COLUMNS[sheet]].to_numpy(dtype=object) == row["stage"]
    if not pd.isna(row["territory"]):
        chosen &= frame[TERRITORY_COLUMNS[sheet]].to_numpy(dtype=object) == row["territory"]
    if sheet in STAGE_COLUMNS and not pd.isna(row["group"]):
        chosen &= groups_of(frame, sheet).to_numpy(dtype=object) == row["group"]
    if not pd.isna(row.get("year")):
        chosen &= frame["year"].to_numpy(dtype=float) == row["year"]
    return np.asarray(chosen, dtype=bool)


def groups_of(frame: pd.DataFrame, sheet: str) -> pd.Series[Any]:
    """Return the group of each row: in Flows the one in which people enter."""
    if sheet != "Flows":
        return frame["group"]
    return frame["to_group"].where(frame["to_group"].notna(), frame["group"])


def _with_named_territory(frame: pd.DataFrame, sheet: str, row: pd.Series[Any]) -> pd.DataFrame:
    """Copy the rows for every territory to the one that is named, where it has none of its own.

    A row that names the territory beats one that does not whatever its year (2-method 2.1), so
    all years are copied; those of several who answer or gain too. A row of its own that names a
    group holds for that group alone.
    """
    territory = row["territory"]
    if pd.isna(territory):
        return frame
    meant = frame if pd.isna(row["stage"]) else frame[frame["stage"] == row["stage"]]
    every, own = meant[meant["territory"].isna()], meant[meant["territory"] == territory]
    columns = ["stage", *_whose(sheet)]
    for_all = own["group"].isna() | (own["group"] == row["group"])
    copied = _without_own(every, own[for_all], columns, territory)
    copied = _without_own(copied, own, [*columns, "group"], territory)
    return _with_rows(frame, copied.assign(territory=territory))


def _with_named_group(frame: pd.DataFrame, sheet: str, row: pd.Series[Any]) -> pd.DataFrame:
    """Copy the rows for every group to the one that is named, where it has none of its own.

    Of rows that name the same territory, or none, one that names the group beats one that does
    not whatever its year (2-method 2.1).
    """
    if pd.isna(row["group"]):
        return frame
    meant = frame[chosen_rows(frame, sheet, row.drop(["group", "year"]).reindex(row.index))]
    every, own = meant[meant["group"].isna()], meant[meant["group"] == row["group"]]
    copied = _without_own(every, own, ["stage", "territory", *_whose(sheet)], "")
    return _with_rows(frame, copied.assign(group=row["group"]))


def _with_named_year(frame: pd.DataFrame, sheet: str, row: pd.Series[Any]) -> pd.DataFrame:
    """Copy the rows for every year to the one that is named, where it has none of its own."""
    if pd.isna(row["year"]):
        return frame
    places = (TERRITORY_COLUMNS[sheet], "stage", "group", *_whose(sheet))
    columns = [key for key in places if key in frame]
    then, every = (frame["year"] == row["year"]).to_numpy(), frame["year"].isna().to_numpy()
    meant = chosen_rows(frame, sheet, row.drop("year"))
    copied = _without_own(frame[every & meant], frame[then & meant], columns, "")
    copied = copied.assign(year=row["year"])
    return _with_rows(frame, copied.assign(**{OF_BASE_YEAR: True}))


def _whose(sheet: str) -> tuple[str, ...]:
    return (_WHOSE[sheet],) if sheet in _WHOSE else ()


def _without_own(
    rows: pd.DataFrame, own: pd.DataFrame, columns: list[str], blank: Any
) -> pd.DataFrame:
    """Return the rows of which no own row says the same; whose they are where blank: `blank`."""
    known = set(_keys(own, columns, blank))
    return rows[np.array([key not in known for key in _keys(rows, columns, blank)], dtype=bool)]


def _keys(frame: pd.DataFrame, columns: list[str], blank: Any) -> list[tuple[Any, ...]]:
    filled = {key: blank if key in _WHOSE.values() else "" for key in columns}
    cells = (frame[key].astype(object).where(frame[key].notna(), filled[key]) for key in columns)
    return list(zip(*(column.tolist() for column in cells), strict=True))


def _with_rows(frame: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame, rows], ignore_index=True) if len(rows) else frame
