"""What a workbook that was sent out says of itself: the very hidden sheet `_relais`.

The sheet holds a key and a value in each row, all of them text. The snapshot is the JSON of the
tables as they were issued, over as many rows as it needs, so that a returned workbook can be
compared with exactly what was sent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import count, takewhile
from typing import Any

import pandas as pd

from models.case import Case, case_of
from models.declaration.kinds import LANGUAGES
from models.editing import is_blank
from models.problems import RelaisError
from models.used import column_keys, tables_of
from models.words.text import text
from models.xlsx.grid import Grid, Sheet
from models.xlsx.parts import whole_number


def snapshot_of(case: Case) -> str:  # D61
    """Return the tables of a case as JSON: the columns and rows of each that has rows.

    Only ASCII, and without the marks that a workbook would escape. Sheets that are no tables
    are left out.
    """
    tables = {
        table.key: _plain(case.table(table.key)[column_keys(case, table)])
        for table in tables_of(case)
        if len(case.table(table.key)) or case.open_columns(table.key)
    }
    unknown = {key: list(columns) for key, columns in sorted(case.unknown_columns.items())}
    described = json.dumps({"tables": tables, "unknown_columns": unknown}, separators=(",", ":"))
    return described.replace("_x", "\\u005fx")


@lru_cache(maxsize=1)
def case_of_snapshot(snapshot: str) -> Case:
    """Return the case that `snapshot_of` described; the last one is kept, being asked for often.

    Raises:
        RelaisError: the text is none that it wrote.
    """
    try:
        described = json.loads(snapshot)
        frames = {
            key: pd.DataFrame(table["rows"], columns=table["columns"], dtype=object)
            for key, table in described["tables"].items()
        }
        unknown = {key: tuple(names) for key, names in described["unknown_columns"].items()}
        return case_of(frames, unknown)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        what = text("What was sent cannot be read any more: the hidden sheet was changed.")
        mend = text("Ask for a copy that is made from the workbook that was sent.")
        raise RelaisError(what, "_relais", mend) from error


def _plain(frame: pd.DataFrame) -> Mapping[str, Any]:
    columns = [str(column) for column in frame.columns]
    cells = [[_plain_value(value) for value in frame[column].tolist()] for column in columns]
    return {"columns": columns, "rows": [list(row) for row in zip(*cells, strict=True)]}


def _plain_value(value: Any) -> Any:
    if is_blank(value):
        return None
    if isinstance(value, datetime | date | time | timedelta):
        return str(value)
    return value


IDENTITY_SHEET = "_relais"
DRESSED = "dressed"
"""What the mark of a dressed workbook says it is."""
TEMPLATE = "relais-case"
TEMPLATE_VERSION = 1
_LONGEST_PART = 32_000
_PART = "snapshot "
_ISSUE_DIGITS = 20


@dataclass(frozen=True)
class Identity:
    """Which issue a workbook is.

    Attributes:
        case_name: what the case is called.
        recipient: the key of the territory it is for; "": everyone.
        language: one of models.declaration.kinds.LANGUAGES.
        date: when it was issued, as 2027-01-31.
        deadline: when it is asked back, as 2027-01-31; "": no deadline.
        snapshot: the issued tables as text, see `models.workbook.identity`.
        template: the id of the template.
        version: the version of the template, from 1.
        issue: the id of this issue, made from everything above; equal issues have equal ids.
    """

    case_name: str
    recipient: str
    language: str
    date: str
    deadline: str
    snapshot: str
    template: str = TEMPLATE
    version: int = TEMPLATE_VERSION
    issue: str = ""

    def issued(self) -> Identity:
        """Return it with the id that follows from its content."""
        return replace(self, issue=self._digest()[:_ISSUE_DIGITS])

    @property
    def is_intact(self) -> bool:
        """Whether nothing of it was changed since it was issued."""
        return self.issue == self._digest()[:_ISSUE_DIGITS]

    @property
    def is_newer(self) -> bool:
        """Whether a later version of this program made it."""
        return self.version > TEMPLATE_VERSION

    def issued_case(self) -> Case:
        """Return the tables as they were issued.

        Raises:
            RelaisError: the snapshot was changed and cannot be read.
        """
        return case_of_snapshot(self.snapshot)

    def _digest(self) -> str:
        named = [self.template, self.version, self.case_name, self.recipient, self.language]
        text = json.dumps([*named, self.date, self.deadline, self.snapshot])
        return hashlib.sha256(text.encode()).hexdigest()


def recipient_of(identity: Identity | None) -> str:
    """Return for which territory a workbook is a part of a case; "": it is a whole one."""
    return identity.recipient if identity is not None and identity.is_intact else ""


def identity_rows(identity: Identity) -> list[tuple[str, str]]:
    """Return the rows of the sheet `_relais`, each a key and a value."""
    text = identity.snapshot
    parts = [text[at : at + _LONGEST_PART] for at in range(0, len(text), _LONGEST_PART)]
    return [
        ("template", identity.template),
        ("version", str(identity.version)),
        ("issue", identity.issue),
        ("case", identity.case_name),
        ("recipient", identity.recipient),
        ("language", identity.language),
        ("date", identity.date),
        ("deadline", identity.deadline),
        ("snapshot_sha256", hashlib.sha256(text.encode()).hexdigest()),
        *((f"{_PART}{number}", part) for number, part in enumerate(parts, start=1)),
    ]


def is_identity_sheet(sheet: Sheet) -> bool:
    """Say whether a sheet is the one that says which issue a workbook is, whatever its name."""
    first = sheet.rows[0].values[:2] if sheet.rows else ()
    is_ours = len(first) == 2 and first[0] == "template" and str(first[1]).startswith("relais")
    return is_ours or (sheet.name == IDENTITY_SHEET and bool(sheet.rows))


def identity_of(grid: Grid) -> Identity | None:
    """Return what a workbook says of itself; None where it has no sheet for that.

    Whether that was tampered with is for the caller to ask (`is_intact`).
    """
    said = _said(grid)
    if not said:
        return None
    parts = (f"{_PART}{number}" for number in count(1))
    return Identity(
        case_name=said.get("case", ""),
        recipient=said.get("recipient", ""),
        language=said.get("language", ""),
        date=said.get("date", ""),
        deadline=said.get("deadline", ""),
        snapshot="".join(said[key] for key in takewhile(said.__contains__, parts)),
        template=said.get("template", ""),
        version=whole_number(said.get("version")) or 0,
        issue=said.get("issue", ""),
    )


def issued_language(grid: Grid) -> str:
    """Return the language a workbook says it was issued in, "" where it says none.

    It is told even by a workbook that says too little of itself to be compared with.
    """
    language = _said(grid).get("language", "")
    return language if language in LANGUAGES else ""


def _said(grid: Grid) -> Mapping[str, str]:
    """Return the keys and values of the hidden sheet, none where there is no such sheet."""
    sheet = next((sheet for sheet in grid.sheets if is_identity_sheet(sheet)), None)
    rows = () if sheet is None else sheet.rows
    said = ((str(row.value(0)), row.value(1)) for row in rows)
    return {key: "" if value is None else str(value) for key, value in said}


_OWN = "Relais · "


def own_title(text: str) -> str:
    """Return the title, in cell A1, of a sheet that is written for people and holds no table."""
    return _OWN + text


def own_sheets(grid: Grid) -> frozenset[str]:
    """Return the names of the sheets that a dressed workbook adds, whatever they are called now.

    A second sheet with the same title is somebody's copy, which may hold remarks. A workbook that
    is not dressed has no such sheets, whatever its own begin with.
    """
    identities = {sheet.name for sheet in grid.sheets if is_identity_sheet(sheet)}
    if grid.marks.kind != DRESSED and not identities:
        return frozenset()
    titles: dict[str, str] = {}
    for sheet in grid.sheets:
        first = sheet.rows[0].value(0) if sheet.rows else None
        if isinstance(first, str) and first.startswith(_OWN):
            titles.setdefault(first, sheet.name)
    return frozenset(identities | set(titles.values()))
