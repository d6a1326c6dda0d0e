"""A benchmark's case with its persons in groups that differ in size, in gain and in without."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from models.case import Case

SHARES = (0.5, 0.3, 0.2)
"""The part of the persons of every flow that each group has."""
_BENEFITS = (1.0, 0.8, 1.3)
_WITHOUT = (0.0, 0.4, 0.0)
"""The part of those of a group who go on that would have gone all the same."""


def in_groups(case: Case, shares: Sequence[float] = SHARES) -> Case:
    """Return a case with each flow divided over groups, and a benefit for each of them."""
    keys = [f"g{at}" for at in range(len(shares))]
    flows, benefits = case.table("Flows"), case.table("Benefits")
    goes_on = flows["from_stage"].notna() & flows["to_stage"].notna()
    of_groups = [
        flows.assign(
            group=key,
            persons=flows["persons"] * share,
            persons_without=np.where(goes_on, flows["persons"] * share * without, np.nan),
        )
        for key, share, without in zip(keys, shares, _WITHOUT, strict=True)
    ]
    gains = [
        benefits.assign(group=key, benefit_per_person=benefits["benefit_per_person"] * factor)
        for key, factor in zip(keys, _BENEFITS, strict=True)
    ]
    return (
        case.with_table("Groups", pd.DataFrame({"group": keys}))
        .with_table("Flows", pd.concat(of_groups, ignore_index=True))
        .with_table("Benefits", pd.concat(gains, ignore_index=True))
    )
