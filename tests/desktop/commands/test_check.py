"""`relais check`: what tracing finds stands beside what the cells show."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from desktop.__main__ import main
from tests.cases import SAMPLES

WORKED = SAMPLES / "worked.xlsx"


def _changed(folder: Path, flow: tuple[str | float | None, ...]) -> str:
    book = openpyxl.load_workbook(WORKED)
    sheet = book["Flows"]
    for column, value in enumerate(flow, start=1):
        sheet.cell(sheet.max_row + (column == 1), column, value)
    book.save(folder / "changed.xlsx")
    return str(folder / "changed.xlsx")


def _problems(case: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    assert main(["check", case, "--json"]) == 0
    problems: list[dict[str, str]] = json.loads(capsys.readouterr().out)["problems"]
    return problems


def test_rates_above_one_are_listed_with_what_is_done_about_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leaky = _changed(tmp_path, (2025, "training", "port", "work", "city", 40))
    found = [p for p in _problems(leaky, capsys) if p["code"] == "rates-above-one"]
    assert [p["found"] for p in found] == [
        "More people leave training in port than entered it (the cohort of 2024: 300\u00a0%)."
    ]
    assert "scaled to 100 %" in found[0]["mend"]


def test_a_warning_of_every_scenario_is_listed_once_and_that_of_one_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(_changed(tmp_path, (2025, "training", "port", "work", "city", 9)))
    book["Scenarios"].cell(1, 3, "later")
    book.create_sheet("Adjustments").append(
        ["scenario", "sheet", "column", "stage", "territory", "year", "operation", "value"]
    )
    book["Adjustments"].append(
        ["later", "Flows", "persons", "welcome", "city", 2023, "multiply", 0.5]
    )
    book.save(tmp_path / "two.xlsx")
    found = [
        p["found"]
        for p in _problems(str(tmp_path / "two.xlsx"), capsys)
        if p["code"] == "rates-above-one"
    ]
    assert found == [
        "More people leave training in port than entered it (the cohort of 2024: 145\u00a0%).",
        "In the scenario later: More people leave welcome in city than entered it (the cohort of "
        "2023: 200\u00a0%).",
    ]


def test_what_the_cells_show_already_is_not_said_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(WORKED)
    sheet = book["Costs"]
    row = next(r for r in range(2, 4) if "welcome" in [cell.value for cell in sheet[r]])
    sheet.delete_rows(row)
    book.save(tmp_path / "free.xlsx")
    codes = [p["code"] for p in _problems(str(tmp_path / "free.xlsx"), capsys)]
    assert codes.count("missing-cost") == 1


def test_a_workbook_with_errors_is_not_traced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = _changed(tmp_path, (2025, "training", "port", "work", "nowhere", 40))
    assert main(["check", broken, "--json"]) == 1
    codes = {p["code"] for p in json.loads(capsys.readouterr().out)["problems"]}
    assert "unknown-territory" in codes
    assert "rates-above-one" not in codes


def test_an_annotated_copy_is_written_beside_the_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = _changed(tmp_path, (2025, "training", "port", "work", "nowhere", 40))
    copy = tmp_path / "copy.xlsx"
    assert main(["check", broken, "--annotate", str(copy)]) == 1
    told = capsys.readouterr()
    assert "1 error" in told.out
    assert told.err == f"Wrote {copy}.\n"
    [cell] = [cell for row in openpyxl.load_workbook(copy)["Flows"] for cell in row if cell.comment]
    assert cell.value == "nowhere"


def test_a_workbook_without_errors_is_annotated_with_status_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.xlsx"
    assert main(["check", str(WORKED), "--annotate", str(copy), "--json"]) == 0
    assert "problems" in json.loads(capsys.readouterr().out)
    assert openpyxl.load_workbook(copy).sheetnames[0] == "Problems"


def test_a_refused_file_has_its_message_and_no_annotated_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "case.xlsx").write_text("<html><table></table></html>", "utf-8")
    copy = tmp_path / "copy.xlsx"
    assert main(["check", str(tmp_path / "case.xlsx"), "--annotate", str(copy)]) == 1
    assert "This is a web page (HTML), not a workbook." in capsys.readouterr().err
    assert not copy.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("changed.xlsx", "would take the place of the case"),
        ("copy.xls", "End the name in .xlsx"),
        ("none/copy.xlsx", "There is no such folder"),
    ],
)
def test_an_annotated_copy_that_cannot_be_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    case = _changed(tmp_path, (2025, "training", "port", "work", "city", 4))
    before = Path(case).read_bytes()
    assert main(["check", case, "--annotate", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err
    assert Path(case).read_bytes() == before


def _many_texts(folder: Path) -> str:
    book = openpyxl.load_workbook(WORKED)
    for number in range(30):
        book["Territories"].append([f"t{number}", None, "federation", None, f"{number},5", 100, 0])
    book.save(folder / "many.xlsx")
    return str(folder / "many.xlsx")


def test_more_than_twenty_alike_are_one_line_of_text_and_all_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = _many_texts(tmp_path)
    assert main(["check", many]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if "stored as text" in line] == [
        "warning: Territories!E5:E34: 30 cells alike; the first: The number is stored as text, "
        "“0,5”; it was read as 0.5. Type it again as a number."
    ]
    assert said[-1].startswith("many.xlsx: no errors, ")
    codes = [problem["code"] for problem in _problems(many, capsys)]
    assert codes.count("number-as-text") == 30
