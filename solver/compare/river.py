"""River sharing: a cost that arises at one place, shared along the stream.

People move on like water: what a programme does for them reaches the places downstream. The
literature shares the cost c(j) of cleaning the stretch of agent j

* local responsibility: j pays it (Ni & Wang 2007),
* upstream equal sharing: j and all agents upstream of j pay equal parts (Ni & Wang 2007),
* downstream equal sharing: j and all agents downstream of j pay equal parts (Dong, Ni & Wang
  2012), the rule that fits here, where those downstream gain,
* α-local responsibility: j keeps a part α of it and the agents upstream of j share the rest
  equally (Li, Xu & van den Brink 2021), which holds the first two; here it is turned downstream.

Dong, Ni & Wang show that each of the first three is the Shapley value of a game in which a
cost falls on a group as soon as one of those who share it belongs to the group.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from models.flows.places import NOBODY, Floats, Mask
from solver.compare.key import LATER_BENEFIT, FullSplit, Key, KeyBasis, completed


def river_key(stays: float) -> Key:
    """Return the river rule as a key, for one position of the slider."""
    source = "Dong, Ni & Wang 2012; Li, Xu & van den Brink 2021"
    return Key("river", source, (LATER_BENEFIT,), partial(shared_downstream, stays=stays))


def shared_downstream(basis: KeyBasis, stays: float) -> FullSplit:
    """Leave θ of each need with the host and share the rest equally with those downstream.

    Downstream of a programme are the payers with a later benefit from it; the host takes part
    in the equal sharing whether it benefits or not. With m other payers downstream

        host           θ + (1-θ)/(m+1)  of N(k), θ·N(k) of it as host residual
        each of the m  (1-θ)/(m+1)

    θ = 1 is "host pays" (local responsibility), θ = 0 downstream equal sharing. It is α-local
    responsibility with α = θ + (1-θ)/(m+1), but with those downstream where Li, Xu & van den
    Brink have those upstream. Where nobody is the host, θ·N(k) is the gap and the m share the
    rest.

    Args:
        basis: the needs and pairs.
        stays: θ, from 0 to 1.
    """
    among = reached_downstream(basis)
    return completed(basis, (1.0 - stays) * shared_equally(basis.need, among))


def reached_downstream(basis: KeyBasis) -> Mask:
    """Return programmes × payers: the host, and who has a later benefit from the programme."""
    among = np.zeros((len(basis.need), len(basis.payers)), dtype=bool)
    among[basis.pair_programme, basis.pair_payer] = True
    hosted = np.flatnonzero(basis.host != NOBODY)
    among[hosted, basis.host[hosted]] = True
    return among


def shared_equally(costs: Floats, among: Mask) -> Floats:
    """Share each cost equally among the agents marked in its row; nobody marked: nobody pays.

    Args:
        costs: by row.
        among: costs × agents.
    """
    count = among.sum(axis=1)
    part = np.divide(costs, count, out=np.zeros(len(costs)), where=count > 0)
    return np.asarray(among * part[:, None])
