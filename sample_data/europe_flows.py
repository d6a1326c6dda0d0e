"""The flows of the European case: people whom two states dispute under the Dublin rules.

A request of one state to another shows that a person was first registered in the other and
moved on. Requests by pair of states are not known for 2023 and 2024, only some totals; the
pattern of the transfers of 2008–2014 is fitted to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from sample_data.persons import (
    Destination,
    FlowKey,
    Flows,
    Rates,
    apportion,
    flow_rows,
    move_on,
)
from sample_data.sources import Figure, belgian, european, rows
from sample_data.writing import Row

WORLD_BANK = "worldbank_population_gdp_eu27_2023.csv"
DUBLIN = "eurostat_dublin_transfers_2008_2014.csv"
STATES = tuple(sorted(row["iso3"] for row in rows(WORLD_BANK)))
ARRIVAL_YEARS = (2023, 2024, 2025)
LAST_SOURCED_YEAR = 2024
"""Its arrivals are taken for every later year."""
LAST_YEAR = 2025
ROUNDS = 500

_ASKED = {2023: ("AUT", "BGR", "DEU", "ITA"), 2024: ("GRC", "HRV", "ITA")}
"""The states of first registration whose requests received are known."""
_ASKING = {2023: ("AUT", "BEL", "DEU", "FRA", "NLD"), 2024: ("BEL", "DEU", "FRA")}
"""The states people moved on to whose requests sent are known."""

DECISIONS = european("first-instance decisions Q4", "EU", "2024Q4")
IN_WORK = belgian("in work 5 years after protection, cohort 2007-2009", "BE", "to 2014")
TRANSFERS_2008_2014 = Figure("Eurostat, Dublin transfers by state", "2008-2014")

_REST = ""
"""The states whose totals are not known, taken together."""

Pair = tuple[str, str]
"""The state of first registration, the state a person moved on to."""


def requests(year: int) -> Figure:
    """Return all Dublin requests that member states sent in a year."""
    return european("outgoing requests", "EU", str(year))


def transfers(year: int) -> Figure:
    """Return all Dublin transfers that member states made in a year."""
    return european("outgoing transfers", "EU", str(year))


def asked(year: int) -> dict[str, Figure]:
    """Return the requests received by the states for which they are known."""
    return {s: european("incoming requests", s, str(year)) for s in _ASKED[year]}


def asking(year: int) -> dict[str, Figure]:
    """Return the requests sent by the states for which they are known."""
    return {s: european("outgoing requests", s, str(year)) for s in _ASKING[year]}


@cache
def pattern() -> dict[Pair, float]:
    """Return the persons transferred in 2008–2014, as pairs of member states.

    Both ends report and disagree. The sending state is taken, since it keeps the count of its
    requests; for the years in which it reported nothing, the receiving state.
    """
    cells = [row for row in rows(DUBLIN) if _between_members(row)]
    reported = {(r["reporting_iso3"], r["year"]) for r in cells if r["type"] == "outgoing"}
    found: Counter[Pair] = Counter()
    for row in cells:
        reporting, partner = row["reporting_iso3"], row["partner_iso3"]
        if row["type"] == "outgoing":
            found[partner, reporting] += int(row["transfers"])
        elif (partner, row["year"]) not in reported:
            found[reporting, partner] += int(row["transfers"])
    return {pair: float(found[pair]) for pair in sorted(found) if found[pair]}


def _between_members(row: Mapping[str, str]) -> bool:
    return row["reporting_iso3"] in STATES and row["partner_iso3"] in STATES


@cache
def disputed(year: int) -> dict[Pair, int]:
    """Return the persons of each pair: the pattern fitted to the totals known for the year.

    Rows and columns are scaled in turn until both meet their totals (biproportional fitting);
    the states whose totals are not known share what is left.
    """
    total = requests(year).number()
    cells = dict(pattern())
    for _ in range(ROUNDS):
        cells = _scaled(cells, 0, total, asked(year))
        cells = _scaled(cells, 1, total, asking(year))
    whole = apportion(round(total), cells)
    return {pair: persons for pair, persons in whole.items() if persons}


def _scaled(
    cells: Mapping[Pair, float], end: int, total: float, known: Mapping[str, Figure]
) -> dict[Pair, float]:
    group = {pair: pair[end] if pair[end] in known else _REST for pair in cells}
    goal = {state: figure.number() for state, figure in known.items()}
    goal[_REST] = total - sum(goal.values())
    present = dict.fromkeys(goal, 0.0)
    for pair, persons in cells.items():
        present[group[pair]] += persons
    return {
        pair: persons * goal[group[pair]] / present[group[pair]] for pair, persons in cells.items()
    }


def protected_share() -> float:
    """Return the part of first-instance decisions that are positive."""
    return DECISIONS.number_in_unit() / DECISIONS.number()


def returned_share(year: int) -> float:
    """Return the part of the requests that end in a transfer back."""
    return transfers(year).number() / requests(year).number()


def _rates_from_reception(state: str, year: int, _group: str | None) -> Rates:
    year = _sourced(year)
    moved = {later: n for (first, later), n in disputed(year).items() if first == state}
    everyone = sum(moved.values())
    stays = protected_share() * (1 - returned_share(year))
    rates = {Destination("integration", later): stays * n / everyone for later, n in moved.items()}
    rates[Destination("integration", state)] = protected_share() * returned_share(year)
    return rates


def _rates_from_integration(state: str, _year: int, _group: str | None) -> Rates:
    return {Destination("work", state): IN_WORK.share()}


_RATES = {"reception": _rates_from_reception, "integration": _rates_from_integration}


def _sourced(year: int) -> int:
    return min(year, LAST_SOURCED_YEAR)


def flows() -> Flows:
    """Return the flows of every year up to the last."""
    found: Flows = Flows()
    for year in ARRIVAL_YEARS:
        for (first, _), persons in disputed(_sourced(year)).items():
            found[FlowKey(year, None, ("reception", first))] += persons
    move_on(found, range(ARRIVAL_YEARS[0] + 1, LAST_YEAR + 1), _RATES)
    return found


_REASONS = {
    None: (
        "a Dublin request is one person first registered in the state that is asked; pairs of "
        "states follow the transfers of 2008–2014, fitted to the totals known for the year (2025 "
        "as 2024). Requests of member states to states outside the EU are in the total."
    ),
    "reception": (
        "a year later the part that was transferred in the EU as a whole is back in the state of "
        "first registration and the others stay where they moved on to; as many receive "
        "protection as first-instance decisions were positive, the rest leave the trajectory."
    ),
    "integration": (
        "as many come to work as in Belgium five years after protection, since no figure for "
        "every state is at hand; the rest leave the trajectory; they work where they were "
        "recognised, as free movement comes later."
    ),
}


def _figures_of(key: FlowKey) -> list[Figure]:
    year, origin = key.year, key.origin
    if origin is None:
        year = _sourced(year)
        known = [*asked(year).values(), *asking(year).values()]
        return [requests(year), *known, TRANSFERS_2008_2014]
    if origin[0] == "reception":
        return [requests(year - 1), transfers(year - 1), DECISIONS]
    return [IN_WORK]


def rows_of_flows() -> list[Row]:
    """Return the rows of the sheet Flows."""
    return flow_rows(flows(), _figures_of, lambda key: _REASONS[key.origin and key.origin[0]])
