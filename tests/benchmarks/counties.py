"""A case of 2,875 counties of the United States in one year, for the benchmarks."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from models.case import Case, case_of

_DATA = Path(__file__).parent / "data"
_YEAR = 2018
_GO_ON = 0.8
_STAGES = ("reception", "welcome", "training", "work")


def county_case() -> Case:
    """Return three funded stages and work in the counties, each of which pays.

    People arrive as movers do and go on from stage to stage, within the year, as the people of
    their county moved or stayed.
    """
    counties, ways = _counties(), _ways()
    known = counties.index
    arrivals = counties["persons_in_total"].to_numpy(dtype=float)
    chance = _chances(counties, ways)
    flows = [_arrivals(known, arrivals)]
    persons = pd.Series(arrivals, index=known)
    for before, after in pairwise(_STAGES):
        going = chance["chance"] * persons.reindex(chance["origin"]).to_numpy() * _GO_ON
        flows.append(_going(chance, going, before, after))
        persons = going.groupby(chance["dest"]).sum().reindex(known, fill_value=0.0)
    return case_of(
        {
            "Territories": pd.DataFrame(
                {"territory": known, "population": counties["persons_nonmigrant"].to_numpy()}
            ),
            "Stages": pd.DataFrame(
                {
                    "stage": _STAGES,
                    "order": range(4),
                    "duration": 0,
                    "cofunded": [True, True, True, False],
                }
            ),
            "Flows": pd.concat(flows, ignore_index=True),
            "Costs": pd.DataFrame(
                {"stage": _STAGES[:3], "cost_per_person": [9000.0, 4600.0, 2375.0]}
            ),
            "Benefits": pd.DataFrame({"stage": ["work"], "benefit_per_person": [60000.0]}),
            "Scenarios": pd.DataFrame({"rule": ["de_minimis"], "base": [0.001]}),
        }
    )


def _ways() -> pd.DataFrame:
    return pd.read_csv(
        _DATA / "us_county_migration_2017_2018.csv",
        dtype={"origin_fips": str, "dest_fips": str},
    )


def _counties() -> pd.DataFrame:
    """Return the counties that anybody moved between, by their code."""
    ways = _ways()
    counties = pd.read_csv(_DATA / "us_county_attributes_2017_2018.csv", dtype={"fips": str})
    moved = set(ways["origin_fips"]) | set(ways["dest_fips"])
    return counties[counties["fips"].isin(moved)].set_index("fips").sort_index()


def _chances(counties: pd.DataFrame, ways: pd.DataFrame) -> pd.DataFrame:
    """Return how likely somebody goes from one county to another, or stays."""
    staying = pd.DataFrame(
        {
            "origin": counties.index,
            "dest": counties.index,
            "persons": counties["persons_nonmigrant"].to_numpy(dtype=float),
        }
    )
    moving = pd.DataFrame(
        {
            "origin": ways["origin_fips"],
            "dest": ways["dest_fips"],
            "persons": ways["persons_exemptions"].astype(float),
        }
    )
    moving = moving[moving["origin"] != moving["dest"]]
    both = pd.concat([staying, moving], ignore_index=True)
    both = both[both["origin"].isin(counties.index) & both["dest"].isin(counties.index)]
    both = both[both["persons"] > 0].reset_index(drop=True)
    total = both.groupby("origin")["persons"].transform("sum")
    return both.assign(chance=both["persons"] / total)


def _arrivals(known: pd.Index, persons: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        {"year": _YEAR, "to_stage": _STAGES[0], "to_territory": known, "persons": persons}
    )


def _going(chance: pd.DataFrame, persons: pd.Series, before: str, after: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": _YEAR,
            "from_stage": before,
            "from_territory": chance["origin"],
            "to_stage": after,
            "to_territory": chance["dest"],
            "persons": persons,
        }
    )
