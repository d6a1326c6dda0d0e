"""Plain rows are taken out of a sheet without any difference to what the parser of XML gives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import WINDOWS_EPOCH

from models.xlsx import parts as parts_module
from models.xlsx.cell_parser import CellParser, PastLimitError
from models.xlsx.guard import USUAL_LIMITS, Limits
from models.xlsx.parts import DamagedPartError, Parts
from models.xlsx.plain_rows import PlainCell, PlainRows
from models.xlsx.shared import SharedContent
from models.xlsx.stored import StoredValues

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet><sheetData>'
_TAIL = '</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
_OFF = "<!-- nothing is plain after a comment -->"
_ROWS = (
    '<row r="2" spans="1:3"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c></row>',
    '<row r="3"><c r="A3" s="1"><v>45000</v></c><c r="C3" s="2" t="n"><v>-1.5e3</v></c></row>',
    '<row r="4" hidden="false" ht="12.8"><c r="B4" s="3" /><c r="C4" t="s"><v>1</v></c></row>',
    '<row r="5" hidden="1"><c r="A5"><v>5</v></c></row>',
    '<row r="6"><c r="B6"><v>6</v></c><c r="A6"><v>7</v></c></row>',
    '<row r="7"><c r="A7"><f>1+1</f><v>2</v></c></row>',
    '<row r="8"><c r="A8" t="inlineStr"><is><t>a &lt;row r="9"&gt;</t></is></c></row>',
    "<row><c><v>1</v></c><c><v>2</v></c></row>",
    '<row r="10"><c r="A10" t="b"><v>1</v></c><c r="B10" t="e"><v>#REF!</v></c></row>',
    '<row r="11"/>',
    '<row r="12"></row>',
    '<row r="2"><c r="D2"><v>9</v></c></row>',
    '<row r="13"><c r="A13"><v>12345678901234567890</v></c><c r="B13"><v>1e999</v></c></row>',
    '<row r="14"><c r="A14" t="s"><v>77</v></c></row>',
    '<row r="17"><c r="A17" t="inlineStr"><is><t>Li\u00e8ge\u2019s  _x0041_ "B2</t></is></c></row>',
    '<row r="18"><c r="A18" s="1" t="inlineStr"><is><t>7</t></is></c><c r="B18"><v>7</v></c></row>',
    '<row r="19"><c r="A19" t="inlineStr"><is><t>a</t><t>b</t></is></c></row>',
    '<row r="20"><c r="A20" t="inlineStr"><is><t></t></is></c></row>',
    '<row r="21"><c r="A21" t="inlineStr"><is><t>\u6f22\u4e00\U0001f600</t></is></c></row>',
    '<row r="22"><c r="A22" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c></row>',
    "\n  ",
    '<row r="15"><c r="A15"><v> 1 </v></c></row>',
)
_WRONG = (
    '<row r="16"><c r="A17"><v>1</v></c></row>',
    '<row r="16"><c r="XFE16"><v>1</v></c></row>',
    '<row r="16"><c r="A16"><v>1</v></c><c r="A16"><v>2</v></c></row>',
    '<row r="0"><c r="A0"><v>1</v></c></row>',
    '<row r="9999999"><c r="A9999999"><v>1</v></c></row>',
    '<row r="16"><row r="17"><c r="A17"><v>1</v></c></row></row>',
    '<row r="16"><c r="KO16"><v>1</v></c></row>',
    '<row r="16"><c r="A16" t="inlineStr"><is><t>]]></t></is></c></row>',
    '<row r="16"><c r="A16" t="inlineStr"><is><t>\uffff</t></is></c></row>',
    '<row r="16"><c r="A16" t="inlineStr"><is><t>&amp</t></is></c></row>',
    "<row r='16'><c r='A16'><v>1</v></c></row",
)


def _archive(sheet: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("sheet.xml", sheet)
    return stream.getvalue()


def _read(sheet: str, limits: Limits = USUAL_LIMITS) -> object:
    shared = SharedContent(["one", ""], {"1": False}, WINDOWS_EPOCH)
    parser = CellParser(StoredValues(shared), limits)
    try:
        parser.parse(Parts(_archive(sheet), lambda _size: None), "sheet.xml")
    except PastLimitError as error:
        return error.what
    except DamagedPartError:
        return "damaged"
    rows = {row: [repr(value) for value in values] for row, values in parser.rows.items()}
    return rows, parser.formulas, parser.hidden, parser.merges


@given(
    rows=st.lists(st.sampled_from(_ROWS), max_size=12),
    wrong=st.lists(st.sampled_from(_WRONG), max_size=1),
    place=st.integers(0, 12),
    chunk=st.integers(1, 400),
)
def test_a_sheet_reads_the_same_with_and_without_its_plain_rows_taken_out(
    rows: list[str], wrong: list[str], place: int, chunk: int
) -> None:
    within = "".join([*rows[:place], *wrong, *rows[place:]])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts_module, "_CHUNK", chunk)
        assert _read(_HEAD + within + _TAIL) == _read(_OFF.join([_HEAD, within + _TAIL]))


def _taken(chunks: list[str]) -> tuple[list[tuple[str, list[PlainCell]]], str]:
    """Return the plain rows of a sheet that is read in these chunks, and what is left of it."""
    taken: list[tuple[str, list[PlainCell]]] = []
    left: list[bytes] = []
    plain = PlainRows(
        lambda row, cells: taken.append((row, list(cells))),
        lambda: b"<sheetData>" in b"".join(left) and b"</sheetData>" not in b"".join(left),
    )

    def pieces() -> Iterator[bytes]:
        for chunk in [*chunks, ""]:
            yield from plain.pieces(chunk.encode())

    for piece in pieces():
        left.append(piece)
    return taken, b"".join(left).decode()


def test_plain_rows_never_reach_the_parser() -> None:
    text = '<row r="8"><c r="A8" s="4" t="inlineStr"><is><t>Li\u00e8ge, a "B2"</t></is></c></row>'
    plain = _ROWS[0] + text + _ROWS[5] + _ROWS[1][:30]
    taken, left = _taken([_HEAD + plain, _ROWS[1][30:] + _TAIL])
    assert taken == [
        ("2", [("A", "", "", "1"), ("B", "", "s", "0")]),
        ("8", [("A", "4", "inlineStr", 'Li\u00e8ge, a "B2"')]),
        ("3", [("A", "1", "", "45000"), ("C", "2", "n", "-1.5e3")]),
    ]
    assert left == _HEAD + _ROWS[5] + _TAIL


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!--", "-->"),
        ('<row r="1"><c r="A1" t="str"><v><![CDATA[', "]]></v></c></row>"),
        ("<?note ", "?>"),
    ],
)
def test_what_only_looks_like_a_plain_row_is_left_to_the_parser(before: str, after: str) -> None:
    taken, left = _taken([_HEAD + before + _ROWS[0] + after + _TAIL])
    assert (taken, left) == ([], _HEAD + before + _ROWS[0] + after + _TAIL)


def test_a_sheet_in_another_encoding_is_left_to_the_parser() -> None:
    head = _HEAD.replace("UTF-8", "ISO-8859-1")
    assert _taken([head + _ROWS[0] + _TAIL]) == ([], head + _ROWS[0] + _TAIL)


def test_plain_rows_count_for_the_limits() -> None:
    limits = replace(USUAL_LIMITS, rows=1)
    assert _read(_HEAD + _ROWS[0] + _TAIL, limits) != "rows"
    assert _read(_HEAD + _ROWS[0] + _ROWS[1] + _TAIL, limits) == "rows"


def test_a_row_that_never_ends_is_handed_on_without_waiting_for_its_end() -> None:
    endless = '<row r="2">' + '<c r="A2"><v>1</v></c>' * 60_000
    taken, left = _taken([_HEAD, endless, endless])
    assert taken == []
    assert left == _HEAD + endless + endless
