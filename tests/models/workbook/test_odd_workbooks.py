from __future__ import annotations

from pathlib import Path

import pytest

from models.problems import Severity
from models.workbook.reading import examine, read_case
from tests.models.workbook.small_case import (
    Sheets,
    small,
    with_cell,
    with_cells,
    write,
)

WARNED: dict[str, tuple[Sheets, list[str]]] = {
    "names in other spelling": (
        with_cells(
            ("Flows", "E6", "liege"), ("Flows", "B3", " Reception "), ("Flows", "E3", "ci\u00a0ty")
        ),
        [
            "Flows!B3: “Reception” was read as “reception”. Write it as “reception”.",
            "Flows!E3: “ci ty” was read as “city”. Write it as “city”.",
            "Flows!E6: “liege” was read as “Liège”. Write it as “Liège”.",
        ],
    ),
    "numbers as text": (
        with_cells(
            ("Costs", "D2", "1\u202f234,56"), ("Scenarios", "B2", "2,5 %"), ("Flows", "A3", "2023")
        ),
        [
            (
                "Flows!A3: The number is stored as text, “2023”; it was read as 2023. Type it "
                "again as a number."
            ),
            (
                "Costs!D2: The number is stored as text, “1 234,56”; it was read as 1234.56. "
                "Type it again as a number."
            ),
            (
                "Scenarios!B2: The number is stored as text, “2,5 %”; it was read as 0.025. "
                "Type it again as a number."
            ),
        ],
    ),
    "more leave than entered": (
        with_cells(("Flows", "F5", 140)),
        [
            (
                "Flows!F5: More persons leave the cohort welcome, city, 2023 than entered it: 180 "
                "against 80. Check the persons who enter and leave it, and the duration of the "
                "stage."
            )
        ],
    ),
    "nobody goes on": (
        with_cells(("Flows", "A2", 2019)),
        [
            (
                "Flows!F3: More persons leave the cohort reception, city, 2022 than entered it: "
                "100 against 0. Check the persons who enter and leave it, and the duration of the "
                "stage."
            ),
            (
                "Flows!F2: Nobody leaves the cohort reception, city, 2019 of 100 persons. Add "
                "the flows to later stages, and the exits, if there were any."
            ),
        ],
    ),
    "no cost": (
        with_cells(("Costs", "B2", "work")),
        [
            (
                "Costs!D1: No cost is given for the programme “welcome” in “city”; it counts as "
                "0. Add a row for “welcome” to Costs."
            )
        ],
    ),
    "no benefit": (
        with_cells(("Benefits", "B2", "welcome"), ("Benefits", "B3", "welcome")),
        [
            (
                "Benefits!E1: No benefit is given for any stage later than “welcome”; it counts "
                "as 0. Add rows for the later stages to Benefits."
            )
        ],
    ),
    "nobody lives there": (
        with_cells(("Territories", "D3", 0)),
        [
            (
                "Territories!D3: Nobody lives in the territory “city”: its population is 0. Fill "
                "in its population, if that is not so."
            )
        ],
    ),
    "population not given": (
        with_cells(("Territories", "D3", None)),
        [
            (
                "Territories!D3: The population of “city” is not given; keys by population take "
                "it as 0. Fill in its population, if that is not so."
            )
        ],
    ),
    "columns aside": (
        with_cells(("Flows", "H3", "x"), ("Flows", "I1", "remark2"), ("Flows", "I2", 5)),
        [
            (
                "Flows!I1: The column “remark2” is not known; it is kept aside. Did you mean "
                "“Note”? Rename it if it stands for a known column."
            ),
            (
                "Flows!H3: The column holds values but has no header. It was not read. Type a "
                "header, or clear the column."
            ),
        ],
    ),
    "clause of nothing": (
        with_cells(("Clauses", "C2", "Liège")),
        [
            (
                "Clauses!A2: The clause names no programme, no co-funded stage that persons "
                "enter in the programme years; it binds nothing. Check its host, stage and year."
            )
        ],
    ),
    "share in percent": (
        with_cells(("Clauses", "H3", 25)),
        [
            (
                "Clauses!H3: The share 25 is more than the whole need. Type a fraction: 0.25 for "
                "25\u00a0%."
            )
        ],
    ),
    "sheet aside": (
        {**small(), "Extra": [["a", 1]]},
        [
            (
                "Extra: The sheet “Extra” is no table of a case; it is kept aside. Rename it if"
                " it stands for a table."
            )
        ],
    ),
}


@pytest.mark.parametrize("name", WARNED)
def test_an_odd_workbook_is_taken_over_with_warnings(name: str, tmp_path: Path) -> None:
    sheets, messages = WARNED[name]
    read = read_case(write(sheets, tmp_path / "case.xlsx"))
    assert [str(problem) for problem in read.problems] == messages
    assert {problem.severity for problem in read.problems} == {Severity.WARNING}


def test_errors_of_every_sheet_are_reported_at_once(tmp_path: Path) -> None:
    sheets = with_cells(
        ("Territories", "D3", "many"),
        ("Flows", "F3", -1),
        ("Flows", "B4", "recepton"),
        ("Costs", "D2", None),
        ("Scenarios", "A2", "discount"),
        ("Clauses", "C2", "LIEGE"),
    )
    found = examine(write(sheets, tmp_path / "case.xlsx"))
    assert found.case is None
    assert [(p.place, p.code) for p in found.problems if p.severity is Severity.ERROR] == [
        ("Territories!D3", "not-a-number"),
        ("Costs!D2", "blank-cell"),
        ("Flows!F3", "negative-number"),
        ("Flows!B4", "unknown-stage"),
        ("Scenarios!A2", "unknown-rule"),
    ]
    assert ("Clauses!C2", "name-matched") in [(p.place, p.code) for p in found.problems]


def test_cells_are_named_as_they_stand_in_a_workbook_with_other_places(tmp_path: Path) -> None:
    sheets = with_cell("Flows", "F3", "eighty")
    rows = [[], ["Our flows"], *([None, *row] for row in sheets.pop("Flows"))]
    rows.insert(4, [])
    sheets = {"Flux ": rows, **sheets}
    found = examine(write(sheets, tmp_path / "case.xlsx"))
    assert [p.place for p in found.problems] == ["Flux !G6", "Flux !A2"]
