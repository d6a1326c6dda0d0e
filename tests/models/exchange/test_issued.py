"""What a returned workbook says of itself: gone, edited, of another version or another case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.case import Case, case_of
from models.exchange.exchange import Exchange
from models.exchange.issued import (
    IssuedVersion,
    OtherCaseError,
    as_issued,
    issued_version,
    other_case,
)
from models.exchange.returned import Returned, read_returned, receive
from models.problems import RelaisError, Severity
from models.words.language import ENGLISH
from models.workbook import reading
from models.workbook.dressed.issue import Issue, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.identity import Identity
from models.workbook.plain import write_case
from models.workbook.reading import read_raw
from models.xlsx.guard import guarded_bytes
from tests.cases import sample_case, worked
from tests.models.exchange.builders import WORKED, with_cell, with_row, without_row

SENT = IssuedVersion(worked(), "", "the whole")


def version_of(path: Path, sent: IssuedVersion = SENT) -> IssuedVersion:
    """Return what a file was issued as."""
    raw = read_raw(path, lambda _what, _percent: None)
    return issued_version(path.name, raw.identity, sent)


@pytest.fixture
def returned(tmp_path: Path) -> Callable[..., Path]:
    """Return what makes a workbook issued to Port, changed on the way."""

    def made(change: Callable[[Any], None] = lambda _book: None) -> Path:
        whole = Issue(sample_case("worked"), "worked", "nl", date(2026, 11, 22))
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
    case = sample_case("worked")
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


Change = Callable[[Case], Case]


def _renamed(case: Case, **names: str) -> Case:
    """Give territories and stages other keys wherever they are named, so that the case holds."""
    for key, frame in case.tables.items():
        case = case.with_table(key, frame.replace(names) if len(frame) else frame)
    return case


SAME: dict[str, Change] = {
    "as it is": lambda case: case,
    "a territory added since": lambda case: without_row(case, "Territories", 2),
    "a territory removed since": lambda case: with_row(case, "Territories", territory="north"),
    "a stage removed since": lambda case: with_row(case, "Stages", stage="later", order=9),
    "a territory added and a stage removed since": lambda case: with_row(
        without_row(case, "Territories", 2), "Stages", stage="later", order=9
    ),
    "other letters": lambda case: with_cell(case, "Territories", 1, "territory", "CITY"),
    "sorted otherwise": lambda case: case.with_table(
        "Stages", case.table("Stages")[::-1].reset_index(drop=True)
    ),
    "other figures": lambda case: with_cell(case, "Flows", 0, "persons", 7),
    "nothing in it": lambda _case: case_of({}),
}
OTHER: dict[str, Change] = {
    "another territory": lambda case: _renamed(case, port="harbour"),
    "other territories": lambda case: _renamed(
        case, federation="union", city="town", port="harbour"
    ),
    "the same territories and another stage": lambda case: _renamed(case, training="schooling"),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_a_case_that_grew_or_shrank_is_the_same(change: Change) -> None:
    assert other_case(change(WORKED), WORKED) == other_case(WORKED, change(WORKED)) == ""


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_a_case_with_other_territories_or_stages_is_another(change: Change) -> None:
    said = ENGLISH.say(other_case(change(WORKED), WORKED))
    assert said.startswith("It is of another case than what was sent")
    assert other_case(WORKED, change(WORKED))


def test_what_is_there_and_what_lacks_is_named_five_at_most() -> None:
    many = WORKED
    for number in range(7):
        many = with_row(many, "Territories", territory=f"t{number}")
    assert ENGLISH.say(other_case(_renamed(many, port="harbour"), WORKED)) == (
        "It is of another case than what was sent: Territories has “harbour”, “t0”, “t1”, “t2”, "
        "“t3” and 3 more and lacks “port”."
    )


def _dressed(case: Case, folder: Path, recipient: str = "") -> Path:
    issue = Issue(case, "worked", "nl", date(2026, 11, 22))
    write_dressed(issue_for(issue, recipient) if recipient else issue, folder / "back.xlsx")
    return folder / "back.xlsx"


def _plain(case: Case, folder: Path, _recipient: str = "") -> Path:
    write_case(case, folder / "back.xlsx")
    return folder / "back.xlsx"


def _taken(path: Path, sent: Case = WORKED, *, take_other_case: bool = False) -> Returned:
    version = partial(issued_version, sent=IssuedVersion(sent))
    return read_returned(path, version, sent, take_other_case=take_other_case)


@pytest.mark.parametrize("recipient", ["", "city"])
@pytest.mark.parametrize("write", [_dressed, _plain])
@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_an_answer_of_another_case_is_refused_unless_told_otherwise(
    tmp_path: Path, write: Callable[..., Path], change: Change, recipient: str
) -> None:
    case = change(WORKED)
    if recipient not in case.table("Territories")["territory"].tolist():
        recipient = ""
    path = write(case, tmp_path, recipient)
    with pytest.raises(OtherCaseError, match="It is of another case than what was sent"):
        _taken(path)
    (problem,) = (p for p in _taken(path, take_other_case=True).problems if p.code == "other-case")
    assert problem.found == other_case(case, WORKED)


def test_a_late_answer_of_an_earlier_version_and_a_part_for_one_are_taken(tmp_path: Path) -> None:
    now = with_row(WORKED, "Territories", territory="north")
    for recipient in ("", "city", "port"):
        assert _taken(_dressed(WORKED, tmp_path, recipient), now).problems == ()


def test_a_plain_answer_with_some_sheets_only_is_judged_by_those(tmp_path: Path) -> None:
    path = _plain(case_of({"Flows": WORKED.table("Flows")}), tmp_path)
    assert "other-case" not in {problem.code for problem in _taken(path).problems}


def test_what_is_not_in_the_trail_is_set_against_the_open_case(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path / "case.exchange")
    path = _dressed(OTHER["another territory"](WORKED), tmp_path)
    with pytest.raises(OtherCaseError):
        exchange.take_in(exchange.receive(path), WORKED)
    assert "another case" in ENGLISH.say(exchange.trail.events()[-1].facts["refused"])
    back = exchange.take_in(exchange.receive(path), WORKED, take_other_case=True)
    assert {"other-case", "other-issue"} <= {problem.code for problem in back.problems}
