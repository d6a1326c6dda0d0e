"""A working copy holds, after each edit, just the case that the edit made."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import Case, case_of
from models.editing import ChangeKind, TableChange
from models.problems import RelaisError
from models.project.files import project_of
from models.project.project import HistoryLine, Project
from models.project.working_copy import (
    FILE,
    FinishedEdit,
    RowPlaces,
    WorkingCopy,
    read_working_copy,
)
from tests.drawing import drawn
from tests.models.project.cases import assert_same_case


def flows(count: int) -> Case:
    frame = pd.DataFrame(
        {"year": [2024.0] * count, "to_stage": [f"stage {n}" for n in range(count)]}
    )
    return case_of({"Flows": frame})


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[WorkingCopy]:
    made = WorkingCopy.made(tmp_path / "copy", Project(flows(4)), 1)
    yield made
    made.close()


def kept_beside(folder: Path, to: Path) -> Project:
    """Return what is on the disk, as if the program had been killed now."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to)
    return read_working_copy(to)[0]


def edited(case: Case, step: tuple[str, list[int], int]) -> tuple[TableChange, Case] | None:
    """Return one step of an edit at rows that are there."""
    kind, wanted, figure = step
    frame = case.table("Flows")
    count = len(frame)
    if kind == "inserted":
        rows = sorted({row % (count + 1) for row in wanted})
        rows = [row for at, row in enumerate(rows) if row <= count + at]
        kept, order = iter(range(count)), []
        for at in range(count + len(rows)):
            order.append(-1 if at in rows else next(kept))
        after = frame.reindex(order).reset_index(drop=True)
    elif kind == "removed":
        rows = sorted({row % count for row in wanted}) if count else []
        after = frame.drop(index=rows).reset_index(drop=True)
    elif kind == "columns":
        rows, after = [], frame.assign(extra=f"new {figure}")
    else:
        rows = sorted({row % count for row in wanted}) if count else []
        after = frame.copy()
        after.loc[rows, "persons"] = float(figure)
    if not rows and kind != "columns":
        return None
    change = TableChange("Flows", ChangeKind(kind), tuple(rows))
    return change, case.with_table("Flows", after)


steps = st.tuples(
    st.sampled_from(["cells", "inserted", "removed", "inserted", "columns"]),
    st.lists(st.integers(0, 30), min_size=1, max_size=5),
    st.integers(0, 99),
)


@given(st.lists(st.lists(steps, min_size=1, max_size=3), min_size=1, max_size=6))
@drawn(30)
def test_after_each_edit_the_copy_holds_the_case(
    tmp_path_factory: pytest.TempPathFactory, edits: list[list[tuple[str, list[int], int]]]
) -> None:
    folder = tmp_path_factory.mktemp("copy")
    case = flows(3)
    copy = WorkingCopy.made(folder, Project(case), 0)
    for number, wanted in enumerate(edits, 1):
        changes = []
        for step in wanted:
            change = edited(case, step)
            if change is not None:
                case = change[1]
                changes.append(change)
        line = HistoryLine("2026-11-22T10:00:00+00:00", f"Edit {number}")
        copy.take(FinishedEdit(number, changes, number - 1, [line], "base"))
    copy.close()
    project, state = read_working_copy(folder)
    assert_same_case(case, project.case)
    assert state.number == len(edits)
    assert [line.text for line in project.history] == [f"Edit {n + 1}" for n in range(len(edits))]


def test_rows_fit_between_until_no_room_is_left() -> None:
    places = RowPlaces.fresh(2)
    count = 0
    while places.put_in([1]) is not None:
        count += 1
    assert count >= 20
    assert len(places) == 2 + count


def test_what_is_on_the_disk_is_whole_after_each_edit(copy: WorkingCopy, tmp_path: Path) -> None:
    case = flows(4)
    for number in range(2, 6):
        change = edited(case, ("cells", [number], number))
        assert change is not None
        case = change[1]
        copy.take(FinishedEdit(number, [change], 0, (), "base"))
        assert_same_case(case, kept_beside(tmp_path / "copy", tmp_path / "killed").case)


def test_an_edit_that_fails_leaves_nothing_behind(copy: WorkingCopy, tmp_path: Path) -> None:
    case = flows(4)
    good = edited(case, ("cells", [0], 7))
    assert good is not None
    bad = TableChange("Flows", ChangeKind.CELLS, (99,)), good[1]
    with pytest.raises(IndexError):
        copy.take(FinishedEdit(2, [good, bad], 0, (), "base"))
    assert_same_case(case, kept_beside(tmp_path / "copy", tmp_path / "killed").case)


def test_settings_are_kept_and_forgotten(copy: WorkingCopy, tmp_path: Path) -> None:
    copy.take(FinishedEdit(2, (), 0, (), "base", {"pinned": [1, 2], "unit": "EUR"}))
    copy.take(FinishedEdit(3, (), 0, (), "base", {"unit": None}))
    kept = kept_beside(tmp_path / "copy", tmp_path / "killed")
    assert kept.settings == {"pinned": [1, 2]}


def test_the_copy_knows_the_stamps_its_file_can_have(copy: WorkingCopy, tmp_path: Path) -> None:
    first = project_of(copy.image(), "x").stamp
    copy.note_in_file(1)
    second = project_of(copy.image(), "x").stamp
    copy.close()
    state = read_working_copy(tmp_path / "copy")[1]
    assert state.stamps == (second, first)
    assert (state.number, state.in_file) == (1, 1)


def test_a_copy_that_moves_to_another_file_still_follows_the_one_before(
    copy: WorkingCopy, tmp_path: Path
) -> None:
    first = project_of(copy.image(), "x").stamp
    copy.note_in_file(1, "other")
    copy.close()
    assert read_working_copy(tmp_path / "copy")[1].stamps == ("other", first)


def test_a_damaged_copy_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(np.random.default_rng(3).bytes(5000))
    with pytest.raises(RelaisError, match="damaged"):
        read_working_copy(tmp_path)


def test_a_folder_without_a_copy_is_told(tmp_path: Path) -> None:
    with pytest.raises(RelaisError):
        read_working_copy(tmp_path)
    with pytest.raises(RelaisError):
        read_working_copy(tmp_path / "none")
