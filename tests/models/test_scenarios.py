"""Scenarios are made, renamed and taken out with all that belongs to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from models.case import Case, case_of
from models.checks.every import check_case
from models.problems import RelaisError
from models.scenarios import (
    free_name,
    new_scenario,
    referring_to,
    renamed_scenario,
    without_scenario,
)
from models.workbook.reading import read_case
from solver.solve import solve_case

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "belgium.xlsx"


@pytest.fixture(scope="module")
def belgium() -> Case:
    return read_case(SAMPLE).case


def test_a_new_scenario_is_as_base(belgium: Case) -> None:
    case = new_scenario(belgium, "Entwurf é")
    assert case.scenarios() == (*belgium.scenarios(), "Entwurf é")
    assert case.table("Scenarios")["Entwurf é"].isna().all()
    assert check_case(case) == check_case(belgium)


@pytest.mark.parametrize("like", ["base", "own_share_25", "cautious_benefit"])
def test_a_duplicate_gives_the_same_split(belgium: Case, like: str) -> None:
    case = new_scenario(belgium, "again", like)
    assert [p for p in check_case(case) if p not in check_case(belgium)] == []
    assert solve_case(case, "again").payments == solve_case(belgium, like).payments


@pytest.mark.parametrize("name", ["own_share_25", "cautious_benefit"])
def test_a_renamed_scenario_gives_the_same_split(belgium: Case, name: str) -> None:
    case = renamed_scenario(belgium, name, "other")
    assert name not in case.scenarios()
    assert case.scenarios().index("other") == belgium.scenarios().index(name)
    assert solve_case(case, "other").payments == solve_case(belgium, name).payments


def test_renaming_follows_a_reference() -> None:
    frame = pd.DataFrame({"rule": ["reference_scenario"], "today": [None], "next": ["today"]})
    case = case_of({"Scenarios": frame})
    assert referring_to(case, "today") == ("next",)
    renamed = renamed_scenario(case, "today", "2026")
    assert referring_to(renamed, "2026") == ("next",)
    with pytest.raises(RelaisError, match="reference scenario of “next”"):
        without_scenario(renamed, "2026")


def test_a_deleted_scenario_takes_its_rows_with_it(belgium: Case) -> None:
    case = without_scenario(belgium, "cautious_benefit")
    assert "cautious_benefit" not in case.scenarios()
    assert len(case.table("Adjustments")) == len(belgium.table("Adjustments")) - 1
    assert [p for p in check_case(case) if p not in check_case(belgium)] == []


@pytest.mark.parametrize(
    "name", ["", " x", "base", "BASE", "Own_Share_25", "note", "Regel", "rule"]
)
def test_names_that_no_scenario_can_have_are_refused(belgium: Case, name: str) -> None:
    with pytest.raises(RelaisError):
        new_scenario(belgium, name)


def test_the_base_stays(belgium: Case) -> None:
    changes: tuple[Callable[[], object], ...] = (
        lambda: without_scenario(belgium, "base"),
        lambda: renamed_scenario(belgium, "base", "other"),
    )
    for refused in changes:
        with pytest.raises(RelaisError, match="base scenario cannot be"):
            refused()


def test_a_free_name_is_found(belgium: Case) -> None:
    assert free_name(belgium, "draft") == "draft"
    assert free_name(belgium, "own_share_25") == "own_share_25 2"
    assert free_name(belgium, "Base") == "Base 2"
