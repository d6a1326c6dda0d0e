"""Every command in every language: help, wrong use, refusals and results, and JSON beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.__main__ import main
from desktop.app.terminal import COMMANDS
from models.declaration.keys import KEYS
from models.declaration.kinds import LANGUAGES
from tests.cases import SAMPLES
from tests.desktop.commands.every_command import WITH_JSON, line, ran, refusal
from tests.pseudo import PSEUDO, unmarked, words_outside

WORKED = SAMPLES / "worked.xlsx"
NAMES = (
    *("relais", *COMMANDS, *LANGUAGES, "mine", "theirs", "row", "place", "table"),
    *("CASE", "RESULT.xlsx", "NAME", "FILE", "COPY.xlsx", "TERRITORY", "DAY", "TEMPLATE.xlsx"),
    *("COMPARISON.xlsx", "KEY", "YEAR", "RULE=FROM:TO:STEPS", "SHEET.column=PERCENT", "ADDRESS"),
    *("SWEEP.xlsx", "OLD", "NEW", "SENT", "RETURNED", "MERGED.xlsx", "COMMAND", "A,B"),
    *("own_share_min=0:0.5:6", "tcp://host:8786", "case.xlsx", "worked.xlsx", "no/such"),
)
"""What is called so in every language: commands, choices, what stands for a value, examples."""
OF_PEOPLE = {"found", "expected", "mend", "reason", "rule", "source", "sources", "stopped"}
"""The keys of JSON that hold texts for people."""


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands speak the language of marks, whichever is asked for."""
    monkeypatch.setattr("desktop.commands.running.language", lambda _code: PSEUDO)
    monkeypatch.setattr("desktop.commands.text_table.stacked", str)  # marks stay on one line


def _said(capsys: pytest.CaptureFixture[str], *given: str) -> tuple[int, str]:
    try:
        status = main(given)
    except SystemExit as ended:
        status = int(str(ended.code or 0))
    printed = capsys.readouterr()
    return status, printed.out + printed.err


def own_names() -> set[str]:
    """Return the names and keys of the worked example."""
    book = openpyxl.load_workbook(WORKED)
    return {str(cell) for sheet in book for row in sheet.values for cell in row if cell}


def _options(said: str) -> Iterator[str]:
    return (word.strip("[]=,'") for word in unmarked(said).split() if "--" in word)


