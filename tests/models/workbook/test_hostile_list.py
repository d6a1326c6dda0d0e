"""What the list of hostile and broken files names and no other test holds."""

from __future__ import annotations

import gc
import io
import struct
import unicodedata
import zipfile
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from models.exchange.exchange import Exchange
from models.exchange.issued import IssuedVersion, issued_version
from models.exchange.merging import MergeState, merge_of
from models.exchange.returned import read_returned, receive
from models.workbook.dressed.issue import Issue, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.reading import examine, read_case
from models.xlsx.guard import MB
from tests.models.exchange.builders import WORKED, changed_workbook, with_persons
from tests.models.workbook.small_case import (
    assert_refused,
    small,
    with_cell,
    write,
)
from tests.models.workbook.test_languages import cost, labelled
from tests.models.workbook.test_moved_tables import changed, persons
from tests.models.xlsx.archives import part, replaced, valid, with_part
from tests.models.xlsx.test_guard import DAMAGED
from tests.models.xlsx.test_hostile_parts import DTD, FLOWS, messages, refusal

TERRITORIES, COSTS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet4.xml"
PIECE = MB // 4
"""Of a part, so much is parsed at once."""


def packed(content: bytes, name: str) -> range:
    """Return where the packed bytes of a part stand in an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        found = whole.getinfo(name)
    lengths = struct.unpack_from("<HH", content, found.header_offset + 26)
    start = found.header_offset + 30 + sum(lengths)
    return range(start, start + found.compress_size)


def test_a_flipped_byte_of_a_part_is_damage(tmp_path: Path) -> None:
    content = valid(tmp_path)
    for position in packed(content, FLOWS)[::5]:
        flipped = bytearray(content)
        flipped[position] ^= 0xFF
        assert refusal(bytes(flipped), tmp_path) == DAMAGED


EXTERNAL_ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    "<worksheet><sheetData>&secret;</sheetData></worksheet>"
)


@pytest.mark.parametrize("name", [FLOWS, "xl/workbook.xml"])
def test_an_external_entity_is_refused_unasked(name: str, tmp_path: Path) -> None:
    content = with_part(valid(tmp_path), name, EXTERNAL_ENTITY.encode())
    assert refusal(content, tmp_path) == DTD


def with_blank_result(name: str, cell: str, tmp_path: Path) -> bytes:
    """Return the small workbook with a formula whose result is blank, as LibreOffice stores it."""
    sheet = part(valid(tmp_path), name)
    start = sheet.index(f'<c r="{cell}"'.encode())
    old = sheet[start : sheet.index(b"</c>", start) + 4]
    new = f'<c r="{cell}" t="str"><f aca="false">IF(A1="","",A1)</f><v></v></c>'
    return replaced(valid(tmp_path), name, old, new.encode())


def test_a_blank_result_of_a_formula_is_a_blank_cell_where_a_value_belongs(tmp_path: Path) -> None:
    assert messages(with_blank_result(COSTS, "D2", tmp_path), tmp_path) == [
        "Costs!D2: The cell is blank; the column “Cost per person” needs a value in every row. "
        "Type the value, or remove the row."
    ]


def test_a_blank_result_of_a_formula_is_no_zero(tmp_path: Path) -> None:
    assert messages(with_blank_result(TERRITORIES, "D3", tmp_path), tmp_path) == [
        "Territories!D3: The population of “city” is not given; keys by population take it as 0. "
        "Fill in its population, if that is not so."
    ]


def test_a_row_of_blank_results_is_no_row(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{c}8" t="str"><f>IF(A1="","",A1)</f><v></v></c>' for c in "ABCDEF")
    row = f'<row r="8">{cells}</row></sheetData>'.encode()
    assert messages(replaced(valid(tmp_path), FLOWS, b"</sheetData>", row), tmp_path) == []
    assert persons(examine(tmp_path / "case.xlsx")) == [100, 80, 20, 40, 20, 20]


@pytest.mark.parametrize(
    "error", ["#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#REF!"]
)
@pytest.mark.parametrize(("sheet", "cell"), [("Costs", "D2"), ("Territories", "B2")])
def test_every_error_value_is_told_in_columns_of_any_kind(
    sheet: str, cell: str, error: str, tmp_path: Path
) -> None:
    said = f"{sheet}!{cell}: The cell shows the error {error}. Mend the formula or type the value."
    assert_refused(with_cell(sheet, cell, error), [said], tmp_path)


@pytest.mark.parametrize("tongue", ["", "en"])
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,56", 1234.56),
        ("1\u00a0234,56", 1234.56),
        ("1.234,56", 1234.56),
        ("1234.56", 1234.56),
        ("12,5 %", 0.125),
    ],
)
def test_texts_of_other_languages_read_as_one_number_in_an_english_workbook_too(
    text: str, number: float, tongue: str, tmp_path: Path
) -> None:
    sheets = labelled(small(), tongue) if tongue else small()
    assert cost(text, sheets, tmp_path) == pytest.approx(number)


def test_a_share_of_0_12_is_read_without_a_word(tmp_path: Path) -> None:
    found = examine(write(with_cell("Clauses", "H3", 0.12), tmp_path / "case.xlsx"))
    assert found.problems == ()
    assert found.case is not None
    assert found.case.table("Clauses")["value"].tolist()[1] == 0.12


@pytest.mark.parametrize(("sheet", "cell"), [("Flows", "E6"), ("Territories", "A4")])
def test_a_name_in_another_composition_is_the_same_name(
    sheet: str, cell: str, tmp_path: Path
) -> None:
    apart = unicodedata.normalize("NFD", "Liège")
    assert apart != "Liège"
    found = examine(write(with_cell(sheet, cell, apart), tmp_path / "case.xlsx"))
    assert found.problems == ()
    assert found.case is not None
    assert found.case.table("Flows")["to_territory"].tolist()[4] == "Liège"
    assert found.case.table("Territories")["territory"].tolist()[2] == "Liège"


@pytest.mark.parametrize(
    ("sheet", "row", "header"),
    [("Territories", 5, "Territory"), ("Clauses", 2, "Clause"), ("Flows", 3, "Year")],
)
def test_a_blank_key_is_an_error_of_its_cell(
    sheet: str, row: int, header: str, tmp_path: Path
) -> None:
    said = (
        f"{sheet}!A{row}: The cell is blank; the column “{header}” needs a value in every row. "
        "Type the value, or remove the row."
    )
    assert_refused(with_cell(sheet, f"A{row}", None), [said], tmp_path)


def test_a_row_that_is_filtered_out_counts_and_is_told(tmp_path: Path) -> None:
    def only_the_city(sheet: Any) -> None:
        sheet.auto_filter.ref = "A1:F7"
        sheet.auto_filter.add_filter_column(4, ["city"])
        sheet.row_dimensions[6].hidden = True

    found = changed(only_the_city, tmp_path)
    assert b'<filter val="city"' in part((tmp_path / "case.xlsx").read_bytes(), FLOWS)
    assert [str(problem) for problem in found.problems] == [
        "Flows!A6: 1 row is hidden or filtered out, the first is row 6; hidden rows count. "
        "Show all rows to see them, and remove those that should not count."
    ]
    assert persons(found) == [100, 80, 20, 40, 20, 20]


def returned(tmp_path: Path, recipient: str, *cells: tuple[str, str, Any]) -> Path:
    """Return the worked example as it was issued, with other values in some cells."""
    issue = Issue(WORKED, "worked", "en", date(2026, 11, 22))
    sent, path = tmp_path / "sent.xlsx", tmp_path / "back.xlsx"
    write_dressed(issue_for(issue, recipient) if recipient else issue, sent)

    def change(book: Any) -> None:
        for sheet, cell, value in cells:
            book[sheet][cell] = value

    return changed_workbook(sent, path, change)


def test_a_workbook_of_an_older_issue_is_compared_with_what_that_one_said(tmp_path: Path) -> None:
    path = returned(tmp_path, "", ("Flows", "F6", 90))
    mine = with_persons(WORKED, 0, 110)
    version = partial(issued_version, sent=IssuedVersion(mine, "", "the newer"))
    merge = merge_of(mine, [read_returned(path, version, mine)])
    (item,) = merge.items
    assert item.state is MergeState.CHANGE
    assert (item.where.table, item.where.column, item.offers[0].value) == ("Flows", "persons", 90)


def test_a_locked_value_that_was_changed_shows_with_its_cell(tmp_path: Path) -> None:
    path = returned(tmp_path, "port", ("Territories", "E5", 4000))
    locked = openpyxl.load_workbook(path)["Territories"]["E5"].protection.locked
    back = read_returned(path, partial(issued_version, sent=IssuedVersion(WORKED)), WORKED)
    (one,) = back.found
    assert locked
    assert (one.where.key, one.where.column) == (("federation",), "population")
    assert (one.old, one.new, back.read.source(one.where).cell) == (3000, 4000, "E5")


class CancelledError(Exception):
    pass


class Ear:
    """Hears what is done, and cancels at one call."""

    def __init__(self, cancel_at: int | None = None) -> None:
        self.heard: list[tuple[str, int]] = []
        self._cancel_at = cancel_at

    def __call__(self, what: str, percent: int) -> None:
        self.heard.append((what, percent))
        if len(self.heard) == self._cancel_at:
            raise CancelledError


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of 100,000 flows more than the small one: arrivals and exits, year by year."""
    sheets = small()
    names = [f"town {number}" for number in range(1000)]
    sheets["Territories"] += [[name, None, "federation", 10, 10, True] for name in names]
    for year in range(1950, 2000):
        sheets["Flows"] += [[year, None, None, "reception", name, 2] for name in names]
        sheets["Flows"] += [[year + 1, "reception", name, None, None, 2] for name in names]
    path = tmp_path_factory.mktemp("many") / "many.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


