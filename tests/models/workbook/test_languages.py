from __future__ import annotations

from pathlib import Path

import pytest

from models.declaration.kinds import LANGUAGES
from models.declaration.tables import TABLE_BY_KEY
from models.problems import Severity
from models.typed_numbers import decimal_mark, read_number
from models.words.language import ENGLISH
from models.workbook.reading import examine, language_of
from models.workbook.sheets import find_sheets
from models.xlsx.grid import read_grid
from tests.models.workbook.small_case import Sheets, small, with_cell, write


def labelled(sheets: Sheets, language: str) -> Sheets:
    """Return the sheets with the labels of a language for headers."""
    made = {}
    for name, (header, *rows) in sheets.items():
        table = TABLE_BY_KEY[name]
        labels = [
            table.column(key).labels.in_language(language) if table.declares(key) else key
            for key in header
        ]
        made[table.labels.in_language(language)] = [labels, *rows]
    return made


def issued(sheets: Sheets, language: str) -> Sheets:
    return {**sheets, "_relais": [["template", "relais-case"], ["language", language]]}


def language(sheets: Sheets, tmp_path: Path) -> str:
    content = write(sheets, tmp_path / "case.xlsx").read_bytes()
    grid = read_grid(content, "case.xlsx", lambda _what, _percent: None)
    return language_of(grid, find_sheets(grid).tables)


@pytest.mark.parametrize("expected", ["fr", "nl", "de"])
def test_the_language_is_that_of_most_headers(expected: str, tmp_path: Path) -> None:
    assert language(labelled(small(), expected), tmp_path) == expected


def test_keys_are_of_no_language(tmp_path: Path) -> None:
    assert language(small(), tmp_path) == ""


@pytest.mark.parametrize("expected", LANGUAGES)
def test_a_workbook_that_was_issued_says_its_language_itself(expected: str, tmp_path: Path) -> None:
    assert language(issued(labelled(small(), "nl"), expected), tmp_path) == expected


def cost(text: object, sheets: Sheets, tmp_path: Path) -> str | float:
    """Return the cost that a text is read as, or what is said of it."""
    sheets = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    next(rows for rows in sheets.values() if len(rows) == 2 and rows[1][-1] == 5000)[1][-1] = text
    found = examine(write(sheets, tmp_path / "case.xlsx"))
    if found.case is None:
        return str(found.problems[0]).partition(": ")[2]
    assert [problem.code for problem in found.problems] == ["number-as-text"]
    return float(found.case.table("Costs")["cost_per_person"].tolist()[0])


@pytest.mark.parametrize("tongue", ["fr", "nl", "de"])
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,56", 1234.56),
        ("1\u00a0234,56", 1234.56),
        ("1\u202f234,56", 1234.56),
        ("1.234,56", 1234.56),
        ("1234.56", 1234.56),
        ("12,5 %", 0.125),
        ("1,234", 1.234),
    ],
)
def test_texts_of_the_locale_table_read_as_one_number(
    text: str, number: float, tongue: str, tmp_path: Path
) -> None:
    assert cost(text, labelled(small(), tongue), tmp_path) == pytest.approx(number)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_point_before_three_digits_is_an_error_in_every_language(
    tongue: str, tmp_path: Path
) -> None:
    assert cost("1.234", labelled(small(), tongue), tmp_path) == (
        "The text “1.234” may be 1234 or 1.234. Expected: a number. Type it again as a number."
    )


@pytest.mark.parametrize("tongue", ["", "en"])
def test_a_comma_before_three_digits_is_an_error_where_the_language_does_not_tell(
    tongue: str, tmp_path: Path
) -> None:
    sheets = labelled(small(), tongue) if tongue else small()
    assert cost("1,234", sheets, tmp_path) == (
        "The text “1,234” may be 1234 or 1.234. Expected: a number. Type it again as a number."
    )


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("text", ["1/2", "VRAI", "WAHR", "TRUE", "WAAR"])
def test_fractions_and_truths_are_no_numbers(text: str, tongue: str, tmp_path: Path) -> None:
    assert cost(text, labelled(small(), tongue), tmp_path) == (
        f"The text “{text}” stands where a number belongs. Expected: a number. Type the number "
        "itself, with digits only."
    )


