"""A case with nothing to share, and a rounding that leaves nothing: each is said everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.__main__ import main
from models.case import Case
from models.workbook.plain import write_case
from tests.cases import with_rules, worked

TEXTS = [["solve"], ["solve", "--json"], ["solve", "--why"], ["compare"], ["compare", "--json"]]
BOOKS = [["solve"], ["compare"], ["sweep", "--vary", "own_share_min=0:0.5:2", "--jobs", "1"]]


def _changed(table: str, **columns: Any) -> Case:
    case = worked()
    return case.with_table(table, case.table(table).assign(**columns))


NOTHING = {
    "No stage is co-funded": _changed("Stages", cofunded=False),
    "Nobody enters a co-funded stage in the programme years 2030,": with_rules(
        worked(), programme_years="2030"
    ),
    "Nobody enters a co-funded stage,": _changed("Flows", persons=0.0),
    "No programme needs money": _changed("Costs", cost_per_person=0.0),
    "No programme needs money,": _changed("Costs", existing_funding=1e9),
    "Every need is less than half of the rounding, 1,000,000,": with_rules(
        worked(), rounding=1_000_000
    ),
}


@pytest.fixture(params=NOTHING)
def told(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """Return what is to be said of a case, and the case."""
    path = tmp_path / "case.xlsx"
    write_case(NOTHING[request.param], path)
    return request.param, str(path)


def test_that_there_is_nothing_to_share_is_a_warning_and_nothing_is_called_none(
    told: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    said, case = told
    assert main(["check", case]) == 0
    checked = capsys.readouterr().out
    assert checked.count(said) == 1
    assert "no errors, 1 warning." in checked
    for command in TEXTS:
        assert main([command[0], case, *command[1:]]) == 0
        printed = capsys.readouterr()
        assert printed.err.count(said) == 1
        assert "None" not in printed.out
    assert main(["explain", case, "--payer", "city"]) == 0
    assert "None" not in capsys.readouterr().out


def test_no_workbook_calls_anything_none(told: tuple[str, str], tmp_path: Path) -> None:
    said, case = told
    for command in BOOKS:
        path = tmp_path / "written.xlsx"
        assert main([command[0], case, *command[1:], "-o", str(path)]) == 0
        words = [
            str(cell.value)
            for sheet in openpyxl.load_workbook(path)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        assert not [word for word in words if "None" in word]
        if command == ["solve"]:
            assert [word for word in words if said in word]
            assert "funded already" not in words[1] or "rounding" not in said


def test_a_rounding_that_takes_a_payer_or_some_programmes_away_names_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.xlsx"
    for rounding, said in (
        (300_000, "The rounding, 300,000, makes nothing of all that is asked of city."),
        (
            500_000,
            "1 of 3 programmes need less than half of the rounding, 500,000, which becomes 0: "
            "training in port, 2024.",
        ),
    ):
        write_case(with_rules(worked(), rounding=rounding), path)
        assert main(["solve", str(path)]) == 0
        assert said in capsys.readouterr().err
    write_case(worked(), path)
    assert main(["solve", str(path)]) == 0
    assert not capsys.readouterr().err


def test_the_first_page_does_not_call_funded_what_rounding_took_away(tmp_path: Path) -> None:
    case, result = tmp_path / "case.xlsx", tmp_path / "result.xlsx"
    write_case(with_rules(worked(), rounding=1_000_000), case)
    assert main(["solve", str(case), "-o", str(result)]) == 0
    page = openpyxl.load_workbook(result)["Split at a glance"]
    assert page["A2"].value == (
        "Nobody pays anything: each need of 2023–2024 is less than half of the rounding, 1,000,000."
    )
