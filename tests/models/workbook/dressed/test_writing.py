"""A dressed workbook reads back as the case it was made from, in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import Case, UnknownSheet, case_of
from models.declaration.kinds import LANGUAGES
from models.exchange.issued import IssuedVersion, issued_version
from models.exchange.merging import merge_of
from models.exchange.returned import read_returned
from models.problems import RelaisError
from models.workbook.dressed.issue import Issue, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.identity import identity_of
from models.workbook.reading import ReadCase, read_case
from models.xlsx.grid import read_grid
from tests.cases import SAMPLES, case
from tests.drawing import drawn
from tests.models.workbook.small_case import small, write
from tests.models.workbook.test_plain import assert_same, names, numbers, texts


def issue(ours: Case, language: str = "en", **changes: Any) -> Issue:
    plain = Issue(ours, "test", language, date(2026, 11, 22))
    return replace(plain, **changes)


def read_dressed(sent: Issue, folder: Path) -> ReadCase:
    write_dressed(sent, folder / "dressed.xlsx")
    return read_case(folder / "dressed.xlsx")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", ["worked", "belgium", "europe"])
def test_a_sample_reads_back_the_same_in_every_language(
    sample: str, language: str, tmp_path: Path
) -> None:
    plain = read_case(SAMPLES / f"{sample}.xlsx")
    read = read_dressed(issue(plain.case, language), tmp_path)
    assert_same(plain.case, read.case)
    assert [p.code for p in read.problems] == [p.code for p in plain.problems]


@pytest.mark.parametrize("territory", ["BX", "FL", "BE"])
def test_a_part_that_comes_back_untouched_changes_and_deletes_nothing(
    territory: str, tmp_path: Path
) -> None:
    belgium = read_case(SAMPLES / "belgium.xlsx").case
    part = issue_for(issue(belgium, "fr"), territory)
    assert any(part.given.get(key) for key in ("Costs", "Benefits", "Clauses", "Adjustments"))
    write_dressed(part, tmp_path / "part.xlsx")
    sent = partial(issued_version, sent=IssuedVersion(belgium))
    back = read_returned(tmp_path / "part.xlsx", sent, belgium)
    assert back.found == ()
    assert merge_of(belgium, [back]).items == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_further_columns_and_sheets_come_along(language: str, tmp_path: Path) -> None:
    sheets = small()
    for number, row in enumerate(sheets["Flows"]):
        row.append("remark" if number == 0 else f"={number}")
    sheets["Territories"][0].append("key_area")
    sheets["Territories"][1].append(30528.0)
    sheets["Lists"] = [["mine", 1], [None, "=b"]]
    ours = read_case(write(sheets, tmp_path / "small.xlsx")).case
    ours = replace(ours, unknown_sheets=(UnknownSheet("Lists", (("mine", 1), (None, "=b"))),))
    read = read_dressed(issue(ours, language), tmp_path)
    assert_same(ours, read.case)
    assert read.case.unknown_sheets == ours.unknown_sheets


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scenario_called_like_a_header_stays_a_scenario(language: str, tmp_path: Path) -> None:
    named = {"Quelle": 0.1, "Basis": 0.2, "Règle": 0.3}
    ours = case(Scenarios={"discount_rate": {"base": 0.0, **named}})
    assert read_dressed(issue(ours, language), tmp_path).case.scenarios() == ours.scenarios()


def test_the_same_issue_gives_the_same_bytes(tmp_path: Path) -> None:
    ours = read_case(SAMPLES / "worked.xlsx").case
    for name in ("a.xlsx", "b.xlsx"):
        write_dressed(issue(ours), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_hidden_sheet_says_what_was_sent(tmp_path: Path) -> None:
    ours = read_case(SAMPLES / "belgium.xlsx").case
    sent = issue(ours, "nl", deadline=date(2027, 1, 31))
    identity = write_dressed(sent, tmp_path / "dressed.xlsx")
    grid = read_grid((tmp_path / "dressed.xlsx").read_bytes(), "dressed.xlsx", lambda _w, _p: None)
    assert identity_of(grid) == identity
    assert identity.is_intact
    assert (identity.language, identity.deadline) == ("nl", "2027-01-31")
    assert_same(identity.issued_case(), replace(ours, unknown_sheets=()))


@given(
    keys=st.lists(names, min_size=1, max_size=4, unique_by=str.casefold),
    notes=st.lists(st.none() | texts, min_size=4, max_size=4),
    populations=st.lists(st.none() | numbers, min_size=4, max_size=4),
    pays=st.lists(st.sampled_from([True, False, None]), min_size=4, max_size=4),
    language=st.sampled_from(LANGUAGES),
    measure=st.sampled_from(["amount", "share_of_need", "share_of_benefit"]),
    status=st.sampled_from([None, "proposed", "agreed", "rejected"]),
)
@drawn(15)
def test_any_small_case_survives_in_any_language(
    keys: list[str],
    notes: list[str | None],
    populations: list[float | None],
    pays: list[bool | None],
    language: str,
    measure: str,
    status: str | None,
    tmp_path: Path,
) -> None:
    count = len(keys)
    rows = {"territory": keys, "note": notes[:count], "pays": pays[:count]}
    territories = pd.DataFrame(rows, dtype=object).assign(population=pd.Series(populations[:count]))
    clause = {"clause": keys[0], "measure": measure, "sense": "at most", "value": 0.25}
    clauses = pd.DataFrame([{**clause, "status": status}], dtype=object)
    ours = case_of({"Territories": territories, "Clauses": clauses})
    assert_same(read_dressed(issue(ours, language), tmp_path).case, ours)


def test_sheets_with_the_names_of_ours_leave_us_a_third_one(tmp_path: Path) -> None:
    taken = ("Contrôles", "Contrôles (Relais)", "CONTRÔLES (RELAIS 2)")
    sheets = tuple(UnknownSheet(name, (("x",),)) for name in taken)
    ours = replace(case(Territories=[("a",)]), unknown_sheets=sheets)
    read = read_dressed(issue(ours, "fr"), tmp_path)
    assert read.case.unknown_sheets == sheets
    book = openpyxl.load_workbook(tmp_path / "dressed.xlsx")
    assert "Contrôles (Relais 3)" in book.sheetnames


def test_a_header_too_long_for_a_table_is_refused_and_named(tmp_path: Path) -> None:
    frame = case(Territories=[("a",)]).table("Territories").assign(**{"h" * 256: ["x"]})
    ours = replace(
        case().with_table("Territories", frame), unknown_columns={"Territories": ("h" * 256,)}
    )
    with pytest.raises(RelaisError, match=r"The header “hhh.*longer than the 255 characters"):
        write_dressed(issue(ours), tmp_path / "dressed.xlsx")
    assert not (tmp_path / "dressed.xlsx").exists()
