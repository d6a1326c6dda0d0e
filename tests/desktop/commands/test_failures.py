"""Every command and every failure: said in words, in JSON where it is asked for, never a trace."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from desktop.__main__ import main
from desktop.app import interrupt as stopping
from desktop.app.terminal import COMMANDS
from tests.cases import SAMPLES
from tests.desktop.commands.every_command import LINES, ROOT, WITH_JSON, line, ran, refusal

WORKED = SAMPLES / "worked.xlsx"


def missing(folder: Path) -> Path:
    return folder / "nowhere.xlsx"


def a_folder(folder: Path) -> Path:
    (folder / "folder.xlsx").mkdir()
    return folder / "folder.xlsx"


def no_workbook(folder: Path) -> Path:
    (folder / "text.xlsx").write_text("no workbook", encoding="utf-8")
    return folder / "text.xlsx"


def a_broken_project(folder: Path) -> Path:
    (folder / "broken.relais").write_bytes(b"SQLite format 3\0 and no more")
    return folder / "broken.relais"


def with_errors(folder: Path) -> Path:
    book = openpyxl.load_workbook(WORKED)
    book["Costs"]["D2"] = "much"
    book.save(folder / "errors.xlsx")
    return folder / "errors.xlsx"


def below_a_file(folder: Path) -> Path:
    return no_workbook(folder) / "case.xlsx"


def too_long(folder: Path) -> Path:
    return folder / f"{'long' * 100}.xlsx"


def round_and_round(folder: Path) -> Path:
    (folder / "round.xlsx").symlink_to(folder / "round.xlsx")
    return folder / "round.xlsx"


def with_a_blank_byte(folder: Path) -> Path:
    return folder / "bl\0ank.xlsx"


def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.xlsx")
    return folder / "pipe.xlsx"


ON_POSIX = [below_a_file, too_long, round_and_round, with_a_blank_byte, a_pipe]
CASES: list[Callable[[Path], Path]] = [
    *(missing, a_folder, no_workbook, a_broken_project, with_errors),
    *([] if sys.platform == "win32" else ON_POSIX),
]
BY_DATA = (no_workbook, a_broken_project, with_errors)


def test_every_command_is_tested() -> None:
    assert set(LINES) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_case_that_cannot_be_read_is_told_in_words_and_in_json(
    command: str,
    case: Callable[[Path], Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad, status = case(tmp_path), 1 if case in BY_DATA else 2
    # a sweep needs a place for its points
    further = ["-o", str(tmp_path / "points.xlsx")] if command == "sweep" else []
    assert main(line(command, bad, tmp_path, *further)) == status
    said = capsys.readouterr()
    assert said.out == "" or (command == "check" and case is with_errors)
    if said.out == "":
        assert bad.name.split("\0")[0] in said.err
    assert "Traceback" not in said.err
    if command in WITH_JSON:
        assert main(line(command, bad, tmp_path, "--json")) == status
        refusal(capsys.readouterr().out)


@pytest.mark.parametrize("command", WITH_JSON)
@pytest.mark.parametrize(
    "wrong",
    [["--nothing"], ["--json=1"], ["too", "many", "--large=x"], ["--scenario"]],
    ids=" ".join,
)
def test_arguments_that_cannot_be_read_are_told_in_json(
    command: str, wrong: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--json", *line(command, WORKED, tmp_path)[1:], *wrong])
    said = capsys.readouterr()
    assert stopped.value.code == 2
    (problem,) = refusal(said.out)
    assert problem["code"] == "wrong-use"
    assert problem["mend"].startswith("usage: relais")
    assert "error:" in said.err


@pytest.mark.parametrize(
    "given",
    [["--json"], ["slove", "case.xlsx", "--json"], ["case.xlsx", "--json"], ["template", "--js"]],
    ids=" ".join,
)
def test_json_is_json_without_a_command_too(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status: object = main(given)
    except SystemExit as stopped:
        status = stopped.code
    assert status == 2
    refusal(capsys.readouterr().out)


@pytest.mark.parametrize("command", ["solve", "explain", "compare", "sweep"])
def test_a_scenario_that_is_not_there_is_told_in_json(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = line(command, WORKED, tmp_path, "--json", "--scenario", "nowhere")
    assert main(arguments) == 2
    assert "no scenario" in str(refusal(capsys.readouterr().out))


@pytest.mark.parametrize(
    ("command", "option"),
    [
        *(("solve", "-o"), ("solve", "--lp"), ("check", "--annotate"), ("compare", "-o")),
        *(("sweep", "-o"), ("merge", "-o"), ("template", "-o")),
    ],
)
@pytest.mark.parametrize("place", ["no/such/folder/out.xlsx", f"{'long' * 100}.xlsx", "a\0b.xlsx"])
def test_what_cannot_be_written_is_told_and_nothing_else_is_printed(
    command: str, option: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_json = ["--json"] if command in WITH_JSON else []
    given = line(command, WORKED, tmp_path, option, str(tmp_path / place), *as_json)
    assert main(given) in (1, 2)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert said.err
    if as_json:
        refusal(said.out)


MET: list[tuple[BaseException, int, str, str]] = [
    (KeyboardInterrupt(), 130, "stopped", "Stopped."),
    (KeyboardInterrupt(15), 143, "stopped", "Stopped."),
    (ZeroDivisionError("x"), 1, "no-answer", "fault of the program"),
    (MemoryError(), 1, "memory", "not enough memory"),
    (PermissionError(13, "Permission denied", "/barred"), 1, "system", "/barred"),
    (OSError(28, "No space left on device"), 1, "system", "No space left"),
    (LookupError("new"), 1, "fault", "please report it"),
]


@pytest.mark.parametrize("command", WITH_JSON)
@pytest.mark.parametrize(("met", "status", "code", "words"), MET, ids=lambda met: repr(met)[:20])
def test_whatever_a_command_meets_is_told_once_and_in_json(
    command: str,
    met: BaseException,
    status: int,
    code: str,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_options: object) -> int:
        from desktop.commands.output import print_result  # noqa: PLC0415

        print("said by a library")
        print_result('{"said": "before"}')
        raise met

    monkeypatch.setattr(f"desktop.commands.{command}.{command}", fail)
    assert main(line(command, WORKED, tmp_path, "--json")) == status
    said = capsys.readouterr()
    assert [problem["code"] for problem in refusal(said.out)] == [code]
    assert words in said.err
    assert ("Traceback" in said.err) == (code == "fault")  # only a fault is for who mends it
    assert main(line(command, WORKED, tmp_path)) == status
    assert capsys.readouterr().out == ""


def test_what_an_early_stop_prints_is_what_a_later_one_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.commands.check.check", stop)
    assert main(line("check", WORKED, tmp_path, "--json")) == stopping.STATUS
    assert refusal(capsys.readouterr().out) == refusal(stopping.stopped_as_json())


@pytest.fixture
def barred(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Path]:
    """A folder that may not be entered; whoever may enter all is somebody else meanwhile."""
    folder = tmp_path / "barred"
    folder.mkdir()
    main(["solve", str(WORKED)])  # what it needs is loaded before
    capsys.readouterr()
    user = os.geteuid()
    folder.chmod(0)
    if user == 0:
        os.seteuid(65534)
    yield folder
    if user == 0:
        os.seteuid(user)
    folder.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_may_not_be_entered_is_told(
    command: str, barred: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    further = ["-o", str(barred / "points.xlsx")] if command == "sweep" else []
    assert main(line(command, barred / "case.xlsx", barred, *further)) == 2
    said = capsys.readouterr()
    assert "Permission denied" in said.err
    assert "Traceback" not in said.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize(
    "arguments",
    [*([command] for command in WITH_JSON), ["--help"], ["--version"], ["sweep", "--help"]],
    ids=" ".join,
)
def test_a_full_standard_output_is_told(arguments: list[str], tmp_path: Path) -> None:
    is_whole = arguments[0] not in WITH_JSON or len(arguments) > 1
    given = arguments if is_whole else line(arguments[0], WORKED, tmp_path, "--json")
    with open("/dev/full", "wb") as full:
        done = ran(*given, stdout=full)
    assert done.returncode == 1
    assert b"The result cannot be written (No space left on device)" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_nobody_to_tell_is_no_failure(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = ran(*line("check", with_errors(tmp_path), tmp_path), stderr=full)
        assert done.returncode == 1
        assert b"D2" in done.stdout
        assert ran("solve", "nowhere.xlsx", stderr=full).returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes streams")
@pytest.mark.parametrize(("closed", "status"), [(1, 1), (2, 0)])
def test_closed_streams_are_no_traceback(closed: int, status: int) -> None:
    script = f'exec "$0" -m desktop check "$1" {closed}>&-'
    command = ["sh", "-c", script, sys.executable, str(WORKED)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=120)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


def test_no_command_prints_by_itself() -> None:
    texts = {
        path.name: path.read_text(encoding="utf-8")
        for path in (ROOT / "desktop" / "commands").glob("*.py")
    }
    by_itself = ("print(", "sys.stdout", "sys.stderr.write")
    found = {
        name
        for name, text in texts.items()
        if any(word in text.replace("_print(", "(") for word in by_itself)
    }
    assert found == {"output.py"}
