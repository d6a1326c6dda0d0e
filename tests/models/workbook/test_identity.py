"""The hidden sheet of a workbook that was sent out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problems import RelaisError
from models.workbook.identity import (
    Identity,
    case_of_snapshot,
    identity_of,
    identity_rows,
    recipient_of,
    snapshot_of,
)
from models.xlsx.grid import Grid, Sheet, SheetRow
from tests.cases import case, worked
from tests.drawing import drawn
from tests.models.workbook.test_plain import assert_same


def _identity(**changes: Any) -> Identity:
    plain = Identity("worked", "city", "nl", "2026-11-22", "2027-01-31", snapshot_of(worked()))
    return replace(plain, **changes).issued()


def _grid(identity: Identity, name: str = "_relais") -> Grid:
    rows = (
        SheetRow(number, (key, value or None))
        for number, (key, value) in enumerate(identity_rows(identity), start=1)
    )
    return Grid((Sheet("Flows", ()), Sheet(name, tuple(rows))))


def test_an_identity_reads_back_and_is_intact() -> None:
    read = identity_of(_grid(_identity()))
    assert read == _identity()
    assert read.is_intact
    assert not read.is_newer


def test_it_is_found_by_what_it_holds_whatever_the_sheet_is_called() -> None:
    assert identity_of(_grid(_identity(), "Feuille12")) == _identity()


def test_a_workbook_without_the_sheet_has_no_identity() -> None:
    assert identity_of(Grid((Sheet("Flows", (SheetRow(1, ("year", "persons")),)),))) is None


def test_the_issued_tables_come_back_as_they_were() -> None:
    assert_same(_identity().issued_case(), worked())


def test_equal_issues_have_equal_ids_and_any_difference_another() -> None:
    ids = {
        _identity().issue,
        _identity().issue,
        _identity(recipient="port").issue,
        _identity(language="de").issue,
        _identity(date="2026-11-23").issue,
        _identity(deadline="").issue,
        _identity(case_name="other").issue,
        _identity(snapshot=snapshot_of(case())).issue,
    }
    assert len(ids) == 7


def test_a_changed_row_shows() -> None:
    changed = replace(_identity(), recipient="port")
    read = identity_of(_grid(changed))
    assert read is not None
    assert not read.is_intact


def test_a_broken_snapshot_is_said_to_be_so() -> None:
    for text in ("", "{", "[]", '{"tables": {}}', "[" * 100_000):
        with pytest.raises(RelaisError, match="cannot be read any more"):
            case_of_snapshot(text)


@pytest.mark.parametrize(
    ("key", "value"), [("version", "two"), ("issue", None), ("template", "foo"), ("template", None)]
)
def test_a_garbled_identity_is_not_intact_rather_than_none(key: str, value: str | None) -> None:
    grid = _grid(_identity())
    rows = tuple(
        SheetRow(row.number, (key, value)) if row.value(0) == key else row
        for row in grid.sheets[1].rows
    )
    read = identity_of(Grid((Sheet("_relais", rows),)))
    assert read is not None
    assert not read.is_intact
    assert recipient_of(read) == ""


def test_a_workbook_without_such_a_sheet_says_nothing() -> None:
    assert identity_of(Grid((Sheet("Mine", (SheetRow(1, ("version", "1")),)),))) is None


def test_no_part_is_longer_than_a_cell_and_long_snapshots_come_back() -> None:
    many = case(Flows=[(2020 + n % 10, None, None, "a", f"city {n}", n) for n in range(2000)])
    identity = _identity(snapshot=snapshot_of(many))
    assert len(identity.snapshot) > 64_000
    assert max(len(value) for _, value in identity_rows(identity)) <= 32_000
    read = identity_of(_grid(identity))
    assert read is not None
    assert_same(read.issued_case(), many)


@given(st.text(max_size=30))
@drawn()
def test_any_text_survives_as_plain_ascii_without_marks_of_workbooks(text: str) -> None:
    ours = case(Territories=[("city", text or None)])
    snapshot = snapshot_of(ours)
    assert snapshot.isascii()
    assert "_x" not in snapshot
    assert_same(case_of_snapshot(snapshot), ours)
