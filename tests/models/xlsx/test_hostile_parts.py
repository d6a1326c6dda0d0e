"""Parts of an archive that are damaged, hostile or odd: refused with one message, or read."""

from __future__ import annotations

import tracemalloc
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from models.problems import RelaisError
from models.workbook.reading import Examination, examine
from models.xlsx.grid import read_grid
from models.xlsx.stored import ExcelError, Uncomputed
from tests.models.workbook.small_case import small, write
from tests.models.xlsx.archives import (
    archive,
    part,
    parts_of,
    replaced,
    valid,
    with_part,
    without_part,
)

FLOWS = "xl/worksheets/sheet3.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
COPY = "Copy the tables into a new workbook and save it."
ANEW = "Open it in Excel or LibreOffice, save it anew and try again."
DTD = f"case.xlsx: The workbook holds declarations (DTD) that no workbook needs. {COPY}"
DAMAGED = f"case.xlsx: The workbook is damaged and cannot be read. {ANEW}"
DAMAGED_FLOWS = f"case.xlsx: The sheet “Flows” is damaged and cannot be read. {ANEW}"


def examined(content: bytes, tmp_path: Path) -> Examination:
    path = tmp_path / "case.xlsx"
    path.write_bytes(content)
    return examine(path)


def refusal(content: bytes, tmp_path: Path) -> str:
    with pytest.raises(RelaisError) as refused:
        examined(content, tmp_path)
    return str(refused.value)


def messages(content: bytes, tmp_path: Path) -> list[str]:
    return [str(problem) for problem in examined(content, tmp_path).problems]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    f"<worksheet {NAMESPACE}><sheetData/>&b;</worksheet>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">'
    f"<worksheet {NAMESPACE}><sheetData/></worksheet>"
)


@pytest.mark.parametrize("text", [LAUGHS, EXTERNAL])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", [FLOWS, "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused_wherever_they_are_declared(
    name: str, encoding: str, text: str, tmp_path: Path
) -> None:
    assert refusal(with_part(valid(tmp_path), name, text.encode(encoding)), tmp_path) == DTD


def test_a_document_type_hidden_by_an_encoding_is_refused(tmp_path: Path) -> None:
    hidden = b'<?xml version="1.0" encoding="cp037"?>' + LAUGHS.encode("cp037")
    assert refusal(with_part(valid(tmp_path), FLOWS, hidden), tmp_path) == (
        f"case.xlsx: A part of the workbook is written in an encoding that no workbook has. {COPY}"
    )


def test_blanks_without_end_are_refused_unpacked_in_pieces(tmp_path: Path) -> None:
    blanks = part(valid(tmp_path), FLOWS).replace(
        b"<sheetData>", b"<sheetData>" + b" " * 400 * 10**6
    )
    content = with_part(valid(tmp_path), FLOWS, blanks)
    del blanks
    tracemalloc.start()
    assert refusal(content, tmp_path) == (
        f"case.xlsx: The workbook unpacks to far more than its size. {COPY}"
    )
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


def test_junk_parts_are_refused_unread(tmp_path: Path) -> None:
    junk = archive(**{**parts_of(valid(tmp_path)), **{f"junk/{n}": b"" for n in range(50_000)}})
    assert refusal(junk, tmp_path) == f"case.xlsx: The workbook has more than 2000 parts. {COPY}"


def test_macros_are_ignored_and_told(tmp_path: Path) -> None:
    content = with_part(valid(tmp_path), "xl/vbaProject.bin", b"\0macro")
    assert messages(content, tmp_path) == [
        "workbook: The workbook holds macros; they were ignored. Save it as .xlsx."
    ]


@pytest.mark.parametrize(
    "broken",
    [b"<styleSheet", b"", b"<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>"],
)
def test_broken_styles_are_damage(broken: bytes, tmp_path: Path) -> None:
    content = with_part(valid(tmp_path), "xl/styles.xml", broken)
    assert refusal(content, tmp_path) == DAMAGED


def test_a_workbook_without_styles_is_read(tmp_path: Path) -> None:
    content = valid(tmp_path)
    links = part(content, "xl/_rels/workbook.xml.rels").replace(b"/styles", b"/none")
    content = with_part(without_part(content, "xl/styles.xml"), "xl/_rels/workbook.xml.rels", links)
    assert messages(content, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="B3"', b'r="XFE3"'),
        (b'r="B3"', b'r="B4"'),
        (b'r="B3"', b'r="A3"'),
        (b'r="B3"', b'r="3"'),
        (b'<row r="3"', b'<row r="1048577"'),
        (b'<row r="3"', b'<row r="0"'),
        (b'<row r="3"', b'<row r="-3"'),
        (b"<sheetData>", b"<x:sheetData xmlns:x='a'></x:sheetData><sheetData>"),
    ],
)
def test_cells_where_none_can_be_are_damage_of_their_sheet(
    old: bytes, new: bytes, tmp_path: Path
) -> None:
    assert refusal(replaced(valid(tmp_path), FLOWS, old, new), tmp_path) == DAMAGED_FLOWS


