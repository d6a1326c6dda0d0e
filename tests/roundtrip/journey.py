"""A case that goes out, is edited in LibreOffice in a language, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl.utils.cell import coordinate_to_tuple

from models.case import Case, UnknownSheet, case_of
from models.declaration.tables import TABLE_BY_KEY, TABLES
from models.used import FIRST_EDITION
from models.workbook.frames import TablePlace
from models.workbook.reading import Examination, RawCase, examine, read_raw
from models.xlsx.grid import SheetRow, read_grid
from tests.cases import first_sample
from tests.roundtrip.office import Edit, Job, edited

Writer = Callable[[Case, Path], None]

LANGUAGES = {"fr-BE": "fr", "nl-BE": "nl", "de-DE": "de", "fr-FR": "fr", "en-US": "en"}
"""The locales in which workbooks come back, and the language of the labels there."""

FIGURES = {
    "1\u00a0234,56": 1234.56,
    "1 234,56": 1234.56,
    "1.234,56": 1234.56,
    "1234.56": 1234.56,
    "12,5 %": 0.125,
}
"""Texts typed for figures, and the figure that is meant."""
DATE = "1/2"
YES = ("VRAI", "WAHR", "TRUE")
FIGURE_CELLS = ("Costs", "waiting_cost_per_person")
YES_CELLS = ("Territories", "pays")

ODD_TEXTS = (
    "=1+1",
    "+32 2 555 01 02",
    "-",
    "@home",
    "#N/A",
    "0070",
    "1234567890123456",
    "1.234,56",
    "TRUE",
    "1/2",
    "12,5 %",
    "'quoted",
    "Liège, Köln, 's-Gravenhage, Żory",
    '<b> & "c"',
    "one line\nand another",
    "x" * 3000,
)
"""Texts that a spreadsheet may take for something else."""
ARRIVAL_COLUMNS = (
    *("year", "from_stage", "from_territory", "to_stage", "to_territory"),
    "persons",
)
ARRIVAL = (2019.0, None, None, "reception", "BX", 7.0)
"""The row of Flows that is added while the workbook is away."""


@cache
def sent() -> Case:
    """Return the first Belgian sample with what is meant by the texts typed, and odd texts."""
    belgium = first_sample("belgium")
    tables = dict(belgium.tables)
    table, column = FIGURE_CELLS
    tables[table] = _with(tables[table], column, FIGURES.values())
    tables["Flows"] = _with(tables["Flows"], "note", ODD_TEXTS)
    tables["Flows"] = tables["Flows"].assign(
        remark=[f"no. {n}" for n in range(len(tables["Flows"]))]
    )
    own = UnknownSheet("Our own notes", (("what", "who"), (), ("=call", 12.5), (None, "Amina")))
    return case_of(tables, {"Flows": ("remark",)}, (own,))


def with_arrival(case: Case) -> Case:
    """Return the case with the row that is added."""
    flows = case.table("Flows")
    row = dict.fromkeys(flows.columns) | dict(zip(ARRIVAL_COLUMNS, ARRIVAL, strict=True))
    flows = pd.concat([flows, pd.DataFrame([row]).astype(object)], ignore_index=True)
    return case.with_table("Flows", flows)


def _with(frame: pd.DataFrame, column: str, values: Any) -> pd.DataFrame:
    given = list(values)
    return frame.assign(**{column: [*given, *frame[column].tolist()[len(given) :]]})


@dataclass(frozen=True)
class Journey:
    """What came back: edited as it should be (`path`), and with a date for a figure (`dated`)."""

    path: Path
    dated: Path
    notes: dict[str, str]

    @cached_property
    def found(self) -> Examination:
        """All that reading finds."""
        return examine(self.path)

    @cached_property
    def _sheets(self) -> dict[str, dict[int, SheetRow]]:
        grid = read_grid(self.path.read_bytes(), self.path.name, _tell_nobody)
        return {sheet.name: {row.number: row for row in sheet.rows} for sheet in grid.sheets}

    @cached_property
    def _places(self) -> dict[str, TablePlace]:
        return {key: table.place for key, table in _raw(self.path).tables.items()}

    def stored(self, key: str, column: str, rows: int) -> list[Any]:
        """Return the first cells of a column as the office stored them."""
        place = self._places[key]
        cells = [coordinate_to_tuple(place.cell(row, column)) for row in range(rows)]
        return [self._sheets[place.sheet][row].value(column - 1) for row, column in cells]


def journeys(writers: dict[str, Writer], folder: Path) -> dict[tuple[str, str], Journey]:
    """Send the case by every writer and let one office edit it in every locale."""
    case, jobs = sent(), []
    made: dict[tuple[str, str], tuple[Path, Path]] = {}
    for name, write in writers.items():
        path = folder / f"{name}.xlsx"
        write(case, path)
        raw = _raw(path)
        for locale, language in LANGUAGES.items():
            here = (folder / f"{name}-{locale}.xlsx", folder / f"{name}-{locale}-date.xlsx")
            jobs += [
                _job(path, here[0], locale, [*_typed(raw), *_moved(raw, language)]),
                _job(path, here[1], locale, [_date(raw), *_moved(raw, language)]),
            ]
            made[name, locale] = here
    notes = iter(edited(jobs))
    return {key: Journey(*paths, next(notes) | next(notes)) for key, paths in made.items()}


def _raw(path: Path) -> RawCase:
    return read_raw(path, _tell_nobody)


def _job(path: Path, save: Path, locale: str, edits: list[Edit]) -> Job:
    return {"open": str(path), "save": str(save), "locale": locale, "edits": edits}


def _typed(raw: RawCase) -> list[Edit]:
    """Type the texts of the table over the figures, and a row below the flows."""
    figures, words, flows = (raw.tables[key].place for key in ("Costs", "Territories", "Flows"))
    below = flows.rows[-1] + 1
    keys = [c.key for c in TABLE_BY_KEY["Flows"].columns if c.edition == FIRST_EDITION]
    row = [(key, value) for key, value in zip(keys, ARRIVAL, strict=False) if value is not None]
    return [
        *(_type(figures, FIGURE_CELLS[1], figures.rows[r], t) for r, t in enumerate(FIGURES)),
        *(_type(words, YES_CELLS[1], words.rows[r], text) for r, text in enumerate(YES)),
        *(_type(flows, key, below, f"{v:g}" if isinstance(v, float) else v) for key, v in row),
    ]


def _date(raw: RawCase) -> Edit:
    place = raw.tables["Costs"].place
    return _type(place, FIGURE_CELLS[1], place.rows[0], DATE)


def _type(place: TablePlace, column: str, row: int, text: str) -> Edit:
    at = {"row": row - 1, "column": _index(place, column)}
    return {"do": "type", "sheet": place.sheet, "text": text, **at}


def _index(place: TablePlace, column: str) -> int:
    return coordinate_to_tuple(f"{place.letters[column]}1")[1] - 1


def _moved(raw: RawCase, language: str) -> list[Edit]:
    """Insert rows, move columns and rename every sheet, one of which goes first."""
    places = {key: table.place for key, table in raw.tables.items()}
    flows, costs, stages = places["Flows"], places["Costs"], places["Stages"]
    last = max(_index(costs, column) for column in costs.letters) + 1
    names = {
        places[table.key].sheet: table.labels.in_language(language)
        for table in TABLES
        if table.key in places
    }
    return [
        _rows(flows, flows.rows[10] - 1, 3),
        _rows(stages, stages.header - 1, 2),
        _column(flows, "persons", _index(flows, "year")),
        _column(costs, "stage", last),
        {"do": "move_sheet", "sheet": places["Policies"].sheet, "before": 0},
        *({"do": "rename", "sheet": old, "name": new} for old, new in names.items()),
    ]


def _rows(place: TablePlace, before: int, count: int) -> Edit:
    return {"do": "insert_rows", "sheet": place.sheet, "before": before, "count": count}


def _column(place: TablePlace, column: str, before: int) -> Edit:
    at = {"column": _index(place, column), "before": before}
    return {"do": "move_column", "sheet": place.sheet, **at}


def _tell_nobody(_what: str, _percent: int) -> None:
    pass
