from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from models.problems import RelaisError
from models.results.sweep import (
    Band,
    Spread,
    SweepPlace,
    SweepPlan,
    SweepPoint,
    SweepResult,
    VariedRule,
)
from models.workbook.sweep_result import write_sweep

PLAN = SweepPlan(
    "base",
    (VariedRule("own_share_min", (0.0, 0.5)),),
    1,
    (Spread("Flows", "persons", 0.1),),
    7,
)
RESULT = SweepResult(
    PLAN,
    ("city", "=port"),
    "EUR",
    0.01,
    (
        SweepPoint(SweepPlace((0.0,), 1), "ok", "", 1.5, 0.0, (10.0, 20.25), (0.5, None)),
        SweepPoint(SweepPlace((0.5,), 1), "conflict", "=Clauses clash."),
    ),
    (
        Band((0.0,), "total", "=port", 1, (20.25,) * 7),
        Band((0.5,), "unfunded", None, 0, ()),
        Band(None, "total", "city", 1, (10.0,) * 7),
    ),
)


def written(result: SweepResult, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    write_sweep(result, "=case.xlsx", folder / "sweep.xlsx")
    book = openpyxl.load_workbook(folder / "sweep.xlsx")
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def _about(book: dict[str, list[tuple[object, ...]]]) -> dict[object, object]:
    assert {len(row) for row in book["About"]} == {2}
    return {row[0]: row[1] for row in book["About"]}


def test_the_table_has_a_line_for_each_point(tmp_path: Path) -> None:
    rows = written(RESULT, tmp_path)["Sweep"]
    assert rows == [
        ("own_share_min", "sample", "status", "unfunded", "host_residual", "total city",
         "total =port", "burden city", "burden =port", "reason"),
        (0, 1, "ok", 1.5, 0, 10, 20.25, 0.5, None, None),
        (0.5, 1, "conflict", None, None, None, None, None, None, "=Clauses clash."),
    ]  # fmt: skip


def test_the_bands_stand_by_combination_measure_and_payer(tmp_path: Path) -> None:
    rows = written(RESULT, tmp_path)["Bands"]
    assert rows == [
        ("own_share_min", "measure", "payer", "points", "min", "5\u00a0%", "25\u00a0%", "median",
         "75\u00a0%", "95\u00a0%", "max"),
        (0, "total", "=port", 1, *(20.25,) * 7),
        (0.5, "unfunded", None, 0, *(None,) * 7),
        (None, "total", "city", 1, *(10,) * 7),
    ]  # fmt: skip


def test_the_first_sheet_says_what_was_varied_and_that_it_is_complete(tmp_path: Path) -> None:
    book = written(RESULT, tmp_path)
    assert list(book) == ["About", "Sweep", "Bands"]
    about = _about(book)
    assert about["case"] == "=case.xlsx"
    assert about["scenario"] == "base"
    assert about["rule"] == "own_share_min: 0, 0.5"
    assert about["spread"] == "Flows.persons: 10\u00a0%"
    assert (about["samples"], about["seed"], about["currency"]) == (1, 7, "EUR")
    assert (about["complete"], about["points done"]) == ("yes", "2 of 2")
    assert (about["points in conflict"], about["points that failed"]) == (1, 0)


def test_a_stopped_sweep_says_how_far_it_came(tmp_path: Path) -> None:
    part = replace(RESULT, points=RESULT.points[:1], stopped="Stopped before its end.")
    about = _about(written(part, tmp_path))
    assert (about["complete"], about["points done"]) == ("no", "1 of 2")
    assert about["stopped"] == "Stopped before its end."


def test_texts_are_never_formulas(tmp_path: Path) -> None:
    write_sweep(RESULT, "=case.xlsx", tmp_path / "sweep.xlsx")
    book = openpyxl.load_workbook(tmp_path / "sweep.xlsx")
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet for cell in row}
    assert kinds <= {"s", "n"}


def test_the_same_sweep_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_sweep(RESULT, "case.xlsx", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_sweep_that_is_too_wide_for_a_sheet_is_refused(tmp_path: Path) -> None:
    wide = replace(RESULT, payers=tuple(map(str, range(8200))), points=(), bands=())
    with pytest.raises(RelaisError, match="too wide"):
        write_sweep(wide, "case.xlsx", tmp_path / "sweep.xlsx")
    assert not list(tmp_path.iterdir())
