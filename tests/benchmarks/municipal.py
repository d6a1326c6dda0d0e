"""A case of Belgium's 581 municipalities, for the benchmarks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from models.case import Case, case_of

_DATA = Path(__file__).parent / "data"
_ARRIVALS = 40_000.0
_FIRST = 2021


def municipal_case(until: int = 2034) -> Case:
    """Return four stages in 581 municipalities, each of which pays, projected to `until`.

    People arrive by population, stay where they are through three stages and then work where
    the people of their arrondissement work, spread over its municipalities by population.
    """
    towns = pd.read_csv(_DATA / "be_municipalities_581.csv", dtype={"nis": str, "arr_nis": str})
    population = towns["pop_2020"].to_numpy(dtype=float)
    arrivals = _ARRIVALS * population / population.sum()
    stages = ["reception", "welcome", "training", "work"]
    flows = [_arrivals(towns, arrivals, year) for year in range(_FIRST, _FIRST + 4)]
    flows += [
        _staying(towns, arrivals * 0.8 ** (i + 1), _FIRST + 1 + i, *stages[i : i + 2])
        for i in range(2)
    ]
    flows.append(_to_work(towns, arrivals * 0.8**3, _FIRST + 3))
    return case_of(
        {
            "Territories": pd.DataFrame({"territory": towns["nis"], "population": population}),
            "Stages": pd.DataFrame(
                {
                    "stage": stages,
                    "order": range(4),
                    "duration": [1, 1, 1, 5],
                    "cofunded": [True, True, True, False],
                }
            ),
            "Flows": pd.concat(flows, ignore_index=True),
            "Costs": pd.DataFrame(
                {"stage": stages[:3], "cost_per_person": [9000.0, 4600.0, 2375.0]}
            ),
            "Benefits": pd.DataFrame({"stage": ["work"], "benefit_per_person": [60000.0]}),
            "Scenarios": pd.DataFrame(
                {"rule": ["project_until", "programme_years"], "base": [until, "2025-2034"]}
            ),
        }
    )


def _arrivals(
    towns: pd.DataFrame, persons: np.typing.NDArray[np.float64], year: int
) -> pd.DataFrame:
    return pd.DataFrame(
        {"year": year, "to_stage": "reception", "to_territory": towns["nis"], "persons": persons}
    )


def _staying(
    towns: pd.DataFrame, persons: np.typing.NDArray[np.float64], year: int, before: str, after: str
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": year,
            "from_stage": before,
            "from_territory": towns["nis"],
            "to_stage": after,
            "to_territory": towns["nis"],
            "persons": persons,
        }
    )


def _to_work(
    towns: pd.DataFrame, persons: np.typing.NDArray[np.float64], year: int
) -> pd.DataFrame:
    commuting = pd.read_csv(_DATA / "be_commuting_2011_arrondissement.csv", dtype=str)
    workers = commuting["workers"].astype(float)
    share = workers / workers.groupby(commuting["origin_arr_nis"]).transform("sum")
    ways = pd.DataFrame(
        {
            "arr_nis": commuting["origin_arr_nis"],
            "to_arr": commuting["dest_arr_nis"],
            "share": share,
        }
    )
    size = towns["pop_2020"] / towns.groupby("arr_nis")["pop_2020"].transform("sum")
    origin = pd.DataFrame({"arr_nis": towns["arr_nis"], "from": towns["nis"], "persons": persons})
    goal = pd.DataFrame({"to_arr": towns["arr_nis"], "to": towns["nis"], "size": size})
    pairs = origin.merge(ways, on="arr_nis").merge(goal, on="to_arr")
    return pd.DataFrame(
        {
            "year": year,
            "from_stage": "training",
            "from_territory": pairs["from"],
            "to_stage": "work",
            "to_territory": pairs["to"],
            "persons": pairs["persons"] * pairs["share"] * pairs["size"],
        }
    )
