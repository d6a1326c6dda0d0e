"""The dressed workbook as a document: what stands where, and what its cells accept."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest

from installer.translations import messages
from models.declaration.kinds import LANGUAGES
from models.words.language import language as spoken
from models.words.text import Argument
from models.workbook.dressed.issue import Issue, blank_case, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.labels import CHECKS, FIRST, LISTS
from models.workbook.reading import examine
from tests.cases import case, first_sample
from tests.models.workbook.dressed.test_writing import issue
from tests.second_edition import FIRST_TABLES

DAY = date(2026, 11, 22)


@cache
def book(language: str, territory: str = "") -> Any:
    ours = first_sample("belgium")
    sent = Issue(ours, "R&D", language, DAY, date(2027, 1, 31))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dressed.xlsx"
        write_dressed(issue_for(sent, territory) if territory else sent, path)
        return openpyxl.load_workbook(path)


def sheets_of_tables(language: str) -> list[tuple[Any, Any]]:
    sheets = book(language)
    return [(table, sheets[table.labels.in_language(language)]) for table in FIRST_TABLES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_stand_in_their_order_with_names_of_the_language(language: str) -> None:
    labels: list[Argument] = [
        FIRST,
        *(table.labels for table in FIRST_TABLES),
        CHECKS,
        LISTS,
    ]
    names = [spoken(language).say(each) for each in labels]
    assert book(language).sheetnames == [*names, "_relais"]
    assert book(language).active.title == names[0]


def test_the_identity_is_very_hidden_and_its_cells_are_not_too_long() -> None:
    sheet = book("fr")["_relais"]
    assert sheet.sheet_state == "veryHidden"
    assert max(len(str(cell.value or "")) for row in sheet for cell in row) <= 32_000


def test_the_first_sheet_says_for_whom_until_when_and_how() -> None:
    texts = [cell.value for row in book("fr", "FL")["À lire"] for cell in row if cell.value]
    assert texts[0] == "Relais · Demande de données – R&D"
    assert "Flanders (FL)" in texts
    assert "31 janvier 2027" in texts
    assert any("lignes qui concernent Flanders" in text for text in texts)
    assert any("«\u00a0Contrôles\u00a0»" in text for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_title_help_units_and_a_note_on_each_header(language: str) -> None:
    for table, sheet in sheets_of_tables(language):
        assert sheet["A1"].value == table.labels.in_language(language)
        assert sheet["A2"].value
        assert all(cell.comment is not None for cell in sheet[4])
        assert [cell.value for cell in sheet[4]][-2:] == [
            table.column(key).labels.in_language(language) for key in ("source", "note")
        ]


def test_a_note_says_meaning_duty_unit_and_key() -> None:
    flows = book("de")["Ströme"]
    header = next(cell for cell in flows[4] if cell.value == "Personen *")
    assert header.comment.text.split("\n") == [
        "Wie viele Personen.", "Muss ausgefüllt werden.", "Einheit: Personen", "Schlüssel: persons",
    ]  # fmt: skip


def test_nothing_is_merged_and_headers_are_frozen_and_repeated() -> None:
    for table, sheet in sheets_of_tables("nl"):
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes == "B5"
        assert sheet.print_title_rows == "$3:$4"
        assert list(sheet.tables) == [f"table_{table.key}"]


def test_every_page_is_a4_landscape_one_page_wide_with_case_version_and_page() -> None:
    for sheet in book("nl").worksheets[:-1]:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)  # without the word it is 1
        footer = sheet.oddFooter
        assert footer.left.text == "R&&D"
        assert footer.center.text == "versie 1 · 22 november 2026"
        assert footer.right.text == "pagina &P / &N"


def test_lists_are_offered_down_to_the_last_row() -> None:
    clauses = book("fr")["Clauses"]
    offered = {str(v.sqref): v.formula1 for v in clauses.data_validations.dataValidation}
    headers = {str(cell.value).removesuffix(" *"): cell.column_letter for cell in clauses[4]}
    for header, name in {
        "Contributeur": "list_territory",
        "Étape": "list_stage",
        "Mesure": "list_measure",
        "Scénario": "list_scenario",
    }.items():
        assert offered[f"{headers[header]}5:{headers[header]}1048576"] == name
    where = book("fr").defined_names["list_status"].attr_text
    sheet, _, cells = where.partition("!")
    values = [row[0].value for row in book("fr")[sheet.strip("'")][cells.replace("$", "")]]
    assert values == ["proposée", "convenue", "rejetée"]


def test_choices_and_rules_stand_in_the_language() -> None:
    statuses = {row[11].value for row in book("de")["Klauseln"].iter_rows(min_row=5)}
    assert {"vorgeschlagen", "vereinbart", "abgelehnt"} <= statuses
    rules = [row[0].value for row in book("de")["Szenarien"].iter_rows(min_row=5, max_row=6)]
    assert rules == ["Diskontsatz", "Nutzenobergrenze"]
    assert "discount_rate" in book("de")["Szenarien"]["A5"].comment.text


def test_cells_to_fill_in_are_boxed_and_open_and_given_ones_are_neither() -> None:
    sheet = book("en", "FL")["Territories"]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=5) if row[0].value}
    own, given = rows["FL"][4], rows["WA"][4]
    assert sheet.protection.sheet
    assert (own.protection.locked, given.protection.locked) == (False, True)
    assert (own.border.left.style, given.border.left.style) == ("thin", None)
    assert own.fill.fgColor.rgb != given.fill.fgColor.rgb
    assert (own.font.italic, given.font.italic) == (False, True)
    assert sheet["A4"].protection.locked


def test_columns_are_open_and_formatted_below_the_rows_that_are_there() -> None:
    flows = book("en")["Flows"]
    style = flows.column_dimensions["F"]
    assert style.protection.locked is False
    assert style.number_format == "General"
    [shown] = [r for r in flows.conditional_formatting if "F5" in str(r.sqref)]
    assert [rule.dxf.numFmt.formatCode for rule in shown.rules] == ["#,##0.00", "#,##0"]


def test_shares_are_shown_as_percent_and_amounts_with_cents() -> None:
    rows = book("en")["Clauses"].iter_rows(min_row=5, max_row=41)
    formats = {(row[6].value, row[8].number_format) for row in rows}
    assert formats == {
        ("share of need", "0.0#%"),
        ("share of later benefit", "0.0#%"),
        ("amount", "#,##0.00"),
    }


def test_texts_that_look_like_formulas_or_links_stay_texts(tmp_path: Path) -> None:
    ours = case(Territories=[("=1+1", "@SUM(A1)", None, "+5", None, None, None, "http://x.be")])
    write_dressed(issue(ours), tmp_path / "dressed.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "dressed.xlsx")["Territories"]
    for cell in ("A5", "B5", "D5", "H5"):
        assert sheet[cell].data_type == "s"
        assert sheet[cell].hyperlink is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_template_reads_without_errors_and_offers_every_rule(
    language: str, tmp_path: Path
) -> None:
    write_dressed(issue(blank_case(), language), tmp_path / "blank.xlsx")
    read = examine(tmp_path / "blank.xlsx")
    assert read.case is not None
    rules = [case.table("Scenarios")["rule"].tolist() for case in (read.case, blank_case())]
    assert rules[0] == rules[1]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_text_is_there_in_every_language(language: str) -> None:
    places = ("dressed/", "labels.py", "notes.py")
    files = tuple(f"models/workbook/{place}" for place in places)
    found = [one for one in messages() if one.file.startswith(files)]
    assert len(found) > 60
    for message in found:
        assert spoken(language).word(message.pattern, message.context, missing=""), message
