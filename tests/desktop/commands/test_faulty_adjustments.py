"""An adjustment that pushes a figure below zero is refused wherever its scenario is computed."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.__main__ import main
from models.case import Case
from models.declaration.tables import TABLE_BY_KEY
from models.project.files import write_project
from models.project.project import FrozenScenario, Project
from models.scenarios import rules_of
from models.workbook.plain import write_case
from solver.solve import prepare, solve_to_explain
from tests.cases import with_rows, with_rules, worked

COMMANDS = [
    ["check"],
    ["solve", "--scenario", "s"],
    ["solve"],
    ["compare", "--scenario", "s"],
    ["explain", "--payer", "city", "--scenario", "s"],
    ["sweep", "--scenario", "s", "--vary", "rounding=1:1:1", "--jobs", "1", "--json"],
]
FAULTS = {
    "Flows row “2025 · training · city · work · city” to −2": ("Flows", "persons", -12, "work"),
    "Costs row “welcome” to −3,000": ("Costs", "cost_per_person", -8000, "welcome"),
    "Budgets row “federation” to −100,000": ("Budgets", "max_contribution", -500_000, None),
}


def case(sheet: str, column: str, value: float, stage: str | None) -> Case:
    """Return a case whose scenario s adds to some figures."""
    found = with_rules(worked(), own_share_min={"base": 0, "s": None})
    found = with_rows(found, "Budgets", [(None, "federation", 400_000)])
    return with_rows(found, "Adjustments", [("s", sheet, column, "add", value, stage)])


@pytest.mark.parametrize("pushed", FAULTS)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_names_the_adjustment_and_the_row_that_it_pushes(
    command: list[str], pushed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.xlsx"
    write_case(case(*FAULTS[pushed]), path)
    assert main([command[0], str(path), *command[1:]]) == 1
    printed = capsys.readouterr()
    said = printed.out + printed.err
    sheet, column, *_ = FAULTS[pushed]
    label = TABLE_BY_KEY[sheet].column(column).labels.en
    assert f"error: Adjustments!E2: The adjustment of “{label}”" in said
    assert f"in the scenario s pushes {pushed}: no figure below zero may stand there." in said


def frozen(tmp_path: Path, cost: float) -> str:
    """Write a project whose scenario s was frozen before the costs became others."""
    agreed = case("Costs", "cost_per_person", -3000, None)
    split = solve_to_explain(prepare(agreed, "s"), explain=True).split
    kept = FrozenScenario("s", "2026-03-01T10:00:00+00:00", agreed, rules_of(agreed, "s"), split)
    costs = agreed.table("Costs").assign(cost_per_person=cost)
    path = tmp_path / "case.relais"
    write_project(Project(agreed.with_table("Costs", costs), frozen=(kept,)), path)
    return str(path)


def test_what_was_frozen_does_not_keep_the_open_data_from_being_solved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = frozen(tmp_path, cost=2000.0)
    assert main(["check", path]) == 0
    assert "warning: Adjustments!E2: The adjustment of “Cost per person”" in capsys.readouterr().out
    assert main(["solve", path]) == 0
    capsys.readouterr()
    assert main(["solve", path, "--scenario", "s"]) == 0
    assert "460,000.00 needed" in capsys.readouterr().out
    assert main(["compare", path, "--scenario", "s"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "pushes Costs row “welcome” (and 1 more) to −1,000" in printed.err


def test_a_sample_that_an_adjustment_pushes_below_zero_is_a_point_that_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.xlsx"
    write_case(case("Costs", "cost_per_person", -4900, "welcome"), path)
    spread = ["--samples", "8", "--spread", "Costs.cost_per_person=30", "--jobs", "1"]
    assert main(["sweep", str(path), "--scenario", "s", *spread, "--json"]) == 0
    printed = capsys.readouterr()
    assert "pushes Costs row" in printed.out
    assert "without an answer" in printed.err
