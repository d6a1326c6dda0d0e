"""A case comes out as it went in, and what did not change is not sent again."""

from __future__ import annotations

import gc
import io
import pickle
import pickletools
from collections.abc import Iterable
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from desktop.engine.case_parts import Receiver, Sender, SentColumn, TableBegun, packed_answer
from models.case import UnknownSheet, case_of
from models.declaration.tables import TABLES
from models.workbook.reading import read_case
from tests.cases import sample_case, with_cells
from tests.desktop.conftest import SAMPLES


def sent(parts: Iterable[bytes], receiver: Receiver) -> Any:
    """Take all parts; return the message that they make."""
    (message,) = [found for found in map(receiver.take, parts) if found is not None]
    return message


def pieces(parts: Iterable[bytes]) -> list[bytes]:
    """Return the parts one by one, those that go together too."""
    found = []
    for part in parts:
        file, start = io.BytesIO(part), 0
        while start < len(part):
            for code, _argument, _at in pickletools.genops(file):
                if code.name == "STOP":
                    found.append(part[start : file.tell()])
                    start = file.tell()
    return found


def plain(parts: Iterable[bytes]) -> list[Any]:
    """Return the parts before the message."""
    return [pickle.loads(part) for part in pieces(parts)[:-1]]


@pytest.mark.parametrize("name", ["worked.xlsx", "belgium.xlsx", "europe.xlsx"])
def test_a_case_comes_out_with_the_very_tables_it_went_in_with(name: str) -> None:
    case = read_case(SAMPLES / name).case
    found = sent(Sender().parts(case), Receiver())
    assert list(found.tables) == list(case.tables)
    for key in case.tables:
        assert_frame_equal(found.table(key), case.table(key), check_exact=True)
        assert list(found.table(key).dtypes) == list(case.table(key).dtypes)
    assert found.scenarios() == case.scenarios()


def test_columns_that_the_declaration_does_not_know_and_blank_cells_come_along() -> None:
    stages = pd.DataFrame({"stage": ["school", None], "remark": [3.5, "see note"]})
    sheet = UnknownSheet("Own", ((1, "a"), (None, 2.5)))
    case = case_of({"Stages": stages}, {"Stages": ("remark",)}, (sheet,))
    found = sent(Sender().parts(case), Receiver())
    assert_frame_equal(found.table("Stages"), case.table("Stages"), check_exact=True)
    assert found.table("Stages")["stage"].tolist() == ["school", None]
    assert dict(found.unknown_columns) == {"Stages": ("remark",)}
    assert found.unknown_sheets == (sheet,)


def test_only_the_table_that_changed_is_sent_again_and_the_others_stay_the_same_objects() -> None:
    sender, receiver = Sender(), Receiver()
    case = case_of({"Stages": pd.DataFrame({"stage": ["school"]})})
    before = sent(sender.parts(case), receiver)
    edited = with_cells(case, "Stages", [(0, "stage", "work")])
    parts = list(sender.parts(edited))
    (begun,) = [part for part in plain(parts) if isinstance(part, TableBegun)]
    assert list(begun.columns) == list(edited.table("Stages").columns)
    after = sent(parts, receiver)
    assert after.table("Stages")["stage"].tolist() == ["work"]
    assert before.table("Stages")["stage"].tolist() == ["school"]
    others = [table.key for table in TABLES if table.key != "Stages"]
    assert all(after.table(key) is before.table(key) for key in others)


def test_the_same_case_twice_is_sent_once_and_is_the_same_there() -> None:
    sender, receiver, case = Sender(), Receiver(), case_of({})
    parts = list(sender.parts(case))
    assert len(pieces(parts)) > len(TABLES)
    first = sent(parts, receiver)
    again = list(sender.parts((case, "and more")))
    assert len(pieces(again)) == 1
    assert sent(again, receiver) == (first, "and more")


def test_sheets_that_nobody_knows_are_sent_once_and_stay() -> None:
    sender, receiver = Sender(), Receiver()
    sheet = UnknownSheet("Own", (("many cells",) * 1000, (None, 2.5)))
    case = case_of({"Stages": pd.DataFrame({"stage": ["school"]})}, None, (sheet,))
    before = sent(sender.parts(case), receiver)
    parts = list(sender.parts(with_cells(case, "Stages", [(0, "stage", "work")])))
    assert len(pieces(parts)[-1]) < 1000
    (again,) = sent(parts, receiver).unknown_sheets
    assert again == sheet
    assert again is before.unknown_sheets[0]


def test_what_is_gone_here_goes_there_too() -> None:
    sender, receiver = Sender(), Receiver()
    case = case_of({"Stages": pd.DataFrame({"stage": ["school"]})})
    sent(sender.parts(case), receiver)
    known = len(receiver.known())
    del case
    gc.collect()
    sent(sender.parts("nothing"), receiver)
    assert known == len(TABLES) + 1
    left = receiver.known().values()
    assert all(isinstance(one, pd.DataFrame) and one.empty for one in left)  # all cases share them


def test_what_was_asked_about_is_the_very_same_in_the_answer() -> None:
    sender, receiver = Sender(), Receiver()
    case = case_of({"Stages": pd.DataFrame({"stage": ["school"]})})
    there = sent(sender.parts(case), receiver)
    edited = with_cells(there, "Stages", [(0, "stage", "work")])
    same, other = sender.unpacked(packed_answer((there, edited), receiver.known()))
    assert same is case
    assert other.table("Stages")["stage"].tolist() == ["work"]
    unchanged = [table.key for table in TABLES if table.key != "Stages"]
    assert all(other.table(key) is case.table(key) for key in unchanged)


def test_no_part_is_more_than_one_column() -> None:
    case = sample_case("belgium")
    rows = max(len(frame) for frame in case.tables.values())
    columns = [part for part in plain(Sender().parts(case)) if isinstance(part, SentColumn)]
    assert all(column.values.shape == (len(column.values),) for column in columns)
    assert max(len(column.values) for column in columns) == rows


def test_small_parts_go_together_and_a_long_column_waits_for_no_other() -> None:
    small = list(Sender().parts(case_of({"Stages": pd.DataFrame({"stage": ["school"]})})))
    assert len(small) == 1
    long = pd.DataFrame({"stage": ["school"] * 200_000, "remark": [0.5] * 200_000})
    parts = list(Sender().parts(case_of({"Stages": long}, {"Stages": ("remark",)})))
    longest = [sum(len(piece) > 200_000 for piece in pieces([part])) for part in parts]
    assert max(longest) == 1
