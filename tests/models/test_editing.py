from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from models.case import Case, case_of
from models.editing import with_cells, with_rows, without_rows


@pytest.fixture
def case() -> Case:
    flows = pd.DataFrame(
        {
            "year": [2023.0, 2024.0, 2025.0],
            "to_stage": ["welcome", None, "work"],
            "persons": [80.0, 20.0, 10.0],
        }
    )
    return case_of({"Flows": flows})


def test_an_edit_makes_a_new_case_and_leaves_the_old_one(case: Case) -> None:
    edited = with_cells(case, "Flows", [(1, "persons", 21.0), (0, "to_stage", "training")])
    assert edited.table("Flows")["persons"].tolist() == [80, 21, 10]
    assert edited.table("Flows")["to_stage"].iloc[0] == "training"
    assert case.table("Flows")["persons"].tolist() == [80, 20, 10]


def test_a_rule_that_was_text_takes_a_number(case: Case) -> None:
    rules = pd.DataFrame({"rule": ["benefit_cap", "currency"], "base": ["none", "EUR"]})
    with_rules = case.with_table("Scenarios", rules)
    edited = with_cells(with_rules, "Scenarios", [(0, "base", 0.5)])
    assert edited.table("Scenarios")["base"].tolist() == [0.5, "EUR"]


@pytest.mark.parametrize("rows", [(0,), (1,), (3,), (0, 2), (1, 2)])
def test_blank_rows_go_in_where_they_are_wanted_and_come_out_again(
    case: Case, rows: tuple[int, ...]
) -> None:
    grown = with_rows(case, "Flows", rows, None)
    assert len(grown.table("Flows")) == 3 + len(rows)
    assert grown.table("Flows").iloc[list(rows)].isna().all(axis=None)
    assert_frame_equal(without_rows(grown, "Flows", rows).table("Flows"), case.table("Flows"))


@pytest.mark.parametrize("rows", [(0,), (0, 2), (0, 1, 2)])
def test_deleted_rows_come_back_where_they_were(case: Case, rows: tuple[int, ...]) -> None:
    records = case.table("Flows").iloc[list(rows)]
    fewer = without_rows(case, "Flows", rows)
    assert len(fewer.table("Flows")) == 3 - len(rows)
    restored = with_rows(fewer, "Flows", rows, records)
    assert_frame_equal(restored.table("Flows"), case.table("Flows"))