@pytest.mark.parametrize("command", [*COMMANDS, ""])
@pytest.mark.usefixtures("marked")
def test_no_word_of_a_help_is_english_by_itself(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = _said(capsys, *filter(None, [command]), "--help")
    assert status == 0
    assert "⟦usage:⟧" in said
    assert "⟦options:⟧" in said
    assert not words_outside(said, *NAMES, *_options(said))


WRONG = {
    "required": ["solve"],
    "unrecognized": ["solve", "case.xlsx", "--nothing"],
    "ambiguous": ["solve", "case.xlsx", "--l", "x"],
    "one value": ["solve", "case.xlsx", "--scenario"],
    "at least one": ["compare", "case.xlsx", "--scenario"],
    "no choice": ["explain", "case.xlsx", "--payer", "city", "--impact", "all"],
    "no whole number": ["explain", "case.xlsx", "--payer", "city", "--top", "few"],
    "not allowed with": ["merge", "a", "b", "-o", "c", "--mine", "--theirs"],
    "takes no value": ["solve", "case.xlsx", "--json=1"],
}


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.usefixtures("marked")
def test_what_cannot_be_read_is_said_in_the_language(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(WRONG[kind])
    said = capsys.readouterr().err
    assert kind in said
    assert "⟦error: ⟧" in said
    assert not words_outside(said, *NAMES, *WRONG[kind], "json", "all", *_options(said))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "further",
    [["--scenario", "nowhere"], ["-o", "no/such/out.xlsx"], ["-o", "x.pdf"], []],
    ids=" ".join,
)
@pytest.mark.usefixtures("marked")
def test_wrong_use_is_said_in_the_language(
    command: str,
    further: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    missing = WORKED if further else tmp_path / "nowhere.xlsx"
    given = line(command, missing, tmp_path, *further)
    status, said = _said(capsys, *given)
    if status == 0:  # one in which that is no wrong use
        assert command in ("check", "diff", "merge", "template", "explain", "sweep")
        return
    assert status == 2
    assert not words_outside(said, *NAMES, *given, "base", *_options(said))


@pytest.mark.usefixtures("marked")
def test_a_slip_and_a_case_with_more_are_said_in_the_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for given in (["slove", "case.xlsx"], ["case.xlsx", "more"]):
        status, said = _said(capsys, *given)
        assert status == 2
        assert "⟦" in said
        assert not words_outside(said, *NAMES, *given)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("marked")
def test_a_case_with_errors_is_refused_in_the_language(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(WORKED)
    book["Costs"]["B2"] = "elsewhere"
    book.save(tmp_path / "errors.xlsx")
    further = ["-o", str(tmp_path / "points.xlsx")] if command == "sweep" else []
    status, said = _said(capsys, *line(command, tmp_path / "errors.xlsx", tmp_path, *further))
    assert status == 1
    assert "⟦error⟧" in said
    assert not words_outside(said, *NAMES, "errors.xlsx", "Costs", "elsewhere", *own_names())


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("marked")
def test_no_word_of_a_result_is_english_by_itself(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    further = ["--impact"] if command == "explain" else []
    further += ["-o", str(tmp_path / "points.xlsx")] if command == "sweep" else []
    status, said = _said(capsys, *line(command, WORKED, tmp_path, *further))
    assert status == 0
    assert "⟦" in said
    issue = said.rpartition("⟦, issue ⟧")[2].partition("⟦")[0] if command == "template" else ""
    names = (*NAMES, *own_names(), *CODES, str(tmp_path), "points.xlsx", issue)
    assert not words_outside(said, *names)


CODES = (
    *KEYS,
    *("base", "EUR", "output.xlsx"),
)


def _without_texts(part: Any) -> Any:
    """Return a part of JSON without the texts for people, at their keys."""
    if isinstance(part, dict):
        return {
            key: None if key in OF_PEOPLE and isinstance(value, str) else _without_texts(value)
            for key, value in part.items()
        }
    return [_without_texts(one) for one in part] if isinstance(part, list) else part


@pytest.mark.parametrize("command", WITH_JSON)
def test_the_language_of_json_is_that_of_its_texts_for_people_alone(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = line(command, WORKED, tmp_path, "--json")
    assert main([*given, "--language", "en"]) == 0
    english = json.loads(capsys.readouterr().out)
    monkeypatch.setattr("desktop.commands.running.language", lambda _code: PSEUDO)
    assert main(given) == 0
    other = json.loads(capsys.readouterr().out)
    assert _without_texts(other) == _without_texts(english)
    assert ("⟦" in str(other)) == (command == "compare")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_works_in_every_language(
    command: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    further = ["-o", str(tmp_path / "points.xlsx")] if command == "sweep" else []
    given = line(command, WORKED, tmp_path, *further, "--language", language)
    assert main(given) == 0
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("given", [["--language", "xx"], ["--language=xx"], ["--lan", "xx"]])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_language_that_is_not_there_is_wrong_use(
    command: str, given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line(command, WORKED, tmp_path, *given)) == 2
    said = capsys.readouterr()
    assert said.err == "--language: There is no language “xx”. Choose one of: en, fr, nl, de.\n"
    if command in WITH_JSON:
        assert main(line(command, WORKED, tmp_path, *given, "--json")) == 2
        assert [one["code"] for one in refusal(capsys.readouterr().out)] == ["wrong-use"]


def test_without_a_choice_the_language_is_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGUAGE", "nl")
    assert main(["template", "-o", str(tmp_path / "blank.xlsx")]) == 0
    assert "Lees mij" in openpyxl.load_workbook(tmp_path / "blank.xlsx").sheetnames[0]
    assert main(["solve", str(WORKED)]) == 0
    assert "880.000,00" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_marks_of_a_language_stand_in_for_those_that_an_encoding_lacks(
    encoding: str,
) -> None:
    variables = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = ran("compare", str(WORKED), "--language", "fr", variables=variables)
    assert done.returncode == 0
    said = done.stdout.decode(encoding)
    assert "880 000,00" in said.replace("\u00a0", " ")
    assert "-680 000,00" in said.replace("\u00a0", " ")
    assert "\\u202f" not in said
    assert "\\u2212" not in said
    assert "\\xa0" not in said
