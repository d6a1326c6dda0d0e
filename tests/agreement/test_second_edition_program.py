"""Both programs solve what the second edition brought to the linear program (2-method 2.4, ²)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from models.case import Case
from solver.solve import prepare, solve_payments, with_ranges
from tests.agreement.cases import case_from, shown
from tests.agreement.second_edition import wide_tables
from tests.agreement.test_conflicts import assert_same_conflict
from tests.agreement.test_solving import assert_same_goals, assert_same_ranges
from tests.drawing import seeds
from tests.oracle.goals import chain
from tests.oracle.setting import setting_of

PARTS = (
    *("existing", "prices", "clauses", "least_transfer", "same_key"),
    *("groups", "shares", "without", "timing", "policies"),
)
"""The parts that a split depends on."""
EACH_SEEDS = seeds(20_000, 2)
ALL_SEEDS = seeds(21_000, 16)
CLAUSE_SEEDS = seeds(22_000, 6)


@pytest.mark.parametrize("seed", EACH_SEEDS)
@pytest.mark.parametrize("part", PARTS)
def test_both_programs_agree_on_each_new_part_of_the_program(part: str, seed: int) -> None:
    assert_same_answer(drawn_case(seed, (part,)))


@pytest.mark.parametrize("seed", ALL_SEEDS)
def test_both_programs_agree_on_all_new_parts_of_the_program_together(seed: int) -> None:
    some = [part for at, part in enumerate(PARTS) if seed >> at & 1]
    assert_same_answer(drawn_case(seed, some))


@pytest.mark.parametrize("seed", CLAUSE_SEEDS)
def test_both_programs_find_the_same_conflict_of_clauses_that_hold_one_by_one(seed: int) -> None:
    assert_same_answer(drawn_case(seed, ("clauses",), clauses=6))


def drawn_case(seed: int, parts: Sequence[str], **rules: Any) -> Case:
    """Return a case with some parts of the second edition."""
    return case_from(wide_tables(seed, parts, **rules))


def assert_same_answer(case: Case) -> None:
    """Compare goals and ranges, or the conflict."""
    setting = setting_of(case, edition=2)
    split = with_ranges(solve_payments(prepare(case, "base"))).split
    expected = chain(setting)
    if expected is None:
        assert_same_conflict(split, setting, case)
        return
    assert split.status == "ok", shown(case)
    assert_same_goals(split, expected, case)
    assert_same_ranges(split, expected, case)
