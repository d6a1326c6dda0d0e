from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from models.declaration.rules import RULE_BY_KEY
from models.problems import CaseRefusedError
from models.words.language import ENGLISH
from models.workbook.reading import examine, read_case
from tests.models.workbook.small_case import small, with_cell, with_cells, write


def test_a_small_case_has_no_problems_and_the_types_a_case_promises(tmp_path: Path) -> None:
    read = read_case(write(small(), tmp_path / "case.xlsx"))
    assert read.problems == ()
    assert read.case.table("Stages")["cofunded"].tolist() == [False, True, False]
    assert read.case.table("Territories")["pays"].tolist() == [True, True, True, False]
    assert read.case.table("Flows")["year"].tolist() == [2022, 2023, 2023, 2024, 2024, 2024]
    assert read.case.scenarios() == ("base", "new")
    assert read.case.table("Scenarios")["new"].tolist()[2:4] == [2023.0, "none"]


def test_progress_is_told_in_rising_percents(tmp_path: Path) -> None:
    told: list[int] = []
    path = write(small(), tmp_path / "case.xlsx")
    read_case(path, lambda _what, percent: told.append(percent))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 100)


def test_choices_and_yes_or_no_are_read_in_any_case_and_language(tmp_path: Path) -> None:
    sheets = with_cells(
        ("Clauses", "G2", "At_Most"),
        ("Stages", "E2", "OUI"),
        ("Stages", "E3", "Nee"),
        ("Stages", "E4", 1),
        ("Stages", "C2", " Reception"),
    )
    read = read_case(write(sheets, tmp_path / "case.xlsx"))
    assert read.case.table("Clauses")["sense"].tolist()[0] == "at most"
    assert read.case.table("Stages")["cofunded"].tolist() == [True, False, True]
    assert read.case.table("Stages")["integrator"].tolist()[0] == "reception"


def test_rules_and_columns_may_be_named_by_their_labels(tmp_path: Path) -> None:
    sheets = with_cells(
        ("Scenarios", "A2", "Taux d'actualisation"), ("Adjustments", "C2", "Coût par personne")
    )
    read = read_case(write(sheets, tmp_path / "case.xlsx"))
    assert read.problems == ()
    assert read.case.table("Scenarios")["rule"].tolist()[0] == "discount_rate"
    assert read.case.table("Adjustments")["column"].tolist() == ["cost_per_person"]


def test_the_words_of_rules_are_read_as_declared(tmp_path: Path) -> None:
    sheets = with_cells(
        ("Scenarios", "B3", "Unfunded ; EQUAL_BURDEN"),
        ("Scenarios", "B4", "2023 \u2013 2024"),
        ("Scenarios", "B5", "None"),
        ("Scenarios", "C6", "BASE"),
    )
    rules = read_case(write(sheets, tmp_path / "case.xlsx")).case.table("Scenarios")
    assert rules["base"].tolist()[1:4] == ["unfunded, equal_burden", "2023-2024", "none"]
    assert rules["new"].tolist()[4] == "base"


def test_a_formula_with_its_value_stored_is_read_as_the_value(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "case.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, rows in small().items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name == "Costs":
            sheet.write_formula("D2", "=2500*2", None, 5000)
    book.close()
    assert read_case(path).case.table("Costs")["cost_per_person"].tolist() == [5000.0]


@pytest.mark.parametrize(
    "name",
    ["discount_rate", "Discount_Rate", *RULE_BY_KEY["discount_rate"].labels.all(), "discontovoet"],
)
@pytest.mark.parametrize("text", ["3 %", "0,03"])
def test_a_number_typed_as_text_is_read_for_a_rule_named_by_key_or_label(
    name: str, text: str, tmp_path: Path
) -> None:
    found = examine(
        write(with_cells(("Scenarios", "A2", name), ("Scenarios", "B2", text)), tmp_path / "c.xlsx")
    )
    assert found.case is not None
    assert found.case.table("Scenarios")["base"].tolist()[0] == 0.03
    said = [ENGLISH.say(p.found) for p in found.problems if p.cell == "B2"]
    assert said == [f"The number is stored as text, “{text}”; it was read as 0.03."]


@pytest.mark.parametrize("mark", "’‘ʼ´`")
def test_labels_of_rules_and_columns_match_with_any_apostrophe(mark: str, tmp_path: Path) -> None:
    rule = "Taux d'actualisation".replace("'", mark)
    column = "Coût d'attente par personne".replace("'", mark)
    changes = [("Scenarios", "A2", rule), ("Scenarios", "B2", "3 %"), ("Adjustments", "C2", column)]
    found = examine(write(with_cells(*changes), tmp_path / "c.xlsx"))
    assert found.case is not None
    assert found.case.table("Scenarios")["rule"].tolist()[0] == "discount_rate"
    assert found.case.table("Adjustments")["column"].tolist() == ["waiting_cost_per_person"]


@pytest.mark.parametrize("hyphen", "‐‑–")
def test_labels_of_rules_match_with_any_hyphen(hyphen: str, tmp_path: Path) -> None:
    name = "Mindest-Eigenanteil".replace("-", hyphen)
    changes = [("Scenarios", "A2", name), ("Scenarios", "B2", "3 %")]
    found = examine(write(with_cells(*changes), tmp_path / "c.xlsx"))
    assert found.case is not None
    assert found.case.table("Scenarios")["rule"].tolist()[0] == "own_share_min"


def test_a_scenario_may_be_called_as_a_label_of_another_column(tmp_path: Path) -> None:
    read = read_case(write(with_cell("Scenarios", "D1", "Basis"), tmp_path / "case.xlsx"))
    assert read.case.scenarios() == ("base", "new", "Basis")


def test_a_look_alike_territory_is_explained(tmp_path: Path) -> None:
    sheets = with_cell("Flows", "E7", None)
    sheets["Flows"][4][4] = "сity"
    found = examine(write(sheets, tmp_path / "case.xlsx"))
    (error,) = [problem for problem in found.problems if problem.code == "unknown-territory"]
    assert "letters of another alphabet" in ENGLISH.say(error.found)


def test_a_refusal_says_how_many_errors_there_are(tmp_path: Path) -> None:
    path = write(with_cells(("Flows", "F3", "x"), ("Flows", "F4", "y")), tmp_path / "case.xlsx")
    with pytest.raises(CaseRefusedError, match=r"case\.xlsx: The data have 2 errors"):
        read_case(path)


def test_openpyxl_warnings_about_extensions_do_not_reach_the_reader(tmp_path: Path) -> None:
    path = write(small(), tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    book["Flows"]["H2"].number_format = "yyyy-mm-dd"
    book["Flows"]["H2"] = -5.0
    book.save(path)
    assert "blank-header" in [problem.code for problem in examine(path).problems]
