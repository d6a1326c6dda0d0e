"""A dense random case of any size, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from models.case import Case, case_of

_STAGES = ("s0", "s1", "s2", "s3", "work")


def random_case(seed: int, *, territories: int = 12, years: int = 10) -> Case:
    """Return n payers × n hosts × 4 funded stages × years, everyone reaching everyone."""
    random = np.random.default_rng(seed)
    names = [f"t{i:02d}" for i in range(territories)]
    flows: list[tuple[object, ...]] = []
    entered = random.uniform(100, 5000, (years, territories))
    for year in range(years):
        for i, name in enumerate(names):
            flows.append((2021 + year, None, None, "s0", name, entered[year, i]))
    for later in range(1, 5):
        before, after = _STAGES[later - 1 : later + 1]
        share = 0.8 * random.dirichlet(np.full(territories, 2.0), territories)
        going = entered[:, :, None] * share
        for year in range(years):
            for i, origin in enumerate(names):
                for j, goal in enumerate(names):
                    row = (2021 + later + year, before, origin, after, goal, going[year, i, j])
                    flows.append(row)
        entered = going.sum(axis=1)
    columns = ["year", "from_stage", "from_territory", "to_stage", "to_territory", "persons"]
    return case_of(
        {
            "Territories": pd.DataFrame(
                {"territory": names, "population": random.uniform(1e5, 1e7, territories)}
            ),
            "Stages": pd.DataFrame(
                {
                    "stage": _STAGES,
                    "order": range(5),
                    "duration": 1,
                    "cofunded": [True, True, True, True, False],
                }
            ),
            "Flows": pd.DataFrame(flows, columns=columns),
            "Costs": pd.DataFrame(
                {"stage": _STAGES[:4], "cost_per_person": random.uniform(2000, 9000, 4)}
            ),
            "Benefits": pd.DataFrame(
                {
                    "stage": "work",
                    "territory": names,
                    "benefit_per_person": random.uniform(30000, 90000, territories),
                }
            ),
            "Budgets": pd.DataFrame(
                {"payer": names[::3], "max_contribution": random.uniform(4e7, 9e7, len(names[::3]))}
            ),
            "Scenarios": pd.DataFrame(
                {"rule": ["discount_rate", "own_share_min"], "base": [0.03, 0.1]}
            ),
        }
    )
