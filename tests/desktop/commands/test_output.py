"""What stands on standard output and what a terminal is sent, in every encoding."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.__main__ import main
from desktop.app.terminal import COMMANDS
from models.words.language import readable, whole
from tests.cases import SAMPLES
from tests.desktop.commands.every_command import WITH_JSON, line, ran, with_site

UNSEEN = "a\nb\x1b[31m\x07\r\x9b1m\u202eevil\u2066\u200bz"
DRIVES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
FOREIGN = "Łódź – Ελλάδα – 東京 – 🚲"


def named(folder: Path, name: str, file: str = "case.xlsx") -> Path:
    """Write the worked example with one name for territory, stage, clause, scenario and sheet."""
    book = openpyxl.load_workbook(SAMPLES / "worked.xlsx")
    in_cell = name.replace("\x07", "_x0007_").replace("\x1b", "_x001B_").replace("\r", "_x000D_")
    for sheet in ("Territories", "Stages"):
        for row in (2, 3):
            book[sheet].cell(row, 2).value = f"{in_cell} {row}"
    clauses = book.create_sheet("Clauses")
    clauses.append(["clause", "payer", "measure", "sense", "value", "label"])
    clauses.append([f"ceiling {in_cell}", "federation", "amount", "at most", 600_000, in_cell])
    book["Scenarios"]["C1"] = "other \u202e"
    book.create_sheet("Odd\u202esheet").append([in_cell])
    book.save(folder / file)
    return folder / file


@given(st.text())
def test_a_readable_text_has_nothing_unseen_and_stays_as_it_is_where_it_had_none(text: str) -> None:
    shown = readable(text)
    assert all(c.isprintable() or c.isspace() for c in shown)
    assert not DRIVES.search(shown)
    assert readable(shown) == shown
    if text.isprintable():
        assert shown == text
    whole(text).encode("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_no_name_can_drive_the_terminal(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = named(tmp_path, UNSEEN, "nasty\x1b]0;x\x07\u202e.xlsx")
    words = line(command, case, tmp_path)
    if command in ("diff", "merge"):
        words[1] = str(SAMPLES / "worked.xlsx")
    if command == "sweep":
        words += ["-o", str(tmp_path / "points\x1b.xlsx")]
    assert main(words) == 0
    if command in ("solve", "compare", "explain", "sweep"):
        assert main([*words, "--scenario", f"no{UNSEEN}"]) == 2
    assert main([word.replace(case.name, f"no{UNSEEN}.xlsx") for word in words]) == 2
    said = "".join(capsys.readouterr())
    assert not DRIVES.search(said)
    assert "\\u202e" in said


def test_a_line_break_in_a_name_breaks_no_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = named(tmp_path, "a\nLIE", "of\nLIE.xlsx")
    for command in ("solve", "check", "compare", "explain"):
        main(line(command, case, tmp_path))
    main(["diff", str(SAMPLES / "worked.xlsx"), str(case)])
    main(["solve", str(tmp_path / "no\nLIE.xlsx")])
    said = "".join(capsys.readouterr())
    assert "a\\nLIE" in said
    assert not [text for text in said.splitlines() if text.startswith("LIE")]


@pytest.mark.parametrize("encoding", ["ascii:strict", "latin-1", "cp1252:strict", "utf-16"])
def test_no_encoding_is_too_small_for_a_text(encoding: str, tmp_path: Path) -> None:
    case, other = named(tmp_path, FOREIGN), str(SAMPLES / "worked.xlsx")
    variables = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    words = [["explain", str(case), "--payer", "city"], ["sweep", "--help"]]
    for done in (ran(*one, variables=variables) for one in words):
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
    missing = ran("solve", str(tmp_path / f"{FOREIGN}.xlsx"), variables=variables)
    assert missing.returncode == 2
    assert b"Traceback" not in missing.stderr
    done = ran("diff", other, str(case), "--json", variables=variables)
    assert done.returncode == 0, done.stderr
    names = [one["new"] for one in json.loads(done.stdout)["differences"]]
    assert f"{FOREIGN} 2" in names


def test_json_has_the_very_characters_that_cannot_be_seen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = named(tmp_path, UNSEEN)
    assert main(["diff", str(SAMPLES / "worked.xlsx"), str(case), "--json"]) == 0
    printed = capsys.readouterr().out
    assert not DRIVES.search(printed)
    assert f"{UNSEEN} 2" in [one["new"] for one in json.loads(printed)["differences"]]


@pytest.mark.skipif(sys.platform != "linux", reason="others have names of text only")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_name_that_is_no_text_is_read_written_and_printed(
    command: str, tmp_path: Path
) -> None:
    folder = tmp_path / os.fsdecode(b"d\xe9pt")
    folder.mkdir()
    case = named(folder, "plain", os.fsdecode(b"caf\xe9.xlsx"))
    output = folder / os.fsdecode(b"r\xe9sultat.xlsx")
    option = {"solve": "-o", "check": "--annotate", "compare": "-o", "sweep": "-o"}
    further = [option[command], str(output)] if command in option else []
    words = line(command, case, folder, *further)
    done = ran(*(str(output) if word.endswith("output.xlsx") else word for word in words))
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert output.is_file() == (command not in ("diff", "explain"))
    if command in WITH_JSON:
        done = ran(*line(command, case, folder, "--json"))
        assert done.returncode == 0, done.stderr
        json.loads(done.stdout.decode("utf-8"))


NOISY_IMPORT = """
import sys
class Noisy:
    def find_spec(self, name, path=None, target=None):
        if name == "highspy":
            import ctypes, os
            os.write(1, b"banner of a library\\n")
            print("said by a library")
            ctypes.CDLL(None).puts(b"said in C, and kept in its buffer")
sys.meta_path.insert(0, Noisy())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the library of C is another there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_libraries_print_is_not_on_standard_output(jobs: str, tmp_path: Path) -> None:
    variables = with_site(tmp_path, NOISY_IMPORT)
    words = line("sweep", SAMPLES / "worked.xlsx", tmp_path, "--json")
    words[words.index("--jobs") + 1] = jobs
    done = ran(*words, variables=variables)
    assert json.loads(done.stdout)["complete"]
    noise = {b"banner of a library", b"said by a library", b"said in C, and kept in its buffer"}
    assert noise <= set(done.stderr.splitlines())
