"""The comparison workbook, read back and computed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.case import Case
from models.problems import RelaisError
from models.results.bridge import Bridge
from models.results.side_by_side import ComparedSplit, SideBySide, letters_of
from models.workbook.comparison import write_comparison
from solver.compare.report import bridges_from_base, measured_scenario
from tests.cases import _scenarios, with_rows, worked
from tests.models.workbook.formulas import Evaluator

DAY = date(2026, 11, 22)
POPULATION = {"city": 1000.0, "federation": 3000.0}


@cache
def case() -> Case:
    rules = {"base": 0, "half": 0.5, "clash": 0}
    changed = worked().with_table("Scenarios", _scenarios({"own_share_min": rules}))
    rows = [
        ["more", "=more()", "federation", None, None, None, "amount", "at least", 1e6, "clash"],
        ["less", None, "federation", None, None, None, "amount", "at most", 1e4, "half", "+City"],
    ]
    return with_rows(changed, "Clauses", rows)


@cache
def compared() -> tuple[SideBySide, tuple[Bridge, ...]]:
    found = {name: measured_scenario(case(), name) for name in ("base", "half", "clash")}
    chosen = (("base", None), ("half", None), ("clash", None), ("base", "host_pays"))
    splits = tuple(
        ComparedSplit(letters_of(place), found[name], key)
        for place, (name, key) in enumerate(chosen)
    )
    side = SideBySide(splits, "A", POPULATION)
    return side, bridges_from_base(case(), side)


def written(folder: Path, *, values: bool, of: Case | None = None) -> openpyxl.Workbook:
    side, bridges = compared()
    path = folder / "comparison.xlsx"
    write_comparison(of or case(), side, bridges, path, case_name="worked.xlsx", made_on=DAY)
    return openpyxl.load_workbook(path, data_only=values)


def column(book: openpyxl.Workbook, sheet: str, name: str) -> list[Any]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [row[head.index(name)] for row in rows]


def test_every_formula_has_the_value_that_is_stored(tmp_path: Path) -> None:
    formulas, stored = written(tmp_path, values=False), written(tmp_path, values=True)
    evaluator = Evaluator(formulas)
    found: dict[str, int] = {}
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    found[sheet.title] = found.get(sheet.title, 0) + 1
                    value = stored[sheet.title][cell.coordinate].value
                    computed = evaluator.cell(sheet.title, cell.coordinate)
                    assert computed == pytest.approx(value, abs=1e-6), (sheet, cell.coordinate)
    assert set(found) == {
        "Comparison", "SplitA", "SplitB", "SplitC", "SplitD", "Changes", "Bridge", "Yardsticks",
    }  # fmt: skip


def test_each_split_has_its_sheet_and_a_conflict_says_so(tmp_path: Path) -> None:
    book = written(tmp_path, values=True)
    assert book.sheetnames == [
        "Comparison", "SplitA", "SplitB", "SplitC", "SplitD", "Changes", "Bridge", "Yardsticks",
        "Keys", "Conflicts",
    ]  # fmt: skip
    assert column(book, "SplitD", "pays")[:3] == [720000, 0, 160000]
    assert column(book, "SplitC", "pays")[:3] == [None] * 3
    assert column(book, "Conflicts", "clause") == ["more"]
    texts = [c for row in book["Comparison"].iter_rows(values_only=True) for c in row if c]
    assert "C clash has no split, since clauses clash: see the sheet Conflicts." in texts


def test_the_first_page_opens_with_the_finding_and_has_one_chart(tmp_path: Path) -> None:
    book = written(tmp_path, values=True)
    sentence = book["Comparison"]["A2"].value
    assert sentence == (
        "“Hosts pay” moves most against “base”: under it Federation pays EUR 688.7 thousand less "
        "and City pays EUR 689.4 thousand more."
    )
    sheet: Any = book["Comparison"]  # the charts are no part of what openpyxl declares
    assert len(sheet._charts) in (0, 1)  # openpyxl reads charts on some versions only


def test_per_head_and_change_are_there_only_where_they_are_known(tmp_path: Path) -> None:
    book = written(tmp_path, values=True)
    assert column(book, "SplitA", "per_head")[:3] == [
        pytest.approx(30.6087), pytest.approx(688695.65 / 3000), None,
    ]  # fmt: skip
    assert column(book, "SplitA", "change")[:3] == [0, 0, 0]
    shares = column(book, "SplitA", "share_of_need")[:3]
    assert sum(shares) == pytest.approx(1)


def test_bridges_end_at_the_sheet_of_their_split(tmp_path: Path) -> None:
    book = written(tmp_path, values=True)
    head, *rows = book["Bridge"].iter_rows(values_only=True)
    checks = [row[4:] for row in rows if row[3] and str(row[3]).startswith("end less")]
    assert len(checks) == 2
    assert all(value == 0 for row in checks for value in row)
    assert head[:4] == ("from", "to", "step", "change")
    steps = [row[3] for row in rows if row[2] not in ("start", "end", None)]
    assert steps == [
        "Least own share: 0\u00a0% → 50\u00a0%", "With “less”", "the split → Hosts pay",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("finest", "look"), [(1, "#,##0"), (0.01, "#,##0.00"), (0.005, "#,##0.000")]
)
def test_bridges_show_every_digit_that_they_add_up_with(
    finest: float, look: str, tmp_path: Path
) -> None:
    rules = {"own_share_min": {"base": 0, "half": 0.5}, "rounding": {"base": 1, "half": finest}}
    changed = worked().with_table("Scenarios", _scenarios(rules))
    found = [measured_scenario(changed, name) for name in ("base", "half")]
    splits = tuple(ComparedSplit(letters_of(at), one) for at, one in enumerate(found))
    side = SideBySide(splits, "A", POPULATION)
    ways = bridges_from_base(changed, side)
    write_comparison(changed, side, ways, tmp_path / "ways.xlsx", made_on=DAY)
    book = openpyxl.load_workbook(tmp_path / "ways.xlsx")
    assert book["Bridge"]["E2"].number_format == look
    assert book["SplitA"]["D2"].number_format == "#,##0"
    assert book["SplitB"]["D2"].number_format == look


def test_keys_name_their_sources_and_what_is_missing(tmp_path: Path) -> None:
    book = written(tmp_path, values=True)
    keys = column(book, "Keys", "key")
    sources = dict(zip(keys, column(book, "Keys", "source"), strict=True))
    assert "Regulation (EU) 2024/1351" in str(sources["mixed"])
    used = dict(zip(keys, column(book, "Keys", "compared_as"), strict=True))
    assert used["host_pays"] == "D"


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    frame = case().table("Territories").copy()
    frame["name"] = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)"]
    book = written(tmp_path, values=False, of=case().with_table("Territories", frame))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert {c.value for c in cells if c.value in set(frame["name"])} == set(frame["name"])
    wanted = ("SUM(", "Split", "Yardsticks!", "ROUND(", *"ABCDEFGH")
    assert all(str(c.value)[1:].startswith(wanted) for c in cells if c.data_type == "f")
    named = [c for c in cells if c.value in set(frame["name"])]
    assert all(c.data_type == "s" for c in named)
    labels = [c for c in book["Conflicts"]["D"] if c.value == "=more()"]
    assert [c.data_type for c in labels] == ["s"]


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path) -> None:
    written(tmp_path, values=True)
    first = (tmp_path / "comparison.xlsx").read_bytes()
    written(tmp_path, values=True)
    assert (tmp_path / "comparison.xlsx").read_bytes() == first


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    side, bridges = compared()
    with pytest.raises(RelaisError, match="folder"):
        write_comparison(case(), side, bridges, tmp_path / "nowhere" / "c.xlsx")


def test_figures_of_side_by_side() -> None:
    side, _ = compared()
    base, half, clash, key = side.splits
    assert side.figure("money", key, "city") == 720000
    assert side.figure("per_head", base, "port") is None
    assert side.figure("change", clash, "city") is None
    assert side.change(half, "city") == half.rounded(half.lines["city"].pays - 30608.70)
    assert side.gap_change(key) == 0
    assert side.most_moved() == (key, True)
    assert side.differs("money", "city")
    other = replace(side, base="D")
    assert other.change(base, "city") == -other.splits[0].rounded(720000 - 30608.70)
    assert replace(side, base="C").most_moved() is None
    assert letters_of(0) + letters_of(25) + letters_of(26) == "AZAA"


NAMES = [f"s{place:02} a fairly long name of a scenario" for place in range(1, 16)]


@cache
def many() -> tuple[Case, SideBySide]:
    """Return sixteen splits side by side; the base is the third."""
    shares = {"base": 0, **{name: place / 20 for place, name in enumerate(NAMES, start=1)}}
    found = worked().with_table("Scenarios", _scenarios({"own_share_min": shares}))
    splits = tuple(
        ComparedSplit(letters_of(place), measured_scenario(found, name))
        for place, name in enumerate(shares)
    )
    return found, SideBySide(splits, "C", POPULATION)


def of_many(folder: Path, *, values: bool = True) -> openpyxl.Workbook:
    found, side = many()
    write_comparison(found, side, (), folder / "many.xlsx", made_on=DAY)
    return openpyxl.load_workbook(folder / "many.xlsx", data_only=values)


def headers(book: openpyxl.Workbook) -> dict[int, list[str]]:
    """Return the rows of the first page that begin a table, and what they name."""
    rows = book["Comparison"].iter_rows(values_only=True)
    return {
        number: [str(cell) for cell in row[2:] if cell]
        for number, row in enumerate(rows, start=1)
        if str(row[0]).startswith("Payer (")
    }


def test_many_splits_are_printed_a_few_on_a_page_each_with_base_and_payers(tmp_path: Path) -> None:
    book = of_many(tmp_path)
    page, tables = book["Comparison"], headers(book)
    assert [len(names) for names in tables.values()] == [6, 6, 6]
    labels = [f"{split.letters} {split.name}" for split in many()[1].splits]
    assert all(names[0] == labels[2] for names in tables.values())
    assert [name for names in tables.values() for name in names[1:]] == labels[:2] + labels[3:]
    for number in tables:
        beside = [page.cell(number + place, 1).value for place in range(1, 7)]
        assert beside == ["City", "Federation", "Port", "Paid in all", "Unfunded", "Need"]
    assert [one.id for one in page.row_breaks.brk] == [number - 1 for number in list(tables)[1:]]


def test_what_is_printed_is_large_enough_to_read(tmp_path: Path) -> None:
    page = of_many(tmp_path)["Comparison"]
    wide = 0.75 * sum(7 * page.column_dimensions[letter].width + 5 for letter in "ABCDEFGH")
    scale, fit = page.page_setup.scale, page.sheet_properties.pageSetUpPr
    assert scale is not None
    assert scale >= 60
    assert fit is not None
    assert not fit.fitToPage
    assert wide * scale / 100 <= 765
    heights = [page.row_dimensions[row].height or 15 for row in range(1, page.max_row + 1)]
    starts = [0, *(one.id for one in page.row_breaks.brk), len(heights)]
    for first, last in pairwise(starts):
        assert sum(heights[first:last]) * scale / 100 <= 500


def test_every_formula_of_many_splits_has_the_value_that_is_stored(tmp_path: Path) -> None:
    formulas, stored = of_many(tmp_path, values=False), of_many(tmp_path)
    evaluator = Evaluator(formulas)
    cells = [c for row in formulas["Comparison"].iter_rows() for c in row if c.data_type == "f"]
    assert len(cells) == 18 * 6
    for cell in cells:
        value = stored["Comparison"][cell.coordinate].value
        assert evaluator.cell("Comparison", cell.coordinate) == pytest.approx(value, abs=1e-6)


def test_up_to_six_splits_stand_on_one_page(tmp_path: Path) -> None:
    book = written(tmp_path, values=True)
    assert len(headers(book)) == 1
    assert book["Comparison"].page_setup.fitToHeight in (None, 1)
    assert not book["Comparison"].row_breaks.brk


def test_yardsticks_are_printed_on_two_pages_with_the_splits_on_both(tmp_path: Path) -> None:
    sheet = of_many(tmp_path)["Yardsticks"]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2, 0)
    assert sheet.print_title_cols == "$A:$B"
