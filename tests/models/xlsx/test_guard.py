from __future__ import annotations

from pathlib import Path

import pytest

from models.problems import RelaisError
from models.workbook.reading import examine, read_case
from models.xlsx.guard import Limits
from tests.models.workbook.small_case import small, write
from tests.models.xlsx.archives import archive, part, valid, with_part

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
SAVE = "Open it in Excel or LibreOffice and save it as .xlsx."
DAMAGED = (
    "case.xlsx: The workbook is damaged and cannot be read. "
    "Ask for it again, or open it in Excel and save it anew."
)


NO_WORKBOOKS = {
    "empty file": (b"", "case.xlsx: The file is empty. Ask for it again or choose another file."),
    "CSV": (b"a;b\n1;2\n", f"case.xlsx: This is a text file (CSV), not a workbook. {SAVE}"),
    "HTML": (
        b"<html><table></table></html>",
        f"case.xlsx: This is a web page (HTML), not a workbook. {SAVE}",
    ),
    "XML": (
        b"<?xml version='1.0'?><a/>",
        f"case.xlsx: This is an XML file, not an .xlsx workbook. {SAVE}",
    ),
    "PDF": (b"%PDF-1.7", f"case.xlsx: This is a PDF, not a workbook. {SAVE}"),
    "noise": (b"\x01\x02\x03", f"case.xlsx: This is not an .xlsx workbook. {SAVE}"),
    "xls": (OLE + b"x" * 99, f"case.xlsx: This is a workbook of the old kind (.xls). {SAVE}"),
    "password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "case.xlsx: The workbook is protected by a password. "
        "Remove the password in Excel (File, Info, Protect Workbook) and save it again.",
    ),
    "ods": (
        archive(**{"mimetype": b"x", "content.xml": b"<a/>"}),
        f"case.xlsx: This is an OpenDocument file (.ods). {SAVE}",
    ),
    "xlsb": (
        archive(**{"[Content_Types].xml": b"<a/>", "xl/workbook.bin": b""}),
        f"case.xlsx: This is a binary workbook (.xlsb). {SAVE}",
    ),
    "docx": (
        archive(**{"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}),
        f"case.xlsx: This is an Office file, but no workbook. {SAVE}",
    ),
    "zip": (
        archive(a=b"1"),
        f"case.xlsx: This is an archive, not an .xlsx workbook. {SAVE}",
    ),
    "part outside": (archive(**{"../evil": b"1"}), DAMAGED),
    "bomb": (
        archive(**{"[Content_Types].xml": b" " * 30_000_000, "xl/a.xml": b""}),
        "case.xlsx: The workbook unpacks to far more than its size. "
        "Copy the tables into a new workbook and save it.",
    ),
    "many parts": (
        archive(**{f"xl/{number}": b"" for number in range(2001)}),
        "case.xlsx: The workbook has more than 2000 parts. "
        "Copy the tables into a new workbook and save it.",
    ),
}


@pytest.mark.parametrize("name", NO_WORKBOOKS)
def test_a_file_that_is_no_workbook_is_refused_with_one_clear_message(
    name: str, tmp_path: Path
) -> None:
    content, message = NO_WORKBOOKS[name]
    path = tmp_path / "case.xlsx"
    path.write_bytes(content)
    with pytest.raises(RelaisError) as refused:
        read_case(path)
    assert str(refused.value) == message


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RelaisError, match=r"none\.xlsx: There is no such file\."):
        read_case(tmp_path / "none.xlsx")


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(RelaisError, match="This is a folder"):
        read_case(tmp_path)


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_an_archive_cut_short_is_damaged(keep: float, tmp_path: Path) -> None:
    content = valid(tmp_path)
    path = tmp_path / "case.xlsx"
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(RelaisError) as refused:
        read_case(path)
    assert str(refused.value) == DAMAGED


