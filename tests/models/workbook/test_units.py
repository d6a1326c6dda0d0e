"""A unit beside figures that is not the column's is an error; the right one is no problem."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.declaration.kinds import LANGUAGES
from models.declaration.tables import TABLE_BY_KEY
from models.problems import Problem, Severity
from models.words.language import ENGLISH
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.plans import HEADER_ROW, UNIT_ROW
from models.workbook.dressed.writing import write_dressed
from models.workbook.frames import read_table
from models.workbook.reading import examine
from models.xlsx.grid import Sheet, SheetRow
from tests.cases import worked
from tests.models.workbook.said import errors, said
from tests.models.workbook.small_case import Sheets, small, write

MONEY, PERSONS, DURATION, VALUE = (
    ("Costs", "cost_per_person"),
    ("Flows", "persons"),
    ("Stages", "duration"),
    ("Clauses", "value"),
)
OTHER = {
    MONEY: (
        *("k€", "K€", "kEUR", "€k", "€000", "€'000", "T€", "TEUR", "Tsd. EUR", "in Tausend Euro"),
        *("thousands", "in thousands of euros", "'000", "x 1000", "X1000", "× 1.000", "1 000 EUR"),
        *("milliers", "en milliers d’euros", "mille €", "in duizenden", "duizend euro", "10³ €"),
        *("M€", "MEUR", "Mio. €", "mln euro", "millions", "in Millionen EUR", "miljoen", "EUR m"),
        *("Mrd. €", "Md€", "milliards", "miljard", "bn EUR", "10^6", "cents", "EUR cent"),
        *("USD", "US$", "$", "£", "GBP", "CHF", "francs", "dollars", "pond", "Pfund", "SEK"),
        *("EUR per month", "€/mois", "per maand", "EUR monatlich", "€ par semaine", "persons", "%"),
        *(
            "k€ 2026",
            "thousands of 2026 euros",
            "in duizendtallen euro",
            "in Tausendern",
            "thds EUR",
        ),
        *("k€ excl. btw", "MM€", "1e3 EUR", "kilo-euros", "ct", "Kč", "zł", "kr", "FCFA", "TRY"),
        *("€ par trimestre", "EUR per kwartaal"),
    ),
    PERSONS: (
        "x 100",
        "x10",
        "in 1000",
        "in duizendtallen",
        "in thousands",
        "milliers",
        "x1000",
        "'000",
        "EUR",
        "%",
        "months",
        "duizenden",
    ),
    DURATION: (
        "quarters",
        "trimestres",
        "semesters",
        "months",
        "mois",
        "maanden",
        "Monate",
        "weeks",
        "days",
        "jours",
        "Tage",
        "x 1000",
    ),
    VALUE: ("k€", "%", "procent", "USD", "x 1000"),
}
RIGHT = {
    MONEY: (
        *("EUR", "€", "euros", "Euro", "EUR/person", "€ par personne", "EUR per persoon", "number"),
        *("EUR je Person", "per person", "EUR per person per year", "p.a.", "EUR 2024"),
        *("constant prices", "€, prix 2023", "prijzen van 2024", "all", "amounts in EUR"),
    ),
    PERSONS: ("persons", "personnes", "Personen", "personen", "number", "aantal", "n", "per year"),
    DURATION: ("years", "ans", "années", "jaren", "Jahre", "whole years", "number"),
    VALUE: ("EUR", "number"),
}
BESIDE = ("{} ({})", "{} [{}]", "{}\n({}) *", "{}, {}", "{} – {}", "{} {}")


def _headed(place: tuple[str, str], header: str) -> Sheets:
    sheets, (table, column) = small(), place
    headers = sheets[table][0]
    headers[headers.index(column)] = header
    return sheets


def _read(sheets: Sheets, table: str) -> tuple[Problem, ...]:
    rows = tuple(SheetRow(number, tuple(row)) for number, row in enumerate(sheets[table], start=1))
    return read_table(Sheet(table, rows), TABLE_BY_KEY[table], money="EUR").problems


def _wrong(found: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in found if problem.code == "other-unit"]


@pytest.mark.parametrize(
    ("place", "unit"), [(place, unit) for place, units in OTHER.items() for unit in units]
)
def test_another_unit_in_a_header_is_an_error_at_it(place: tuple[str, str], unit: str) -> None:
    header = f"{place[1]} ({unit})"
    found = _read(_headed(place, header), place[0])
    assert [(p.severity, p.code, p.table, p.column) for p in found] == [
        (Severity.ERROR, "other-unit", *place)
    ]
    assert f"The header says “{unit}”" in ENGLISH.say(found[0].found)
    assert found[0].cell.endswith("1")


@pytest.mark.parametrize(
    ("place", "unit"), [(place, unit) for place, units in RIGHT.items() for unit in units]
)
def test_the_right_unit_in_a_header_is_no_problem(place: tuple[str, str], unit: str) -> None:
    assert _read(_headed(place, f"{place[1]} ({unit})"), place[0]) == ()


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("label", ["cost_per_person", "Coût par personne", "Kosten je Person"])
def test_a_unit_is_found_however_it_stands_beside_the_name(label: str, beside: str) -> None:
    found = _read(_headed(MONEY, beside.format(label, "k€")), "Costs")
    assert [(p.cell, ENGLISH.say(p.found).split(".")[0]) for p in found] == [
        ("D1", "The header says “k€”")
    ]
    assert _read(_headed(MONEY, beside.format(label, "EUR")), "Costs") == ()


@pytest.mark.parametrize(
    ("table", "header"),
    [
        ("Policies", "spending per person"),
        ("Flows", "persons per year"),
        ("Flows", "persons EUR"),
        ("Costs", "cost per person, €"),
    ],
)
def test_a_further_column_that_begins_like_one_is_kept_aside(
    table: str, header: str, tmp_path: Path
) -> None:
    for at_first in (True, False):
        sheets = small()
        for number, row in enumerate(sheets[table]):
            row.insert(0 if at_first else len(row), header if number == 0 else 7)
        found = examine(write(sheets, tmp_path / "case.xlsx"))
        assert found.case is not None
        assert [p.code for p in found.problems] == ["unknown-column"]


def test_the_mend_says_what_to_multiply_by(tmp_path: Path) -> None:
    assert errors(_headed(MONEY, "cost_per_person (k€)"), tmp_path) == [
        "Costs!D1: The header says “k€”. That is not the unit of this column: its figures are "
        "read as EUR. Give the figures as EUR (here multiplied by 1,000), and write that unit or "
        "none."
    ]


@pytest.mark.parametrize(
    "text", ["estimate", "M + F", "DG HOME", "mad", "ron", "TVAC", "FR", "code 1000"]
)
def test_what_is_no_known_unit_is_a_warning(text: str, tmp_path: Path) -> None:
    found = said(_headed(PERSONS, f"persons ({text})"), tmp_path)
    assert [line.split(".")[0] for line in found] == [f"Flows!F1: The header says “{text}”"]


@pytest.mark.parametrize(
    ("currency", "right", "wrong"),
    [
        ("CHF", "CHF", "EUR"),
        ("k€", "k€", "EUR"),
        ("USD", "US$", "£"),
        ("Taler", "Taler", "k Taler"),
    ],
)
def test_the_unit_of_money_is_the_currency_of_the_case(
    currency: str, right: str, wrong: str, tmp_path: Path
) -> None:
    for unit, count in ((right, 0), (wrong, 1)):
        sheets = _headed(MONEY, f"cost_per_person ({unit})")
        sheets["Scenarios"].append(["currency", currency, None])
        assert len(errors(sheets, tmp_path)) == count


@pytest.mark.parametrize(
    "title",
    [
        *("(en milliers d'euros)", "Amounts in k€", "in TEUR", "Bedragen x 1000", "(milliers)"),
        *("Einheit: Tsd. €", "Unité : milliers d’euros", "Angaben in Tsd. Euro", "Devise : USD"),
        *("Alle bedragen in duizend euro", "Currency: CHF", "thousands"),
    ],
)
@pytest.mark.parametrize("gap", [[], [[]]])
def test_a_title_that_is_all_unit_is_an_error(
    title: str, gap: list[list[Any]], tmp_path: Path
) -> None:
    sheets = small()
    sheets["Costs"] = [[title], *gap, *sheets["Costs"]]
    assert any(text.startswith("Costs!A1: Above the table") for text in errors(sheets, tmp_path))


@pytest.mark.parametrize(
    ("table", "title"),
    [
        *(("Costs", text) for text in ("Montants en euros", "€", "(in EUR)", "EUR per person")),
        *(("Flows", text) for text in ("Number of persons", "People", "Aantal personen")),
        *(("Costs", text) for text in ("1000 jours", "Kosten 2023", "Cost per person, 2026")),
    ],
)
def test_an_honest_title_right_above_the_headers_is_no_unit(
    table: str, title: str, tmp_path: Path
) -> None:
    sheets = small()
    sheets[table] = [[title], *sheets[table]]
    assert errors(sheets, tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        *("Costs per person", "Coûts par personne", "Kosten je Person", "Costs, EUR per person"),
        *("Costs (1000)", "Costs for people", "Costs (EUR)", "Costs 2026"),
    ],
)
def test_an_honest_name_of_a_sheet_is_no_unit(name: str, tmp_path: Path) -> None:
    sheets = small()
    sheets[name] = sheets.pop("Costs")
    assert errors(sheets, tmp_path) == []


@pytest.mark.parametrize(
    "header",
    ["cost_per_person¹", "Cost per person (€)¹", "Cost per person: (EUR)", "Coût par personne †"],
)
def test_a_mark_of_a_footnote_hides_no_header(header: str) -> None:
    assert _read(_headed(MONEY, header), "Costs") == ()


@pytest.mark.parametrize("unit", ["in duizendtallen", "x 10", "k€ excl. btw", "Kč", "EUR/dag"])
def test_a_row_of_units_that_says_another_is_an_error(unit: str, tmp_path: Path) -> None:
    sheets = small()
    sheets["Costs"] = [["jaar", "lijst", "lijst", unit], *sheets["Costs"]]
    assert [text for text in errors(sheets, tmp_path) if "cell above the header" in text]


def test_headings_above_the_headers_are_no_units(tmp_path: Path) -> None:
    sheets = small()
    sheets["Costs"] = [["What", None, "Where", "How much"], *sheets["Costs"]]
    assert [text for text in said(sheets, tmp_path) if "unit" in text] == []


def test_a_unit_in_a_longer_title_is_told(tmp_path: Path) -> None:
    sheets = small()
    sheets["Costs"] = [["Costs of welcome 2023 in thousands of euros"], *sheets["Costs"]]
    assert errors(sheets, tmp_path) == []
    assert any("in thousands" in text for text in said(sheets, tmp_path))


def test_a_unit_in_the_name_of_a_sheet_is_an_error(tmp_path: Path) -> None:
    sheets = small()
    sheets["Costs (k€)"] = sheets.pop("Costs")
    assert any("The name of the sheet says “k€”" in text for text in errors(sheets, tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "unit"), [("cost_per_person", "k€"), ("existing_funding", "USD")])
def test_the_units_row_of_our_own_template_counts(
    key: str, unit: str, language: str, tmp_path: Path
) -> None:
    path = tmp_path / "sent.xlsx"
    write_dressed(Issue(worked(), "worked", language, date(2026, 11, 22)), path)
    assert _wrong(examine(path).problems) == []
    book = openpyxl.load_workbook(path)
    names = {"en": "Costs", "fr": "Coûts", "nl": "Kosten", "de": "Kosten"}
    sheet, index = book[names[language]], {"cost_per_person": 5, "existing_funding": 6}[key]
    assert sheet.cell(UNIT_ROW + 1, index).value == "EUR"
    sheet.cell(UNIT_ROW + 1, index).value = unit
    book.save(path)
    found = examine(path)
    assert found.case is None
    assert [(p.column, p.cell[1:]) for p in _wrong(found.problems)] == [(key, str(HEADER_ROW))]


@pytest.mark.parametrize(
    "code",
    [
        *('0" k€"', '#,##0" kEUR"', "#,##0\\ \\k€", '0.0" Mio. €"', '0,," k€"', "0,\\ €"),
        *("[$£-809]#,##0.00", "[$USD] #,##0", '"$"#,##0', '#,##0" CHF"', '0" milliers €"'),
        *("#,##0\\ [$Kč-405]", "[$zł-415]0", "0 [$kr-41D]", "0 [$Fr.-807]", "0 [$Ft-40E]"),
        *("0 [$лв.-402]", "0 [$₺-41F]", "[$R$-416]0", "[$CA$-1009]0", "[$A$-C09]0", '0" zł"'),
        *('0" €";[Red]-0" k€"', '0" %"', '0" €/mois"', "_-[$$-409]* #,##0.00_-;-0"),
    ],
)
def test_a_format_that_shows_another_unit_is_an_error_at_its_cell(
    code: str, tmp_path: Path
) -> None:
    found = examine(_formatted(code, tmp_path))
    assert found.case is None
    assert [(p.code, p.cell) for p in found.problems] == [("other-unit", "D2")]


@pytest.mark.parametrize(
    "code",
    [
        *('0," k€"', '#,##0.0,," M€"', '0" €"', "[$€-80C] #,##0.00", '#,##0.00\\ "€"', "€ 0"),
        *(
            '0" EUR"',
            "General",
            '0" EUR/person"',
            '[>=1000]0.0," k€";0" €"',
            "#,##0",
            "0.00;[Red]-0",
        ),
        *("_-* #,##0.00\\ [$€-80C]_-;-* #,##0.00", '"CHF" yyyy', '"–"'),
    ],
)
def test_a_format_that_shows_the_right_unit_is_none(code: str, tmp_path: Path) -> None:
    assert [p for p in examine(_formatted(code, tmp_path)).problems if p.code == "other-unit"] == []


def test_formats_of_other_columns_and_rows_say_nothing(tmp_path: Path) -> None:
    path = _formatted("0", tmp_path)
    book = openpyxl.load_workbook(path)
    for cell in ("F2", "D9"):
        book["Costs"][cell].number_format = '0" k€"'
    book["Costs"]["F1"], book["Costs"]["F2"] = "remark", 5
    book.save(path)
    assert _wrong(examine(path).problems) == []


def _formatted(code: str, folder: Path) -> Path:
    path = write(small(), folder / "case.xlsx")
    book = openpyxl.load_workbook(path)
    cell: Any = book["Costs"]["D2"]
    cell.number_format = code
    book.save(path)
    return path
