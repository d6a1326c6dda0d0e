"""What we write, opened, edited and saved by LibreOffice, differs by the edits alone."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from models.case import Case
from models.declaration.tables import TABLES
from models.problems import RelaisError, Severity
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.writing import write_dressed
from models.workbook.plain import write_case
from models.workbook.safe_writing import replace_safely
from tests.roundtrip.journey import (
    DATE,
    FIGURE_CELLS,
    FIGURES,
    LANGUAGES,
    YES,
    YES_CELLS,
    Journey,
    Writer,
    journeys,
    sent,
    with_arrival,
)
from tests.roundtrip.office import missing


def _dressed(case: Case, path: Path) -> None:
    write_dressed(Issue(case, "test", "fr", date(2026, 11, 22)), path)


WRITERS: dict[str, Writer] = {"plain": write_case, "dressed": _dressed}

NUMBERS = {
    "fr-BE": ("1.234,56", "12,5 %"),
    "nl-BE": ("1.234,56", "12,5 %"),
    "de-DE": ("1.234,56", "12,5 %"),
    "fr-FR": ("1\u00a0234,56", "1 234,56", "12,5 %"),
    "en-US": ("1234.56",),
}
"""Which of the texts typed for figures are stored as numbers where."""
TRUE = {"fr-BE": "VRAI", "fr-FR": "VRAI", "de-DE": "WAHR", "en-US": "TRUE"}
TEXT_COLUMNS = ("dressed",)
"""Who writes yes and no into columns of text, since a drop-down offers the words."""
NO_DATE = ("de-DE",)


@pytest.fixture(scope="session")
def all_journeys(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Journey]:
    reason = missing()
    if reason and os.environ.get("CI") != "true":
        pytest.skip(reason)
    assert not reason, reason
    return journeys(WRITERS, tmp_path_factory.mktemp("sent"))


@pytest.fixture(params=[(w, locale) for w in WRITERS for locale in LANGUAGES], ids="-".join)
def place(request: pytest.FixtureRequest) -> tuple[str, str]:
    """The writer and the locale."""
    found: tuple[str, str] = request.param
    return found


@pytest.fixture
def journey(all_journeys: dict[tuple[str, str], Journey], place: tuple[str, str]) -> Journey:
    return all_journeys[place]


def assert_same(ours: Case, theirs: Case) -> None:
    for table in TABLES:
        pd.testing.assert_frame_equal(
            ours.table(table.key), theirs.table(table.key), rtol=1e-12, atol=0, obj=table.key
        )
    assert ours.unknown_columns == theirs.unknown_columns
    for sheet, other in zip(ours.unknown_sheets, theirs.unknown_sheets, strict=True):
        assert sheet.name == other.name
        assert [_trimmed(row) for row in sheet.rows] == [_trimmed(row) for row in other.rows]


def _trimmed(row: tuple[object, ...]) -> list[object]:
    values = list(row)
    while values and values[-1] is None:
        values.pop()
    return values


def test_what_comes_back_differs_by_the_row_added_and_nothing_else(journey: Journey) -> None:
    assert journey.found.case is not None, [str(problem) for problem in journey.found.problems]
    assert_same(with_arrival(sent()), journey.found.case)


def test_texts_are_stored_as_the_language_reads_them(
    journey: Journey, place: tuple[str, str]
) -> None:
    writer, locale = place
    stored = journey.stored(*FIGURE_CELLS, len(FIGURES))
    assert stored == [
        figure if text in NUMBERS[locale] else text for text, figure in FIGURES.items()
    ]
    true = TRUE.get(locale) if writer not in TEXT_COLUMNS else None
    assert journey.stored(*YES_CELLS, len(YES)) == [True if word == true else word for word in YES]


def test_every_number_that_came_as_text_is_listed(journey: Journey, place: tuple[str, str]) -> None:
    found = [p for p in journey.found.problems if p.code == "number-as-text"]
    rows = [row for row, text in enumerate(FIGURES) if text not in NUMBERS[place[1]]]
    assert [(p.table, p.column, p.row) for p in found] == [(*FIGURE_CELLS, row) for row in rows]


def test_a_date_for_a_figure_is_refused_at_its_cell(
    journey: Journey, place: tuple[str, str]
) -> None:
    dated = Journey(journey.dated, journey.dated, {})
    errors = [p for p in dated.found.problems if p.severity is Severity.ERROR]
    is_date = place[1] not in NO_DATE
    assert [(p.code, p.table, p.column, p.row) for p in errors] == [
        ("date-for-number" if is_date else "not-a-number", *FIGURE_CELLS, 0)
    ]
    [stored] = dated.stored(*FIGURE_CELLS, 1)
    assert isinstance(stored, datetime) if is_date else stored == DATE


def test_a_file_that_is_open_in_libreoffice_is_not_replaced(
    all_journeys: dict[tuple[str, str], Journey], tmp_path: Path
) -> None:
    journey = all_journeys["plain", "fr-BE"]
    [(name, note)] = journey.notes.items()
    path = tmp_path / name.removeprefix(".~lock.").removesuffix("#")
    path.write_bytes(b"old")
    path.with_name(name).write_text(note, encoding="utf-8")
    with pytest.raises(RelaisError, match=r"The file is open in LibreOffice, by \w+\."):
        replace_safely(path, b"new", lambda _written: None)
    assert path.read_bytes() == b"old"
