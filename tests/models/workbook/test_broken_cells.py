from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.models.workbook.small_case import (
    Sheets,
    assert_refused,
    small,
    with_cell,
    with_cells,
    without_column,
    without_sheet,
)

BROKEN: dict[str, tuple[Sheets, list[str]]] = {
    "missing sheet": (
        without_sheet("Costs"),
        [("Costs: The sheet Costs is missing. Add a sheet called “Costs” with its columns.")],
    ),
    "missing sheet of territories": (
        without_sheet("Territories"),
        [
            (
                "Territories: The sheet Territories is missing. Add a sheet called "
                "“Territories” with its columns."
            )
        ],
    ),
    "sheet twice": (
        {**small(), "Flux": [["year"]]},
        [
            (
                "Flux: The table Flows stands here a second time; the first is the sheet "
                "“Flows”. Put the rows of both into one sheet, or remove the one that does not "
                "count."
            )
        ],
    ),
    "missing column": (
        without_column("Flows", "persons"),
        [("Flows: The column “Persons” is missing. Add a column with the header “Persons”.")],
    ),
    "header twice": (
        with_cells(("Flows", "G1", "Année")),
        [
            (
                "Flows!G1: The column “Year” stands here a second time; the first is A1. Remove"
                " or rename one of the two."
            )
        ],
    ),
    "text for a number": (
        with_cell("Flows", "F3", "eighty"),
        [
            (
                "Flows!F3: The text “eighty” stands where a number belongs. Expected: a number."
                " Type the number itself, with digits only."
            )
        ],
    ),
    "infinite number": (
        with_cell("Flows", "F3", "1e999"),
        [
            (
                "Flows!F3: The number “1e999” is not finite. Expected: a number. Type the "
                "number itself, with digits only."
            )
        ],
    ),
    "negative number": (
        with_cell("Costs", "D2", -1),
        [("Costs!D2: The number −1 is negative. Expected: a number from 0. Type a number from 0.")],
    ),
    "yes for a number": (
        with_cell("Flows", "F3", True),
        [
            (
                "Flows!F3: The cell holds TRUE where a number belongs. Expected: a number. Type"
                " the number itself, with digits only."
            )
        ],
    ),
    "date for a number": (
        with_cell("Flows", "F3", date(2024, 1, 2)),
        [
            (
                "Flows!F3: The cell holds a date (2024-01-02) where a number belongs. Expected:"
                " a number. Excel takes texts such as 1/2 or 3.4 for dates: format the cell as a"
                " number and type the number again."
            )
        ],
    ),
    "date for a year": (
        with_cell("Flows", "A3", date(2024, 1, 2)),
        [
            (
                "Flows!A3: The cell holds a date (2024-01-02) where a year belongs. Expected: a"
                " year. Format the cell as a number and type the year alone, such as 2026."
            )
        ],
    ),
    "year with a fraction": (
        with_cell("Flows", "A3", 2023.5),
        [
            (
                "Flows!A3: 2023.5 is not a year. Expected: a year from 1900 to 2200. Type the "
                "year with four digits."
            )
        ],
    ),
    "year with two digits": (
        with_cell("Flows", "A3", 23),
        [
            (
                "Flows!A3: 23 is not a year. Expected: a year from 1900 to 2200. Type the year "
                "with four digits."
            )
        ],
    ),
    "fraction of a year as duration": (
        with_cells(("Stages", "D2", 1.5)),
        ["Stages!D2: 1.5 is not a whole number. Type a whole number."],
    ),
    "ambiguous number": (
        with_cells(("Costs", "D2", "1.234")),
        [
            (
                "Costs!D2: The text “1.234” may be 1234 or 1.234. Expected: a number. Type it "
                "again as a number."
            )
        ],
    ),
    "error value": (
        with_cells(("Costs", "D2", "#REF!")),
        ["Costs!D2: The cell shows the error #REF!. Mend the formula or type the value."],
    ),
    "formula without value": (
        with_cells(("Costs", "D2", "=1+1")),
        [
            (
                "Costs!D2: The cell holds a formula whose value was not stored. Open the "
                "workbook in Excel, let it calculate and save it, or type the value."
            )
        ],
    ),
    "blank required cell": (
        with_cells(("Flows", "F3", None)),
        [
            (
                "Flows!F3: The cell is blank; the column “Persons” needs a value in every row. "
                "Type the value, or remove the row."
            )
        ],
    ),
    "neither yes nor no": (
        with_cells(("Stages", "E2", "maybe")),
        [
            (
                "Stages!E2: The cell holds “maybe” where yes or no belongs. Expected: yes or "
                "no. Type yes or no."
            )
        ],
    ),
    "unknown choice": (
        with_cells(("Stages", "C2", "cooking")),
        [
            (
                "Stages!C2: “cooking” is not one of the words this column knows. Expected: "
                "reception, family, housing, education, work. Choose one of the words expected."
            )
        ],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_workbook_with_a_sheet_a_header_or_a_cell_that_is_wrong_is_refused(
    name: str, tmp_path: Path
) -> None:
    sheets, messages = BROKEN[name]
    assert_refused(sheets, messages, tmp_path)
