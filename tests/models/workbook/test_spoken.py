"""Workbooks in the four languages: what is said in them, and that they are read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.__main__ import main
from models.case import Case
from models.declaration.kinds import LANGUAGES
from models.declaration.tables import TABLES
from models.flows.adjustments import adjusted
from models.problems import Problem, Severity
from models.results.split import Appendix, ConflictLine, Split
from models.words.language import Language, language
from models.workbook.comparison import write_comparison
from models.workbook.labels import COMPARISON, RESULT_SHEETS
from models.workbook.reading import examine, read_case
from models.workbook.result import write_result
from models.workbook.sweep_result import write_sweep
from solver.solve import prepare, solve_to_explain
from tests.cases import SAMPLES
from tests.models.workbook.formulas import Evaluator
from tests.models.workbook.small_case import small, write
from tests.models.workbook.small_split import SPLIT
from tests.models.workbook.test_comparison import case as compared_case
from tests.models.workbook.test_comparison import compared
from tests.models.workbook.test_plain import assert_same
from tests.models.workbook.test_sweep_result import RESULT as SWEPT
from tests.pseudo import PSEUDO, marked, words_outside
from tests.second_edition import FIRST_TABLES

DAY = date(2026, 11, 22)
OTHERS = LANGUAGES[1:]


def result_in(spoken: Language, folder: Path, case: Case, split: Split = SPLIT) -> Any:
    path = folder / "result.xlsx"
    write_result(case, split, path, case_name="small.xlsx", made_on=DAY, spoken=spoken)
    return openpyxl.load_workbook(path)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return read_case(write(small(), tmp_path / "small.xlsx")).case


def assert_formulas_hold(path: Path) -> None:
    formulas = openpyxl.load_workbook(path)
    stored = openpyxl.load_workbook(path, data_only=True)
    evaluator, count = Evaluator(formulas), 0
    for cell in cells_of(formulas):
        if cell.data_type == "f":
            count += 1
            sheet = cell.parent.title
            value = stored[sheet][cell.coordinate].value
            assert evaluator.cell(sheet, cell.coordinate) == pytest.approx(value, abs=1e-6)
    assert count > 10


def cells_of(book: openpyxl.Workbook) -> Iterator[Any]:
    return (cell for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_result_reads_back_as_its_case_in_every_language(
    code: str, case: Case, tmp_path: Path
) -> None:
    warned = replace(SPLIT, warnings=(Problem(Severity.WARNING, "odd", "Odd", "Look."),))
    book = result_in(language(code), tmp_path, case, warned)
    read = read_case(tmp_path / "result.xlsx")
    assert read.problems == ()
    assert read.case.unknown_sheets == ()
    assert_same(case, read.case)
    assert_formulas_hold(tmp_path / "result.xlsx")
    if code != "en":
        tables = [table.labels.in_language(code) for table in FIRST_TABLES]
        assert book.sheetnames[-len(tables) :] == tables


@pytest.mark.parametrize("code", OTHERS)
def test_a_result_whose_marks_are_lost_is_known_by_the_names_of_its_sheets(
    code: str, case: Case, tmp_path: Path
) -> None:
    used, _ = adjusted(case, "new")
    book = result_in(language(code), tmp_path, used, replace(SPLIT, scenario="new"))
    for name in book.custom_doc_props.names:
        if name.startswith("relais_sheets"):
            del book.custom_doc_props[name]
    book.save(tmp_path / "fewer.xlsx")
    found = examine(tmp_path / "fewer.xlsx")
    assert found.case is not None
    assert found.case.unknown_sheets == ()
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(tmp_path / "none.xlsx")
    held = examine(tmp_path / "none.xlsx").held
    assert held is not None
    assert (held.scenario, held.is_adjusted) == ("new", True)


def test_sheets_of_a_result_are_known_by_its_mark_whatever_they_are_called(
    case: Case, tmp_path: Path
) -> None:
    book = result_in(PSEUDO, tmp_path, case)
    assert book.sheetnames[0] == marked("Split at a glance")
    read = read_case(tmp_path / "result.xlsx")
    assert read.case.unknown_sheets == ()
    assert_same(case, read.case)


@pytest.mark.parametrize("code", OTHERS)
def test_a_conflict_is_told_in_every_language(code: str, case: Case, tmp_path: Path) -> None:
    lines = (ConflictLine("cap", 95_000.0), ConflictLine("share", None))
    clash = Split("conflict", "base", "EUR", 0.01, conflict=lines, appendix=Appendix())
    book = result_in(language(code), tmp_path, case, clash)
    assert book.worksheets[0]["A5"].value
    assert_same(case, read_case(tmp_path / "result.xlsx").case)


def codes_and_names(case: Case) -> set[str]:
    """Return what stays as it is in every language: codes and what users called things."""
    kept = {"federation", "city", "Liège", "quarter", "base", "EUR", "small.xlsx", "reception"}
    for table in TABLES:
        frame = case.table(table.key)
        kept |= {str(name) for name in frame.columns}
        kept |= {cell for key in frame for cell in frame[key] if isinstance(cell, str)}
    return kept


def unsaid(book: openpyxl.Workbook, kept: set[str], sheets: slice) -> list[str]:
    """Return the texts of some sheets with words that are in no language and no code or name."""
    return [
        f"{cell.parent.title}: {cell.value}"
        for cell in cells_of(book)
        if cell.parent in book.worksheets[sheets]
        and isinstance(cell.value, str)
        and not cell.value.startswith("=")
        and words_outside(cell.value, "Relais", *kept)
    ]


CODES = {
    *("welcome", "unfunded", "equal_burden", "budget", "clause", "population", "equal"),
    *("0.1.0", "city, 2023", "oui", "non", "A base", "B half", "C clash", "D host_pays"),
    *("half", "clash", "host_pays", "more", "less", "benefit", "=port", "=case.xlsx"),
}


def test_every_sentence_of_a_result_is_said_in_its_language(case: Case, tmp_path: Path) -> None:
    book = result_in(PSEUDO, tmp_path, case)
    kept = codes_and_names(case) | CODES
    assert len(book.sheetnames) > len(FIRST_TABLES) + 10
    assert unsaid(book, kept, slice(0, len(book.sheetnames) - len(FIRST_TABLES))) == []


def test_every_sentence_of_a_comparison_and_a_sweep_is_said_in_its_language(
    tmp_path: Path,
) -> None:
    side, bridges = compared()
    path = tmp_path / "comparison.xlsx"
    write_comparison(compared_case(), side, bridges, path, made_on=DAY, spoken=PSEUDO)
    kept = (
        codes_and_names(compared_case())
        | CODES
        | {key.name for key in side.splits[0].comparison.keys}
    )
    kept |= {key for key, _ in side.splits[0].comparison.left_out}
    assert unsaid(openpyxl.load_workbook(path), kept, slice(None)) == []
    write_sweep(SWEPT, "=case.xlsx", tmp_path / "sweep.xlsx", spoken=PSEUDO)
    kept |= {"own_share_min", "=Clauses clash.", "Flows.persons"}
    assert unsaid(openpyxl.load_workbook(tmp_path / "sweep.xlsx"), kept, slice(None)) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_figures_of_a_comparison_add_up_in_every_language(code: str, tmp_path: Path) -> None:
    side, bridges = compared()
    path, spoken = tmp_path / "comparison.xlsx", language(code)
    write_comparison(compared_case(), side, bridges, path, made_on=DAY, spoken=spoken)
    assert_formulas_hold(path)
    assert openpyxl.load_workbook(path).sheetnames[0] == spoken.say(COMPARISON)


@pytest.mark.parametrize("code", OTHERS)
def test_commands_take_a_result_in_any_language_for_its_case(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = SAMPLES / "worked.xlsx"
    prepared = prepare(read_case(sample).case, "base")
    path = tmp_path / "result.xlsx"
    split = solve_to_explain(prepared, explain=True).split
    write_result(prepared.case, split, path, spoken=language(code))
    solved = []
    for file in (sample, path):
        assert main(["solve", str(file), "--json"]) == 0
        solved.append(json.loads(capsys.readouterr().out))
    assert solved[0] == solved[1]
    assert main(["check", str(path)]) == 0
    capsys.readouterr()
    assert main(["diff", str(sample), str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["differences"] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_same_result_gives_the_same_bytes_in_every_language(
    code: str, case: Case, tmp_path: Path
) -> None:
    write_to = partial(write_result, case, SPLIT, made_on=DAY, spoken=language(code))
    for name in ("a.xlsx", "b.xlsx"):
        write_to(tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_every_sheet_of_a_result_is_named_in_every_language() -> None:
    for code in OTHERS:
        spoken = language(code)
        assert all(spoken.word(one.pattern, one.context, missing="") for one in RESULT_SHEETS)
