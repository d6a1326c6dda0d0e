"""Keys that were sent and typed over: one error, at the cell, that says what stood there."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from models.case import Case
from models.checks.rule_values import named_rule
from models.declaration.kinds import Kind
from models.declaration.tables import TABLES
from models.problems import Problem, Severity
from models.words.language import ENGLISH
from models.workbook.changed_keys import keys_as_sent
from models.workbook.dressed.issue import Issue, given_rows, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.reading import RawCase, examine, read_raw
from tests.cases import sample_case
from tests.second_edition import FIRST_TABLES

RECIPIENT = "WA"
KEYED = [t.key for t in FIRST_TABLES if t.column(t.identity[0]).kind in (Kind.KEY, Kind.RULE)]


def _sent(folder: Path, recipient: str) -> Path:
    whole = Issue(sample_case("belgium"), "belgium", "fr", date(2026, 11, 22))
    path = folder / "sent.xlsx"
    write_dressed(issue_for(whole, recipient) if recipient else whole, path)
    return path


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _sent(tmp_path_factory.mktemp("part"), RECIPIENT)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _sent(tmp_path_factory.mktemp("whole"), "")


def _raw(path: Path) -> RawCase:
    return read_raw(path, lambda _what, _percent: None)


def _key(table: str) -> str:
    return next(t.identity[0] for t in TABLES if t.key == table)


def _keys(case: Case, table: str) -> list[Any]:
    return case.table(table)[_key(table)].tolist()


def _with_keys(case: Case, table: str, keys: list[Any]) -> Case:
    column = pd.Series(keys, dtype=object)
    return case.with_table(table, case.table(table).assign(**{_key(table): column}))


def _found(raw: RawCase, table: str, keys: list[Any]) -> list[str]:
    """Return the cells that are told when the keys of a table are others, all put back again."""
    found = keys_as_sent(_with_keys(raw.case, table, keys), raw.places, raw.identity)
    case, problems = found.case, found.problems
    assert [named_rule(str(key)) or key for key in _keys(case, table)] == [
        named_rule(str(key)) or key for key in _keys(raw.case, table)
    ]
    assert {(p.code, p.severity, p.table) for p in problems} == {
        ("changed-key", Severity.ERROR, table)
    }
    return [p.cell for p in problems]


def _locked(raw: RawCase, table: str) -> list[int]:
    assert raw.identity is not None
    return sorted(given_rows(raw.identity.issued_case(), RECIPIENT).get(table, ()))


@pytest.mark.parametrize("table", KEYED)
@pytest.mark.parametrize("changed", ["another", "blank", "that of the row above"])
def test_a_locked_key_that_was_changed_is_one_error_at_its_cell(
    part: Path, table: str, changed: str
) -> None:
    raw = _raw(part)
    rows = _locked(raw, table)
    assert rows
    for row in rows:
        keys = _keys(raw.case, table)
        keys[row] = {"another": "BEL", "blank": None}.get(changed, keys[row - 1])
        place = raw.places[table]
        assert _found(raw, table, keys) == [place.cell(row, _key(table))]


@pytest.mark.parametrize("table", KEYED)
def test_two_locked_keys_that_were_swapped_are_an_error_at_each_of_the_two(
    part: Path, table: str
) -> None:
    raw = _raw(part)
    for first, second in zip(_locked(raw, table), _locked(raw, table)[1:], strict=False):
        keys = _keys(raw.case, table)
        keys[first], keys[second] = keys[second], keys[first]
        case = _with_keys(raw.case, table, keys)
        problems = keys_as_sent(case, raw.places, raw.identity).problems
        place = raw.places[table]
        cells = {place.cell(row, _key(table)) for row in (first, second)}
        is_alike = case.table(table).iloc[[first, second], 1:].astype(str).nunique().max() == 1
        assert {p.cell for p in problems} == (set() if is_alike else cells), (first, second)


def test_the_key_is_found_again_where_other_cells_of_its_row_were_changed_too(part: Path) -> None:
    raw = _raw(part)
    frame = raw.case.table("Territories")
    case = raw.case.with_table("Territories", frame.assign(population=frame["population"] + 1))
    keys = ["BEL", *_keys(case, "Territories")[1:]]
    found = keys_as_sent(_with_keys(case, "Territories", keys), raw.places, raw.identity)
    assert [p.row_key for p in found.problems] == ["BE"]


def test_another_key_of_a_row_of_ones_own_is_no_changed_key(part: Path) -> None:
    raw = _raw(part)
    own = sorted(set(range(len(_keys(raw.case, "Policies")))) - set(_locked(raw, "Policies")))
    keys = _keys(raw.case, "Policies")
    keys[own[0]] = "renamed"
    case = _with_keys(raw.case, "Policies", keys)
    assert keys_as_sent(case, raw.places, raw.identity).problems == ()


def test_rows_that_were_sorted_added_or_deleted_have_no_changed_key(part: Path) -> None:
    raw = _raw(part)
    for table in KEYED:
        frame = raw.case.table(table)
        copy = frame.iloc[[0]].assign(**{_key(table): "new"})
        for other in (frame[::-1], frame[1:], pd.concat([frame, copy]), pd.concat([copy, frame])):
            case = raw.case.with_table(table, other.reset_index(drop=True))
            assert keys_as_sent(case, raw.places, raw.identity).problems == (), table


def _changed(path: Path, folder: Path, change: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    change(book)
    book.save(folder / "back.xlsx")
    return folder / "back.xlsx"


def _errors(path: Path) -> list[Problem]:
    return [p for p in examine(path).problems if p.severity is Severity.ERROR]


@pytest.mark.parametrize("value", ["BEL", None, "FL", date(2026, 1, 2)])
def test_what_follows_from_a_changed_key_is_not_told(
    part: Path, tmp_path: Path, value: Any
) -> None:
    def overtype(book: Any) -> None:
        book["Territoires"]["A5"].value = value

    (error,) = _errors(_changed(part, tmp_path, overtype))
    assert str(error).startswith(
        "Territoires!A5: The locked key in this cell was changed: it was “BE”"
    )
    assert ENGLISH.say(error.mend).startswith("Type “BE” again")


@pytest.mark.parametrize("letter", "CDEFGHI")
def test_a_scenario_whose_header_was_typed_over_is_one_error_at_the_header(
    part: Path, tmp_path: Path, letter: str
) -> None:
    was: list[str] = []

    def overtype(book: Any) -> None:
        was.append(book["Scénarios"][f"{letter}4"].value)
        book["Scénarios"][f"{letter}4"].value = "plafond"

    (error,) = _errors(_changed(part, tmp_path, overtype))
    assert (error.sheet, error.cell, error.column) == ("Scénarios", f"{letter}4", was[0])
    assert ENGLISH.say(error.found) == (
        f"The locked header in this cell was changed: it was “{was[0]}” and is “plafond” now."
    )


def test_a_new_scenario_beside_those_that_were_sent_is_no_changed_header(
    part: Path, tmp_path: Path
) -> None:
    def add(book: Any) -> None:
        book["Scénarios"].insert_cols(3)
        book["Scénarios"]["C4"].value = "plafond"

    assert _errors(_changed(part, tmp_path, add)) == []


def test_a_key_of_a_whole_case_that_rows_still_name_is_told_in_the_same_way(
    whole: Path, tmp_path: Path
) -> None:
    def overtype(book: Any) -> None:
        book["Étapes"]["A5"].value = "intake"

    (error,) = _errors(_changed(whole, tmp_path, overtype))
    assert (error.code, error.sheet, error.cell) == ("changed-key", "Étapes", "A5")
    assert ENGLISH.say(error.found) == (
        "The key in this cell was changed: it was “reception” and is “intake” now."
    )


def test_a_key_that_was_renamed_wherever_it_stands_is_no_changed_key(
    whole: Path, tmp_path: Path
) -> None:
    def rename(book: Any) -> None:
        for sheet in book.worksheets[1:-3]:
            for cell in (cell for row in sheet.iter_rows(min_row=5) for cell in row):
                cell.value = "intake" if cell.value == "reception" else cell.value

    assert _errors(_changed(whole, tmp_path, rename)) == []
