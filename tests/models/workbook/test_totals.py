"""Totals and notes among the rows of a table, and names of a case that look like them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from models.case import Case, case_of
from models.checks.matching import fold
from models.declaration.kinds import LANGUAGES
from models.declaration.tables import TABLES
from models.problems import Severity
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.writing import write_dressed
from models.workbook.plain import write_case
from models.workbook.reading import examine, read_case
from models.workbook.result import write_result
from tests.cases import case
from tests.models.workbook.said import errors, said, with_stored
from tests.models.workbook.small_case import Sheets, small, write
from tests.models.workbook.small_split import SPLIT
from tests.models.workbook.test_plain import ODD_NAMES, assert_same


def test_the_population_of_a_federation_may_be_the_sum_of_its_parts(tmp_path: Path) -> None:
    formulas = {("Territories", "D2"): ("=SUM(D3:D4)", 3000)}
    found = examine(with_stored(formulas, tmp_path / "case.xlsx"))
    assert [str(problem) for problem in found.problems] == [
        "Territories!D2: The value is a sum of other rows of the table, which count as well. Make "
        "sure that it is what is meant."
    ]
    assert found.case is not None
    assert found.case.table("Territories")["population"].tolist()[0] == 3000


@pytest.mark.parametrize(("word", "cell"), [(None, "F8"), ("Somme", "E8"), ("Total", "E8")])
def test_a_total_is_told_at_the_cell_that_betrays_it(
    word: str | None, cell: str, tmp_path: Path
) -> None:
    sheets = small()
    sheets["Flows"].append([2024, None, None, None, word, "=SUM(F2:F7)"])
    place = "F8" if word == "Somme" else cell
    assert errors(sheets, tmp_path) == [
        f"Flows!{place}: The row is a total of other rows; it was not read. Remove the row: "
        "totals are computed from the rows."
    ]


@pytest.mark.parametrize(
    "word", ["TOTAL GÉNÉRAL", "Gesamtergebnis", "Algemeen totaal", "Grand total:", "Eindtotaal"]
)
def test_a_total_among_the_territories_is_no_territory(word: str, tmp_path: Path) -> None:
    sheets = small()
    sheets["Territories"].append([word, None, None, 6100, 60_000_001])
    assert errors(sheets, tmp_path) == [
        "Territories!A6: The row is a total of other rows; it was not read. Remove the row: "
        "totals are computed from the rows."
    ]


@pytest.mark.parametrize(
    ("word", "population"), [("Total province of Liège", 5), ("Somme", 6100), ("Ergebnis", 6100)]
)
def test_a_total_that_nothing_refers_to_is_an_error(
    word: str, population: float, tmp_path: Path
) -> None:
    sheets = small()
    sheets["Territories"].append([word, None, None, population])
    assert errors(sheets, tmp_path) == [
        "Territories!A6: The row looks like a total of other rows, and nothing refers to it. "
        "Remove the row: totals are computed from the rows."
    ]


def test_a_department_called_somme_is_a_territory(tmp_path: Path) -> None:
    sheets = small()
    sheets["Territories"].append(["Somme", None, None, 570_000, 5])
    sheets["Budgets"].append([2023, "Somme", 5])
    assert errors(sheets, tmp_path) == []


@pytest.mark.parametrize(
    "note", ["Source : Statbel, 1er janvier 2024", "* estimation", "Figures are of last year."]
)
def test_a_note_under_the_territories_is_no_territory(note: str, tmp_path: Path) -> None:
    sheets = small()
    sheets["Territories"] += [[], [note]]
    assert errors(sheets, tmp_path) == [
        "Territories!A7: The text stands where a name belongs, and nothing refers to it: is this "
        "a note? Move it to the column “Note” or above the headers; fill in the row if it is a "
        "name."
    ]


def test_a_territory_with_its_key_alone_is_no_note(tmp_path: Path) -> None:
    sheets = small()
    sheets["Territories"].append(["Saint-Vith / St. Vith"])
    assert errors(sheets, tmp_path) == []


LEFT_OUT = (
    "The last row only adds up the rows above; it was left out. Remove the row: totals are "
    "computed from the rows."
)


def _with_last(table: str, *row: Any) -> Sheets:
    sheets = small()
    sheets[table].append(list(row))
    return sheets


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("Flows", ("Total", None, None, None, None, 280)),
        ("Flows", (None, None, None, "Totaal", None, 280)),
        ("Flows", (None, None, None, None, None, 280.0)),
        ("Flows", (None, "Sous-total", None, "Total général", None, 280)),
        ("Territories", ("Total", None, None, 6100, 60_000_000, None)),
        ("Benefits", (None, "Summe", None, None, 24_000)),
        ("Benefits", (None, None, None, None, 24_000)),
        ("Budgets", (None, "Somme", 100_000)),
    ],
)
def test_a_last_row_of_sums_is_left_out_and_told(
    table: str, row: tuple[Any, ...], tmp_path: Path
) -> None:
    before = read_case(write(small(), tmp_path / "before.xlsx")).case
    path = write(_with_last(table, *row), tmp_path / "case.xlsx")
    found = examine(path)
    assert found.case is not None
    assert found.case.table(table).equals(before.table(table))
    assert [str(p).partition(": ")[2] for p in found.problems] == [LEFT_OUT]
    assert found.problems[0].cell == f"A{len(small()[table]) + 1}"


@pytest.mark.parametrize("formula", ["=SUM(F2:F7)", "=SUBTOTAL(9,F2:F7)", "=SUM($F$2:$F$7)"])
def test_a_last_row_of_formulas_that_sum_is_left_out(formula: str, tmp_path: Path) -> None:
    path = write(small(), tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    book["Flows"]["F8"] = formula
    book.save(path)
    found = examine(path)
    assert found.case is not None
    assert [p.code for p in found.problems] == ["total-left-out"]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("Flows", ("Total", None, None, None, None, 281)),
        ("Flows", ("Total", None, None, None, "city", 280)),
        ("Flows", (None, None, None, None, None, 281)),
        ("Territories", ("Total", None, None, 6100, 60_000_000, True)),
        ("Budgets", (None, None, 100_000)),
        ("Costs", (None, "Average", None, 5000)),
    ],
)
def test_a_last_row_that_says_more_stays_an_error(
    table: str, row: tuple[Any, ...], tmp_path: Path
) -> None:
    assert errors(_with_last(table, *row), tmp_path) != []


def test_zeros_and_a_source_keep_no_total_from_being_one(tmp_path: Path) -> None:
    sheets = small()
    sheets["Costs"] = [[*sheets["Costs"][0], "existing_funding", "source"]]
    sheets["Costs"] += [[None, "welcome", None, 5000, 0, None], [2023, "work", None, 10, 0, None]]
    sheets["Costs"].append([None, "Tot.", None, 5010, 0, "Statbel"])
    found = examine(write(sheets, tmp_path / "case.xlsx"))
    assert found.case is not None
    assert [p.code for p in found.problems] == ["total-left-out"]


def test_a_total_between_rows_stays_an_error(tmp_path: Path) -> None:
    sheets = small()
    sheets["Flows"].insert(4, ["Total", None, None, None, None, 200])
    assert errors(sheets, tmp_path) != []


def test_a_row_that_names_what_it_is_about_is_no_total_whatever_it_adds_up_to(
    tmp_path: Path,
) -> None:
    sheets = small()
    sheets["Flows"].append([2025, "welcome", "Liège", "work", "Liège", 280])
    assert [text for text in said(sheets, tmp_path) if "adds up" in text] == []


def test_a_territory_of_the_case_called_total_is_read_back(tmp_path: Path) -> None:
    ours = case(Territories=[("a", None, None, None, 5.0), ("Total", None, None, None, 5.0)])
    write_case(ours, tmp_path / "case.xlsx")
    read = read_case(tmp_path / "case.xlsx").case
    assert read.table("Territories")["territory"].tolist() == ["a", "Total"]


_OWN = {fold(text) for table in TABLES for c in table.columns for text in (c.key, *c.labels.all())}
NAMES = list({fold(name): name for name in ODD_NAMES}.values())
SCENARIOS = [name for name in NAMES if fold(name) not in _OWN]


def _odd_case() -> Case:
    """Return a case in which every odd name is one of each thing that has a name."""
    one, two = NAMES[0], NAMES[1]
    columns: dict[str, dict[str, Any]] = {
        "Territories": {"territory": NAMES, "name": NAMES, "population": [10.0] * len(NAMES)},
        "Stages": {
            "stage": NAMES,
            "order": range(len(NAMES)),
            "cofunded": [True] * (len(NAMES) - 1) + [False],
        },
        "Flows": {
            "year": [2024.0] * len(NAMES),
            "to_stage": [one] * len(NAMES),
            "to_territory": NAMES,
            "persons": [5.0] * len(NAMES),
            "note": NAMES,
        },
        "Costs": {"stage": NAMES, "cost_per_person": [1.0] * len(NAMES), "responsible": NAMES},
        "Benefits": {"stage": NAMES, "benefit_per_person": [1.0] * len(NAMES)},
        "Clauses": {
            "clause": NAMES,
            "label": NAMES,
            "payer": NAMES,
            "host": [two] * len(NAMES),
            "measure": ["amount"] * len(NAMES),
            "sense": ["at most"] * len(NAMES),
            "value": [1.0] * len(NAMES),
        },
        "Policies": {"policy": NAMES, "category": ["general"] * len(NAMES), "owner": NAMES},
        "Scenarios": {"rule": ["discount_rate"], "base": [0.1], **{n: [0.2] for n in SCENARIOS}},
    }
    return case_of({key: pd.DataFrame(rows, dtype=object) for key, rows in columns.items()})


def _plainly(case: Case, path: Path) -> None:
    write_case(case, path)


def _dressed_in(language: str) -> Callable[[Case, Path], None]:
    def write(case: Case, path: Path) -> None:
        write_dressed(Issue(case, "odd", language, date(2026, 11, 22)), path)

    return write


def _as_result(case: Case, path: Path) -> None:
    write_result(case, SPLIT, path)


WRITERS: dict[str, Callable[[Case, Path], None]] = {"plain": _plainly, "result": _as_result}
WRITERS |= {f"dressed in {language}": _dressed_in(language) for language in LANGUAGES}


@pytest.mark.parametrize("writer", WRITERS)
def test_every_odd_name_reads_back(writer: str, tmp_path: Path) -> None:
    ours, path = _odd_case(), tmp_path / "odd.xlsx"
    WRITERS[writer](ours, path)
    found = examine(path)
    assert [str(p) for p in found.problems if p.severity is Severity.ERROR] == []
    assert found.case is not None
    assert_same(found.case, ours)


@pytest.mark.parametrize("name", ["Total", "Source : SPF", "* revised", "Gesamt"])
def test_somebody_elses_row_that_looks_so_is_still_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    write_case(case_of({"Territories": pd.DataFrame({"territory": ["a"]})}), path)
    book = openpyxl.load_workbook(path)
    book["Territories"]["A3"] = name
    book.save(path)
    codes = [p.code for p in examine(path).problems if p.severity is Severity.ERROR]
    assert codes in (["total-row"], ["note-row"])
