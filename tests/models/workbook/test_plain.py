from __future__ import annotations

import random
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import Case, UnknownSheet, case_of
from models.checks.matching import clean_name, fold
from models.declaration.tables import TABLE_BY_KEY, TABLES
from models.problems import RelaisError
from models.used import FIRST_EDITION
from models.workbook.books import Book, made
from models.workbook.plain import write_case
from models.workbook.reading import examine, read_case
from tests.drawing import drawn
from tests.models.workbook.small_case import SMALL, small, write
from tests.second_edition import FIRST_TABLES


def assert_same(ours: Case, theirs: Case) -> None:
    for table in TABLES:
        pd.testing.assert_frame_equal(
            _plain(ours.table(table.key)), _plain(theirs.table(table.key)), rtol=1e-12
        )
    assert dict(ours.unknown_columns) == dict(theirs.unknown_columns)
    assert ours.unknown_sheets == theirs.unknown_sheets


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with None for every blank text."""
    cells = {
        key: frame[key]
        if frame[key].dtype.kind == "f"
        else [None if pd.isna(value) else value for value in frame[key].tolist()]
        for key in frame.columns
    }
    return pd.DataFrame({key: pd.Series(v, dtype=object) for key, v in cells.items()})


def small_case(tmp_path: Path) -> Case:
    return read_case(write(small(), tmp_path / "small.xlsx")).case


def test_what_is_written_reads_back_the_same(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    write_case(case, tmp_path / "case.xlsx")
    read = read_case(tmp_path / "case.xlsx")
    assert_same(case, read.case)
    assert read.problems == ()


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    for name in ("a.xlsx", "b.xlsx"):
        write_case(case, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_every_table_is_written_even_when_it_is_empty(tmp_path: Path) -> None:
    write_case(case_of({}), tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(tmp_path / "case.xlsx")
    assert book.sheetnames == [table.key for table in FIRST_TABLES]
    for table in FIRST_TABLES:
        headers = [cell.value for cell in book[table.key][1]]
        first = [column.key for column in table.columns if column.edition == FIRST_EDITION]
        assert headers == first
    assert [p.code for p in examine(tmp_path / "case.xlsx").problems] == ["no-flows"]


def test_unknown_sheets_and_columns_survive_the_round_trip(tmp_path: Path) -> None:
    sheets = small()
    for number, row in enumerate(sheets["Flows"]):
        row.append("remark" if number == 0 else number * 1.5 if number < 3 else "so it is")
    sheets["Territories"][0].append("key_area")
    sheets["Territories"][1].append(30528.0)
    sheets["Extra"] = [["a", 1], [], [None, datetime(2024, 5, 1, 12, 30), True, "=b"]]
    sheets["Extra"][2][3] = "b"
    case = read_case(write(sheets, tmp_path / "small.xlsx")).case
    assert case.unknown_columns == {"Flows": ("remark",)}
    assert case.open_columns("Territories") == ("key_area",)
    write_case(case, tmp_path / "case.xlsx")
    read = read_case(tmp_path / "case.xlsx")
    assert_same(case, read.case)
    assert read.case.unknown_sheets == (
        UnknownSheet("Extra", (("a", 1), (), (None, datetime(2024, 5, 1, 12, 30), True, "b"))),
    )
    assert [p.code for p in read.problems] == ["unknown-sheet", "unknown-column"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "https://a.eu", "NA"])
def test_a_text_stays_text_whatever_it_begins_with(text: str, tmp_path: Path) -> None:
    case = small_case(tmp_path)
    noted = case.table("Flows").assign(note=[text] * 6)
    write_case(case.with_table("Flows", noted), tmp_path / "case.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "case.xlsx")["Flows"]
    assert [cell.data_type for cell in sheet["H"]] == ["s"] * 7
    assert read_case(tmp_path / "case.xlsx").case.table("Flows")["note"].tolist() == [text] * 6


def test_a_text_too_long_for_a_cell_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    path = tmp_path / "case.xlsx"
    path.write_bytes(b"old")
    noted = case.table("Flows").assign(note=["x" * 32_768] * 6)
    with pytest.raises(RelaisError, match=r"Flows: The text of row 2 is longer than the 32,767"):
        write_case(case.with_table("Flows", noted), path)
    assert path.read_bytes() == b"old"


def test_sheets_columns_and_rows_in_any_order_give_the_same_tables(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    dice = random.Random(7)
    for turn in range(5):
        path = write(_shuffled(dice), tmp_path / f"{turn}.xlsx")
        read = read_case(path)
        assert read.problems == ()
        for table in TABLES:
            assert _sorted(read.case.table(table.key)) == _sorted(case.table(table.key))


def _shuffled(dice: random.Random) -> dict[str, list[list[Any]]]:
    sheets = {}
    for name in dice.sample(list(SMALL), len(SMALL)):
        header, *rows = SMALL[name]
        order = dice.sample(range(len(header)), len(header))
        rows = [header, *dice.sample(rows, len(rows))]
        sheets[name] = [[row[index] for index in order] for row in rows]
    return sheets


def _sorted(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    return sorted(tuple(map(str, row)) for row in _plain(frame).itertuples(index=False))


@pytest.mark.parametrize("language", [0, 1, 2, 3])
def test_labels_in_every_language_read_like_keys(language: int, tmp_path: Path) -> None:
    sheets = {}
    for name, (header, *rows) in small().items():
        table = TABLE_BY_KEY[name]
        labels = [
            table.column(key).labels.all()[language].upper() if table.declares(key) else key
            for key in header
        ]
        sheets[f" {table.labels.all()[language].lower()}"] = [labels, *rows]
    read = read_case(write(sheets, tmp_path / "case.xlsx"))
    assert read.problems == ()
    assert_same(small_case(tmp_path), read.case)


def test_rows_below_many_blank_ones_and_on_hidden_sheets_are_read(tmp_path: Path) -> None:
    path = write(small(), tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    book["Flows"].sheet_state = "veryHidden"
    book["Flows"].row_dimensions[3].hidden = True
    for column, value in enumerate([2025, None, None, "reception", "city", 7], start=1):
        book["Flows"].cell(700, column, value)
    book.save(path)
    assert read_case(path).case.table("Flows")["persons"].tolist()[-1] == 7


def test_codes_stay_text_and_na_is_no_blank(tmp_path: Path) -> None:
    sheets = small()
    sheets["Territories"] += [[11001, "NA", None, 5, 5, True], ["None", "-", 11001, 5, 5, True]]
    territories = read_case(write(sheets, tmp_path / "case.xlsx")).case.table("Territories")
    assert territories["territory"].tolist()[-2:] == ["11001", "None"]
    assert territories["name"].tolist()[-2:] == ["NA", "-"]
    assert territories["parent"].tolist()[-1] == "11001"


def _is_kept(text: str) -> bool:
    return clean_name(text) != "" and unicodedata.is_normalized("NFC", text)


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(_is_kept)
ODD_NAMES = (
    *("Total", "Totaal Limburg", "Gesamt", "Sous-total Nord", "Zwischensumme: 3", "Somme", "Som 2"),
    *("0 :", "Note: see below", "Source : SPF", "* revised", "(1) estimate", "† ended", "a: b"),
    *("This is not a name.", "one two three four five six seven eight nine", "Is this one, too?"),
    *("=SUM(A1)", "+32 2", "-", "@home", "1/2", "1.234", "TRUE", "NA", "#N/A", "year", "Territory"),
    *("_x0041_", "cost (k€)", "[EUR]", "key_a", "2023", "1e5", "12,5 %", "\u202eabc", "a\x1bb"),
)
"""Names that are allowed and look like totals, notes, formulas, numbers, headers or units."""
names = st.sampled_from(ODD_NAMES) | texts.map(clean_name).filter(lambda name: fold(name) != "")
numbers = st.floats(min_value=0, max_value=1e15, allow_nan=False, allow_subnormal=False)


@given(
    keys=st.lists(names, min_size=1, max_size=5, unique_by=fold),
    notes=st.lists(st.none() | texts, min_size=5, max_size=5),
    populations=st.lists(st.none() | numbers, min_size=5, max_size=5),
    pays=st.lists(st.sampled_from([True, False, None]), min_size=5, max_size=5),
)
@drawn(25)
def test_any_texts_and_numbers_survive_the_round_trip(
    keys: list[str],
    notes: list[str | None],
    populations: list[float | None],
    pays: list[bool | None],
    tmp_path: Path,
) -> None:
    count = len(keys)
    rows = {"territory": keys, "note": notes[:count], "pays": pays[:count]}
    frame = pd.DataFrame(rows, dtype=object).assign(population=pd.Series(populations[:count]))
    case = case_of({"Territories": frame})
    write_case(case, tmp_path / "case.xlsx")
    found = examine(tmp_path / "case.xlsx")
    assert found.case is not None
    assert_same(case, found.case)


@given(
    keys=st.lists(names, min_size=2, max_size=4, unique_by=fold),
    stages=st.lists(names, min_size=2, max_size=3, unique_by=fold),
    notes=st.lists(st.none() | texts, min_size=4, max_size=4),
    persons=st.lists(numbers, min_size=4, max_size=4),
    aside=st.lists(st.lists(st.none() | texts | numbers, min_size=1, max_size=3), max_size=3),
)
@drawn(25)
def test_any_valid_case_with_any_texts_survives_the_round_trip(
    keys: list[str],
    stages: list[str],
    notes: list[str | None],
    persons: list[float],
    aside: list[list[str | float | None]],
    tmp_path: Path,
) -> None:
    case = case_of(
        {
            "Territories": pd.DataFrame({"territory": keys, "note": notes[: len(keys)]}),
            "Stages": pd.DataFrame(
                {"stage": stages, "order": range(len(stages)), "cofunded": [True] * len(stages)}
            ),
            "Flows": pd.DataFrame(
                {
                    "year": [2023.0, 2024.0, 2025.0, 2026.0],
                    "to_stage": [stages[0]] * 4,
                    "to_territory": [keys[0], keys[1]] * 2,
                    "persons": persons,
                    "source": notes,
                }
            ),
            "Costs": pd.DataFrame({"stage": stages, "cost_per_person": persons[: len(stages)]}),
            "Benefits": pd.DataFrame(
                {"stage": stages, "benefit_per_person": persons[: len(stages)]}
            ),
        },
        unknown_sheets=(UnknownSheet("Aside", tuple(map(tuple, aside))),) if aside else (),
    )
    write_case(case, tmp_path / "case.xlsx")
    found = examine(tmp_path / "case.xlsx")
    assert found.case is not None
    for table in TABLES:
        pd.testing.assert_frame_equal(
            _plain(case.table(table.key)), _plain(found.case.table(table.key)), rtol=1e-12
        )


def test_a_reason_that_ends_in_a_full_stop_gets_no_second_one() -> None:
    def fail(_book: Book) -> None:
        raise ValueError("Sheetname 'x' is already in use.")

    with pytest.raises(RelaisError, match=r"already in use\. Change"):
        made("a.xlsx", "a", "case", fail)
