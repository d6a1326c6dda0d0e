"""Comments in cells: notes and threads, of any program; what this program wrote is no comment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment as Note

from models.declaration.kinds import LANGUAGES
from models.problems import Severity
from models.words.language import ENGLISH
from models.workbook.annotated import write_annotated
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.writing import write_dressed
from models.workbook.notes import without_own
from models.workbook.reading import RawCase, examine, read_raw
from models.xlsx import comments
from models.xlsx.comments import Comment
from models.xlsx.parts import Parts
from tests.cases import sample_case
from tests.models.exchange.builders import changed_workbook
from tests.models.workbook.small_case import small, with_cell, write
from tests.models.xlsx.archives import part, parts_of, valid, with_part

_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_THREADS = "http://schemas.microsoft.com/office/2017/10/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FOR_OLD = (
    "[Commentaire à thread]\n\nVotre version d’Excel vous permet de lire ce commentaire. En savoir "
    "plus: https://go.microsoft.com/fwlink/?linkid=870924\n\nCommentaire :\n    "
)


def _raw(path: Path) -> RawCase:
    return read_raw(path, lambda _what, _percent: None)


def _said(content: bytes, folder: Path) -> tuple[Comment, ...]:
    (folder / "read.xlsx").write_bytes(content)
    return _raw(folder / "read.xlsx").comments


def _with_related(content: bytes, sheet: int, *related: tuple[str, str, bytes]) -> bytes:
    """Return the workbook with further parts that a sheet refers to, by kind and name."""
    links = [
        f'<Relationship Id="c{i}" Type="{kind}" Target="../{name}"/>'
        for i, (kind, name, _) in enumerate(related)
    ]
    for _, name, xml in related:
        content = with_part(content, f"xl/{name}", xml)
    rels = _RELATIONS.format("".join(links)).encode()
    return with_part(content, f"xl/worksheets/_rels/sheet{sheet}.xml.rels", rels)


def _notes(*said: tuple[str, str], author: str = "", prefix: str = "") -> bytes:
    """Return a part of notes, each text in two runs."""
    p = f"{prefix}:" if prefix else ""
    ns = f'xmlns:{prefix}="{_MAIN}"' if prefix else f'xmlns="{_MAIN}"'
    listed = "".join(
        f'<{p}comment ref="{cell}" authorId="0"><{p}text><{p}r><{p}rPr><{p}sz val="9"/></{p}rPr>'
        f'<{p}t xml:space="preserve">{text[:3]}</{p}t></{p}r><{p}r><{p}t xml:space="preserve">'
        f"{text[3:]}</{p}t></{p}r></{p}text></{p}comment>"
        for cell, text in said
    )
    return (
        f"<{p}comments {ns}><{p}authors><{p}author>{author}</{p}author></{p}authors>"
        f"<{p}commentList>{listed}</{p}commentList></{p}comments>"
    ).encode()


def _thread(*said: tuple[str, str, str]) -> bytes:
    listed = "".join(
        f'<threadedComment ref="{cell}" dT="2026-11-20T10:00:00.00" personId="{person}" '
        f'id="{{{number}}}"><text>{text}</text><mentions/></threadedComment>'
        for number, (cell, person, text) in enumerate(said)
    )
    return f"<ThreadedComments>{listed}</ThreadedComments>".encode()


def _threaded(folder: Path, *, with_threads: bool = True) -> bytes:
    notes = _notes(
        ("F3", f"{_FOR_OLD}Too high\nRéponse :\n    No"), ("F4", "Mine"), author="tc={1}"
    )
    related = [(f"{_OFFICE}/comments", "comments1.xml", notes)]
    if with_threads:
        thread = _thread(("F3", "{a}", "Too high"), ("F3", "{b}", "No, it is &lt; 80"))
        related.append(
            (f"{_THREADS}/threadedComment", "threadedComments/threadedComment1.xml", thread)
        )
    content = _with_related(valid(folder), 3, *related)
    people = (
        '<personList><person displayName="An Peeters" id="{a}"/>'
        '<person displayName="Jo" id="{b}"/></personList>'
    )
    content = with_part(content, "xl/persons/person.xml", people.encode())
    rels = part(content, "xl/_rels/workbook.xml.rels").decode()
    link = f'<Relationship Id="p1" Type="{_THREADS}/person" Target="persons/person.xml"/>'
    rels = rels.replace("</Relationships>", f"{link}</Relationships>")
    return with_part(content, "xl/_rels/workbook.xml.rels", rels.encode())


def test_a_note_has_its_cell_its_author_and_its_whole_text(tmp_path: Path) -> None:
    def remark(book: Any) -> None:
        book["Flows"]["F3"].comment = Note("Jo:\nThis is\ntoo high", "Jo")
        book["Costs"]["H40"].comment = Note("outside", "Jo")

    path = changed_workbook(write(small(), tmp_path / "a.xlsx"), tmp_path / "b.xlsx", remark)
    expected = (
        Comment("Flows", "F3", "Jo", "This is\ntoo high"),
        Comment("Costs", "H40", "Jo", "outside"),
    )
    assert _raw(path).comments == examine(path).comments == expected


@pytest.mark.parametrize("prefix", ["", "x"])
def test_a_note_of_libreoffice_has_no_author_and_may_be_written_with_a_prefix(
    tmp_path: Path, prefix: str
) -> None:
    notes = _notes(("$F$3", "Dit klopt niet"), author=" ", prefix=prefix)
    content = _with_related(valid(tmp_path), 3, (f"{_OFFICE}/comments", "comments9.xml", notes))
    assert _said(content, tmp_path) == (Comment("Flows", "F3", "", "Dit klopt niet"),)


def test_a_thread_has_each_message_once_with_the_name_of_its_author(tmp_path: Path) -> None:
    assert _said(_threaded(tmp_path), tmp_path) == (
        Comment("Flows", "F3", "An Peeters", "Too high"),
        Comment("Flows", "F3", "Jo", "No, it is < 80"),
        Comment("Flows", "F4", "", "Mine"),
    )


def test_a_thread_that_another_program_made_a_note_of_is_read_without_what_is_said_to_old_ones(
    tmp_path: Path,
) -> None:
    said = _said(_threaded(tmp_path, with_threads=False), tmp_path)
    assert said[0].text == "Commentaire :\n    Too high\nRéponse :\n    No"
    assert said[0].author == ""


@pytest.fixture(params=LANGUAGES)
def dressed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    case = sample_case("worked")
    write_dressed(Issue(case, "worked", request.param, date(2026, 3, 1)), tmp_path / "sent.xlsx")
    return tmp_path / "sent.xlsx"


def _cells(book: Any) -> Iterator[Any]:
    return (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment)


def test_the_notes_of_a_template_are_no_comments_and_what_is_added_to_them_is(
    dressed: Path, tmp_path: Path
) -> None:
    assert _raw(dressed).comments == ()

    def add(book: Any) -> None:
        for cell in _cells(book):
            cell.comment = Note(f"{cell.comment.text}\nWhy, {cell.coordinate}?", "Jo")

    said = _raw(changed_workbook(dressed, tmp_path / "back.xlsx", add)).comments
    book = openpyxl.load_workbook(dressed)
    cells = {(cell.parent.title, cell.coordinate) for cell in _cells(book)}
    book.close()
    assert cells
    assert {(one.sheet, one.cell) for one in said} == cells
    assert {one.text for one in said} == {f"Why, {cell}?" for _, cell in cells}


def test_a_note_of_the_template_that_was_changed_is_shown_whole() -> None:
    ours = "How many persons.\nMust be filled in.\nUnit: persons\nKey: persons"
    assert without_own(ours) == ""
    for changed in (ours.replace("Unit: persons", "Unit: families"), ours.replace("How", "About")):
        assert without_own(changed) == changed


def test_what_an_annotated_copy_says_is_no_comment(tmp_path: Path) -> None:
    path = write(with_cell("Flows", "F3", -1), tmp_path / "bad.xlsx")
    write_annotated(path, examine(path).problems, tmp_path / "copy.xlsx")
    assert _raw(tmp_path / "copy.xlsx").comments == ()


def _warnings(content: bytes, folder: Path) -> list[str]:
    (folder / "odd.xlsx").write_bytes(content)
    found = examine(folder / "odd.xlsx")
    assert found.case is not None
    assert all(problem.severity is Severity.WARNING for problem in found.problems)
    return [ENGLISH.say(problem.found) for problem in found.problems if problem.code == "comments"]


@pytest.mark.parametrize("xml", [b"", b"<comments>", b"\xff\xfe<", b"<a></b>", b"\0" * 50])
def test_comments_that_cannot_be_read_are_told_and_the_workbook_is_read(
    tmp_path: Path, xml: bytes
) -> None:
    content = _with_related(valid(tmp_path), 3, (f"{_OFFICE}/comments", "comments1.xml", xml))
    assert _warnings(content, tmp_path) == ["Comments of the sheet “Flows” cannot be read."]


def test_comments_without_a_cell_or_an_author_are_kept(tmp_path: Path) -> None:
    notes = (
        b'<comments><authors/><commentList><comment authorId="7"><text><t>lost</t></text></comment>'
        b'<comment ref="nowhere" authorId="x"><text><t>too</t></text></comment></commentList>'
        b"</comments>"
    )
    content = _with_related(valid(tmp_path), 3, (f"{_OFFICE}/comments", "comments1.xml", notes))
    assert [(one.cell, one.author, one.text) for one in _said(content, tmp_path)] == [
        ("", "", "lost"),
        ("nowhere", "", "too"),
    ]


@pytest.mark.parametrize(
    "notes",
    [
        _notes(*((f"F{n}", "abcdef") for n in range(1, 3_000))),
        _notes(("F3", "abc" + "x" * 70_000)),
        _notes(("F3", "text"), author="x" * 70_000),
        b"<comments>" + b"<author>a</author>" * 3_000 + b"</comments>",
    ],
    ids=["many", "long", "author", "authors"],
)
def test_no_more_than_the_limits_is_read_of_a_bomb_of_comments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, notes: bytes
) -> None:
    monkeypatch.setattr(comments, "MOST_COMMENTS", 1_000)
    monkeypatch.setattr(comments, "MOST_CHARACTERS", 10_000)
    content = _with_related(valid(tmp_path), 3, (f"{_OFFICE}/comments", "comments1.xml", notes))
    (told,) = _warnings(content, tmp_path)
    assert told.startswith("The workbook has more comments than are read, 1,000 or 10,000")


def test_a_part_of_comments_that_all_sheets_share_is_parsed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = valid(tmp_path)
    notes = _notes(("F3", "once"))
    for sheet in range(
        1, 1 + sum(name.startswith("xl/worksheets/s") for name in parts_of(content))
    ):
        content = _with_related(content, sheet, (f"{_OFFICE}/comments", "comments1.xml", notes))
    parsed: list[str] = []
    parse = Parts.parse
    monkeypatch.setattr(Parts, "parse", lambda p, name, h: (parsed.append(name), parse(p, name, h)))
    assert len(_said(content, tmp_path)) == 1
    assert parsed.count("xl/comments1.xml") == 1