def test_a_sheet_whose_part_is_missing_is_damage(tmp_path: Path) -> None:
    assert refusal(without_part(valid(tmp_path), FLOWS), tmp_path) == DAMAGED_FLOWS


def test_a_value_in_the_far_corner_is_refused_and_costs_nothing(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    content = replaced(valid(tmp_path), FLOWS, b"</sheetData>", far)
    assert refusal(content, tmp_path) == (
        "case.xlsx: The sheet “Flows” has values in more than 300 columns. "
        "Remove the columns that are no part of the table."
    )


def test_a_text_longer_than_a_cell_is_an_error_of_the_cell(tmp_path: Path) -> None:
    long = b'<c r="H2" t="inlineStr"><is><t>' + b"x" * 32_768 + b"</t></is></c></row>"
    sheet = part(valid(tmp_path), FLOWS)
    sheet = sheet.replace(b"</row>", long, 2).replace(long, b"</row>", 1)
    header = b'<c r="H1" t="inlineStr"><is><t>note</t></is></c></row>'
    sheet = sheet.replace(b"</row>", header, 1)
    assert messages(with_part(valid(tmp_path), FLOWS, sheet), tmp_path) == [
        "Flows!H2: The text is longer than the 32,767 characters of a cell. Shorten it."
    ]


def test_values_are_what_openpyxl_reads(tmp_path: Path) -> None:
    path = tmp_path / "values.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["a", 1, 1.5, -2, True, False, " blank ", "_x0041_", "\u00e9\u202f1"])
    sheet.write_datetime(1, 0, datetime(2024, 2, 29, 12), day)
    sheet.write_rich_string(1, 1, "one ", book.add_format({"bold": True}), "two")
    sheet.write_formula(1, 2, "=1+1", None, 2)
    sheet.write_formula(1, 3, "=A1", None, "text")
    sheet.write_formula(1, 4, "=NA()", None, "#N/A")
    book.close()
    rows = read_grid(path.read_bytes(), "values.xlsx", lambda _what, _percent: None).sheets[0].rows
    read = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    assert list(rows[0].values) == [cell.value for cell in read[1]][: len(rows[0].values)]
    assert rows[1].values == (
        datetime(2024, 2, 29, 12),
        "one two",
        2,
        "text",
        ExcelError("#N/A"),
    )


def test_formulas_are_told_from_their_values(tmp_path: Path) -> None:
    sheets = small()
    sheets["Costs"][1][3] = "=1+1"
    content = write(sheets, tmp_path / "made.xlsx").read_bytes()
    grid = read_grid(content, "made.xlsx", lambda _what, _percent: None)
    costs = next(sheet for sheet in grid.sheets if sheet.name == "Costs")
    assert costs.rows[1].value(3) == Uncomputed()
    assert costs.formulas == {(2, 3): "1+1"}


def test_a_stale_value_is_read_as_it_is_stored(tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet4.xml"
    content = replaced(valid(tmp_path), sheet, b"<v>5000</v>", b"<f>1+1</f><v>4999</v>")
    case = examined(content, tmp_path).case
    assert case is not None
    assert case.table("Costs")["cost_per_person"].tolist() == [4999.0]


@pytest.mark.parametrize("formula", ["[1]Costs!A1", "'[1]My costs'!$A$1", "cmd|'/c calc'!A0"])
def test_a_value_from_elsewhere_is_read_and_told(formula: str, tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet4.xml"
    cell = f"<f>{formula}</f><v>5000</v>".encode()
    content = replaced(valid(tmp_path), sheet, b"<v>5000</v>", cell)
    assert messages(content, tmp_path) == [
        "Costs!D2: The cell takes its value from another file or program; the stored value was "
        "read. Type the value itself."
    ]


@pytest.mark.parametrize("prefix", [b"x", b"main"])
def test_a_sheet_may_be_written_with_any_prefix(prefix: bytes, tmp_path: Path) -> None:
    sheet = part(valid(tmp_path), FLOWS)
    for name in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"is", b"t"):
        for end in (b" ", b">"):
            sheet = sheet.replace(b"<" + name + end, b"<" + prefix + b":" + name + end)
        sheet = sheet.replace(b"</" + name + b">", b"</" + prefix + b":" + name + b">")
    sheet = sheet.replace(b"xmlns=", b"xmlns:" + prefix + b"=")
    for name in (b"sheetPr", b"outlinePr", b"pageSetUpPr", b"dimension", b"sheetViews"):
        sheet = sheet.replace(b"<" + name, b"<" + prefix + b":" + name)
        sheet = sheet.replace(b"</" + name, b"</" + prefix + b":" + name)
    assert messages(with_part(valid(tmp_path), FLOWS, sheet), tmp_path) == []


def test_reading_ends_with_what_progress_raises(tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(what: str, _percent: int) -> None:
        if what == "Flows":
            raise StoppedError

    with pytest.raises(StoppedError):
        examine(write(small(), tmp_path / "case.xlsx"), stop)
