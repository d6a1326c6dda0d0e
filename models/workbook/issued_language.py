"""The language that a workbook says it was issued in."""

from __future__ import annotations

from models.declaration.kinds import LANGUAGES
from models.workbook.grid import Grid
from models.workbook.identity import is_identity_sheet


def issued_language(grid: Grid) -> str:
    """Return the language a workbook says it was issued in, "" where it says none."""
    rows = (row for sheet in grid.sheets if is_identity_sheet(sheet) for row in sheet.rows)
    said = {str(row.value(0)): str(row.value(1)) for row in rows}
    language = said.get("language", "")
    return language if language in LANGUAGES else ""