def test_a_flipped_byte_never_breaks_the_program(tmp_path: Path) -> None:
    content = valid(tmp_path)
    path = tmp_path / "case.xlsx"
    refused, positions = 0, range(0, len(content), max(1, len(content) // 60))
    for position in positions:
        flipped = bytearray(content)
        flipped[position] ^= 0xFF
        path.write_bytes(flipped)
        try:
            examine(path)
        except RelaisError:
            refused += 1
    assert len(positions) >= 60
    assert refused > len(positions) / 2


@pytest.mark.parametrize("position", [0, 1])
def test_a_workbook_whose_first_bytes_flipped_is_damaged_and_no_text_file(
    position: int, tmp_path: Path
) -> None:
    flipped = bytearray(valid(tmp_path))
    flipped[position] ^= 0xFF
    path = tmp_path / "case.xlsx"
    path.write_bytes(flipped)
    with pytest.raises(RelaisError) as refused:
        read_case(path)
    assert str(refused.value) == DAMAGED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_with_a_document_type_is_refused(encoding: str, tmp_path: Path) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'
    path = tmp_path / "case.xlsx"
    path.write_bytes(with_part(valid(tmp_path), "xl/worksheets/sheet1.xml", text.encode(encoding)))
    with pytest.raises(RelaisError, match="declarations"):
        read_case(path)


@pytest.mark.parametrize(
    ("cell", "text"), [(b't="s"><v>9999</v>', "9999"), (b"><v>NaN</v>", "NaN")]
)
def test_a_cell_that_holds_no_value_is_named(cell: bytes, text: str, tmp_path: Path) -> None:
    content = valid(tmp_path)
    name = "xl/worksheets/sheet1.xml"
    whole = b't="inlineStr"><is><t>City</t></is>'
    assert whole in part(content, name)
    path = tmp_path / "case.xlsx"
    path.write_bytes(with_part(content, name, part(content, name).replace(whole, cell)))
    assert [str(problem) for problem in examine(path).problems] == [
        f"Territories!B3: The cell holds “{text}”, which is no value that can be read. "
        "Type the value again."
    ]


def test_an_address_out_of_range_is_damage_of_a_named_sheet(tmp_path: Path) -> None:
    content = valid(tmp_path)
    name = "xl/worksheets/sheet1.xml"
    path = tmp_path / "case.xlsx"
    broken = part(content, name).replace(b'r="B3"', b'r="ZZZZ3"')
    path.write_bytes(with_part(content, name, broken))
    with pytest.raises(RelaisError, match="The sheet “Territories” is damaged"):
        read_case(path)


def test_a_wrong_dimension_and_rows_out_of_order_hide_no_row(tmp_path: Path) -> None:
    content = valid(tmp_path)
    name = "xl/worksheets/sheet3.xml"
    sheet = part(content, name)
    start, end = sheet.index(b'<row r="2"'), sheet.index(b'<row r="3"')
    turned = sheet[:start] + sheet[end:].replace(
        b"</sheetData>", sheet[start:end] + b"</sheetData>"
    )
    turned = turned.replace(b'<dimension ref="A1:F7"', b'<dimension ref="A1:B2"')
    path = tmp_path / "case.xlsx"
    path.write_bytes(with_part(content, name, turned))
    assert read_case(path).case.table("Flows")["persons"].tolist() == [100, 80, 20, 40, 20, 20]


def test_a_style_in_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    content = valid(tmp_path)
    name = "xl/worksheets/sheet3.xml"
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    path = tmp_path / "case.xlsx"
    path.write_bytes(with_part(content, name, part(content, name).replace(b"</sheetData>", far)))
    assert len(read_case(path).case.table("Flows")) == 6


def test_limits_of_size_sheets_and_rows_are_told(tmp_path: Path) -> None:
    path = write(small(), tmp_path / "case.xlsx")
    for limits, message in (
        (Limits(file_size=100), "The file is larger than"),
        (Limits(unpacked_size=100), "unpacks to more than"),
        (Limits(sheets=2), "more than 2 sheets"),
        (Limits(rows=3), "more than 3 rows"),
        (Limits(columns=3), "more than 3 columns"),
    ):
        with pytest.raises(RelaisError, match=message):
            examine(path, limits=limits)
