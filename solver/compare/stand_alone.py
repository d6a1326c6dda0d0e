"""The game behind a split: what each group of payers would face without the others.

A group S that acts alone

* funds the programmes that its own members answer for, whole: they are its duty, and nobody
  outside pays for them;
* loses later benefits from the programmes of others as far as those are not run without its
  help. To keep them it could pay for the missing part itself, so it loses the cheaper of the
  two.

With weights δ^(t-t₀) of programmes and `lost` for the part of the programmes of others that is
not run without the group,

    c(S) = Σ over k with host in S    weight · N(k)
         + Σ over k with another host weight · lost · min(N(k), Σ h in S D(h,k))
         + Σ over k without a host    weight · min(N(k), Σ h in S D(h,k))

It is set against what the split means for the group: its contributions and host residuals,
and the later benefits it loses by the gaps, Σ weight · u(k)/N(k) · D(h,k).

The programmes overlap: who passes through two of them is counted in the D of both. So D(h,k)
is scaled down to B(h) where its sum over the programmes is more (2-method 2.3 counts every
person once in B).

What is arguable is `lost`. 0 is the world of the key "host pays": hosts run their programmes
whoever helps, c is a plain sum of own needs, and any group that contributes on balance would
do better alone: it would ride free. 1 is the world of the problem (1-problem): what is not
co-funded does not happen, and everyone loses; this is what is taken unless said otherwise,
because the tool is for parties who hold that view, and it is the mildest test a split can be
put to. Real hosts stand between. c is subadditive for every `lost`, so acting together never
costs more in this game.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from models.flows.places import NOBODY, Floats
from models.results.comparison import GameShare, LeavingGroup, Stability
from solver.compare.game import (
    CostGame,
    GroupAlone,
    check_size,
    groups_better_alone,
    memberships,
    shapley,
)
from solver.compare.key import FullSplit
from solver.compare.measured import adding_up
from solver.compare.nucleolus import nucleolus
from solver.inputs.setup import Setup
from solver.state.statement import Rounding

_CHUNK = 512
"""Programmes looked at together, which bounds the memory of groups × programmes."""


def stand_alone_game(setup: Setup, lost: float = 1.0) -> CostGame:
    """Return c(S) for every group of payers, discounted, in money of the case.

    Args:
        setup: the index tables.
        lost: the part, 0 to 1, of the programmes of others that is not run without the group.

    Raises:
        RelaisError: there are more than 12 payers.
    """
    check_size(len(setup.payers))
    members = memberships(len(setup.payers)).astype(float)
    benefit = benefit_once(setup)
    cost = np.zeros(len(members))
    for start in range(0, len(setup.need), _CHUNK):
        part = slice(start, start + _CHUNK)
        cost += _cost(setup, members, benefit[part], part, lost) @ setup.weight[part]
    return CostGame(setup.payers, cost * setup.unit)


def _cost(setup: Setup, members: Floats, benefit: Floats, part: slice, lost: float) -> Floats:
    """Return the cost to every group of some programmes: groups × programmes."""
    need, host = setup.need[part], setup.host[part]
    missing = np.where(host == NOBODY, 1.0, lost) * np.minimum(need, members @ benefit.T)
    own = np.where(host == NOBODY, 0.0, members[:, host])
    return np.asarray(own * need + (1.0 - own) * missing)


def benefit_once(setup: Setup) -> Floats:
    """Return D(h,k), programmes × payers, scaled down so that each payer's sum is B(h) at most."""
    benefit = np.zeros((len(setup.need), len(setup.payers)))
    benefit[setup.pair_programme, setup.pair_payer] = setup.pair_benefit
    total = setup.weight @ benefit
    scale = np.divide(setup.total_benefit, total, out=np.ones_like(total), where=total > 0)
    return np.asarray(benefit * np.minimum(1.0, scale))


def charged(setup: Setup, split: FullSplit) -> Floats:
    """Return what a split means for each payer: all it pays and all it loses by gaps.

    Discounted, in money of the case; this is what is set against the cost alone.
    """
    paid = setup.weight @ split.paid(setup.host)
    unserved = setup.weight * split.gaps / setup.need
    return np.asarray((paid + unserved @ benefit_once(setup)) * setup.unit)


VIEWS = (1.0, 0.0)
"""The two ends of what can be held: what is not co-funded does not happen, or happens anyway."""


def stability(setup: Setup, split: FullSplit | None, lost: float) -> Stability:
    """Set a split against the game in which every group can act alone.

    Args:
        setup: the index tables.
        split: the split before rounding; None where there is none.
        lost: the part of the programmes of others that is not run without a group.

    Raises:
        RelaisError: there are more than 12 payers.
    """
    game, money = stand_alone_game(setup, lost), Rounding(setup.traced.rules.rounding)
    paid = None if split is None else charged(setup, split)
    payers = _shares(game, paid, money)
    return Stability(
        lost=lost,
        together=money.nearest(game.cost[game.everyone]),
        payers=payers,
        groups=() if paid is None else _groups(game, paid, payers, money),
    )


def _shares(game: CostGame, paid: Floats | None, money: Rounding) -> tuple[GameShare, ...]:
    fair, least_regret = _whole(shapley(game), money), _whole(nucleolus(game), money)
    charges = None if paid is None else _whole(paid, money)
    return tuple(
        GameShare(
            payer=payer,
            alone=money.nearest(game.alone[h]),
            charged=None if charges is None else charges[h],
            shapley=fair[h],
            nucleolus=least_regret[h],
        )
        for h, payer in enumerate(game.players)
    )


def _whole(amounts: Floats, money: Rounding) -> list[float]:
    """Round amounts so that they add up to their rounded sum."""
    units = adding_up(amounts / money.rounding, round(float(amounts.sum()) / money.rounding))
    return [money.of(int(part)) for part in units]


def _groups(
    game: CostGame, paid: Floats, payers: tuple[GameShare, ...], money: Rounding
) -> tuple[LeavingGroup, ...]:
    """Return the groups that would save more than the rounding of their payments can explain."""
    whole = {line.payer: line.charged or 0.0 for line in payers}
    found = groups_better_alone(game, paid, money.rounding * len(payers))
    return tuple(_leaving(group, whole, money) for group in found)


def _leaving(group: GroupAlone, whole: Mapping[str, float], money: Rounding) -> LeavingGroup:
    alone = money.nearest(group.alone)
    charged = money.digits(sum(whole[payer] for payer in group.group))
    return LeavingGroup(group.group, alone, charged, money.digits(charged - alone))
