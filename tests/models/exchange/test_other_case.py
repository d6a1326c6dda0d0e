"""Answers of another case: refused, unless it is said that they are taken all the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from models.case import Case, case_of
from models.exchange.exchange import Exchange
from models.exchange.issued import IssuedVersion, issued_version
from models.exchange.other_case import OtherCaseError, other_case
from models.exchange.returned import Returned, read_returned
from models.words.language import ENGLISH
from models.workbook.dressed.issue import Issue, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.plain import write_case
from tests.models.exchange.builders import WORKED, with_cell, with_row, without_row

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


def _issued(case: Case, folder: Path, recipient: str = "") -> Path:
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
@pytest.mark.parametrize("write", [_issued, _plain])
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
        assert _taken(_issued(WORKED, tmp_path, recipient), now).problems == ()


def test_a_plain_answer_with_some_sheets_only_is_judged_by_those(tmp_path: Path) -> None:
    path = _plain(case_of({"Flows": WORKED.table("Flows")}), tmp_path)
    assert "other-case" not in {problem.code for problem in _taken(path).problems}


def test_what_is_not_in_the_trail_is_set_against_the_open_case(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path / "case.exchange")
    path = _issued(OTHER["another territory"](WORKED), tmp_path)
    with pytest.raises(OtherCaseError):
        exchange.take_in(exchange.receive(path), WORKED)
    assert "another case" in ENGLISH.say(exchange.trail.events()[-1].facts["refused"])
    back = exchange.take_in(exchange.receive(path), WORKED, take_other_case=True)
    assert {"other-case", "other-issue"} <= {problem.code for problem in back.problems}
