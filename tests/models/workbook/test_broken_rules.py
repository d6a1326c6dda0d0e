from __future__ import annotations

from pathlib import Path

import pytest

from tests.models.workbook.small_case import Sheets, assert_refused, with_cells

BROKEN: dict[str, tuple[Sheets, list[str]]] = {
    "scenario without name": (
        with_cells(("Scenarios", "D2", 0.1)),
        [
            (
                "Scenarios!D2: The column holds values but has no header. Type the name of the "
                "scenario as its header."
            )
        ],
    ),
    "scenario twice": (
        with_cells(("Scenarios", "D1", "NEW")),
        [
            (
                "Scenarios!D1: The column “NEW” stands here a second time; the first is C1. "
                "Remove or rename one of the two."
            )
        ],
    ),
    "misspelt rule": (
        with_cells(("Scenarios", "A2", "discont_rat")),
        [
            (
                "Scenarios!A2: The rule “discont_rat” is not known. Did you mean “discount_rate”? "
                "Correct the rule, or remove the row."
            )
        ],
    ),
    "discount rate of -1": (
        with_cells(("Scenarios", "B2", -1)),
        [
            (
                "Scenarios!B2: The rule “Discount rate” cannot be “-1”. Expected: a fraction "
                "above −1, such as 0.02. Type a value as expected, or clear the cell."
            )
        ],
    ),
    "misspelt goal": (
        with_cells(("Scenarios", "B3", "unfunded, hostresidual")),
        [
            (
                "Scenarios!B3: The goal “hostresidual” is not known; did you mean "
                "“host_residual”? Expected: goals out of unfunded, host_residual, equal_burden, "
                "proportional, least_change, fewest_transfers, each once, separated by commas. "
                "Type a value as expected, or clear the cell."
            )
        ],
    ),
    "goal twice": (
        with_cells(("Scenarios", "B3", "unfunded, unfunded")),
        [
            (
                "Scenarios!B3: The goal “unfunded” stands twice. Expected: goals out of unfunded, "
                "host_residual, equal_burden, proportional, least_change, fewest_transfers, each "
                "once, separated by commas. Type a value as expected, or clear the cell."
            )
        ],
    ),
    "years backwards": (
        with_cells(("Scenarios", "B4", "2027-2026")),
        [
            (
                "Scenarios!B4: The rule “Programme years” cannot be “2027-2026”. Expected: a year "
                "such as 2026, or years such as 2026-2030. Type a value as expected, or clear the "
                "cell."
            )
        ],
    ),
    "cap that is no number": (
        with_cells(("Scenarios", "B5", "nothing")),
        [
            (
                "Scenarios!B5: The rule “Benefit cap” cannot be “nothing”. Expected: a number "
                "from 0, such as 1, or the word none. Type a value as expected, or clear the cell."
            )
        ],
    ),
    "unknown reference scenario": (
        with_cells(("Scenarios", "C6", "old")),
        [
            (
                "Scenarios!C6: The scenario “old” is not known. Correct the name, or add a column "
                "for it."
            )
        ],
    ),
    "reference to itself": (
        with_cells(("Scenarios", "C6", "new")),
        [
            (
                "Scenarios!C6: The reference scenarios go round in a circle: new → new. Name a "
                "reference scenario that does not lead back."
            )
        ],
    ),
    "circle of references": (
        with_cells(("Scenarios", "B6", "new")),
        [
            (
                "Scenarios!B6: The reference scenarios go round in a circle: base → new → base."
                " Name a reference scenario that does not lead back."
            )
        ],
    ),
    "adjustment of a year": (
        with_cells(("Adjustments", "C2", "year")),
        [
            (
                "Adjustments!C2: “year” is no column of figures of Costs. Expected: Cost per "
                "person, Existing funding, Waiting cost per person. Name one of the columns "
                "expected."
            )
        ],
    ),
    "adjustment of a misspelt column": (
        with_cells(("Adjustments", "C2", "Cost_per_persn")),
        [
            (
                "Adjustments!C2: “Cost_per_persn” is no column of figures of Costs. Expected: "
                "Cost per person, Existing funding, Waiting cost per person. Did you mean "
                "“cost_per_person”? Name one of the columns expected."
            )
        ],
    ),
    "adjustment of a budget with a stage": (
        with_cells(("Adjustments", "B2", "Budgets"), ("Adjustments", "C2", "max_contribution")),
        [
            (
                "Adjustments!F2: The adjustment of Budgets names the stage “welcome”; budgets "
                "have no stage. Clear the stage."
            )
        ],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_workbook_with_a_rule_or_an_adjustment_that_is_wrong_is_refused(
    name: str, tmp_path: Path
) -> None:
    sheets, messages = BROKEN[name]
    assert_refused(sheets, messages, tmp_path)
