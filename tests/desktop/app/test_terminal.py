"""The first word of the command line: a command, a slip of one, or a case for the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.app import start as window
from desktop.app.terminal import COMMANDS, is_case, nearest


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Collects what the window would open."""
    asked: list[Path | None] = []
    monkeypatch.setattr(window, "start", lambda path: asked.append(path) or 0)
    monkeypatch.setattr("desktop.engine.responsive.stay_responsive", lambda: None)
    return asked


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        *(("slove", "solve"), ("sovle", "solve"), ("Solve", "solve"), ("SOLVE", "solve")),
        *(("chek", "check"), ("Check", "check"), ("templte", "template"), ("dif", "diff")),
        *(("marge", "merge"), ("comapre", "compare"), ("explian", "explain"), ("sweeep", "sweep")),
        *(("help", ""), ("window", ""), ("xyz", ""), ("", "")),
    ],
)
@pytest.mark.parametrize("further", [[], ["case.xlsx"], ["case.xlsx", "-o", "x.xlsx"]])
def test_a_misspelt_command_opens_no_window_and_says_which_was_meant(
    slip: str,
    meant: str,
    further: list[str],
    shown: list[Path | None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([slip, *further]) == 2
    said = capsys.readouterr()
    assert (f"Did you mean “{meant}”?" in said.err) == bool(meant)
    assert all(command in said.err for command in COMMANDS)
    assert (said.out, shown) == ("", [])
    assert nearest(slip) == meant


@pytest.mark.parametrize(
    "name", ["case.xlsx", "CASE.XLSX", "case.relais", "folder/case", "./solve", "budget.ods"]
)
def test_a_case_that_is_not_there_is_told_without_a_window(
    name: str,
    shown: list[Path | None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([name]) == 2
    assert (
        capsys.readouterr().err
        == f"{name}: There is no such file. Check the name and the folder.\n"
    )
    assert shown == []


@pytest.mark.parametrize("name", ["case.xlsx", "case.relais", "sovle", "./check", "a case"])
def test_a_file_that_is_there_opens_in_the_window(
    name: str, shown: list[Path | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).touch()
    assert is_case(name)
    assert main([name]) == 0
    assert shown == [Path(name)]


def test_no_case_opens_the_sample(shown: list[Path | None]) -> None:
    assert main([]) == 0
    assert shown == [None]


@pytest.mark.parametrize("name", [*COMMANDS, "-h", "--help", "--version", "--nothing"])
def test_commands_and_options_are_no_cases_even_where_files_have_their_names(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).touch()
    assert not is_case(name)
