"""What a person reads where data of the second edition of the method are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.problems import Problem, Severity
from models.workbook.reading import examine
from tests.models.workbook.small_case import Sheets, small, write

Row = list[Any]


def wide(**tables: list[Row]) -> Sheets:
    """Return the small workbook with two groups, and other tables."""
    sheets = small()
    flows = sheets["Flows"]
    sheets["Flows"] = [[*flows[0], "group"], *([*row, "asylum"] for row in flows[1:])]
    sheets["Groups"] = [["group", "name"], ["asylum", "Asylum"], ["family", "Family"]]
    return {**sheets, **tables}


def with_rows(sheet: str, header: Row, *rows: Row) -> Sheets:
    """Return the workbook with groups with further columns, and rows of them, in a sheet."""
    sheets = wide()
    old = sheets.get(sheet, [[]])
    columns = [*old[0], *(key for key in header if key not in old[0])]
    given = [dict(zip(old[0], row, strict=False)) for row in old[1:]]
    given += [dict(zip(header, row, strict=True)) for row in rows]
    sheets[sheet] = [columns, *([row.get(key) for key in columns] for row in given)]
    return sheets


def with_column(sheet: str, header: str, *cells: Any) -> Sheets:
    """Return the workbook with groups with a further column in a sheet."""
    sheets = wide()
    head, *rows = sheets[sheet]
    filled = [*cells, *[None] * (len(rows) - len(cells))]
    rows = [[*row, cell] for row, cell in zip(rows, filled, strict=True)]
    sheets[sheet] = [[*head, header], *rows]
    return sheets


def with_rule(rule: str, value: Any) -> Sheets:
    return with_rows("Scenarios", ["rule", "base"], [rule, value])


_COST = ["stage", "territory", "group", "responsible", "share", "cost_per_person"]
_FLOW = ["year", "from_stage", "from_territory", "to_stage", "to_territory", "group", "to_group",
         "persons", "persons_without"]  # fmt: skip
_EXISTING = ["payer", "year", "stage", "territory", "group", "responsible", "amount"]
_CLAUSE = ["clause", "measure", "sense", "value", "each", "round", "decided_round", "proposed_on"]
_BOUND = ["amount", "at most", 5]

BROKEN: dict[str, tuple[Sheets, list[str]]] = {
    "flow without group": (
        with_rows("Flows", [*_FLOW[:5], "persons"], [2024, None, None, "reception", "city", 5]),
        [
            (
                "Flows!G8: The flow has no group; where there are groups, each flow is of one. "
                "Type the group of its persons, or remove the rows of Groups."
            )
        ],
    ),
    "no flow has a group": (
        {**small(), "Groups": [["group"], ["asylum"]]},
        [
            (
                "Flows: There are groups, but no flow says of which group its persons are. Type "
                "the group of its persons, or remove the rows of Groups."
            )
        ],
    ),
    "group where there are none": (
        {key: rows for key, rows in with_column("Costs", "group", "asylum").items()
         if key not in ("Groups", "Flows")} | {"Flows": small()["Flows"]},
        [
            (
                "Costs!E2: The group “asylum” is not known. Add it to Groups, which is empty, or "
                "clear the cell."
            )
        ],
    ),
    "misspelt group": (
        with_column("Benefits", "group", "asylumm"),
        [
            (
                "Benefits!F2: The group “asylumm” is not known. Did you mean “asylum”? Correct "
                "the name, or add it to Groups."
            )
        ],
    ),
    "group of an exit": (
        with_rows("Flows", _FLOW,
                  [2024, "welcome", "city", None, None, "family", "asylum", 0, None]),
        [
            (
                "Flows!H8: The flow leaves the trajectory, but “To group” is “asylum”. Clear the "
                "group, or fill in the stage and territory they enter."
            )
        ],
    ),
    "move to the same group": (
        with_rows("Flows", _FLOW,
                  [2023, "welcome", "city", "welcome", "city", "asylum", "asylum", 5, None]),
        [
            (
                "Flows!E8: The flow stays in stage “welcome”, in territory “city” and in group "
                "“asylum”. Change one of its ends, or remove the row."
            )
        ],
    ),
    "shares above one": (
        with_rows("Costs", _COST, ["welcome", None, None, "city", 0.7, 5000],
                  ["welcome", None, None, "Liège", 0.4, 5000]),
        [
            (
                "Costs!G4: The shares of 3 governments that answer for “welcome” add to 2.1, more "
                "than all of the persons. Give each its part of the persons under “Share”, or "
                "remove a row."
            ),
            (
                "Costs!F3: “city” answers twice for “welcome · city”: by name, and as the "
                "territory itself where the cell is blank. Put the two rows together, or name "
                "another government."
            ),
        ],
    ),
    "government twice": (
        with_rows("Costs", _COST, ["welcome", "city", None, None, 0.5, 5000],
                  ["welcome", "city", None, "city", 0.5, 5000]),
        [
            (
                "Costs!F4: “city” answers twice for “welcome · city”: by name, and as the "
                "territory itself where the cell is blank. Put the two rows together, or name "
                "another government."
            )
        ],
    ),
    "share as percent": (
        with_column("Costs", "share", 60),
        [
            (
                "Costs!E2: The number 60 is more than 1. Expected: a number from 0 to 1. Type a "
                "fraction: 0.6 for 60 %."
            )
        ],
    ),
    "additionality of 400": (
        with_column("Costs", "additionality", 400),
        [
            (
                "Costs!E2: The number 400 is more than 1. Expected: a number from 0 to 1. Type a "
                "number from 0 to 1."
            )
        ],
    ),
    "negative existing payment": (
        with_rows("Existing", _EXISTING, ["city", 2023, "welcome", "city", None, None, -5]),
        [
            (
                "Existing!G2: The number −5 is negative. Expected: a number from 0. Type a number "
                "from 0."
            )
        ],
    ),
    "negative waiting cost": (
        with_rows("Waiting", ["stage", "waiting_cost_per_person"], ["welcome", -5]),
        [
            (
                "Waiting!B2: The number −5 is negative. Expected: a number from 0. Type a number "
                "from 0."
            )
        ],
    ),
    "payment made by one who does not pay": (
        with_rows("Paid", ["payer", "year", "amount"], ["quarter", 2023, 5]),
        [
            (
                "Paid!A2: The territory “quarter” does not pay; “city” pays for it. Name “city” "
                "instead, or set “Pays” of “quarter” to yes."
            )
        ],
    ),
    "each of something unknown": (
        with_rows("Clauses", _CLAUSE, ["c", *_BOUND, "year, hots", None, None, None]),
        [
            (
                "Clauses!J4: “hots” is nothing that a clause can hold for each of. Expected: some "
                "of host, stage, group, year, each once, separated by commas. Did you mean "
                "“host”? Correct the words, or clear the cell."
            )
        ],
    ),
    "each twice": (
        with_rows("Clauses", _CLAUSE, ["c", *_BOUND, "year, year", None, None, None]),
        [
            (
                "Clauses!J4: “year” stands twice. Expected: some of host, stage, group, year, each "
                "once, separated by commas. Correct the words, or clear the cell."
            )
        ],
    ),
    "each group where there are none": (
        {**small(), "Clauses": [_CLAUSE[:5], ["c", *_BOUND, "group"]]},
        [
            (
                "Clauses!E2: The clause holds for each group, but the case has no groups. Fill in "
                "Groups, or take out “group”."
            )
        ],
    ),
    "unknown round": (
        with_rows("Clauses", _CLAUSE, ["c", *_BOUND, None, "first", None, None]),
        [
            (
                "Clauses!K4: The round “first” is not known. Add it to Rounds, which is empty, or "
                "clear the cell."
            )
        ],
    ),
    "decided before it was proposed": (
        {**with_rows("Clauses", _CLAUSE, ["c", *_BOUND, None, "second", "first", None]),
         "Rounds": [["round", "order"], ["first", 1], ["second", 2]]},
        [
            (
                "Clauses!L4: The clause was decided in round “first”, before it was proposed in "
                "round “second”. Correct one of the two rounds, or their order."
            )
        ],
    ),
    "two rounds of one order": (
        wide(Rounds=[["round", "order"], ["first", 1], ["second", 1]]),
        [
            (
                "Rounds!B3: The rounds “first” and “second” have the same “Order”. Count the "
                "rounds from the first, each with a number of its own."
            )
        ],
    ),
    "no day": (
        wide(Rounds=[["round", "order", "date"], ["first", 1, "in March"]]),
        [
            (
                "Rounds!C2: “in March” is no day. Expected: a day such as 2026-03-31. Type year, "
                "month and day, such as 2026-03-31."
            )
        ],
    ),
    "dissent on an unknown scenario": (
        wide(Dissents=[["scenario", "party", "text"], ["old", "Liège", "Too much."]]),
        [
            (
                "Dissents!A2: The scenario “old” is not known. Correct the name, or add it to "
                "Scenarios."
            )
        ],
    ),
    "policy of no year": (
        with_column("Policies", "year", 12),
        [
            (
                "Policies!G2: 12 is not a year. Expected: a year from 1900 to 2200. Type the year "
                "with four digits."
            )
        ],
    ),
    "adjustment of a budget by group": (
        with_rows("Adjustments", ["scenario", "sheet", "column", "operation", "value", "group"],
                  ["new", "Budgets", "max_contribution", "multiply", 2, "asylum"]),
        [
            (
                "Adjustments!I3: The adjustment of Budgets names the group “asylum”; budgets have "
                "no group. Clear the group."
            )
        ],
    ),
    "additionality pushed above one": (
        with_rows("Adjustments", ["scenario", "sheet", "column", "operation", "value"],
                  ["new", "Costs", "additionality", "add", 0.25]),
        [
            (
                "Adjustments!E3: The adjustment of “Additionality” in the scenario new pushes "
                "Costs row “welcome” to 1.25: no figure above 1 may stand there. Change its "
                "value, or another adjustment of the same figure."
            )
        ],
    ),
    "additionality of the rules": (
        with_rule("additionality", 25),
        [
            (
                "Scenarios!B7: The rule “Additionality” cannot be “25”. Expected: a fraction from "
                "0 to 1, such as 0.25. Type a value as expected, or clear the cell."
            )
        ],
    ),
    "timing": (
        with_rule("benefit_timing", "later"),
        [
            (
                "Scenarios!B7: The rule “Timing of benefits” cannot be “later”. Expected: spread, "
                "entry. Type a value as expected, or clear the cell."
            )
        ],
    ),
    "part of a key": (
        with_rule("same_key_by", "host, yaer"),
        [
            (
                "Scenarios!B7: The shares of a key cannot depend on “yaer”; did you mean “year”? "
                "Expected: some of host, stage, group, year, each once, separated by commas, or "
                "all. Type a value as expected, or clear the cell."
            )
        ],
    ),
    "part of a key twice": (
        with_rule("same_key_by", "host, host"),
        [
            (
                "Scenarios!B7: “host” stands twice. Expected: some of host, stage, group, year, "
                "each once, separated by commas, or all. Type a value as expected, or clear the "
                "cell."
            )
        ],
    ),
    "negative transfer": (
        with_rule("least_transfer", -1),
        [
            (
                "Scenarios!B7: The rule “Least transfer” cannot be “-1”. Expected: a number from "
                "0. Type a value as expected, or clear the cell."
            )
        ],
    ),
    "half a year of settlement": (
        with_rule("settle_years", 0.5),
        [
            (
                "Scenarios!B7: The rule “Years of settlement” cannot be “0.5”. Expected: a whole "
                "number from 1. Type a value as expected, or clear the cell."
            )
        ],
    ),
}  # fmt: skip

WARNED: dict[str, tuple[Sheets, list[str]]] = {
    "persons without that are ignored": (
        with_rows("Flows", _FLOW, [2024, None, None, "reception", "city", "family", None, 5, 3]),
        [
            (
                "Flows!I8: “Persons without” is ignored: the flow does not go from a co-funded "
                "stage to a later one. Clear the cell, or correct the stages of the flow."
            )
        ],
    ),
    "more without than entered": (
        with_rows("Flows", _FLOW,
                  [2024, "welcome", "city", "work", "quarter", "asylum", None, 0, 90]),
        [
            (
                "Flows!I8: More persons of the cohort welcome, city, asylum, 2023 would go on "
                "without the programme than entered it: 90 against 80; they are scaled to those "
                "who entered. Check the persons without of the flows that leave it."
            )
        ],
    ),
    "standard cost of a stage that is not co-funded": (
        with_column("Stages", "standard_cost", 900),
        [
            (
                "Stages!F2: The stage is not co-funded, so that its standard cost is not used. "
                "Clear the standard cost, or let the stage be co-funded."
            )
        ],
    ),
    "existing payment of no programme": (
        with_rows("Existing", _EXISTING, ["city", 2023, "welcome", "Liège", None, None, 5]),
        [
            (
                "Existing!B2: There is no programme that this payment is made towards: nobody "
                "enters its stage there in a programme year; it counts nowhere. Check its stage, "
                "territory, group and year."
            )
        ],
    ),
    "existing payment of one who does not answer": (
        with_rows("Existing", _EXISTING, ["city", 2023, "welcome", "city", None, "federation", 5]),
        [
            (
                "Existing!F2: “federation” answers for no programme of “welcome” in “city”; the "
                "payment counts nowhere. Correct or clear “Responsible”."
            )
        ],
    ),
    "existing payment of nobody": (
        {**with_rows("Existing", _EXISTING, ["island", 2023, "welcome", "city", None, None, 5]),
         "Territories": [*small()["Territories"], ["island", None, None, 9, 9, False]]},
        [
            (
                "Existing!A2: The territory “island” does not pay, and no parent of it pays "
                "either; the payment counts nowhere. Name a territory that pays."
            )
        ],
    ),
    "policy of every year": (
        with_rows("Flows", _FLOW,
                  [2024, "reception", "city", "welcome", "city", "family", None, 0, None],
                  [2024, None, None, "welcome", "city", "family", None, 5, None]),
        [
            (
                "Policies!E2: The spending of the policy “school” is a year's, and counts in each "
                "of 2 programme years; earlier versions shared it over all of them as one sum. "
                "Type what it spends in a year, or fill in “Year” where it is of one year alone."
            )
        ],
    ),
    "price growth as percent": (
        with_rule("price_growth", 2),
        [
            (
                "Scenarios!B7: The rule “Growth of prices” is 2, which is 200 %. Type a fraction: "
                "0.02 for 2 %."
            )
        ],
    ),
}  # fmt: skip


def _said(problem: Problem) -> str:
    return str(problem).replace("\u00a0", " ")


@pytest.mark.parametrize("name", BROKEN)
def test_a_workbook_with_data_of_the_second_edition_that_are_wrong_is_refused(
    name: str, tmp_path: Path
) -> None:
    sheets, messages = BROKEN[name]
    found = examine(write(sheets, tmp_path / "case.xlsx"))
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    assert found.case is None
    assert [_said(problem) for problem in errors] == messages


@pytest.mark.parametrize("name", WARNED)
def test_a_workbook_with_data_of_the_second_edition_that_are_odd_is_accepted_with_a_warning(
    name: str, tmp_path: Path
) -> None:
    sheets, messages = WARNED[name]
    found = examine(write(sheets, tmp_path / "case.xlsx")).problems
    assert [_said(problem) for problem in found] == messages
    assert all(problem.severity is Severity.WARNING for problem in found)


def test_a_sound_workbook_with_groups_has_no_problem(tmp_path: Path) -> None:
    assert examine(write(wide(), tmp_path / "case.xlsx")).problems == ()
