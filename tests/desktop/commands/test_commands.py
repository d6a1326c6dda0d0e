"""The program without its window: what it prints, where, and its exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from desktop.__main__ import main
from solver.goals.chain import met
from tests.cases import SAMPLES

WORKED = str(SAMPLES / "worked.xlsx")


def _with_clauses(folder: Path, *rows: tuple[object, ...]) -> str:
    book = openpyxl.load_workbook(WORKED)
    sheet = book.create_sheet("Clauses")
    sheet.append(["clause", "payer", "measure", "sense", "value"])
    for row in rows:
        sheet.append(row)
    path = folder / "clash.xlsx"
    book.save(path)
    return str(path)


def test_solve_prints_one_json_object_with_the_declared_parts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["solve", WORKED, "--json"]) == 0
    printed = capsys.readouterr()
    record = json.loads(printed.out)
    assert list(record) == [
        "status", "scenario", "goals", "programmes", "payments", "payers", "conflict",
        "switching_value", "unique", "fingerprint",
    ]  # fmt: skip
    assert printed.err == ""
    federation = next(p for p in record["payers"] if p["payer"] == "federation")
    assert federation["others"] == 688695.65
    assert set(federation) == {
        "payer", "later_benefit", "own", "others", "received", "net", "burden", "low", "high",
    }  # fmt: skip


def test_solve_says_for_people_who_pays_what(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["solve", WORKED]) == 0
    text = capsys.readouterr().out
    assert "of 880,000.00 needed, 880,000.00 are paid and 0.00 stay unfunded" in text
    assert "76.5\u00a0%" in text


def test_solve_says_why_in_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capped = _with_clauses(tmp_path, ("ceiling", "federation", "amount", "at most", 600_000))
    assert main(["solve", capped, "--why"]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert (
        "The clause “Federation pays at most EUR 600,000” stands at EUR 600,000. With EUR 10,000 "
        "more, City pays EUR 10,000 less, Federation pays EUR 10,000 more" in said
    )
    assert "The goals before the last leave Federation no choice: it pays EUR 600,000." in said


def test_saying_why_does_not_meet_the_goals_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chains = []
    monkeypatch.setattr("solver.solve.met", lambda *a, **k: chains.append(1) or met(*a, **k))
    assert main(["solve", WORKED, "--why"]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "The goals before the last leave City no choice: it pays EUR 30,608.70." in said
    assert len(chains) == 1


def test_solve_writes_the_linear_program_for_another_solver(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "program.lp"
    assert main(["solve", WORKED, "--lp", str(target), "--json"]) == 0
    capsys.readouterr()
    text = target.read_text(encoding="utf-8")
    assert "\\ k = 0: welcome in city, 2023; answers for it: city" in text
    assert "funding_0:" in text


def test_solve_writes_the_result_workbook_and_says_so_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "result.xlsx"
    assert main(["solve", WORKED, "-o", str(target)]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert str(target) in printed.err
    sheets = openpyxl.load_workbook(target).sheetnames
    assert {"Split", "Programmes", "Payers", "Transfers", "Goals", "Binding", "Keys"} <= set(sheets)
    assert {"Territories", "Stages", "Flows", "Costs", "Benefits", "Scenarios"} <= set(sheets)


def test_clauses_that_clash_give_status_one_and_name_themselves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clash = _with_clauses(
        tmp_path,
        ("much", "port", "amount", "at least", 100),
        ("little", "port", "amount", "at most", 50),
    )
    assert main(["solve", clash, "--json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert record["status"] == "conflict"
    assert record["conflict"] == [
        {"clause": "little", "needs": 100.0},
        {"clause": "much", "needs": 50.0},
    ]
    assert main(["solve", clash]) == 1
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "the clauses cannot all hold" in said
    assert "A smallest set that clashes: little, much." in said
    assert "These clauses cannot all hold:\n  • Port pays at most EUR 50\n" in said
    assert "Equally far: each of these ways moves EUR 50:\n" in said
    assert "  • Port pays at most EUR 50: EUR 100 in place of EUR 50\n" in said


def test_a_workbook_with_errors_is_refused_with_all_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = _with_clauses(tmp_path, ("a", "nowhere", "amount", "about", "x"))
    assert main(["solve", broken]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Clauses!B2" in printed.err
    assert "Clauses!D2" in printed.err
    assert "Clauses!E2" in printed.err
    assert main(["check", broken, "--json"]) == 1
    cells = [p["cell"] for p in json.loads(capsys.readouterr().out)["problems"]]
    assert {"B2", "D2", "E2"} <= set(cells)


def test_check_counts_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", WORKED]) == 0
    assert capsys.readouterr().out == "worked.xlsx: no errors, no warnings.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["solve", "nowhere.xlsx"],
        ["solve", WORKED, "--scenario", "nowhere"],
        ["solve", WORKED, "-o", "result.pdf"],
        ["solve", WORKED, "-o", "no/such/folder/result.xlsx"],
    ],
)
def test_wrong_use_gives_status_two_and_a_word(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_result_never_takes_the_place_of_its_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Path(_with_clauses(tmp_path))
    before = case.read_bytes()
    assert main(["solve", str(case), "-o", str(case)]) == 2
    assert "take the place of the case" in capsys.readouterr().err
    assert case.read_bytes() == before


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code"),
    [("Flows", "F2", 1e308, "too-large"), ("Costs", "D2", 1e300, "too-large")],
)
def test_an_absurd_number_is_an_error_at_its_cell(
    sheet: str,
    cell: str,
    value: float,
    code: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    book = openpyxl.load_workbook(WORKED)
    book[sheet][cell] = value
    book.save(tmp_path / "absurd.xlsx")
    assert main(["check", str(tmp_path / "absurd.xlsx"), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert (problems[0]["cell"], problems[0]["code"]) == (cell, code)


def test_amounts_too_large_to_count_are_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(WORKED)
    book["Costs"]["D2"] = 9e14
    book.save(tmp_path / "large.xlsx")
    assert main(["solve", str(tmp_path / "large.xlsx")]) == 1
    assert "too large to be counted" in capsys.readouterr().err


@pytest.mark.parametrize("sheet", ["Flows", "Territories"])
def test_nothing_to_split_is_said(
    sheet: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(WORKED)
    if sheet == "Flows":
        book[sheet].delete_rows(2, 50)
    else:
        for row in range(2, 5):
            book[sheet].cell(row, 7).value = False
    book.save(tmp_path / "nothing.xlsx")
    assert main(["check", str(tmp_path / "nothing.xlsx"), "--json"]) == 0
    codes = {p["code"] for p in json.loads(capsys.readouterr().out)["problems"]}
    assert {"Flows": "no-flows", "Territories": "nobody-pays"}[sheet] in codes


@pytest.mark.parametrize("arguments", [["solve"], ["--nothing"], ["check", "a", "b"]])
def test_a_command_that_cannot_be_read_gives_status_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_solving_needs_no_window() -> None:
    script = (
        "import sys; from desktop.__main__ import main; "
        f"main(['solve', {WORKED!r}]); print('PySide6' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("name", ["belgium.xlsx", "europe.xlsx"])
def test_the_samples_solve_in_every_scenario_without_a_conflict(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    scenarios = {
        "belgium.xlsx": ["base", "host_pays_today", "later_benefit", "federal_ceiling",
                         "own_share_25", "nothing_before_2028"],
        "europe.xlsx": ["base"],
    }[name]  # fmt: skip
    for scenario in scenarios:
        assert main(["solve", str(SAMPLES / name), "--scenario", scenario, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["status"] == "ok"


@pytest.mark.parametrize(
    "arguments",
    [
        ["solve", "CASE", "--lp", "CASE"],
        ["sweep", "CASE", "--vary", "own_share_min=0:0.5:2", "-o", "CASE"],
        ["check", "CASE", "--annotate", "CASE"],
    ],
)
def test_nothing_written_takes_the_place_of_the_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    case = tmp_path / "case.xlsx"
    case.write_bytes((SAMPLES / "worked.xlsx").read_bytes())
    before = case.read_bytes()
    assert main([str(case) if given == "CASE" else given for given in arguments]) == 2
    assert "take the place of the case" in capsys.readouterr().err
    assert case.read_bytes() == before


@pytest.mark.parametrize("option", ["-o", "--lp"])
def test_a_folder_that_is_not_there_is_told_before_the_case_is_read(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.xlsx"
    case.write_bytes(b"no workbook")
    assert main(["solve", str(case), option, str(tmp_path / "gone" / "a.xlsx")]) == 2
    assert "gone: There is no such folder." in capsys.readouterr().err


def test_a_result_that_is_open_elsewhere_is_refused_before_solving(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "result.xlsx").write_bytes(b"old")
    (tmp_path / "~$result.xlsx").write_bytes(b"\x05Amina")
    assert main(["solve", WORKED, "-o", str(tmp_path / "result.xlsx")]) == 1
    assert "The file is open in Excel, by Amina." in capsys.readouterr().err
    assert sorted(file.name for file in tmp_path.iterdir()) == ["result.xlsx", "~$result.xlsx"]


@pytest.mark.parametrize("arguments", [["--help"], ["sweep", "--help"], ["solve", "nowhere.xlsx"]])
def test_reading_the_arguments_loads_no_more_than_it_needs(arguments: list[str]) -> None:
    script = (
        "import sys; from contextlib import suppress; from desktop.__main__ import main\n"
        f"with suppress(SystemExit): main({arguments!r})\n"
        "print([name for name in ('pandas', 'openpyxl', 'desktop.commands.compare') "
        "if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = {"solve": "['pandas']"}.get(arguments[0], "[]")
    assert done.stdout.splitlines()[-1] == loaded