@pytest.mark.parametrize("word", ["VRAI", "WAHR", "TRUE", "WAAR", "oui", "Ja", "1"])
def test_truth_is_read_in_any_language_where_it_belongs(word: str, tmp_path: Path) -> None:
    found = examine(write(with_cell("Stages", "E3", word), tmp_path / "case.xlsx"))
    assert found.problems == ()
    assert found.case is not None
    assert found.case.table("Stages")["cofunded"].tolist() == [False, True, False]


def test_the_texts_of_a_column_tell_its_decimal_mark(tmp_path: Path) -> None:
    sheets = small()
    for row, text in ((1, "100,5"), (2, "80,250"), (3, "20,125")):
        sheets["Flows"][row][5] = text
    found = examine(write(sheets, tmp_path / "case.xlsx"))
    assert found.case is not None
    assert found.case.table("Flows")["persons"].tolist()[:3] == [100.5, 80.25, 20.125]


def persons(texts: list[object], tongue: str, tmp_path: Path) -> list[object]:
    """Return the persons that texts are read as, or what is said where one could be two."""
    sheets = small()
    for row, text in enumerate(texts, start=1):
        sheets["Flows"][row][5] = text
    found = examine(write(labelled(sheets, tongue) if tongue else sheets, tmp_path / "case.xlsx"))
    if found.case is None:
        return [
            ENGLISH.say(problem.found)
            for problem in found.problems
            if problem.severity is Severity.ERROR
        ]
    return found.case.table("Flows")["persons"].tolist()[: len(texts)]


@pytest.mark.parametrize("tongue", ["fr", "nl", "de"])
def test_a_column_that_speaks_against_the_language_leaves_open_what_could_be_two(
    tongue: str, tmp_path: Path
) -> None:
    assert persons(["1,234.56", "2,500"], tongue, tmp_path) == [
        "The text “2,500” may be 2500 or 2.5."
    ]
    assert persons(["100.5", "2,500"], tongue, tmp_path) == ["The text “2,500” may be 2500 or 2.5."]
    assert persons(["100.5", "80,5", "2,500"], tongue, tmp_path) == [
        "The text “2,500” may be 2500 or 2.5."
    ]
    assert persons(["100,5", "2,500"], tongue, tmp_path) == [100.5, 2.5]


def test_a_column_that_shows_both_marks_leaves_open_what_could_be_two(tmp_path: Path) -> None:
    assert persons(["100.5", "80,5", "20,125"], "", tmp_path) == [
        "The text “20,125” may be 20125 or 20.125."
    ]


def test_the_other_values_of_a_scenario_tell_the_mark_of_its_rules(tmp_path: Path) -> None:
    sheets = small()
    sheets["Scenarios"][1][1] = "0.02"
    sheets["Scenarios"].append(["rounding", "1,000", None])
    found = examine(write(labelled(sheets, "fr"), tmp_path / "case.xlsx"))
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    assert [(p.cell, ENGLISH.say(p.found)) for p in errors] == [
        ("B7", "The text “1,000” may be 1000 or 1.")
    ]


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1,5", "2,750"], ","),
        (["1.5"], "."),
        (["1.234.567"], ","),
        (["1,234,567.5"], "."),
        (["1 234,5"], ","),
        (["1,5", "1.5"], ""),
        (["1.234", "1,234", "12", "", "x", "1.2.3"], ""),
    ],
)
def test_a_decimal_mark_is_told_only_beyond_doubt(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark


@pytest.mark.parametrize(("mark", "number"), [(",", 1.234), (".", None), ("", None)])
def test_a_mark_that_is_known_decides_between_two_numbers(mark: str, number: float | None) -> None:
    read = read_number("1,234", mark)
    assert read is not None
    assert (read.value if read.other is None else None) == number


def test_percents_are_read_as_shares_and_others_are_told(tmp_path: Path) -> None:
    found = examine(write(with_cell("Clauses", "H3", "12 %"), tmp_path / "case.xlsx"))
    assert found.case is not None
    assert found.case.table("Clauses")["value"].tolist()[1] == 0.12
    found = examine(write(with_cell("Clauses", "H3", 12), tmp_path / "case.xlsx"))
    assert [str(problem) for problem in found.problems] == [
        "Clauses!H3: The share 12 is more than the whole need. Type a fraction: 0.12 for 12\u00a0%."
    ]
