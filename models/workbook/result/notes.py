"""What else the reader of a result should know: warnings, and adjustments already made."""

from __future__ import annotations

from models.words.language import ENGLISH
from models.workbook.result.context import Result
from models.workbook.result_sheets import TEXT, Cells, Heading, Shown

WARNING_COLUMNS = (Heading("place", TEXT), Heading("found", TEXT), Heading("mend", TEXT))


def warning_cells(result: Result) -> Cells:
    """Return a row for each warning about the split and its data."""
    return [
        [ENGLISH.say(said) for said in (problem.place, problem.found, problem.mend)]
        for problem in result.split.warnings
    ]


def adjustment_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Adjustments, as declared."""
    return tuple(Heading(str(key), TEXT) for key in result.adjustments.columns)


def adjustment_cells(result: Result) -> Cells:
    """Return the adjustments that the data sheets already hold."""
    return [[_cell(value) for value in row] for row in result.adjustments.itertuples(index=False)]


def _cell(value: object) -> object:
    if isinstance(value, float):
        return None if value != value else Shown(value, "General")  # noqa: PLR0124 (NaN)
    return value
