"""Whether any group of payers would do better alone, and what two fair shares would be."""

from __future__ import annotations

from collections.abc import Mapping

from models.flows.places import Floats
from models.results.comparison import GameShare, LeavingGroup, Stability
from solver.compare.adding_up import adding_up
from solver.compare.full_split import FullSplit
from solver.compare.game import CostGame, GroupAlone, groups_better_alone
from solver.compare.nucleolus import nucleolus
from solver.compare.shapley import shapley
from solver.compare.stand_alone import charged, stand_alone_game
from solver.inputs.setup import Setup
from solver.state.statement import Money

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
    game, money = stand_alone_game(setup, lost), Money(setup.traced.rules.rounding)
    paid = None if split is None else charged(setup, split)
    payers = _shares(game, paid, money)
    return Stability(
        lost=lost,
        together=money.nearest(game.cost[game.everyone]),
        payers=payers,
        groups=() if paid is None else _groups(game, paid, payers, money),
    )


def _shares(game: CostGame, paid: Floats | None, money: Money) -> tuple[GameShare, ...]:
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


def _whole(amounts: Floats, money: Money) -> list[float]:
    """Round amounts so that they add up to their rounded sum."""
    units = adding_up(amounts / money.rounding, round(float(amounts.sum()) / money.rounding))
    return [money.of(int(part)) for part in units]


def _groups(
    game: CostGame, paid: Floats, payers: tuple[GameShare, ...], money: Money
) -> tuple[LeavingGroup, ...]:
    """Return the groups that would save more than the rounding of their payments can explain."""
    whole = {line.payer: line.charged or 0.0 for line in payers}
    found = groups_better_alone(game, paid, money.rounding * len(payers))
    return tuple(_leaving(group, whole, money) for group in found)


def _leaving(group: GroupAlone, whole: Mapping[str, float], money: Money) -> LeavingGroup:
    alone = money.nearest(group.alone)
    charged = money.digits(sum(whole[payer] for payer in group.group))
    return LeavingGroup(group.group, alone, charged, money.digits(charged - alone))
