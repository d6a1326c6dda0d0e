"""A case comes out as it went in, and what did not change is not sent again."""

from __future__ import annotations

import pickle
from collections.abc import Iterable

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from desktop.engine.case_parts import CaseReceiver, CaseSender
from desktop.engine.messages import CaseRest, Column, Part, TableBegun
from models.case import Case, UnknownSheet, case_of
from models.declaration.tables import TABLES
from models.workbook.reading import read_case
from tests.cases import with_cells
from tests.desktop.conftest import SAMPLES


def sent(parts: Iterable[Part], receiver: CaseReceiver) -> Case:
    for part in parts:
        receiver.take(pickle.loads(pickle.dumps(part)))
    return receiver.case


@pytest.mark.parametrize("name", ["worked.xlsx", "belgium.xlsx", "europe.xlsx"])
def test_a_case_comes_out_with_the_very_tables_it_went_in_with(name: str) -> None:
    case = read_case(SAMPLES / name).case
    found = sent(CaseSender().parts(case), CaseReceiver())
    assert list(found.tables) == list(case.tables)
    for key in case.tables:
        assert_frame_equal(found.table(key), case.table(key), check_exact=True)
        assert list(found.table(key).dtypes) == list(case.table(key).dtypes)
    assert found.scenarios() == case.scenarios()


def test_columns_that_the_declaration_does_not_know_and_blank_cells_come_along() -> None:
    stages = pd.DataFrame({"stage": ["school", None], "remark": [3.5, "see note"]})
    sheet = UnknownSheet("Own", ((1, "a"), (None, 2.5)))
    case = case_of({"Stages": stages}, {"Stages": ("remark",)}, (sheet,))
    found = sent(CaseSender().parts(case), CaseReceiver())
    assert_frame_equal(found.table("Stages"), case.table("Stages"), check_exact=True)
    assert found.table("Stages")["stage"].tolist() == ["school", None]
    assert dict(found.unknown_columns) == {"Stages": ("remark",)}
    assert found.unknown_sheets == (sheet,)


def test_only_the_table_that_changed_is_sent_again_and_the_others_stay_the_same_objects() -> None:
    sender, receiver = CaseSender(), CaseReceiver()
    case = case_of({"Stages": pd.DataFrame({"stage": ["school"]})})
    before = sent(sender.parts(case), receiver)
    edited = with_cells(case, "Stages", [(0, "stage", "work")])
    parts = list(sender.parts(edited))
    assert [part.key for part in parts if isinstance(part, TableBegun)] == ["Stages"]
    after = sent(parts, receiver)
    assert after.table("Stages")["stage"].tolist() == ["work"]
    assert before.table("Stages")["stage"].tolist() == ["school"]
    others = [table.key for table in TABLES if table.key != "Stages"]
    assert all(after.table(key) is before.table(key) for key in others)


def test_the_same_case_twice_sends_nothing() -> None:
    sender, case = CaseSender(), case_of({})
    assert len(list(sender.parts(case))) > len(TABLES)
    assert list(sender.parts(case)) == []


def test_sheets_that_nobody_knows_are_sent_once_and_stay() -> None:
    sender, receiver = CaseSender(), CaseReceiver()
    sheet = UnknownSheet("Own", ((1, "a"), (None, 2.5)))
    case = case_of({"Stages": pd.DataFrame({"stage": ["school"]})}, None, (sheet,))
    sent(sender.parts(case), receiver)
    parts = list(sender.parts(with_cells(case, "Stages", [(0, "stage", "work")])))
    assert [part.unknown_sheets for part in parts if isinstance(part, CaseRest)] == [None]
    assert sent(parts, receiver).unknown_sheets == (sheet,)


def test_no_part_is_more_than_one_column() -> None:
    case = read_case(SAMPLES / "belgium.xlsx").case
    rows = max(len(frame) for frame in case.tables.values())
    columns = [part for part in CaseSender().parts(case) if isinstance(part, Column)]
    assert all(column.values.shape == (len(column.values),) for column in columns)
    assert max(len(column.values) for column in columns) == rows
