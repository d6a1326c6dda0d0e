"""Comments that came back: each with what it is about, none that was sent, all in the trail."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from models.exchange.addresses import Address
from models.exchange.exchange import Exchange
from models.exchange.issued import IssuedVersion, issued_version
from models.exchange.returned import AnswerRefusedError, Returned, read_returned
from models.words.language import ENGLISH
from models.workbook.dressed.issue import Issue, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.plain import write_case
from tests.models.exchange.builders import WORKED, changed_workbook

Change = Callable[[Any], None]


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    whole = Issue(WORKED, "worked", "en", date(2026, 3, 1))
    write_dressed(issue_for(whole, "city"), tmp_path / "sent.xlsx")
    return tmp_path / "sent.xlsx"


def _back(issued: Path, change: Change, sent: IssuedVersion | None = None) -> Returned:
    path = changed_workbook(issued, issued.with_name("back.xlsx"), change)
    version = partial(issued_version, sent=sent or IssuedVersion(WORKED))
    return read_returned(path, version, WORKED)


def _note(cell: Any, text: str) -> None:
    cell.comment = Comment(text, "Jo")


def _costs(book: Any) -> Any:
    return book["Costs"]


def _changed_figure(book: Any) -> None:
    _costs(book)["E5"].value = 5_100
    _note(_costs(book)["E5"], "dearer")


def _same_figure(book: Any) -> None:
    _note(_costs(book)["E5"], "wrong")


def _cleared_row(book: Any) -> None:
    for cell in _costs(book)[5]:
        cell.value = None
    _note(_costs(book)["E5"], "no longer")


def _moved_row(book: Any) -> None:
    _costs(book).insert_rows(5, 3)
    _note(_costs(book)["E8"], "wrong")
    book.move_sheet("Costs", 3)
    _costs(book).title = "Kosten"


def _on(sheet: str, cell: str) -> Change:
    return lambda book: _note(book[sheet][cell], "here")


def _own_sheet(book: Any) -> None:
    _note(book.create_sheet("Remarks")["B2"], "here")


WELCOME = (None, "welcome", None, None, None)
COST = Address("Costs", WELCOME, "cost_per_person")
PLACES: dict[str, tuple[Change, Address]] = {
    "a figure that was changed": (_changed_figure, COST),
    "a figure that was not changed": (_same_figure, COST),
    "a row that was cleared": (_cleared_row, Address("Costs")),
    "a row that moved, on a sheet that was renamed": (_moved_row, COST),
    "right of the table": (
        _on("Costs", "Z5"),
        Address("Costs", WELCOME),
    ),
    "below the table": (_on("Costs", "E90"), Address("Costs")),
    "above the table": (_on("Costs", "A1"), Address("Costs")),
    "a locked row of others": (_on("Territories", "B7"), Address("Territories", ("port",), "name")),
    "the first sheet": (_on("Read me", "A3"), Address("Read me")),
    "a sheet of their own": (_own_sheet, Address("Remarks")),
}


@pytest.mark.parametrize(("change", "where"), PLACES.values(), ids=PLACES)
def test_a_comment_is_told_wherever_it_stands(issued: Path, change: Change, where: Address) -> None:
    (remark,) = _back(issued, change).remarks
    assert remark.where == where
    assert remark.author == "Jo"
    assert remark.is_about(where)
    assert remark.identity == (WELCOME if where.table == "Costs" and where.key
                               else where.key or ())  # fmt: skip


def test_a_comment_on_any_cell_of_an_added_row_is_about_the_row(issued: Path) -> None:
    def add(book: Any) -> None:
        for letter, value in zip("ABE", (2027, "Training", 3), strict=True):
            _costs(book)[f"{letter}20"].value = value
        _note(_costs(book)["H20"], "new")

    back = _back(issued, add)
    (found,), (remark,) = back.found, back.remarks
    assert found.where.subject == "row"
    assert remark.is_about(found.where)


def test_comments_that_were_sent_along_are_no_news_and_others_are(tmp_path: Path) -> None:
    write_case(WORKED, tmp_path / "plain.xlsx")

    def ask(book: Any) -> None:
        _note(book["Costs"]["D2"], "Is this right?")
        _note(book["Flows"]["F3"], "And this?")

    sent = changed_workbook(tmp_path / "plain.xlsx", tmp_path / "sent.xlsx", ask)
    first = read_returned(sent, lambda _n, _i: IssuedVersion(WORKED), WORKED)
    assert len(first.remarks) == 2
    asked = IssuedVersion(WORKED, remarks=first.remarks)

    def answer(book: Any) -> None:
        book["Costs"].insert_rows(2)
        _note(book["Costs"]["D3"], "Is this right?")  # moved along with its row
        _note(book["Flows"]["F3"], "And this? No!")
        _note(book["Flows"]["F4"], "And this?")

    path = changed_workbook(sent, tmp_path / "back.xlsx", answer)
    back = read_returned(path, lambda _n, _i: asked, WORKED)
    assert [(r.source.cell, r.text) for r in back.remarks] == [
        ("F3", "And this? No!"),
        ("F4", "And this?"),
    ]


def test_the_trail_keeps_comments_with_their_places(issued: Path, tmp_path: Path) -> None:
    exchange = Exchange(tmp_path / "case.exchange")
    path = changed_workbook(issued, tmp_path / "back.xlsx", _changed_figure)
    back = exchange.take_in(exchange.receive(path), WORKED)
    kept = Exchange(tmp_path / "case.exchange").trail.events()[-1].facts["comments"]
    assert kept == [remark.as_record() for remark in back.remarks]
    assert json.loads(json.dumps(kept)) == [
        {
            "subject": "cell",
            "sheet": "Costs",
            "key": {"year": None, "stage": "welcome", "territory": None},
            "column": "cost_per_person",
            "author": "Jo",
            "text": "dearer",
            "source": {"file": "back.xlsx", "sheet": "Costs", "cell": "E5"},
        }
    ]


def test_a_workbook_without_comments_leaves_the_trail_as_it_was_written_before(
    issued: Path, tmp_path: Path
) -> None:
    exchange = Exchange(tmp_path / "case.exchange")
    exchange.take_in(exchange.receive(issued), WORKED)
    assert "comments" not in exchange.trail.events()[-1].facts
    assert openpyxl.load_workbook(io.BytesIO(issued.read_bytes()))["Costs"]["A4"].comment


def test_the_comments_of_a_refused_answer_are_told_and_kept_too(
    issued: Path, tmp_path: Path
) -> None:
    def spoil(book: Any) -> None:
        _costs(book)["E5"].value = "unknown"
        _note(_costs(book)["E5"], "ask the region")

    exchange = Exchange(tmp_path / "case.exchange")
    path = changed_workbook(issued, tmp_path / "back.xlsx", spoil)
    with pytest.raises(AnswerRefusedError) as refused:
        exchange.take_in(exchange.receive(path), WORKED)
    (remark,) = refused.value.remarks
    assert (remark.place, ENGLISH.say(remark.said)) == ("Costs!E5", "Jo: ask the region")
    facts = exchange.trail.events()[-1].facts
    assert "refused" in facts
    assert facts["comments"] == [remark.as_record()]
