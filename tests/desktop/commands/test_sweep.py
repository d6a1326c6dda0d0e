"""`relais sweep`: what it prints, what it writes, and its exit status."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import openpyxl
import pytest

from desktop.__main__ import main
from desktop.commands import sweep as module
from desktop.commands.progress import ShownProgress
from models.words.language import ENGLISH
from models.words.text import Argument
from tests.cases import SAMPLES

WORKED = str(SAMPLES / "worked.xlsx")
SIX = ["--vary", "own_share_min=0:0.5:6", "--jobs", "1"]


def _status(*arguments: str) -> int:
    return main(["sweep", WORKED, *arguments])


def test_sweep_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert _status(*SIX, "--json") == 0
    printed = capsys.readouterr()
    record = json.loads(printed.out)
    assert list(record) == [
        "case", "scenario", "rules", "samples", "spreads", "seed", "complete", "stopped", "of",
        "points", "bands",
    ]  # fmt: skip
    assert (record["case"], record["complete"], record["of"]) == ("worked.xlsx", True, 6)
    assert record["points"][2] == {
        "rules": {"own_share_min": 0.2},
        "sample": None,
        "status": "ok",
        "reason": "",
        "unfunded": 0.0,
        "host_residual": 104000.0,
        "payers": [
            {"payer": "city", "total": 144000.0, "burden": 1.0},
            {"payer": "federation", "total": 596756.76, "burden": 0.663063063063},
            {"payer": "port", "total": 139243.24, "burden": 0.663063063063},
        ],
    }
    assert set(record["bands"][0]) == {
        "rules", "measure", "payer", "points",
        "min", "5 %", "25 %", "median", "75 %", "95 %", "max",
    }  # fmt: skip
    assert printed.err == "6 of 6 points.\n"


def test_processes_and_seeds_print_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    drawn = [
        "--vary", "benefit_cap=1:2:2", "--vary", "own_share_min=0:0.2:2", "--json",
        "--samples", "3", "--spread", "Flows.persons=10", "Costs.cost_per_person=5%",
    ]  # fmt: skip
    texts = []
    for rest in (["--jobs", "1"], ["--jobs", "2"], ["--jobs", "1", "--seed", "1"]):
        assert _status(*drawn, *rest) == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]
    assert len(json.loads(texts[0])["points"]) == 12


def test_sweep_writes_a_workbook_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sweep.xlsx"
    assert _status(*SIX, "-o", str(target)) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert str(target) in printed.err
    assert openpyxl.load_workbook(target)["Sweep"].max_row == 7


MANY = "own_share_min=0:0.5:"


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--vary", f"{MANY}1000000000"], "1,000,000,000 points, more than the 1,000,000"),
        (["--vary", f"{MANY}1000001"], "1,000,001 points"),
        (["--vary", f"{MANY}{'9' * 4000}"], "more than 1,000,000,000,000,000 points"),
        (["--vary", f"{MANY}1001", "benefit_cap=1:2:1000"], "1,001,000 points"),
        (["--vary", f"{MANY}1000001", "--vary", "benefit_cap=1:2:1"], "1,000,001 points"),
        (["--samples", "1000000000", "--spread", "Flows.persons=10"], "1,000,000,000 points"),
        (["--vary", f"{MANY}11", "--samples", "100000", "--spread", "Flows.persons=10"], "1,100,0"),
    ],
)
def test_points_are_counted_before_any_is_made(
    arguments: list[str],
    count: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for what in ("values_between", "read_scenario"):
        monkeypatch.setattr(module, what, pytest.fail)
    assert _status(*arguments, "--json") == 2
    printed = capsys.readouterr()
    assert count in printed.err
    assert "Give fewer steps or samples." in printed.err
    assert count in json.loads(printed.out)["problems"][0]["found"]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--json"], "nothing to vary"),
        ([*SIX], "nowhere to put"),
        ([*SIX, "-o", "sweep.csv"], ".xlsx"),
        (["--vary", "own_share_min", "--json"], "RULE=FROM:TO:STEPS"),
        (["--vary", "own_share_min=0:0,5:6", "--json"], "decimal points"),
        (["--vary", "own_share_min=0:inf:3", "--json"], "RULE=FROM:TO:STEPS"),
        (["--vary", "own_share_min=nan:1:3", "--json"], "RULE=FROM:TO:STEPS"),
        (["--vary", "own_share_min=-1e308:1e308:3", "--json"], "RULE=FROM:TO:STEPS"),
        (["--vary", "own_share_min=0:0.5:1", "--json"], "include both ends"),
        (["--vary", "own_share_min=0:2:3", "--json"], "cannot be “2”"),
        (["--vary", "burden_basis=0:1:2", "--json"], "is not a number"),
        ([*SIX, "--vary", "own_share_min=0:1:2", "--json"], "varied twice"),
        ([*SIX, "--scenario", "nowhere", "--json"], "no scenario"),
        ([*SIX, "--jobs", "0", "--json"], "from 1 to"),
        ([*SIX, "--samples", "3", "--json"], "both --samples and --spread"),
        (["--samples", "3", "--spread", "Flows=10", "--json"], "SHEET.column=PERCENT"),
        (["--samples", "3", "--spread", "Flows.persons=much", "--json"], "PERCENT"),
        (["--samples", "3", "--spread", "Flows.persons=nan", "--json"], "not above 0"),
        *(
            (
                ["--samples", "3", "--spread", f"Flows.persons={wide}", "--json"],
                "at most 1,000\u00a0%",
            )
            for wide in ("1000.1", "1e160", "1e308", "1e400", "inf", "0", "-10")
        ),
        (["--samples", "3", "--spread", "Flows.year=10", "--json"], "Flows.persons"),
        ([*SIX, "--cluster", "nonsense://x", "--json"], "No Dask scheduler"),
    ],
)
def test_wrong_use_gives_status_two_and_says_what_to_do(
    arguments: list[str], what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _status(*arguments) == 2
    printed = capsys.readouterr()
    assert what in printed.err
    assert printed.err.count("\n") == 1
    if "--json" in arguments:
        assert json.loads(printed.out)["status"] == "refused"
    else:
        assert printed.out == ""


def test_without_dask_the_cluster_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert _status(*SIX, "--cluster", "tcp://127.0.0.1:1", "--json") == 2
    assert "installer/requirements-cluster.txt" in capsys.readouterr().err


def test_an_interrupt_keeps_what_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_self: ShownProgress, stage: Argument, done: int, _of: int = 0) -> None:
        if ENGLISH.say(stage).startswith("Sweeping") and done == 2:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(ShownProgress, "__call__", interrupt)
    before = signal.getsignal(signal.SIGINT)
    target = tmp_path / "sweep.xlsx"
    assert _status(*SIX, "-o", str(target), "--json") == 130
    printed = capsys.readouterr()
    record = json.loads(printed.out)
    assert (record["complete"], len(record["points"])) == (False, 2)
    assert "2 of 6 points" in printed.err
    assert "Not complete" in printed.err
    rows = openpyxl.load_workbook(target)["About"].iter_rows(values_only=True)
    about = {row[0]: row[1] for row in rows}
    assert (about["complete"], about["points done"]) == ("no", "2 of 6")
    assert signal.getsignal(signal.SIGINT) is before


def test_a_workbook_with_errors_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(WORKED)
    book["Flows"]["F2"] = "many"
    book.save(tmp_path / "broken.xlsx")
    assert main(["sweep", str(tmp_path / "broken.xlsx"), *SIX, "--json"]) == 1
    assert "Flows!F2" in capsys.readouterr().err
