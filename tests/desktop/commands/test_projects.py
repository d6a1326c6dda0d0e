"""Every command that reads a case reads a project file too."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.__main__ import main
from models.case import Case
from models.project.files import write_project
from models.project.project import FrozenScenario, Project
from models.results.split import Split, appendix_of
from models.scenarios import rules_of
from models.workbook.plain import write_case
from solver.solve import prepare, solve_to_explain
from tests.cases import sample_case, with_rules, worked

SAMPLES = Path(__file__).resolve().parents[3] / "sample_data"


@pytest.fixture
def project(tmp_path: Path) -> str:
    path = tmp_path / "worked.relais"
    write_project(Project(sample_case("worked")), path)
    return str(path)


@pytest.mark.parametrize("command", [["solve"], ["solve", "--json"], ["check"], ["compare"]])
def test_a_project_gives_what_its_workbook_gives(
    project: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    results = []
    for case in (project, str(SAMPLES / "worked.xlsx")):
        assert main([command[0], case, *command[1:]]) == 0
        results.append(capsys.readouterr().out.replace("worked.relais", "worked.xlsx"))
    assert results[0] == results[1]


def test_a_project_and_its_workbook_do_not_differ(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", project, str(SAMPLES / "worked.xlsx")]) == 0
    assert capsys.readouterr().out.startswith("No differences")


EVERY_COMMAND = (
    ["solve", "CASE"],
    ["check", "CASE"],
    ["compare", "CASE"],
    ["explain", "CASE", "--payer", "city"],
    ["sweep", "CASE", "--vary", "own_share_min=0:0.5:2", "--jobs", "1", "--json"],
    ["template", "--from", "CASE", "-o", "OUT"],
    ["diff", "CASE", "SAME"],
    ["diff", "SAME", "CASE"],
    ["merge", "SAME", "SAME", "--into", "CASE", "-o", "OUT"],
)


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)
def test_a_project_without_its_seal_is_refused_by_every_command_unless_it_is_asked_for(
    project: str, tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(project).write_bytes(Path(project).read_bytes()[:-1])
    same = str(SAMPLES / "worked.xlsx")
    names = {"CASE": project, "SAME": same, "OUT": str(tmp_path / "out.xlsx")}
    given = [names.get(word, word) for word in command]
    assert main(given) == 1
    assert "seal of this project file is missing" in capsys.readouterr().err
    assert main([*given, "--unsealed"]) == 0


def test_a_template_is_made_from_a_project(project: str, tmp_path: Path) -> None:
    output = tmp_path / "template.xlsx"
    assert main(["template", "--from", project, "-o", str(output)]) == 0
    assert output.is_file()


def _frozen(
    scenario: str,
    split_of: Callable[[Split], Split] = lambda split: split,
    case: Case | None = None,
) -> Project:
    """Return the worked case with a frozen scenario, and costs that were doubled afterwards."""
    case = case or worked()
    split = split_of(solve_to_explain(prepare(case, scenario), explain=True).split)
    agreed = FrozenScenario(
        scenario, "2026-03-01T10:00:00+00:00", case, rules_of(case, scenario), split
    )
    costs = case.table("Costs")
    dearer = costs.assign(cost_per_person=costs["cost_per_person"] * 2)
    return Project(case.with_table("Costs", dearer), frozen=(agreed,))


def test_a_frozen_scenario_is_solved_with_the_data_it_was_agreed_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "agreed.relais"
    write_project(_frozen("base"), path)
    assert main(["solve", str(path), "--json"]) == 0
    said = capsys.readouterr()
    assert main(["solve", str(SAMPLES / "worked.xlsx"), "--json"]) == 0
    assert json.loads(said.out)["payers"] == json.loads(capsys.readouterr().out)["payers"]
    assert "The scenario “base” was frozen on 1 March 2026" in said.err
    assert main(["explain", str(path), "--payer", "federation"]) == 0
    assert "was frozen on 1 March 2026" in capsys.readouterr().err


def test_a_frozen_scenario_is_swept_with_the_data_and_rules_it_was_agreed_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, agreed = tmp_path / "agreed.relais", tmp_path / "agreed.xlsx"
    case = with_rules(worked(), own_share_min={"base": None, "s": 0.25})
    project = _frozen("s", case=case)
    thawed = with_rules(project.case, own_share_min={"base": None, "s": 0.5})
    write_project(replace(project, case=thawed), path)
    write_case(case, agreed)
    how = ["--scenario", "s", "--vary", "benefit_cap=1:2:2", "--jobs", "1", "--json"]
    found = []
    for each in (path, agreed):
        assert main(["sweep", str(each), *how]) == 0
        said = capsys.readouterr()
        found.append(json.loads(said.out)["points"])
        assert said.err.count("The scenario “s” was frozen on 1 March 2026") == (each == path)
    assert found[0] == found[1]


def test_a_workbook_made_from_a_project_says_what_was_agreed_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = str(tmp_path / "agreed.relais"), str(tmp_path / "out.xlsx")
    write_project(_frozen("base"), Path(path))
    same = str(SAMPLES / "worked.xlsx")
    said = "The scenario “base” was agreed and frozen on 1 March 2026; the workbook gets the data"
    assert main(["template", "--from", path, "-o", out]) == 0
    assert capsys.readouterr().err.count(said) == 1
    assert main(["merge", same, same, "--into", path, "-o", out, "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err.count(said) == 1
    (warning,) = json.loads(printed.out)["warnings"]["agreed.relais"]
    assert said in warning["found"]


def test_what_was_agreed_stands_where_today_another_split_would_come_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def other(split: Split) -> Split:
        appendix = appendix_of(split)
        assert appendix.fingerprint is not None
        mark = replace(appendix.fingerprint, result="other")
        payers = tuple(replace(line, own=line.own + 1) for line in split.payers)
        return replace(split, payers=payers, appendix=replace(appendix, fingerprint=mark))

    path = tmp_path / "agreed.relais"
    project = _frozen("base", other)
    write_project(project, path)
    assert main(["solve", str(path), "--json"]) == 0
    said = capsys.readouterr()
    agreed = {line.payer: line.own for line in project.frozen[0].split.payers}
    assert {line["payer"]: line["own"] for line in json.loads(said.out)["payers"]} == agreed
    assert "are those that were agreed on 2026-03-01" in said.err
    payer = project.frozen[0].split.payers[0].payer
    assert main(["explain", str(path), "--payer", payer]) == 0
    assert "are those that were agreed on 2026-03-01" in capsys.readouterr().err


def test_a_comparison_says_that_a_frozen_scenario_has_the_data_of_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "agreed.relais"
    write_project(_frozen("base"), path)
    assert main(["compare", str(path)]) == 0
    assert "is compared with the data as they are now" in capsys.readouterr().err


def test_a_project_with_errors_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = sample_case("worked")
    costs = case.table("Costs").assign(stage="nowhere")
    path = tmp_path / "wrong.relais"
    write_project(Project(case.with_table("Costs", costs)), path)
    assert main(["check", str(path)]) == main(["solve", str(path)]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_a_damaged_project_is_told_in_a_line(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(Path(project).read_bytes())
    content[5000] ^= 1
    Path(project).write_bytes(content)
    assert main(["solve", project]) == 1
    assert "is damaged" in capsys.readouterr().err


def test_a_project_is_not_annotated(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", project, "--annotate", "copy.xlsx"]) == 2
    assert "Save the project as an .xlsx workbook first." in capsys.readouterr().err
