"""What a scenario changes in the data (3-workbook, Adjustments)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import floor, log10
from typing import Any

import numpy as np
import pandas as pd

from models.case import Case, row_key_of
from models.declaration.kinds import LARGEST, Column
from models.declaration.tables import TABLE_BY_KEY
from models.flows.places import Floats, Mask
from models.flows.selected_rows import (
    LOOKED_UP,
    OF_BASE_YEAR,
    STAGE_COLUMNS,
    TERRITORY_COLUMNS,
    chosen_rows,
    groups_of,
    with_named_rows,
)
from models.problems import Problem, RelaisError, Severity
from models.scenarios import rules_of
from models.words.text import Argument, Exactly, Quoted, counted, listed, text

_ORDER = {operation: place for place, operation in enumerate(("set", "multiply", "add"))}  # D9
_GROWING = {
    "Costs": ("cost_per_person", "fixed_cost", "waiting_cost_per_person"),
    "Waiting": ("waiting_cost_per_person",),
    "Benefits": ("benefit_per_person",),
}
"""The figures that grow with the prices (2-method 2.1)."""
_NOISE = 1e-12
"""Part of what was added up below which a figure is nothing: 0.3 - 0.1 - 0.2 is not below zero."""
_DIGITS = 15
"""Those of the amounts added up that a figure can be told with; what follows is noise."""
_BELOW_ZERO, _TOO_LARGE = "adjustment-below-zero", "adjustment-too-large"
_ABOVE_MOST = "adjustment-above-most"
FAULTS = (_BELOW_ZERO, _TOO_LARGE, _ABOVE_MOST)
"""The kinds of problem that an adjustment can be."""
_NONE = -1
"""Stands for no adjustment where each figure has that which took it where it may not be."""


@dataclass(frozen=True)
class AdjustmentFault:
    """An adjustment that takes a figure where none may be.

    Attributes:
        code: the kind of problem.
        row: its row in Adjustments.
        found: what it does to which row, a whole sentence.
        mend: what to do, a whole sentence.
    """

    code: str
    row: int
    found: Argument
    mend: Argument


@dataclass(frozen=True, eq=False)
class Adjusted:
    """A case as a scenario uses it; with faults nothing may be computed from it.

    Attributes:
        case: the case.
        warnings: one for each adjustment without effect.
        faults: one for each adjustment that takes a figure where none may be.
        of_base_year: for a sheet with rows of one year that were copied of one for every year, so
            that they are in prices of the base year, which rows those are.
    """

    case: Case
    warnings: tuple[Problem, ...] = ()
    faults: tuple[AdjustmentFault, ...] = ()
    of_base_year: Mapping[str, Mask] = field(default_factory=dict)


def adjusted(case: Case, scenario: str) -> tuple[Case, tuple[Problem, ...]]:
    """Return the case as a scenario uses it, and a warning for each adjustment without effect.

    Raises:
        RelaisError: an adjustment takes a figure below zero, or past what can be counted.
    """
    made = adjustments_made(case, scenario)
    if made.faults:
        fault = made.faults[0]
        raise RelaisError(fault.found, TABLE_BY_KEY["Adjustments"].labels, fault.mend)
    return _in_prices_of_their_year(made, scenario), made.warnings


def _in_prices_of_their_year(made: Adjusted, scenario: str) -> Case:
    """Let what was adjusted for one year grow to its prices: adjustments act before (D194)."""
    case = made.case
    if not made.of_base_year or scenario not in case.scenarios():
        return case
    rules = rules_of(case, scenario)
    if not rules.price_growth:
        return case
    from models.flows.traced import trace  # noqa: PLC0415  # hardly any case needs it

    base_year = trace(case, replace(rules, price_growth=0.0)).base_year or 0
    for sheet, mine in made.of_base_year.items():
        frame = case.table(sheet)
        years = np.where(mine, frame["year"].to_numpy(dtype=float), base_year)
        level = (1 + rules.price_growth) ** (years - base_year)
        grown = {column: frame[column] * level for column in _GROWING[sheet]}
        case = case.with_table(sheet, frame.assign(**grown))
    return case


def adjustments_made(case: Case, scenario: str, sound: Mask | None = None) -> Adjusted:
    """Make the adjustments of a scenario, and say which of them take a figure where none may be.

    Figures are first set (the more an adjustment names, the later), then multiplied, then added
    to, so that the order of rows changes nothing. A row that means every year, territory or
    group is first copied for the one that an adjustment names: the others keep their
    figure. In Flows, stage, territory and group are those that people enter; in Existing a row
    for all groups together is of none of them. A blank is changed where it stands for a figure.
    What counts is the figure after all of them: one that is below zero on the way only is none
    of the faults.

    Args:
        case: the case.
        scenario: the scenario.
        sound: which rows of Adjustments can be made; None: all.
    """
    frame = case.table("Adjustments")
    mine = (frame["scenario"] == scenario).to_numpy(dtype=bool)
    chosen = frame[mine if sound is None else mine & sound]
    warnings: list[Problem] = []
    frames: dict[str, pd.DataFrame] = {}
    culprits: dict[tuple[str, str], _Culprits] = {}
    for row in sorted((row for _, row in chosen.iterrows()), key=_place):
        sheet, column = str(row["sheet"]), str(row["column"])
        before = frames.get(sheet, case.table(sheet))
        changed = _changed(before, sheet, row)
        if changed is None:
            warnings.append(_without_effect(row))
            continue
        if (sheet, column) not in culprits:
            culprits[sheet, column] = _Culprits(before, sheet, column)
        culprits[sheet, column].note(changed, row)
        frames[sheet] = changed.frame
    of_base_year = {
        sheet: (frame[OF_BASE_YEAR] == True).to_numpy(dtype=bool)  # noqa: E712
        for sheet, frame in frames.items()
        if OF_BASE_YEAR in frame and sheet in _GROWING
    }
    for sheet, frame in frames.items():
        case = case.with_table(sheet, frame.drop(columns=OF_BASE_YEAR, errors="ignore"))
    faults = [fault for one in culprits.values() for fault in one.faults(case, scenario)]
    faults.sort(key=lambda fault: fault.row)
    return Adjusted(case, tuple(warnings), tuple(faults), of_base_year)


@dataclass(frozen=True, eq=False)
class _Change:
    """A table with one adjustment made: rows may have been added to it, and some were chosen."""

    frame: pd.DataFrame
    chosen: Mask


class _Culprits:
    """Remembers for each figure of a column which adjustment took it where it may not be."""

    def __init__(self, frame: pd.DataFrame, sheet: str, column: str) -> None:
        self._sheet = sheet
        self._column = TABLE_BY_KEY[sheet].column(column)
        self._was_bad = self._bad(frame)
        self._rows = np.full(len(frame), _NONE)
        self._amounts = self._sizes(frame)

    def note(self, change: _Change, adjustment: pd.Series[Any]) -> None:
        """Look at the figures after an adjustment; those it made bad are its own."""
        row = int(str(adjustment.name))
        added = len(change.frame) - len(self._rows)
        bad = self._bad(change.frame)
        before = np.concatenate([self._was_bad, np.zeros(added, dtype=bool)])
        rows = np.concatenate([self._rows, np.full(added, _NONE)])
        rows[change.chosen & bad & ~before] = row
        rows[~bad] = _NONE
        self._was_bad, self._rows = bad, rows
        sizes = self._sizes(change.frame)
        if adjustment["operation"] == "add":
            amounts = np.concatenate([self._amounts, np.zeros(added)])
            summed = np.where(change.chosen, abs(float(adjustment["value"])), 0.0)
            sizes = np.maximum.reduce([amounts, summed, sizes])
        self._amounts = sizes

    def _sizes(self, frame: pd.DataFrame) -> Floats:
        return np.abs(_figures(frame, self._column))

    def _bad(self, frame: pd.DataFrame) -> Mask:
        figures = frame[self._column.key].to_numpy(dtype=float)
        bad = np.abs(figures) > LARGEST
        if not self._column.may_be_negative:
            bad |= figures < 0
        if self._column.most is not None:
            bad |= figures > self._column.most
        return np.asarray(bad, dtype=bool)

    def faults(self, case: Case, scenario: str) -> list[AdjustmentFault]:
        """Return one fault for each adjustment, with the first row that it is about."""
        frame = case.table(self._sheet)
        figures = frame[self._column.key].to_numpy(dtype=float)
        found = []
        for row in np.unique(self._rows[self._rows != _NONE]).tolist():
            at = np.flatnonzero(self._rows == row)
            cells = frame[list(TABLE_BY_KEY[self._sheet].identity)].iloc[int(at[0])]
            key = row_key_of(cell for cell in cells if not pd.isna(cell))
            pushed = _rows_pushed(self._sheet, key, len(at) - 1)
            value = _told(float(figures[at[0]]), float(self._amounts[at[0]]))
            found.append(self._fault(row, scenario, pushed, value))
        return found

    def _fault(self, row: int, scenario: str, pushed: Argument, value: float) -> AdjustmentFault:
        code, found = (
            _TOO_LARGE,
            text(
                "The adjustment of {column} in the scenario {scenario} pushes {rows} to {value}: "
                "too large to be counted."
            ),
        )
        if self._column.most is not None and value > self._column.most:
            code, found = (
                _ABOVE_MOST,
                text(
                    "The adjustment of {column} in the scenario {scenario} pushes {rows} to "
                    "{value}: no figure above {most} may stand there."
                ).filled(most=Exactly(self._column.most)),
            )
        elif abs(value) <= LARGEST:
            code, found = (
                _BELOW_ZERO,
                text(
                    "The adjustment of {column} in the scenario {scenario} pushes {rows} to "
                    "{value}: no figure below zero may stand there."
                ),
            )
        found = found.filled(
            column=Quoted(self._column.labels),
            scenario=scenario,
            rows=pushed,
            value=Exactly(value) if np.isfinite(value) else text("more than any number"),
        )
        mend = text("Change its value, or another adjustment of the same figure.")
        return AdjustmentFault(code, row, found, mend)


def _rows_pushed(sheet: str, key: str, more: int) -> Argument:
    """Say which row of a sheet, and of how many more, an adjustment is about."""
    labels, row = TABLE_BY_KEY[sheet].labels, Quoted(key)
    if not more:
        return text("{sheet} row {row}", sheet=labels, row=row)
    return counted(
        "{sheet} row {row} (and 1 more)",
        "{sheet} row {row} (and {count} more)",
        more,
        sheet=labels,
        row=row,
    )


def _told(figure: float, amount: float) -> float:
    """Return a figure without the noise that adding up amounts so large left in it."""
    if not (np.isfinite(figure) and 0 < amount <= LARGEST):
        return figure
    return round(figure, _DIGITS - 1 - floor(log10(amount))) or figure


def _place(row: pd.Series[Any]) -> tuple[Any, ...]:
    selection = (row["stage"], row["territory"], row["group"], row["year"])
    named = sum(not pd.isna(part) for part in selection)
    texts = tuple("" if pd.isna(part) else str(part) for part in selection)
    return str(row["sheet"]), str(row["column"]), _ORDER[row["operation"]], named, texts


def _changed(frame: pd.DataFrame, sheet: str, row: pd.Series[Any]) -> _Change | None:
    """Return the table with one adjustment made; None where it selects no row."""
    frame = with_named_rows(frame, sheet, row)
    column = TABLE_BY_KEY[sheet].column(str(row["column"]))
    chosen = chosen_rows(frame, sheet, row)
    if column.default is None and not column.required:
        chosen &= frame[column.key].notna().to_numpy(dtype=bool)
    if not chosen.any():
        return None
    after = _operated(_figures(frame, column), str(row["operation"]), float(row["value"]))
    figures = np.where(chosen, after, frame[column.key].to_numpy(dtype=float))
    return _Change(frame.assign(**{column.key: figures}), chosen)


def _figures(frame: pd.DataFrame, column: Column) -> Floats:
    """Return the figures of a column, with what a blank stands for."""
    blank = column.default if isinstance(column.default, float) else 0.0
    figures: Floats = frame[column.key].fillna(blank).to_numpy(dtype=float)
    return figures


def _operated(before: Floats, operation: str, value: float) -> Floats:
    """Return figures after an operation; what is past any number is infinite."""
    if operation == "set":
        return np.full(len(before), value)
    with np.errstate(over="ignore", invalid="ignore"):
        if operation == "multiply":
            after = before * value
        else:
            after = before + value
            after[np.abs(after) <= _NOISE * np.maximum(np.abs(before), abs(value))] = 0.0
    return np.where(np.isnan(after), np.inf, after)


def _without_effect(row: pd.Series[Any]) -> Problem:
    sheet = str(row["sheet"])
    selection = {
        "stage": text("stage {name}", name=row["stage"]),
        "territory": text("territory {name}", name=row["territory"]),
        "group": text("group {name}", name=row["group"]),
        "year": text("year {name}", name=row["year"] if pd.isna(row["year"]) else int(row["year"])),
    }
    chosen = [said for key, said in selection.items() if not pd.isna(row[key])]
    mend = text("Correct the stage, territory or year, or add the row that it means.")
    if not pd.isna(row["group"]):
        mend = text("Correct the stage, territory, group or year, or add the row that it means.")
    found = (
        text(
            "The scenario {scenario} adjusts {column} of {sheet} for {selection}, but there is no "
            "such row; nothing changes.",
            selection=listed(chosen, last=""),
        )
        if chosen
        else text(
            "The scenario {scenario} adjusts {column} of {sheet}, but there is no such row; "
            "nothing changes."
        )
    )
    return Problem(
        Severity.WARNING,
        "adjustment-without-effect",
        found.filled(
            scenario=row["scenario"],
            column=Quoted(TABLE_BY_KEY[sheet].column(str(row["column"])).labels),
            sheet=TABLE_BY_KEY[sheet].labels,
        ),
        mend,
        table="Adjustments",
    )


def adjustments_of(
    case: Case, scenario: str, sheet: str, column: str, rows: Sequence[int]
) -> tuple[int, ...]:
    """Return the rows of Adjustments by which a scenario can change a column of some rows.

    Args:
        rows: their places in the sheet; one that means every year, territory or group is also
            changed for the one that an adjustment names.
    """
    chosen, frame = case.table(sheet).iloc[list(rows)], case.table("Adjustments")
    cells = {"year": chosen["year"]}
    for part, columns in (("stage", STAGE_COLUMNS), ("territory", TERRITORY_COLUMNS)):
        if sheet in columns:
            cells[part] = chosen[columns[sheet]]
    if sheet in STAGE_COLUMNS:
        cells["group"] = groups_of(chosen, sheet)
    found = []
    for at, (_, row) in enumerate(frame.iterrows()):
        if (row["scenario"], row["sheet"], row["column"]) != (scenario, sheet, column):
            continue
        fits = np.ones(len(chosen), dtype=bool)
        for part, of_rows in cells.items():
            if not pd.isna(row[part]):
                means_every = of_rows.isna() if part != "group" or sheet in LOOKED_UP else False
                fits &= (means_every | (of_rows == row[part])).to_numpy(dtype=bool)
        if fits.any():
            found.append(at)
    return tuple(found)