@pytest.fixture(scope="module")
def whole(many: Path) -> list[tuple[str, int]]:
    """All that is told while the workbook is read to its end."""
    ear = Ear()
    read = read_case(many, ear)
    assert len(read.case.table("Flows")) == 100_006
    assert read.problems == ()
    return ear.heard


def first(heard: list[tuple[str, int]], what: str, percent: int) -> int:
    """Return which call is the first to tell of a stage from a percent on, counted from 1."""
    return 1 + next(i for i, (w, p) in enumerate(heard) if w == what and p >= percent)


def test_every_piece_of_100_000_rows_asks_whether_to_go_on(
    many: Path, whole: list[tuple[str, int]]
) -> None:
    size = len(part(many.read_bytes(), FLOWS))
    reading = [percent for what, percent in whole if what == "Flows" and percent < 60]
    assert len(reading) >= size // PIECE > 20
    assert len([what for what, _ in whole if what == "Opening"]) >= size // MB


@pytest.mark.parametrize(
    ("what", "percent"),
    [("Opening", 0), ("Opening", 10), ("Flows", 35), ("Flows", 60), ("Checking", 80)],
)
def test_reading_100_000_rows_ends_at_the_call_that_cancels_it(
    what: str, percent: int, many: Path, whole: list[tuple[str, int]]
) -> None:
    number = first(whole, what, percent)
    ear = Ear(cancel_at=number)
    with pytest.raises(CancelledError):
        read_case(many, ear)
    assert ear.heard == whole[:number]
    assert gc.isenabled()


def test_nothing_of_100_000_rows_is_taken_over_when_cancelled(
    many: Path, whole: list[tuple[str, int]], tmp_path: Path
) -> None:
    number = first(whole, "Flows", 35)
    with pytest.raises(CancelledError):
        receive(
            [many], lambda _name, _identity: IssuedVersion(WORKED), WORKED, Ear(cancel_at=number)
        )
    exchange = Exchange(tmp_path / "case.exchange")
    exchange.issue(write(small(), tmp_path / "sent.xlsx"), WORKED, issue="A1")
    arrival = exchange.receive(many)
    with pytest.raises(CancelledError):
        exchange.take_in(arrival, WORKED, Ear(cancel_at=number))
    assert [event.step for event in exchange.trail.events()] == ["issued", "received"]
