from __future__ import annotations

from pathlib import Path

import pytest

from models.workbook.reading import examine
from tests.models.workbook.said import errors, with_stored
from tests.models.workbook.small_case import small


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
