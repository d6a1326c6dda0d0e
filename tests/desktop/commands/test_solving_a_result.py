"""A result workbook remembers which scenario it holds, whatever is done with it next."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from desktop.__main__ import main
from models.case import Case
from models.workbook.held import HeldScenario
from models.workbook.plain import write_case
from models.workbook.reading import examine
from tests.cases import with_rows, with_rules, worked

NAME = "low & <dear>"
"""A name that XML has to write in pieces."""


def _case(**rules: object) -> Case:
    """Return a case whose scenario s has a rule, a clause and adjustments of its own."""
    names = {"base": None, NAME: None, "t": None}
    found = with_rules(worked(), own_share_min={**names, NAME: 0.25}, **rules)
    clause = ("most", None, "federation", *(None,) * 3, "amount", "at most", 500_000, NAME)
    found = with_rows(found, "Clauses", [clause])
    raised = (NAME, "Costs", "cost_per_person", "multiply", 1.1)
    lowered = (NAME, "Costs", "cost_per_person", "add", -4000, "welcome")
    other = ("t", "Costs", "cost_per_person", "add", -3000, "welcome")
    return with_rows(found, "Adjustments", [raised, lowered, other])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.xlsx"
    write_case(_case(), path)
    return path


@pytest.fixture
def result(case: Path, tmp_path: Path) -> Path:
    path = tmp_path / "result.xlsx"
    assert main(["solve", str(case), "--scenario", NAME, "-o", str(path)]) == 0
    return path


def _json(capsys: pytest.CaptureFixture[str], *command: str) -> tuple[dict[str, object], str]:
    assert main([*command, "--json"]) == 0
    printed = capsys.readouterr()
    return json.loads(printed.out), printed.err


def test_a_result_that_is_solved_again_gives_its_own_split_and_says_of_which_scenario(
    case: Path, result: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, _ = _json(capsys, "solve", str(case), "--scenario", NAME)
    again, said = _json(capsys, "solve", str(result))
    assert again == first
    assert f"the result of the scenario “{NAME}”, whose adjustments its data already have" in said
    named, _ = _json(capsys, "solve", str(result), "--scenario", NAME)
    assert named == first


def test_a_result_of_a_result_is_still_the_same(
    case: Path, result: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = tmp_path / "second.xlsx"
    assert main(["solve", str(result), "-o", str(second)]) == 0
    first, _ = _json(capsys, "solve", str(case), "--scenario", NAME)
    assert _json(capsys, "solve", str(second))[0] == first
    assert main(["solve", str(second), "--scenario", "base"]) == 2


@pytest.mark.parametrize(
    "command",
    [
        ["solve"],
        ["compare"],
        ["explain", "--payer", "city"],
        ["sweep", "--vary", "rounding=1:1:1", "--jobs", "1", "--json"],
    ],
    ids=lambda command: command[0],
)
def test_every_command_takes_what_the_result_holds_and_refuses_what_it_does_not(
    command: list[str], result: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [command[0], str(result), *command[1:]]
    assert main(given) == 0
    printed = capsys.readouterr()
    assert printed.err.count("the result of the scenario") == 1
    assert NAME in printed.out
    for other in ("base", "t"):
        assert main([*given, "--scenario", other]) == 2
        printed = capsys.readouterr()
        assert ('"status": "refused"' in printed.out) == ("--json" in command)
        assert f"The file is the result of the scenario “{NAME}”" in printed.err
        assert f"Take “{other}” from the case" in printed.err


def test_check_does_not_blame_other_scenarios_for_data_that_are_not_theirs(
    result: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(result)]) == 0
    said = capsys.readouterr().out
    assert "no errors, 2 warnings" in said
    assert "the result of the scenario" in said
    assert "The adjustment of “Cost per person” in the scenario t pushes" in said


def test_where_nothing_was_adjusted_other_scenarios_are_solved_from_the_result_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, result = tmp_path / "case.xlsx", tmp_path / "result.xlsx"
    write_case(with_rules(worked(), own_share_min={"base": None, "s": 0.5, "t": 0.1}), case)
    assert main(["solve", str(case), "--scenario", "s", "-o", str(result)]) == 0
    capsys.readouterr()
    for asked, meant in (([], "s"), (["--scenario", "t"], "t"), (["--scenario", "base"], "base")):
        found, said = _json(capsys, "solve", str(result), *asked)
        assert found == _json(capsys, "solve", str(case), "--scenario", meant)[0]
        assert "The workbook is the result of the scenario “s”." in said


def test_a_result_of_base_as_it_is_says_nothing_new(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = tmp_path / "result.xlsx"
    assert main(["solve", str(case), "-o", str(result)]) == 0
    capsys.readouterr()
    again, said = _json(capsys, "solve", str(result))
    assert said == ""
    assert again == _json(capsys, "solve", str(case))[0]
    found, _ = _json(capsys, "solve", str(result), "--scenario", NAME)
    assert found == _json(capsys, "solve", str(case), "--scenario", NAME)[0]


@pytest.mark.parametrize("lost", ["scenario", "relais", "adjusted"])
def test_an_adjusted_result_is_known_by_its_sheets_where_a_mark_is_lost(
    lost: str, case: Path, result: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert examine(result).held == HeldScenario(NAME, is_adjusted=True)
    book: Any = openpyxl.load_workbook(result)  # its marks are not declared
    del book.custom_doc_props[lost]
    book.save(tmp_path / "unmarked.xlsx")
    assert examine(tmp_path / "unmarked.xlsx").held == HeldScenario(NAME, is_adjusted=True)
    first, _ = _json(capsys, "solve", str(case), "--scenario", NAME)
    assert _json(capsys, "solve", str(tmp_path / "unmarked.xlsx"))[0] == first


def test_an_adjusted_result_that_pandas_wrote_anew_is_still_the_same(
    case: Path, result: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anew, again = tmp_path / "anew.xlsx", tmp_path / "again.xlsx"
    with pd.ExcelWriter(anew) as book:
        for name, frame in pd.read_excel(result, sheet_name=None).items():
            frame.to_excel(book, sheet_name=name, index=False)
    first, _ = _json(capsys, "solve", str(case), "--scenario", NAME)
    assert _json(capsys, "solve", str(anew))[0] == first
    assert main(["solve", str(anew), "--scenario", "t"]) == 2
    assert main(["solve", str(anew), "-o", str(again)]) == 0
    assert _json(capsys, "solve", str(again))[0] == first


def test_a_result_that_was_not_adjusted_is_a_plain_case_without_its_mark(tmp_path: Path) -> None:
    case, result = tmp_path / "case.xlsx", tmp_path / "result.xlsx"
    write_case(with_rules(worked(), own_share_min={"base": None, NAME: 0.5}), case)
    assert main(["solve", str(case), "--scenario", NAME, "-o", str(result)]) == 0
    book: Any = openpyxl.load_workbook(result)  # its marks are not declared
    del book.custom_doc_props["scenario"]
    book.save(result)
    assert examine(result).held is None


def _with_another_name(result: Path, to: Path) -> Path:
    """Write a result whose scenario has another name wherever it stands in the tables."""
    book = openpyxl.load_workbook(result)
    for sheet in ("Scenarios", "Adjustments", "Clauses"):
        for cell in (cell for row in book[sheet].iter_rows() for cell in row):
            cell.value = "another" if cell.value == NAME else cell.value
    book.save(to)
    return to


def test_an_adjusted_result_without_its_scenario_is_refused(
    result: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renamed = _with_another_name(result, tmp_path / "renamed.xlsx")
    for command in (["solve"], ["check"], ["compare"], ["solve", "--scenario", "another"]):
        assert main([command[0], str(renamed), *command[1:]]) == 1
        printed = capsys.readouterr()
        said = f"result of the scenario “{NAME}” and has its data, but it has no such scenario"
        assert said in printed.out + printed.err


def test_a_result_that_was_not_adjusted_may_lose_its_scenario(tmp_path: Path) -> None:
    case, result = tmp_path / "case.xlsx", tmp_path / "result.xlsx"
    write_case(with_rules(worked(), own_share_min={"base": None, NAME: 0.5}), case)
    assert main(["solve", str(case), "--scenario", NAME, "-o", str(result)]) == 0
    found = examine(_with_another_name(result, tmp_path / "renamed.xlsx"))
    assert found.case is not None
    assert found.held is None


@pytest.mark.parametrize("ending", ["", "a", "b" * 3])
def test_scenarios_whose_names_begin_alike_are_told_apart(ending: str, tmp_path: Path) -> None:
    case, result = tmp_path / "case.xlsx", tmp_path / "result.xlsx"
    begun = "&" * 255
    names = [f"{begun}{end}" for end in ("bbb", "a", "")]
    shares = dict(zip(names, (0.1, 0.2, 0.3), strict=True))
    write_case(with_rules(worked(), own_share_min={"base": None, **shares}), case)
    asked = f"{begun}{ending}"
    assert main(["solve", str(case), "--scenario", asked, "-o", str(result)]) == 0
    assert examine(result).held == HeldScenario(asked, is_adjusted=False)


@pytest.mark.parametrize(
    "command",
    [
        ["merge", "CASE", "RESULT", "-o", "OUT"],
        ["merge", "CASE", "CASE", "RESULT", "-o", "OUT"],
        ["merge", "RESULT", "CASE", "-o", "OUT"],
        ["merge", "RESULT", "CASE", "--into", "CASE", "-o", "OUT"],
        ["merge", "CASE", "CASE", "--into", "RESULT", "-o", "OUT"],
        ["template", "--from", "RESULT", "-o", "OUT"],
    ],
    ids=" ".join,
)
def test_an_adjusted_result_is_taken_for_no_data_of_the_case(
    command: list[str], case: Path, result: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    names = {"CASE": str(case), "RESULT": str(result), "OUT": str(tmp_path / "out.xlsx")}
    capsys.readouterr()
    assert main([names.get(word, word) for word in command]) == 1
    said = capsys.readouterr().err
    assert "would be adjusted twice. Take the case that it was solved from instead." in said
    assert "Traceback" not in said


def test_a_comparison_with_an_adjusted_result_says_first_whose_data_it_has(
    case: Path, result: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = f"result.xlsx: The workbook is the result of the scenario “{NAME}”, whose adjustments"
    for pair in ((case, result), (result, case)):
        capsys.readouterr()
        assert main(["diff", *map(str, pair)]) == 0
        assert capsys.readouterr().out.startswith(f"warning: {said}")
        found, _ = _json(capsys, "diff", *map(str, pair))
        assert said in str(found["adjusted"])


def test_a_result_that_was_not_adjusted_is_taken_for_data_of_the_case(
    case: Path, tmp_path: Path
) -> None:
    result = tmp_path / "plain.xlsx"
    assert main(["solve", str(case), "-o", str(result)]) == 0
    assert main(["merge", str(case), str(result), "-o", str(tmp_path / "merged.xlsx")]) == 0
    assert main(["template", "--from", str(result), "-o", str(tmp_path / "sent.xlsx")]) == 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_scenario_survives_libreoffice(
    result: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "saved"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(result)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    first, _ = _json(capsys, "solve", str(result))
    assert _json(capsys, "solve", str(folder / "result.xlsx"))[0] == first
