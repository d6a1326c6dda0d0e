"""What else the reader of a result should know: warnings, and adjustments already made."""

from __future__ import annotations

from models.declaration.tables import TABLE_BY_KEY
from models.words.text import text
from models.workbook.result.context import Result
from models.workbook.result.inputs import header_of, value_in
from models.workbook.result_sheets import TEXT, Cells, Heading, Shown

WARNING_COLUMNS = (
    Heading(text("place", context="column"), TEXT),
    Heading(text("found", context="column"), TEXT),
    Heading(text("mend", context="column"), TEXT),
)
_TABLE = TABLE_BY_KEY["Adjustments"]


def warning_cells(result: Result) -> Cells:
    """Return a row for each warning about the split and its data."""
    return [[problem.place, problem.found, problem.mend] for problem in result.split.warnings]


def adjustment_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Adjustments, as declared."""
    keys = map(str, result.adjustments.columns)
    return tuple(Heading(header_of(result.case, _TABLE, key, result.spoken), TEXT) for key in keys)


def adjustment_cells(result: Result) -> Cells:
    """Return the adjustments that the data sheets already hold."""
    return [
        [
            _cell(value_in(result.spoken, _TABLE, str(key), value, row.get("sheet")))
            for key, value in row.items()
        ]
        for row in result.adjustments.to_dict("records")
    ]


def _cell(value: object) -> object:
    if isinstance(value, float):
        return None if value != value else Shown(value, "General")  # noqa: PLR0124 (NaN)
    return value
