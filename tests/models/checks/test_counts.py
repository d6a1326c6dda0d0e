"""The checks look at each row a few times, however many rows, clauses and stages there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from models.case import Case, case_of
from models.checks.every import check_case
from models.checks.flows import Cohort, StageOrder
from models.checks.programmes import Selection, _Fundable
from tests.models.checks.test_check_case import frame

KNOWN = [(f"s{n % 7}", f"h{n}", 2000 + n % 9) for n in range(100)]


class Counted(dict[str, float]):
    """Orders of stages that count how often all of them are gone through."""

    walks = 0

    def values(self) -> Any:
        self.walks += 1
        return super().values()


def test_the_last_stage_is_looked_for_once() -> None:
    orders = Counted({f"s{n}": float(n) for n in range(100)})
    stages = StageOrder(orders, {})
    assert [stages.has_later(f"s{n}") for n in range(100)] == [True] * 99 + [False]
    assert orders.walks == 1


class Walked(frozenset[Any]):
    """Programmes that count how often they are gone through."""

    walks = 0

    def __iter__(self) -> Iterator[Any]:
        Walked.walks += 1
        return super().__iter__()


def test_the_programmes_are_gone_through_once_for_all_clauses() -> None:
    known = Walked(Cohort(s, h, y, None) for s, h, y in KNOWN)
    places = Walked((s, h, None) for s, h, _ in KNOWN)
    Walked.walks = 0
    fundable = _Fundable(known, places, range(2009, 2012))
    asked = [(f"s{n % 9}", f"h{n}", 2000 + n % 13) for n in range(200)]
    for s, h, y in asked:
        for selection in ((s, h, y), (None, h, y), (s, None, y), (s, h, None), (None, None, y)):
            stage, host, year = selection
            still = year in range(2009, 2012) or year is None
            expected = any(
                stage in (None, a) and host in (None, b) and (year in (None, c) or still)
                for a, b, c in KNOWN
            )
            assert fundable.has(Selection(stage, host, year, None)) == expected
    assert Walked.walks <= 2


def test_the_letter_of_a_column_is_not_looked_for_at_each_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[int] = []

    def letter(position: int) -> str:
        looked.append(position)
        return f"C{position}"

    monkeypatch.setattr("models.checks.checked.column_letter", letter)
    case: Case = case_of({"Territories": frame(territory=["same"] * 500)})
    twice = [problem for problem in check_case(case) if problem.code == "duplicate-key"]
    assert len(twice) == 499
    assert len(looked) == len(case.table("Territories").columns)
