"""Whether a group of payers would do better without the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.flows.places import NOBODY
from solver.compare.game import group_sums, shapley
from solver.compare.key import FullSplit, by_later_benefit, host_pays, key_basis
from solver.compare.nucleolus import nucleolus
from solver.compare.stand_alone import (
    benefit_once,
    charged,
    stand_alone_game,
)
from solver.inputs.setup import Setup
from tests.cases import with_rules, worked
from tests.solver.compare.builders import (
    groups_that_would_leave,
    not_subadditive,
    setup_for,
    worked_setup,
)

CITY, FEDERATION, PORT = 1, 2, 4
"""The groups of one."""


def equal_burdens(setup: Setup) -> FullSplit:
    """Return the split of 2-method 2.9 by payer: every burden 880/1150."""
    split = by_later_benefit(key_basis(setup))
    target = setup.total_benefit * 880 / 1150
    wanted = split.contributions * target / split.contributions.sum(axis=0)
    for _ in range(200):  # to the needs and the totals, in turn
        wanted *= (setup.need / wanted.sum(axis=1))[:, None]
        wanted *= target / wanted.sum(axis=0)
    return FullSplit(wanted, np.zeros(3), np.zeros(3))


def test_a_group_alone_funds_its_own_programmes_and_loses_from_those_of_others() -> None:
    setup = worked_setup()
    cost = stand_alone_game(setup).cost
    once = benefit_once(setup) * setup.unit
    need = setup.need * setup.unit
    assert cost[CITY] == pytest.approx(720000 + min(160000, once[2, 0]))
    assert cost[FEDERATION] == pytest.approx(np.minimum(need, once[:, 1]).sum())
    assert cost[CITY | PORT] == pytest.approx(880000)
    assert cost[-1] == pytest.approx(880000)


def test_the_same_persons_are_lost_once() -> None:
    setup = worked_setup()
    assert (setup.weight @ benefit_once(setup) * setup.unit).tolist() == pytest.approx(
        [40000, 900000, 210000]
    )


def test_where_hosts_run_their_programmes_anyway_the_cost_alone_is_the_own_needs() -> None:
    setup = worked_setup()
    game = stand_alone_game(setup, lost=0.0)
    own = np.array([720000.0, 0, 160000])
    assert game.cost == pytest.approx(group_sums(own))
    assert shapley(game) == pytest.approx(own)
    assert nucleolus(game) == pytest.approx(own, abs=1e-3)


@pytest.mark.parametrize("lost", [0.0, 0.4, 1.0])
def test_acting_together_never_costs_more(lost: float) -> None:
    assert not_subadditive(stand_alone_game(worked_setup(), lost), 1e-6) == ()


def test_under_host_pays_nobody_can_gain_by_leaving() -> None:
    setup = worked_setup()
    pays = host_pays(key_basis(setup))
    assert groups_that_would_leave(setup, pays, lost=0.0) == ()
    assert groups_that_would_leave(setup, pays, lost=1.0) == ()


def test_a_net_payer_would_ride_free_if_nothing_were_lost() -> None:
    setup = worked_setup()
    leaving = groups_that_would_leave(setup, equal_burdens(setup), lost=0.0)
    federation = next(g for g in leaving if g.group == ("federation",))
    assert federation.alone == 0
    assert federation.pays == federation.difference == pytest.approx(900000 * 880 / 1150)


def test_the_split_of_the_method_is_stable_when_what_is_not_co_funded_does_not_happen() -> None:
    setup = worked_setup()
    assert groups_that_would_leave(setup, equal_burdens(setup)) == ()


def test_groups_come_with_the_largest_saving_first() -> None:
    setup = worked_setup()
    savings = [g.difference for g in groups_that_would_leave(setup, equal_burdens(setup), 0.0)]
    assert savings == sorted(savings, reverse=True)
    assert len(savings) > 1


def test_what_is_lost_by_a_gap_counts_as_charged() -> None:
    setup = worked_setup()
    unpaid = FullSplit(np.zeros((3, 3)), np.zeros(3), setup.need)
    assert charged(setup, unpaid).tolist() == pytest.approx([40000, 900000, 210000])


def test_what_nobody_hosts_is_paid_for_or_lost_whatever_the_others_do() -> None:
    setup = replace(worked_setup(), host=np.full(3, NOBODY))
    need, once = setup.need * setup.unit, benefit_once(setup) * setup.unit
    for lost in (0.0, 1.0):
        cost = stand_alone_game(setup, lost).cost
        assert cost[CITY | PORT] == pytest.approx(np.minimum(need, once[:, 0] + once[:, 2]).sum())


def test_costs_alone_are_discounted() -> None:
    setup = setup_for(with_rules(worked(), discount_rate=0.1))
    game = stand_alone_game(setup, lost=0.0)
    assert game.cost[PORT] == pytest.approx(160000 / 1.1)
