"""Stocks and the flows behind them, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from models.case import Case
from models.flows.flow_table import FlowTable, flow_table
from models.flows.movements import Movements, movements, stage_groups, territory_groups
from models.flows.places import places_of
from tests.cases import case, worked


def flows_of(of: Case) -> FlowTable:
    return flow_table(of, places_of(of))


def by_territory(of: Case, year: int) -> Movements:
    flows, places = flows_of(of), places_of(of)
    count = len(places.territories)
    return movements(flows, *territory_groups(flows, np.arange(count)), count, (year, year))


def test_the_worked_example_by_territory() -> None:
    found = by_territory(worked(), 2024)  # city, federation, port
    assert found.before.tolist() == [80, 0, 0]
    assert found.inflow.tolist() == [0, 0, 20]
    assert found.outflow.tolist() == [40, 0, 0]
    assert found.exits.tolist() == [20, 0, 0]
    assert found.after.tolist() == [40, 0, 20]


def test_a_step_inside_a_territory_counts_only_between_stages() -> None:
    of = worked()
    flows, places = flows_of(of), places_of(of)
    found = movements(flows, *stage_groups(flows, 4), 4 * len(places.territories), (2024, 2024))
    city = dict(zip(places.stages, found.inflow[:4].tolist(), strict=True))
    gone = dict(zip(places.stages, found.outflow[:4].tolist(), strict=True))
    assert city["training"] == 40
    assert gone["welcome"] == 80


def briefed(departures: float, arrivals: float) -> Case:
    return case(
        Territories=[("brussels",)],
        Stages=[("stay", None, 0, None, 1, False)],
        Flows=[
            (2025, None, None, "stay", "brussels", 10_000),
            (2026, None, None, "stay", "brussels", arrivals),
            (2026, "stay", "brussels", None, None, departures),
        ],
    )


def test_a_stock_that_grows_by_a_twentieth_may_hide_many_more_who_come_and_go() -> None:
    found = by_territory(briefed(2000, 2500), 2026)
    assert found.throughput.tolist() == [4500]
    assert found.change.tolist() == pytest.approx([0.05])
    assert found.replaced.tolist() == pytest.approx([0.2])
    assert found.after.tolist() == [10_500]
    assert found.hides.tolist() == [True]


@pytest.mark.parametrize(
    ("departures", "arrivals"),
    [
        (2000, 8000),  # the stock itself says that much happens
        (6000, 7000),  # a stock that grows by a tenth is not steady
        (50, 60),  # hardly anybody comes or goes
        (0, 0),
    ],
)
def test_no_warning_where_nothing_is_hidden(departures: float, arrivals: float) -> None:
    assert not by_territory(briefed(departures, arrivals), 2026).hides.any()


def test_nobody_there_before_means_nothing_to_compare() -> None:
    found = by_territory(briefed(1, 1), 2025)
    assert np.isnan(found.replaced).all()
    assert not found.hides.any()
