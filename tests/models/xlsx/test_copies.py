"""Archives whose parts are named oddly, and workbooks of the strict kind: read, and copied."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from models.case import Case
from models.problems import RelaisError
from models.workbook.annotated import write_annotated
from models.workbook.plain import write_case
from models.workbook.reading import examine, read_case
from models.xlsx.copies import usual_archive
from tests.models.workbook.small_case import small, write
from tests.models.workbook.test_plain import assert_same
from tests.models.xlsx.archives import archive, parts_of, valid

_USUAL = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties": (
        b"officeDocument/relationships/extendedProperties"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties": (
        b"officeDocument/relationships/customProperties"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": (
        b"officeDocument/customProperties"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": (
        b"officeDocument/extendedProperties"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"officeDocument/",
    b"http://schemas.openxmlformats.org/drawingml/2006/": b"drawingml/",
}


def _strict(name: str, part: bytes) -> tuple[str, bytes]:
    for usual, strict in _USUAL.items():
        part = part.replace(usual, b"http://purl.oclc.org/ooxml/" + strict)
    return name, part


def _small_letters(name: str, part: bytes) -> tuple[str, bytes]:
    return name.lower(), part


def _other_case(name: str, part: bytes) -> tuple[str, bytes]:
    changed = name.replace("sheet", "Sheet").replace("styles", "Styles").replace("xl/", "XL/")
    return changed, part


def _backslashes(name: str, part: bytes) -> tuple[str, bytes]:
    return name.replace("/", "\\"), part


def _references(name: str, part: bytes) -> tuple[str, bytes]:
    """Write in capitals what refers to sheets, and not the sheets."""
    is_reference = name.endswith(".rels") or name.startswith("[")
    changed = re.sub(rb"(PartName|Target)=(\"[^\"]*/)sheet", rb"\1=\2SHEET", part)
    return name, changed if is_reference else part


ODD: dict[str, Callable[[str, bytes], tuple[str, bytes]]] = {
    "strict": _strict,
    "small letters": _small_letters,
    "another case": _other_case,
    "backslashes": _backslashes,
    "references in capitals": _references,
}


def _oddly(content: bytes, odd: str) -> bytes:
    return archive(**dict(ODD[odd](name, part) for name, part in parts_of(content).items()))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return read_case(write(small(), tmp_path / "small.xlsx")).case


@pytest.mark.parametrize("odd", ODD)
def test_an_oddly_written_workbook_is_read(odd: str, case: Case, tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    write_case(case, path)
    before = path.read_bytes()
    path.write_bytes(_oddly(before, odd))
    assert path.read_bytes() != before
    assert_same(read_case(path).case, case)


@pytest.mark.parametrize("odd", ODD)
def test_it_is_copied_with_its_problems_marked(odd: str, tmp_path: Path) -> None:
    sheets = small()
    sheets["Costs"][1][3] = "much"
    path, copy = write(sheets, tmp_path / "case.xlsx"), tmp_path / "copy.xlsx"
    path.write_bytes(_oddly(path.read_bytes(), odd))
    problems = examine(path).problems
    write_annotated(path, problems, copy)
    assert (
        "stands where a number belongs" in openpyxl.load_workbook(copy)["Costs"]["D2"].comment.text
    )
    assert [p.code for p in examine(copy).problems] == [p.code for p in problems]


def test_an_ordinary_workbook_is_left_as_it_is(tmp_path: Path) -> None:
    content = valid(tmp_path)
    assert usual_archive(content) is content


@pytest.mark.parametrize("twin", ["XL/workbook.xml", "xl\\workbook.xml"])
def test_two_parts_that_are_one_are_damage(twin: str, tmp_path: Path) -> None:
    parts = parts_of(valid(tmp_path))
    path = tmp_path / "case.xlsx"
    path.write_bytes(archive(**parts, **{twin: parts["xl/workbook.xml"]}))
    with pytest.raises(RelaisError, match="damaged"):
        examine(path)


def test_no_backslash_leads_out_of_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(archive(**parts_of(valid(tmp_path)), **{"xl\\..\\..\\evil.xml": b"<a/>"}))
    with pytest.raises(RelaisError, match="damaged"):
        examine(path)
