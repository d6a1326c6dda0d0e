"""Sheets and columns that did not come back, and errors that others hid."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from models.exchange.differences import differences
from models.exchange.issued import IssuedVersion, issued_version
from models.exchange.merging import MergeState, merge_of
from models.exchange.returned import read_returned
from models.problems import CaseRefusedError, Severity
from models.words.language import ENGLISH
from models.workbook.dressed.issue import Issue, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.reading import examine, read_case
from tests.cases import SAMPLES
from tests.models.exchange.builders import changed_workbook, read_back
from tests.models.workbook.small_case import small, with_cells, with_row, without_column, write
from tests.second_edition import FIRST_TABLES

BELGIUM = SAMPLES / "belgium.xlsx"
_OPTIONAL = [table.key for table in FIRST_TABLES if not table.required]


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("issued") / "part.xlsx"
    whole = Issue(read_case(BELGIUM).case, "belgium", "en", date(2026, 11, 22))
    write_dressed(issue_for(whole, "WA"), path)
    return path


@pytest.mark.parametrize("table", _OPTIONAL)
def test_the_rows_of_a_deleted_sheet_are_deletions_to_confirm(
    issued: Path, tmp_path: Path, table: str
) -> None:
    def delete(book: Any) -> None:
        book.remove(book[table])

    sent, path = read_case(issued).case, changed_workbook(issued, tmp_path / "back.xlsx", delete)
    mine = read_case(BELGIUM).case
    back = read_returned(path, partial(issued_version, sent=IssuedVersion(mine)), mine)
    merge = merge_of(mine, [back])
    gone = [one for one in differences(sent, back.read.case) if one.kind == "deleted"]
    assert [(item.where, item.state) for item in merge.items] == [
        (one.where, MergeState.DELETION) for one in gone
    ]
    rows = len(sent.table(table))
    assert sum(item.where.subject == "row" for item in merge.items) == rows
    said = [problem for problem in back.problems if problem.code == "missing-sheet"]
    assert len(said) == (rows > 0)
    assert all("wait for a yes to be deleted" in ENGLISH.say(problem.mend) for problem in said)


def test_a_sheet_that_a_plain_answer_lacks_stays_as_it_was_sent_and_is_told(tmp_path: Path) -> None:
    sheets = with_row("Budgets", 2, None, "federation", 1000)
    sent = read_case(write(sheets, tmp_path / "sent.xlsx")).case
    del sheets["Budgets"]
    back = read_back(sheets, tmp_path, sent)
    assert back.found == ()
    (problem,) = back.problems
    assert str(problem) == (
        "Budgets: The sheet Budgets did not come back; 1 row was sent in it. What was sent stays "
        "as it is; add the sheet if it should change."
    )


def test_a_column_that_did_not_come_back_is_told_where_something_was_sent_in_it(
    tmp_path: Path,
) -> None:
    sent = read_case(write(small(), tmp_path / "sent.xlsx")).case
    back = read_back(without_column("Territories", "name"), tmp_path, sent)
    assert back.found == ()
    assert [(p.code, p.column, p.severity) for p in back.problems] == [
        ("missing-column", "name", Severity.WARNING)
    ]


def test_a_refused_answer_has_every_error_that_checking_it_tells(tmp_path: Path) -> None:
    sent = read_case(write(small(), tmp_path / "sent.xlsx")).case
    bad = with_cells(
        ("Flows", "F2", "many"), ("Flows", "E3", "nowhere"), ("Costs", "D2", -1),
        ("Stages", "C2", 1.5), ("Territories", "C3", "itself"),
    )  # fmt: skip
    with pytest.raises(CaseRefusedError) as refused:
        read_back(bad, tmp_path, sent)
    checked = examine(tmp_path / "back.xlsx").problems
    cells = {(p.code, p.sheet, p.cell) for p in checked if p.severity is Severity.ERROR}
    assert len(cells) >= 5
    told = [p for p in refused.value.problems if p.severity is Severity.ERROR]
    assert sorted((p.code, p.sheet, p.cell) for p in told) == sorted(cells)
