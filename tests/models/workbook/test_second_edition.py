"""The sheets and columns of the second edition in workbooks, and no trace of them elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.case import Case
from models.declaration.kinds import LANGUAGES
from models.declaration.rules import RULES
from models.declaration.tables import TABLE_BY_KEY, TABLES
from models.exchange.differences import differences
from models.typed_dates import days_of
from models.used import columns_of, tables_of
from models.words.language import ENGLISH
from models.workbook.dressed.issue import Issue, blank_case, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.identity import snapshot_of
from models.workbook.plain import write_case
from models.workbook.reading import examine
from tests.cases import with_cells, worked
from tests.models.exchange.builders import changed_workbook
from tests.models.workbook.small_case import Sheets, small, write
from tests.second_edition import FIRST_TABLES, everything

DAY = date(2026, 11, 30)
LATER_TABLES = [table for table in TABLES if table not in FIRST_TABLES]


def dressed(ours: Case, path: Path, language: str = "en") -> Any:
    write_dressed(Issue(ours, "case", language, DAY), path)
    return openpyxl.load_workbook(path)


def said(book: Any) -> set[str]:
    """Return every text of a workbook but what its very hidden sheet holds."""
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    cells = [cell for sheet in sheets for row in sheet for cell in row]
    return {str(cell.value) for cell in cells} | {sheet.title for sheet in sheets}


def column_of(sheet: Any, header: str, row: int = 4) -> str:
    found = (cell for cell in sheet[row] if str(cell.value).removesuffix(" *") == header)
    return str(next(found).column_letter)


def test_the_case_of_these_tests_uses_all_that_is_new() -> None:
    ours = everything()
    assert tables_of(ours) == TABLES
    assert all(columns_of(ours, table) == table.columns for table in TABLES)


def test_every_new_table_and_column_survives_the_plain_form(tmp_path: Path) -> None:
    write_case(everything(), tmp_path / "case.xlsx")
    found = examine(tmp_path / "case.xlsx")
    assert found.problems == ()
    assert found.case is not None
    assert differences(everything(), found.case) == ()
    write_case(found.case, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "case.xlsx").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_new_table_and_column_survives_the_dressed_form(
    language: str, tmp_path: Path
) -> None:
    dressed(everything(), tmp_path / "case.xlsx", language)
    found = examine(tmp_path / "case.xlsx")
    assert found.problems == ()
    assert found.case is not None
    assert differences(everything(), found.case) == ()
    write_case(found.case, tmp_path / "plain.xlsx")
    write_case(everything(), tmp_path / "own.xlsx")
    assert (tmp_path / "plain.xlsx").read_bytes() == (tmp_path / "own.xlsx").read_bytes()


def test_days_are_dates_in_a_dressed_workbook_and_single_years_numbers(tmp_path: Path) -> None:
    book = dressed(everything(), tmp_path / "case.xlsx", "fr")
    rounds = book["Tours"]
    cell = rounds[f"{column_of(rounds, 'Date')}5"]
    assert (cell.value, cell.number_format) == (datetime(2026, 3, 31), "yyyy-mm-dd")
    clauses = book["Clauses"]
    years = column_of(clauses, "Année")
    assert [clauses[f"{years}{row}"].value for row in (5, 6)] == ["2024-2026", 2024]


def test_groups_and_rounds_are_offered_as_lists_that_grow(tmp_path: Path) -> None:
    book = dressed(everything(), tmp_path / "case.xlsx")
    flows, clauses = book["Flows"], book["Clauses"]
    for sheet, header, name in (
        (flows, "Group", "list_group"),
        (flows, "To group", "list_group"),
        (clauses, "Round", "list_round"),
        (clauses, "Decided in round", "list_round"),
    ):
        offered = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
        assert offered[f"{column_of(sheet, header)}5:{column_of(sheet, header)}1048576"] == name
    assert "Groups" in book.defined_names["list_group"].attr_text


def test_columns_to_name_groups_are_there_as_soon_as_there_are_groups(tmp_path: Path) -> None:
    groups = everything().table("Groups")
    book = dressed(worked().with_table("Groups", groups), tmp_path / "case.xlsx")
    for name in ("Flows", "Costs", "Benefits", "Clauses", "Adjustments", "Policies"):
        assert column_of(book[name], "Group")
    assert "Rounds" not in book.sheetnames


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_that_uses_nothing_new_has_no_trace_of_it(language: str, tmp_path: Path) -> None:
    tables = {table.labels.in_language(language) for table in LATER_TABLES}
    rules = {rule.labels.in_language(language) for rule in RULES if rule.edition > 1}
    books = (dressed(ours, tmp_path / "a.xlsx", language) for ours in (worked(), blank_case()))
    texts = set.union(*map(said, books))
    withdrawn = {"withdrawn", "retirée", "ingetrokken", "zurückgezogen"}
    assert texts.isdisjoint(tables | withdrawn | rules)
    write_case(worked(), tmp_path / "plain.xlsx")
    plain = openpyxl.load_workbook(tmp_path / "plain.xlsx")
    assert plain.sheetnames == [table.key for table in FIRST_TABLES]
    for table in FIRST_TABLES:
        headers = [cell.value for cell in plain[table.key][1]]
        assert headers == [column.key for column in table.columns if column.edition == 1]
    assert '"group"' not in snapshot_of(worked())


@pytest.mark.parametrize("table", [table.key for table in LATER_TABLES])
def test_a_new_sheet_may_be_missing_but_not_a_column_that_it_must_have(
    table: str, tmp_path: Path
) -> None:
    write_case(everything(), tmp_path / "case.xlsx")
    column = next(c for c in reversed(TABLE_BY_KEY[table].columns) if c.required)

    def clear(book: Any) -> None:
        sheet = book[table]
        sheet[f"{column_of(sheet, column.key, 1)}1"].value = "other"

    def remove(book: Any) -> None:
        book.remove(book[table])

    changed_workbook(tmp_path / "case.xlsx", tmp_path / "a.xlsx", clear)
    found = examine(tmp_path / "a.xlsx").problems
    missing = [(p.code, p.table, p.column) for p in found if p.code == "missing-column"]
    assert missing == [("missing-column", table, column.key)]
    changed_workbook(tmp_path / "case.xlsx", tmp_path / "b.xlsx", remove)
    assert "missing-sheet" not in {p.code for p in examine(tmp_path / "b.xlsx").problems}


def test_a_workbook_of_before_keeps_its_further_sheets_aside(tmp_path: Path) -> None:
    sheets: Sheets = {
        **small(),
        "Waiting lists": [["stage", "persons"], ["welcome", 12]],
        "Legend": [["group", "name", "note"], ["A", "Adults", None]],
        "Transfers made": [["payer", "year", "amount"], ["city", 2023, 5]],
    }
    found = examine(write(sheets, tmp_path / "case.xlsx"))
    assert found.case is not None
    assert tables_of(found.case) == FIRST_TABLES
    assert {sheet.name for sheet in found.case.unknown_sheets} == {
        "Waiting lists",
        "Legend",
        "Transfers made",
    }


def test_a_renamed_new_sheet_of_what_was_sent_is_found_by_its_headers(tmp_path: Path) -> None:
    dressed(everything(), tmp_path / "sent.xlsx", "de")

    def rename(book: Any) -> None:
        book["Warten"].title = "Blatt A"

    found = examine(changed_workbook(tmp_path / "sent.xlsx", tmp_path / "back.xlsx", rename))
    assert found.case is not None
    assert len(found.case.table("Waiting")) == 2
    assert "sheet-by-headers" in {p.code for p in found.problems}


@pytest.mark.parametrize(
    ("language", "typed", "held"),
    [
        ("fr", "3/4/2026", "2026-04-03"),
        ("nl", "03-04-2026", "2026-04-03"),
        ("de", "3. April 2026", "2026-04-03"),
        ("en", "April 3, 2026", "2026-04-03"),
        ("en", "31/3/2026", "2026-03-31"),
        ("fr", "1er avril 2026", "2026-04-01"),
        ("en", datetime(2026, 3, 31), "2026-03-31"),
    ],
)
def test_a_day_is_read_as_it_is_typed_in_the_language(
    language: str, typed: object, held: str, tmp_path: Path
) -> None:
    found = _typed_day(typed, language, tmp_path)
    assert found.problems == ()
    assert found.case is not None
    assert found.case.table("Rounds")["date"].tolist()[0] == held


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("soon", "not-a-day", "“soon” is no day."),
        (46112, "not-a-day", "is no day."),
        ("3/4/2026", "ambiguous-day", "may be 3 April 2026 or 4 March 2026."),
    ],
)
def test_what_is_no_day_is_a_problem_at_its_cell_with_a_mend(
    typed: object, code: str, words: str, tmp_path: Path
) -> None:
    found = _typed_day(typed, "en", tmp_path)
    assert found.case is None
    (problem,) = found.problems
    assert (problem.code, problem.sheet, problem.column) == (code, "Rounds", "date")
    assert problem.cell == "C5"
    assert words in ENGLISH.say(problem.found)
    assert "2026-03-31" in ENGLISH.say(problem.mend)
    assert found.draft is not None
    assert str(found.draft.table("Rounds")["date"].tolist()[0]) in (str(typed), f"{typed}.0")


def _typed_day(typed: object, language: str, folder: Path) -> Any:
    dressed(everything(), folder / "sent.xlsx", language)
    label = TABLE_BY_KEY["Rounds"].column("date").labels.in_language(language)
    name = TABLE_BY_KEY["Rounds"].labels.in_language(language)

    def type_over(book: Any) -> None:
        sheet = book[name]
        cell = sheet[f"{column_of(sheet, label)}5"]
        cell.value = typed
        if not isinstance(typed, datetime):
            cell.number_format = "General"

    return examine(changed_workbook(folder / "sent.xlsx", folder / "back.xlsx", type_over))


def test_a_text_is_one_day_only_where_nobody_could_mean_another() -> None:
    assert len(days_of("3/4/2026")) == 2
    assert days_of("3.4.2026") == (date(2026, 4, 3),)
    assert days_of("31/2/2026") == days_of("2026") == days_of("1/1/26") == ()


def test_a_part_for_one_territory_gives_groups_and_rounds_to_be_read(tmp_path: Path) -> None:
    part = issue_for(Issue(everything(), "case", "nl", DAY), "south")
    assert part.given["Groups"] == part.given["Rounds"] == frozenset({0, 1})
    assert part.case.table("Existing")["payer"].tolist() == ["south"]
    assert part.case.table("Paid")["payer"].tolist() == ["south"]
    write_dressed(part, tmp_path / "part.xlsx")
    found = examine(tmp_path / "part.xlsx")
    assert not [p for p in found.problems if p.severity.value == "error"]


def test_a_group_that_was_typed_over_is_one_error_at_its_cell(tmp_path: Path) -> None:
    dressed(everything(), tmp_path / "sent.xlsx")

    def type_over(book: Any) -> None:
        book["Groups"]["A5"].value = "refugees"

    found = examine(changed_workbook(tmp_path / "sent.xlsx", tmp_path / "back.xlsx", type_over))
    errors = [(p.code, p.table, p.cell) for p in found.problems if p.severity.value == "error"]
    assert errors == [("changed-key", "Groups", "A5")]


def test_rows_that_add_up_are_not_counted_as_doubled(tmp_path: Path) -> None:
    book = dressed(everything(), tmp_path / "case.xlsx")
    rows = (row for row in book["Checks"].iter_rows(min_row=6) if row[1].value == "(rows)")
    lines = {row[0].value: row for row in rows}
    assert lines["Paid"][7].value is None
    assert lines["Costs"][7].value is not None


def test_every_kind_of_column_has_a_unit_and_a_note(tmp_path: Path) -> None:
    book = dressed(everything(), tmp_path / "case.xlsx", "nl")
    for table in LATER_TABLES:
        sheet = book[table.labels.in_language("nl")]
        assert all(cell.comment is not None for cell in sheet[4])
    rounds = book["Rondes"]
    assert rounds[f"{column_of(rounds, 'Datum')}3"].value == "datum"


def test_a_day_in_a_draft_that_is_none_is_written_as_it_was_typed(tmp_path: Path) -> None:
    ours = with_cells(everything(), "Rounds", [(0, "date", "soon")])
    write_case(ours, tmp_path / "case.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "case.xlsx")["Rounds"]
    assert sheet["C2"].value == "soon"


@pytest.mark.parametrize(
    ("table", "header", "codes"),
    [
        ("Stages", "Standard cost (EUR per person)", set()),
        ("Stages", "Standard cost (k€)", {"other-unit"}),
        ("Costs", "Additionality (%)", {"other-unit"}),
        ("Existing", "Amount (EUR)", set()),
        ("Existing", "Amount (EUR per person)", {"other-unit"}),
        ("Clauses", "Year (months)", {"other-unit"}),
    ],
)
def test_units_beside_new_figures_are_those_of_their_columns(
    table: str, header: str, codes: set[str], tmp_path: Path
) -> None:
    write_case(everything(), tmp_path / "case.xlsx")
    label = header.partition(" (")[0]
    key = next(c.key for c in TABLE_BY_KEY[table].columns if c.labels.en == label)

    def head(book: Any) -> None:
        sheet = book[table]
        sheet[f"{column_of(sheet, key, 1)}1"].value = header

    found = examine(changed_workbook(tmp_path / "case.xlsx", tmp_path / "a.xlsx", head))
    assert {problem.code for problem in found.problems} == codes
