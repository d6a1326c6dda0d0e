"""The sheets of a workbook that this program added for people, and what one of them says."""

from __future__ import annotations

from models.declaration.kinds import LANGUAGES
from models.workbook.grid import Grid, Sheet

IDENTITY_SHEET = "_relais"
"""The very hidden sheet that says which issue a workbook is: a key and a value in each row."""

_OWN_TITLE = "Relais · "


def is_own_sheet(sheet: Sheet) -> bool:
    """Say whether a sheet holds no table but what this program wrote, whatever its name is now."""
    return is_identity_sheet(sheet) or _first(sheet, 0).startswith(_OWN_TITLE)


def is_identity_sheet(sheet: Sheet) -> bool:
    """Say whether a sheet is the one that says which issue a workbook is."""
    return _first(sheet, 0) == "template" and _first(sheet, 1).startswith("relais")


def issued_language(grid: Grid) -> str:
    """Return the language a workbook says it was issued in, "" where it says none."""
    rows = (row for sheet in grid.sheets if is_identity_sheet(sheet) for row in sheet.rows)
    said = {str(row.value(0)): str(row.value(1)) for row in rows}
    language = said.get("language", "")
    return language if language in LANGUAGES else ""


def _first(sheet: Sheet, column: int) -> str:
    value = sheet.rows[0].value(column) if sheet.rows else None
    return value if isinstance(value, str) else ""
