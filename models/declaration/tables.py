"""Every table and column of a case (3-workbook), as `tables.ini` declares them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from models.declaration.kinds import Column, Kind, Table, labels_of
from models.words.data_files import sections_of
from models.words.text import Text

_FOLDER = Path(__file__).parent
_SECTIONS = sections_of(_FOLDER / "tables.ini")
CHOICES = sections_of(_FOLDER / "choices.ini")
"""The words of each list of choices, and their labels."""

BASE_SCENARIO = "base"
"""The scenario that each of the others is a change of, and its column."""
MEASURES, SENSES, STATUSES, OPERATIONS = (
    tuple(CHOICES[name]) for name in ("measures", "senses", "statuses", "operations")
)


def _columns(table: str) -> tuple[Column, ...]:
    """Return the columns declared for a table, or for the end of every table."""
    start = f"{table}."
    declared = (
        (name.removeprefix(start), values)
        for name, values in _SECTIONS.items()
        if name.startswith(start)
    )
    return tuple(_column(key, values) for key, values in declared)


def _column(key: str, values: Mapping[str, str]) -> Column:
    kind = Kind(values["kind"])
    return Column(
        key,
        labels_of(values.get("labels") or _SECTIONS["labels"][key]),
        kind,
        Text(values["help"]),
        required="required" in values,
        default=_default(kind, values.get("default")),
        choices=tuple(CHOICES.get(values.get("choices", ""), ())) or _listed(values.get("choices")),
        may_be_negative="may_be_negative" in values,
        most=float(values["most"]) if "most" in values else None,
        edition=int(values.get("edition", "1")),
    )


def _default(kind: Kind, written: str | None) -> object:
    if written is None or kind is Kind.CHOICE:
        return written
    if kind is Kind.YES_NO:
        return written == "yes"
    return int(written) if kind is Kind.WHOLE else float(written)


def _listed(written: str | None) -> tuple[str, ...]:
    return tuple(written.split(", ")) if written else ()


def _table(key: str, values: Mapping[str, str]) -> Table:
    further = values.get("further_columns")
    return Table(
        key,
        labels_of(values["labels"]),
        Text(values["help"]),
        (*_columns(key), *REMARKS),
        identity=_listed(values["identity"]),
        required="required" in values,
        open_prefix="" if further == "any" else further,
        edition=int(values.get("edition", "1")),
        rows_add_up="rows_add_up" in values,
    )


REMARKS = SOURCE, NOTE = _columns("remarks")
TABLES = tuple(_table(key, values) for key, values in _SECTIONS.items() if "identity" in values)
TABLE_BY_KEY = {table.key: table for table in TABLES}
SCENARIOS = TABLE_BY_KEY["Scenarios"]
ADJUSTABLE_SHEETS = TABLE_BY_KEY["Adjustments"].column("sheet").choices
