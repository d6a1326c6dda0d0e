"""What a returned workbook says of itself: gone, edited, of another version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.exchange.issued import IssuedVersion, as_issued, issued_version
from models.exchange.receiving import receive
from models.problems import RelaisError, Severity
from models.words.language import ENGLISH
from models.workbook import reading
from models.workbook.dressed.issue import Issue, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.identity import Identity
from models.workbook.reading import read_case, read_raw
from models.xlsx.guard import guarded_bytes
from tests.cases import SAMPLES, worked

SENT = IssuedVersion(worked(), "", "the whole")


def version_of(path: Path, sent: IssuedVersion = SENT) -> IssuedVersion:
    """Return what a file was issued as."""
    raw = read_raw(path, lambda _what, _percent: None)
    return issued_version(path.name, raw.identity, sent)


@pytest.fixture
def returned(tmp_path: Path) -> Callable[..., Path]:
    """Return what makes a workbook issued to Port, changed on the way."""

    def made(change: Callable[[Any], None] = lambda _book: None) -> Path:
        whole = Issue(read_case(SAMPLES / "worked.xlsx").case, "worked", "nl", date(2026, 11, 22))
        path = tmp_path / "port.xlsx"
        write_dressed(issue_for(whole, "port"), path)
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
        return path

    return made


def say(key: str, value: str) -> Callable[[Any], None]:
    """Return what makes the hidden sheet say something else."""

    def change(book: Any) -> None:
        row = next(row for row in book["_relais"].iter_rows() if row[0].value == key)
        row[1].value = value

    return change


def test_a_workbook_says_to_whom_it_was_sent_and_what(returned: Callable[..., Path]) -> None:
    version = version_of(returned())
    assert version.recipient == "port"
    assert version.issue not in ("", "the whole")
    assert len(version.case.table("Flows")) < len(worked().table("Flows"))


def test_a_file_that_came_back_is_read_only_once(
    returned: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[str] = []

    def counted(path: Path, *further: Any) -> bytes:
        times.append(path.name)
        return guarded_bytes(path, *further)

    path, mine = returned(), worked()
    monkeypatch.setattr(reading, "guarded_bytes", counted)
    received = receive([path], partial(issued_version, sent=SENT), mine)
    assert [back.sent.file for back in received.returned] == ["port"]
    assert times == ["port.xlsx"]


def test_without_the_hidden_sheet_it_is_compared_with_the_whole(
    returned: Callable[..., Path],
) -> None:
    assert version_of(returned(lambda book: book.remove(book["_relais"]))) is SENT


def test_that_the_hidden_sheet_is_gone_is_told(returned: Callable[..., Path]) -> None:
    path = returned(lambda book: book.remove(book["_relais"]))
    [problem] = read_raw(path, lambda _what, _percent: None).problems
    assert (problem.code, problem.severity) == ("identity-gone", Severity.WARNING)
    assert "rows that were not sent look deleted" in ENGLISH.say(problem.mend)


@pytest.mark.parametrize(
    ("key", "value"),
    [("date", "2030-01-01"), ("version", "two"), ("issue", ""), ("template", "foo")],
)
def test_an_edited_hidden_sheet_is_refused(
    returned: Callable[..., Path], key: str, value: str
) -> None:
    with pytest.raises(RelaisError, match="The hidden sheet _relais, which says what was sent"):
        version_of(returned(say(key, value)))


def test_a_row_that_was_given_and_changed_is_told_with_its_cell(
    returned: Callable[..., Path],
) -> None:
    def overtype(book: Any) -> None:
        book.worksheets[1]["D5"] = "other"

    (back,) = receive([returned(overtype)], partial(issued_version, sent=SENT), worked()).returned
    [problem] = [p for p in back.problems if p.code == "given-row-changed"]
    [difference] = back.found
    assert (problem.sheet, problem.cell) == (back.read.source(difference.where).sheet, "D5")
    assert "was sent to be read, not to be changed" in ENGLISH.say(problem.found)


def test_a_changed_row_of_its_own_is_no_news(returned: Callable[..., Path]) -> None:
    def rename(book: Any) -> None:
        rows = book.worksheets[1].iter_rows(min_row=5)
        next(row for row in rows if row[0].value == "port")[1].value = "The port"

    (back,) = receive([returned(rename)], partial(issued_version, sent=SENT), worked()).returned
    assert len(back.found) == 1
    assert "given-row-changed" not in {problem.code for problem in back.problems}


def test_a_workbook_of_a_newer_program_is_refused(returned: Callable[..., Path]) -> None:
    with pytest.raises(RelaisError, match="issued by a newer version of Relais"):
        version_of(returned(say("version", "99")))


def _issued(case_name: str, recipient: str = "", day: int = 22) -> Identity:
    case = read_case(SAMPLES / "worked.xlsx").case
    whole = Issue(case, case_name, "nl", date(2026, 11, day))
    return (issue_for(whole, recipient) if recipient else whole).identity()


def _told(identity: Identity, sent: Identity | None) -> list[str]:
    version = issued_version("port.xlsx", identity, as_issued(worked(), sent))
    assert all(problem.severity is Severity.WARNING for problem in version.problems)
    return [str(problem) for problem in version.problems]


def test_a_workbook_issued_from_another_case_says_so() -> None:
    assert _told(_issued("belgium", "port"), _issued("worked")) == [
        "workbook: It was issued from another case (“belgium”), not from “worked”. Check that it "
        "is the right file: it was compared with what it was issued as."
    ]


def test_another_issue_to_the_same_side_is_told_and_a_part_of_the_whole_is_not() -> None:
    older, sent = _issued("worked", "port", 1), _issued("worked", "port")
    assert _told(older, sent) == [
        f"workbook: It is another issue ({older.issue}, of 2026-11-01) than what was sent "
        f"({sent.issue}). Check that it is the right file: it was compared with what it was issued "
        "as."
    ]
    assert _told(sent, sent) == _told(older, _issued("worked")) == _told(older, None) == []


def test_the_warning_stands_with_those_of_the_file(returned: Callable[..., Path]) -> None:
    sent = as_issued(worked(), _issued("belgium"))
    (back,) = receive([returned()], partial(issued_version, sent=sent), worked()).returned
    assert [problem.code for problem in back.problems] == ["other-case"]
