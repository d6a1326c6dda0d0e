"""The sheet of checks: the values that are stored, and what a spreadsheet makes of an edit."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.workbook.dressed.writing import write_dressed
from models.workbook.identity import identity_of
from models.workbook.reading import read_case
from models.xlsx.grid import read_grid
from tests.cases import case, sample_case
from tests.models.workbook.dressed.test_writing import issue

NEEDS_LIBREOFFICE = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not here"
)


def _lines(path: Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(path, data_only=True)["Checks"]
    return {
        (str(row[0]), str(row[1])): row[2:9] for row in sheet.iter_rows(min_row=6, values_only=True)
    }


def _through_libreoffice(path: Path, folder: Path) -> Path:
    """Open and save a workbook in LibreOffice, which computes formulas without a value."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(folder / "out"), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "out" / path.name


@pytest.fixture
def dressed(tmp_path: Path) -> Path:
    write_dressed(issue(sample_case("worked")), tmp_path / "dressed.xlsx")
    return tmp_path / "dressed.xlsx"


def test_totals_are_stored_with_what_was_sent(dressed: Path) -> None:
    flows = sample_case("worked").table("Flows")
    lines = _lines(dressed)
    total = flows["persons"].sum()
    assert lines["Flows", "Persons"] == (total, total, 0, 0, 0, None, "✓")
    assert lines["Flows", "(rows)"] == (11, 11, 0, None, None, 0, "✓")
    sheet = openpyxl.load_workbook(dressed, data_only=True)["Checks"]
    assert sheet["A3"].value == "✓ Nothing to mend."


def test_doubled_and_missing_cells_of_the_case_itself_are_counted(tmp_path: Path) -> None:
    ours = case(Budgets=[(2025, "city", 1.0), (2025, "City", 2.0), (None, "port", None)])
    write_dressed(issue(ours), tmp_path / "dressed.xlsx")
    lines = _lines(tmp_path / "dressed.xlsx")
    assert lines["Budgets", "(rows)"][5:] == (2, "▲")
    assert lines["Budgets", "Most it can contribute"][4:] == (1, None, "▲")
    sheet = openpyxl.load_workbook(tmp_path / "dressed.xlsx", data_only=True)["Checks"]
    assert sheet["A3"].value == "▲ To mend: 3"


PATTERNS = case(
    Territories=[("A?",), ("AB",), ("p*",), ("port",), ("~x",), ("x",), (">5",), ("=AB",)],
    Budgets=[(2025, "A?", 1.0), (2025, "AB", 1.0), (2025, "p*", 1.0), (2025, "p*", 2.0)],
)


@NEEDS_LIBREOFFICE
def test_keys_that_look_like_patterns_are_doubled_only_where_they_are(tmp_path: Path) -> None:
    write_dressed(issue(PATTERNS), tmp_path / "dressed.xlsx")
    stored = _lines(tmp_path / "dressed.xlsx")
    assert stored["Territories", "(rows)"][5] == 0
    assert stored["Budgets", "(rows)"][5] == 2
    book = openpyxl.load_workbook(tmp_path / "dressed.xlsx")
    (tmp_path / "bare").mkdir()
    book.save(tmp_path / "bare" / "dressed.xlsx")
    computed = _lines(_through_libreoffice(tmp_path / "bare" / "dressed.xlsx", tmp_path))
    assert computed == stored


@pytest.mark.parametrize(
    ("keys", "counted"),
    [
        (("1e2", "100"), False),
        (("1/2", "2"), False),
        (("50%", "0.5"), False),
        (("x" * 300, "y"), False),
        (("01000", "1001", "1/2a"), True),
        (("1/2", "north"), True),
    ],
)
def test_keys_that_a_spreadsheet_takes_for_the_same_number_are_counted_on_return(
    keys: tuple[str, ...], counted: bool, tmp_path: Path
) -> None:
    ours = case(Territories=[(key,) for key in keys])
    write_dressed(issue(ours), tmp_path / "dressed.xlsx")
    doubled = _lines(tmp_path / "dressed.xlsx")["Territories", "(rows)"][5]
    assert doubled == (0 if counted else "on return")


@NEEDS_LIBREOFFICE
def test_an_edit_shows_in_the_checks_at_once(dressed: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(dressed)
    flows = book["Flows"]
    first = [cell.value for cell in flows[5]]
    for row, values in ((300, first), (301, [2030, None, None, None, None, "12 p"])):
        for column, value in enumerate(values, start=1):
            flows.cell(row, column, value)
    book["Costs"]["E5"] = None
    book.save(dressed)
    lines = _lines(_through_libreoffice(dressed, tmp_path))
    assert lines["Flows", "(rows)"] == (13, 11, 2, None, None, 2, "▲")
    assert lines["Flows", "Persons"][2:] == (first[5], 1, 0, None, "▲")
    assert lines["Costs", "Cost per person"][4] == 1
    assert lines["Benefits", "Benefit per person"][6] == "✓"


@NEEDS_LIBREOFFICE
def test_libreoffice_keeps_the_case_and_the_identity(dressed: Path, tmp_path: Path) -> None:
    kept = _through_libreoffice(dressed, tmp_path)
    before, after = (read_grid(p.read_bytes(), p.name, _silent) for p in (dressed, kept))
    assert identity_of(after) == identity_of(before)
    assert read_case(kept).case.table("Flows").equals(read_case(dressed).case.table("Flows"))
    assert read_case(kept).case.unknown_sheets == ()


def _silent(_what: str, _percent: int) -> None:
    pass
