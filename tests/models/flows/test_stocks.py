"""Stocks and flows as rows: totals add up, and a steady stock says what it hides."""

from __future__ import annotations

import pytest

from models.case import Case
from models.results.trajectories import StockRow, TrajectoryQuery
from tests.cases import case, worked
from tests.models.flows.test_trajectories import answered


def row(rows: tuple[StockRow, ...], territory: str | None, stage: str | None = None) -> StockRow:
    found = (r for r in rows if (r.territory, r.stage, r.year) == (territory, stage, None))
    return next(found)


def test_what_is_there_at_the_end_is_what_was_there_and_came_less_what_left() -> None:
    for one in answered(worked()).stocks:
        assert one.after == pytest.approx(one.before + one.net_change)
        assert one.throughput == pytest.approx(one.inflow + one.outflow)
        assert one.arrivals <= one.inflow
        assert one.exits <= one.outflow


def test_a_step_inside_a_territory_is_a_flow_of_its_stages_alone() -> None:
    rows = answered(worked()).stocks
    assert row(rows, "city").inflow == 100
    assert row(rows, "city", "welcome").inflow == 80
    assert row(rows, None).inflow == 100, "a step into another territory is none of all together"


def test_only_the_chosen_territory_has_rows() -> None:
    rows = answered(worked(), TrajectoryQuery(territory="port")).stocks
    assert {one.territory for one in rows} == {None, "port"}


def passing_through() -> Case:
    arrivals = [(year, None, None, "stay", "town", 100) for year in range(2020, 2024)]
    leaving = [(year, "stay", "town", None, None, 100) for year in range(2021, 2024)]
    return case(
        Territories=[("town",)],
        Stages=[("stay", None, 0, None, 1, False)],
        Flows=[*arrivals, *leaving],
    )


def test_a_stock_that_stays_while_all_its_people_change_says_so_of_the_latest_year() -> None:
    found = answered(passing_through())
    whole, of_year = (one for one in found.stocks if one.territory == "town" and not one.stage)
    assert (whole.year, of_year.year) == (None, 2023)
    assert whole.is_whole
    assert not of_year.is_whole
    assert of_year.hidden is not None
    assert (of_year.hidden.change, of_year.hidden.replaced) == (0, 1)
    single = answered(passing_through(), TrajectoryQuery(year=2022))
    assert row(single.stocks, "town").hidden is not None
