"""Workbooks that come back: their places, their names, what they lack, what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.case import Case
from models.exchange.addresses import Address
from models.exchange.amendments import Amendment, edited
from models.exchange.issued import IssuedVersion
from models.exchange.keyed import Source
from models.exchange.returned import receive
from models.problems import CaseRefusedError, Severity
from models.words.language import ENGLISH
from models.workbook.reading import read_case
from tests.models.exchange.builders import read_back
from tests.models.workbook.small_case import (
    Sheets,
    small,
    with_cell,
    with_cells,
    with_row,
    without_column,
    without_sheet,
    write,
)


@pytest.fixture
def sent(tmp_path: Path) -> Case:
    return read_case(write(small(), tmp_path / "sent.xlsx")).case


def test_each_change_knows_its_cell_in_the_file(tmp_path: Path, sent: Case) -> None:
    sheets = with_cell("Flows", "F3", 81)
    sheets["Flows"].insert(1, [2021, None, None, "reception", "city", 7])
    sheets["Flows"] = [["mine", *row] for row in sheets["Flows"]]
    sheets["Flux"] = sheets.pop("Flows")
    back = read_back(sheets, tmp_path, sent)
    places = {
        (one.where.subject, one.where.column): back.read.source(one.where) for one in back.found
    }
    assert places["column", "mine"] == Source("back.xlsx", "Flux", "A1")
    assert places["row", None] == Source("back.xlsx", "Flux", "A2")
    assert places["cell", "persons"] == Source("back.xlsx", "Flux", "G4")


def test_what_came_back_as_it_was_sent_differs_in_nothing(tmp_path: Path, sent: Case) -> None:
    assert read_back(small(), tmp_path, sent).found == ()


def test_a_sheet_or_column_that_did_not_come_back_leaves_what_was_sent(
    tmp_path: Path, sent: Case
) -> None:
    back = read_back(without_sheet("Costs"), tmp_path, sent)
    assert back.found == ()
    assert [p.code for p in back.problems] == ["missing-sheet"]
    back = read_back(without_column("Costs", "cost_per_person"), tmp_path, sent)
    assert back.found == ()
    assert "stays as it is" in ENGLISH.say(back.problems[0].mend)


def test_without_the_columns_that_name_rows_a_file_is_refused(tmp_path: Path, sent: Case) -> None:
    with pytest.raises(CaseRefusedError) as refused:
        read_back(without_column("Costs", "stage"), tmp_path, sent)
    assert [p.code for p in refused.value.problems] == ["missing-column"]


def _refusal(sheets: Sheets, folder: Path, sent: Case) -> list[str]:
    with pytest.raises(CaseRefusedError) as refused:
        read_back(sheets, folder, sent)
    return [str(p) for p in refused.value.problems if p.severity is Severity.ERROR]


def _of_years(folder: Path) -> Case:
    sheets = with_row("Costs", 2, 2023, "welcome", None, 5000)
    return read_case(write(sheets, folder / "years.xlsx")).case


def test_a_misspelt_column_that_names_rows_is_an_error_that_names_its_likely_header(
    tmp_path: Path,
) -> None:
    sheets = with_cells(("Costs", "A1", "Années"), ("Costs", "A2", 2023), ("Costs", "D2", 5500))
    said = _refusal(sheets, tmp_path, _of_years(tmp_path))
    assert said[0] == (
        "Costs: The column “Year” did not come back; without it the rows cannot be told from "
        "others. If the column “Années” (A1) is meant, write “Year” there; else add that column "
        "as it was sent."
    )


def test_a_renamed_column_that_names_rows_is_an_error_that_names_what_is_not_known(
    tmp_path: Path,
) -> None:
    sheets = with_cells(("Costs", "A1", "T+"), ("Costs", "A2", 2023), ("Costs", "E1", "remark 7"))
    (said,) = _refusal(sheets, tmp_path, _of_years(tmp_path))
    assert "If one of the columns “T+” (A1), “remark 7” (E1) is meant, write “Year”" in said


def test_a_column_that_was_sent_along_is_not_taken_for_one_that_names_rows(tmp_path: Path) -> None:
    own = with_cells(("Costs", "A2", 2023), ("Costs", "E1", "colour"), ("Costs", "E2", "x"))
    sent = read_case(write(own, tmp_path / "own.xlsx")).case
    own["Costs"] = [row[1:] for row in own["Costs"]]
    (said,) = _refusal(own, tmp_path, sent)
    assert said.endswith("Add the column “Year” with the values that were sent.")


def test_origins_that_did_not_come_back_are_said_once_and_no_row_is_called_twice_there(
    tmp_path: Path, sent: Case
) -> None:
    sheets = without_column("Flows", "from_stage")
    index = sheets["Flows"][0].index("from_territory")
    sheets["Flows"] = [row[:index] + row[index + 1 :] for row in sheets["Flows"]]
    said = _refusal(sheets, tmp_path, sent)
    assert len(said) == 2
    assert said[0].startswith("Flows: The column “From stage” did not come back;")
    assert said[1].endswith("Add the column “From territory” with the values that were sent.")


def test_a_column_that_names_rows_may_lack_where_nothing_was_sent_in_it(
    tmp_path: Path, sent: Case
) -> None:
    assert read_back(without_column("Costs", "year"), tmp_path, sent).found == ()


def test_names_in_other_letters_are_matched_and_listed(tmp_path: Path, sent: Case) -> None:
    back = read_back(
        with_cells(("Flows", "E2", "CITY"), ("Territories", "A4", "LIEGE")), tmp_path, sent
    )
    assert back.found == ()
    assert [(p.code, p.cell) for p in back.problems] == [("name-matched", "E2")]


def test_a_part_of_the_case_may_come_back_without_the_rows_it_names(
    tmp_path: Path, sent: Case
) -> None:
    part = {"Flows": with_cell("Flows", "F2", 120)["Flows"]}
    back = read_back(part, tmp_path, sent)
    assert [(one.where.table, one.new) for one in back.found] == [("Flows", 120)]


def test_columns_that_nobody_declared_are_known_in_other_letters(
    tmp_path: Path, sent: Case
) -> None:
    case = edited(sent, [Amendment(Address("Costs", None, "colour"), True)])
    back = read_back(with_cells(("Costs", "E1", "Colour"), ("Costs", "E2", "red")), tmp_path, case)
    assert [(one.where.column, one.new) for one in back.found] == [("colour", "red")]
    (found,) = back.found
    assert back.read.source(found.where).cell == "E2"


def test_an_unknown_key_is_an_error_at_its_cell(tmp_path: Path, sent: Case) -> None:
    with pytest.raises(CaseRefusedError) as refused:
        read_back(with_row("Flows", 9, 2024, "welcome", "ctiy", "work", "city", 1), tmp_path, sent)
    errors = {(p.code, p.cell) for p in refused.value.problems}
    assert ("unknown-territory", "C9") in errors


def test_a_figure_that_cannot_be_is_an_error_at_its_cell(tmp_path: Path, sent: Case) -> None:
    with pytest.raises(CaseRefusedError) as refused:
        read_back(with_cell("Flows", "F3", -1), tmp_path, sent)
    assert [(p.code, p.cell) for p in refused.value.problems] == [("negative-number", "F3")]


def test_a_deleted_territory_or_stage_is_a_deletion_to_confirm_and_refuses_no_file(
    tmp_path: Path, sent: Case
) -> None:
    sheets = with_cell("Flows", "F2", 120)
    del sheets["Territories"][3], sheets["Stages"][3]
    back = read_back(sheets, tmp_path, sent)
    assert [(one.where.table, one.kind) for one in back.found] == [
        ("Territories", "deleted"),
        ("Stages", "deleted"),
        ("Flows", "changed"),
    ]


def test_an_error_that_is_mended_by_a_deletion_of_the_same_file_refuses_no_file(
    tmp_path: Path, sent: Case
) -> None:
    sheets = with_cells(("Territories", "F3", False), ("Clauses", "B2", "federation"))
    del sheets["Budgets"][1]
    back = read_back(sheets, tmp_path, sent)
    assert [(one.where.table, one.kind) for one in back.found] == [
        ("Territories", "changed"),
        ("Budgets", "deleted"),
        ("Clauses", "changed"),
    ]


def test_a_deletion_hides_no_error_of_what_was_not_deleted(tmp_path: Path, sent: Case) -> None:
    sheets = with_cell("Flows", "F2", -1)
    del sheets["Territories"][3]
    assert _refusal(sheets, tmp_path, sent) == [
        "Flows!F2: The number −1 is negative. Expected: a number from 0. Type a number from 0."
    ]


def test_two_rows_of_one_key_are_an_error_at_the_second(tmp_path: Path, sent: Case) -> None:
    with pytest.raises(CaseRefusedError) as refused:
        read_back(with_row("Flows", 8, 2022, None, None, "reception", "City", 1), tmp_path, sent)
    assert [(p.code, p.cell) for p in refused.value.problems if p.code == "duplicate-key"] == [
        ("duplicate-key", "A8")
    ]


def test_one_bad_file_does_not_stop_the_others_and_the_same_twice_is_said(
    tmp_path: Path, sent: Case
) -> None:
    good = write(with_cell("Flows", "F2", 120), tmp_path / "good.xlsx")
    again = tmp_path / "again.xlsx"
    again.write_bytes(good.read_bytes())
    bad = tmp_path / "bad.xlsx"
    bad.write_text("no workbook", encoding="utf-8")
    issued = IssuedVersion(sent)
    received = receive([bad, good, again], lambda _name, _identity: issued, sent)
    assert [back.file for back in received.returned] == ["good.xlsx"]
    assert list(received.refused) == ["bad.xlsx"]
    assert received.repeated == {"again.xlsx": "good.xlsx"}


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path, sent: Case) -> None:
    paths = []
    for folder, persons in (("a", 120), ("b", 130)):
        (tmp_path / folder).mkdir()
        paths.append(write(with_cell("Flows", "F2", persons), tmp_path / folder / "back.xlsx"))
    issued = IssuedVersion(sent)
    received = receive(paths, lambda _name, _identity: issued, sent)
    assert [back.file for back in received.returned] == [str(path) for path in paths]
