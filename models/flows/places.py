"""The territories, stages and payers of a case in their canonical order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.case import Case
from models.nesting import Nesting

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

NOBODY = -1
"""Stands where a position is asked for and there is none."""


@dataclass(frozen=True, eq=False)
class Places:
    """Who and what there is, each with a position that no order of rows can change.

    Attributes:
        territories: keys, sorted.
        stages: keys, sorted by order, then key.
        orders: the order T+n of each stage.
        durations: whole years of each stage.
        cofunded: whether the programmes of each stage are co-funded.
        payers: keys of the territories that pay, sorted.
        payer_of: for each territory the position of the payer that stands for it: itself or
            its nearest ancestor that pays, NOBODY where there is none (2-method 2.1).
    """

    territories: tuple[str, ...]
    stages: tuple[str, ...]
    orders: Ints
    durations: Ints
    cofunded: npt.NDArray[np.bool_]
    payers: tuple[str, ...]
    payer_of: Ints

    def territory_positions(self, keys: pd.Series[Any]) -> Ints:
        """Return the position of each key, NOBODY for a blank."""
        return positions(self.territories, keys)

    def stage_positions(self, keys: pd.Series[Any]) -> Ints:
        """Return the position of each key, NOBODY for a blank."""
        return positions(self.stages, keys)


def positions(known: tuple[str, ...], keys: pd.Series[Any]) -> Ints:
    """Return the place of each key among the known ones, NOBODY for a blank or unknown one."""
    return np.asarray(pd.Index(known, dtype=object).get_indexer(pd.Index(keys, dtype=object)))


def places_of(case: Case) -> Places:
    """Put the territories, stages and payers of a case in order."""
    territories = case.table("Territories").sort_values("territory")
    stages = case.table("Stages").sort_values(["order", "stage"])
    keys = tuple(territories["territory"])
    pays = dict(zip(keys, (value is not False for value in territories["pays"]), strict=True))
    payers = tuple(key for key in keys if pays[key])
    parents = dict(zip(keys, territories["parent"], strict=True))
    place: dict[str | None, int] = {payer: at for at, payer in enumerate(payers)}
    stands_for = Nesting(parents, pays).payers
    payer_of = [place.get(stands_for[key], NOBODY) for key in keys]
    return Places(
        territories=keys,
        stages=tuple(stages["stage"]),
        orders=stages["order"].to_numpy(dtype=np.int64),
        durations=stages["duration"].fillna(1).to_numpy(dtype=np.int64),
        cofunded=np.array([value is True for value in stages["cofunded"]], dtype=bool),
        payers=payers,
        payer_of=np.array(payer_of, dtype=np.int64),
    )
