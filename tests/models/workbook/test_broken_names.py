from __future__ import annotations

from pathlib import Path

import pytest

from tests.models.workbook.small_case import Sheets, assert_refused, with_cell, with_cells, with_row

BROKEN: dict[str, tuple[Sheets, list[str]]] = {
    "territory far from known": (
        with_cell("Flows", "E6", "Liege-ville"),
        [
            (
                "Flows!E6: The territory “Liege-ville” is not known. Did you mean “Liège”? "
                "Correct the name, or add it to Territories."
            )
        ],
    ),
    "misspelt territory": (
        with_cell("Flows", "E6", "citty"),
        [
            (
                "Flows!E6: The territory “citty” is not known. Did you mean “city”? Correct the "
                "name, or add it to Territories."
            )
        ],
    ),
    "territory with a Cyrillic letter": (
        with_cell("Flows", "E3", "сity"),
        [
            (
                "Flows!E3: “сity” looks like “city” but has letters of another alphabet (с). Type "
                "“city” anew."
            )
        ],
    ),
    "misspelt stage": (
        with_cell("Flows", "D3", "welcom"),
        [
            (
                "Flows!D3: The stage “welcom” is not known. Did you mean “welcome”? Correct the "
                "name, or add it to Stages."
            )
        ],
    ),
    "misspelt scenario": (
        with_cell("Clauses", "I3", "newer"),
        [
            (
                "Clauses!I3: The scenario “newer” is not known. Did you mean “new”? Correct the "
                "name, or add it to Scenarios."
            )
        ],
    ),
    "duplicate flow": (
        with_row("Flows", 8, 2022, None, None, "reception", "city", 5),
        [
            (
                "Flows!A8: An earlier row has the same “Year”, “From stage”, “From territory”, "
                "“To stage” and “To territory”: 2022 · reception · city. Remove one of the two "
                "rows, or put them together."
            )
        ],
    ),
    "duplicate territory": (
        with_cells(("Territories", "A6", "CITY")),
        [
            (
                "Territories!A6: An earlier row has the same “Territory”: CITY. Remove one of the "
                "two rows, or put them together."
            )
        ],
    ),
    "circle of parents": (
        with_cells(("Territories", "C2", "quarter")),
        [
            (
                "Territories!C2: The parents go round in a circle: federation → quarter → city "
                "→ federation. Clear or change one of these parents."
            )
        ],
    ),
    "flow to an earlier stage": (
        with_cells(
            ("Flows", "B7", "work"),
            ("Flows", "D7", "welcome"),
            ("Flows", "E7", "city"),
            ("Flows", "A7", 2030),
        ),
        [
            (
                "Flows!D7: The flow goes to stage “welcome”, which is earlier than “work” (T+1 "
                "after T+3). Change the stages of the flow, or their order in Stages."
            )
        ],
    ),
    "flow to a stage of the same order": (
        with_cells(("Stages", "B4", 1)),
        [
            (
                "Flows!D5: The flow goes to stage “work”, which is no later than “welcome” (T+1 "
                "after T+1). Change the stages of the flow, or their order in Stages."
            ),
            (
                "Flows!D6: The flow goes to stage “work”, which is no later than “welcome” (T+1 "
                "after T+1). Change the stages of the flow, or their order in Stages."
            ),
        ],
    ),
    "move to the same territory": (
        with_row("Flows", 8, 2023, "welcome", "city", "welcome", "city", 5),
        [
            (
                "Flows!E8: The flow stays in stage “welcome” and in territory “city”. Change one "
                "of its ends, or remove the row."
            )
        ],
    ),
    "flow without ends": (
        with_row("Flows", 8, 2023, None, None, None, None, 5),
        [
            (
                "Flows!B8: The flow comes from nowhere and goes nowhere. Fill in where the "
                "persons come from, where they go, or both."
            )
        ],
    ),
    "half an end": (
        with_cells(("Flows", "E3", None)),
        [
            (
                "Flows!E3: “To stage” is filled in but “To territory” is blank. Fill in both, or "
                "clear both."
            )
        ],
    ),
    "clause of one who does not pay": (
        with_cells(("Clauses", "B2", "quarter")),
        [
            (
                "Clauses!B2: The territory “quarter” does not pay; “city” pays for it. Name "
                "“city” instead, or set “Pays” of “quarter” to yes."
            )
        ],
    ),
    "budget of one who does not pay": (
        with_cells(("Budgets", "B2", "quarter")),
        [
            (
                "Budgets!B2: The territory “quarter” does not pay; “city” pays for it. Name "
                "“city” instead, or set “Pays” of “quarter” to yes."
            )
        ],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_workbook_with_a_name_or_a_flow_that_is_wrong_is_refused(
    name: str, tmp_path: Path
) -> None:
    sheets, messages = BROKEN[name]
    assert_refused(sheets, messages, tmp_path)
