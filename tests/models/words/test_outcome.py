"""Which rows stand for an outcome: all of its money, and whoever people talk about."""

from __future__ import annotations

from math import fsum

from models.names import Names
from models.programme import Programme
from models.results.split import Split
from models.words.language import ENGLISH
from models.words.outcome import OTHERS, UNFUNDED, least_shown, outcome_rows
from tests.desktop.splits import split_of_cents

SCHOOL = Programme("North", "school", 2023)


def paid(gap: int = 0, **cents: int) -> Split:
    return split_of_cents({SCHOOL: cents}, gap)


def test_the_largest_payer_comes_first_and_what_is_missing_last() -> None:
    split = paid(4_000, North=10_000, South=30_000)
    rows = outcome_rows(split, None, None, Names())
    assert [row.key for row in rows] == ["South", "North", "Land", "Other", UNFUNDED]
    assert [row.now for row in rows] == [300.0, 100.0, 0.0, 0.0, 40.0]
    assert all(row.pinned is None and row.change == 0.0 for row in rows)


def test_what_was_missing_before_keeps_its_row() -> None:
    rows = outcome_rows(paid(North=10_000), paid(4_000, North=10_000), None, Names())
    assert (rows[-1].key, rows[-1].now, rows[-1].pinned) == (UNFUNDED, 0.0, 40.0)
    assert rows[-1].change == -40.0


def test_the_smallest_share_the_last_row_without_losing_a_cent() -> None:
    split = paid(North=10_000, South=30_000, Other=20_000, Land=5_000)
    rows = outcome_rows(split, split, None, Names(), most=2)
    assert [row.key for row in rows] == ["South", OTHERS]
    assert ENGLISH.say(rows[-1].name) == "3 others"
    assert fsum(row.now for row in rows) == fsum(split.totals.values())
    assert {row.key for row in rows[-1].folded} == {"Other", "North", "Land"}
    assert rows[-1].started is None


def test_who_is_spoken_of_has_a_row_before_larger_ones() -> None:
    split = paid(North=10_000, South=30_000, Other=20_000, Land=5_000)
    rows = outcome_rows(split, None, None, Names(), most=3, spoken_of={"Land"})
    assert [row.key for row in rows] == ["South", "Land", OTHERS]


def test_amounts_differ_by_more_than_the_coarser_rounding() -> None:
    split = paid(North=10_000)
    assert least_shown(split, None, None) == split.rounding / 2
