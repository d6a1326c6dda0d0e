"""The flows of the European case: people who apply for asylum, and those who move on.

A request of one state to another shows that a person was first registered in the other and
moved on. Requests by pair of states are not known for 2023 and 2024, only some totals; the
pattern of the transfers of 2008–2014 is fitted to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from sample_data.belgium_flows import IN_WORK, MINORS, adults_of_protected
from sample_data.persons import (
    Destination,
    FlowKey,
    Flows,
    Rates,
    apportion,
    flow_rows,
    move_on,
)
from sample_data.sources import Figure, european, european_evidence, rows
from sample_data.writing import Row

WORLD_BANK = "worldbank_population_gdp_eu27_2023.csv"
POOL = "solidarity_pool_2026_estimated_key.csv"
DUBLIN = "eurostat_dublin_transfers_2008_2014.csv"
STATES = tuple(sorted(row["iso3"] for row in rows(WORLD_BANK)))
ARRIVAL_YEARS = (2023, 2024, 2025)
FIRST_YEAR = 2023
LAST_SOURCED_YEAR = 2024
"""Its arrivals are taken for every later year."""
LAST_YEAR = 2025
ROUNDS = 500

_ASKED = {2023: ("AUT", "BGR", "DEU", "ITA"), 2024: ("GRC", "HRV", "ITA")}
"""The states of first registration whose requests received are known."""
_ASKING = {2023: ("AUT", "BEL", "DEU", "FRA", "NLD"), 2024: ("BEL", "DEU", "FRA")}
"""The states people moved on to whose requests sent are known."""

DECISIONS = european("first-instance decisions Q4", "EU", "2024Q4")
FIRST_TIME = european_evidence("first-time applicants", "EU", "2024")
APPLICANTS = {
    state: european_evidence("first-time applicants", state, "2024")
    for state in ("BEL", "CYP", "DEU", "ESP", "FRA", "GRC", "HUN", "IRL", "ITA", "LUX")
}
TAKEN_BACK = european_evidence("decisions on take-back requests", "EU+", "2020")
POOL_KEY = Figure("World Bank, half population, half GDP", "2023")
TRANSFERS_2008_2014 = Figure("Eurostat, Dublin transfers by state", "2008-2014")

_REST = ""
"""The states whose totals are not known, taken together."""

NAMES = {
    "AUT": "Austria",
    "BEL": "Belgium",
    "BGR": "Bulgaria",
    "CYP": "Cyprus",
    "CZE": "Czechia",
    "DEU": "Germany",
    "DNK": "Denmark",
    "ESP": "Spain",
    "EST": "Estonia",
    "FIN": "Finland",
    "FRA": "France",
    "GRC": "Greece",
    "HRV": "Croatia",
    "HUN": "Hungary",
    "IRL": "Ireland",
    "ITA": "Italy",
    "LTU": "Lithuania",
    "LUX": "Luxembourg",
    "LVA": "Latvia",
    "MLT": "Malta",
    "NLD": "Netherlands",
    "POL": "Poland",
    "PRT": "Portugal",
    "ROU": "Romania",
    "SVK": "Slovakia",
    "SVN": "Slovenia",
    "SWE": "Sweden",
}
GROUPS = {"moves": "Moves on to another state", "stays": "Stays in the first state"}

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


@cache
def moved_on(year: int) -> dict[Pair, float]:
    """Return the persons of each pair who had applied in the first state and moved on.

    Those whom another state is asked to take back; for the others, whom it is asked to take
    charge of, it is responsible by their entry or their family, and they had not applied there.
    """
    return {pair: n * TAKEN_BACK.share() for pair, n in disputed(_sourced(year)).items()}


@cache
def applicants() -> dict[str, float]:
    """Return those who applied for the first time in each state in 2024, known or by the key."""
    known = {state: figure.number() for state, figure in APPLICANTS.items()}
    rest = FIRST_TIME.number() - sum(known.values())
    keys = {row["iso3"]: float(row["key_eu27"]) for row in rows(POOL)}
    others = [state for state in STATES if state not in known]
    whole = sum(keys[state] for state in others)
    return {**known, **{state: rest * keys[state] / whole for state in others}}


def arriving(year: int) -> dict[str, float]:
    """Return the persons who are received first in each state: each person once.

    Those who applied there for the first time, less those who had applied elsewhere before; at
    least those who moved on from there, since some are registered and never apply.
    """
    scale = FIRST_TIME.number_in_unit() / FIRST_TIME.number() if year == FIRST_YEAR else 1.0
    came = {s: sum(n for (_, to), n in moved_on(year).items() if to == s) for s in STATES}
    went = moving_on(year)
    return {s: max(applicants()[s] * scale - came[s], went[s]) for s in STATES}


def moving_on(year: int) -> dict[str, float]:
    """Return those received first in each state who move on to another."""
    moved = moved_on(year)
    return {s: sum(n for (first, _), n in moved.items() if first == s) for s in STATES}


def part_moving_on(state: str) -> float:
    """Return the part of those received first in a state who move on."""
    return moving_on(LAST_SOURCED_YEAR)[state] / arriving(LAST_SOURCED_YEAR)[state]


def _rates_from_reception(state: str, year: int, group: str | None) -> Rates:
    if group == "stays":
        return {}
    adults = protected_share() * adults_of_protected()
    remain = 1 - returned_share(_sourced(year))
    went = moving_on(year)[state]
    rates = {
        Destination("integration", later): adults * remain * n / went
        for (first, later), n in moved_on(year).items()
        if first == state
    }
    rates[Destination("integration", state)] = adults * (1 - remain)
    return rates


def _rates_from_integration(state: str, _year: int, _group: str | None) -> Rates:
    return {Destination("work", state): IN_WORK.share()}


_RATES = {"reception": _rates_from_reception, "integration": _rates_from_integration}


def _sourced(year: int) -> int:
    return min(year, LAST_SOURCED_YEAR)


@cache
def flows() -> Flows:
    """Return the flows of every year up to the last."""
    found: Flows = Flows()
    for year in ARRIVAL_YEARS:
        went, arrived = moving_on(year), arriving(year)
        for state in STATES:
            moving = round(went[state])
            staying = round(arrived[state]) - moving
            for group, persons in (("moves", moving), ("stays", staying)):
                if persons > 0:
                    found[FlowKey(year, None, ("reception", state), group)] = persons
    move_on(found, range(FIRST_YEAR + 1, LAST_YEAR + 1), _RATES)
    return found


_REASONS = {
    None: (
        "each person is received once, where he or she applies first: first-time applicants less "
        "those who had applied elsewhere before, and at least those who moved on; where the "
        "applicants of a state are not at hand, it has its part of the rest by half population, "
        "half GDP (Eurostat has the figures, but they were out of reach); 2023 in proportion to "
        "the EU's total, 2025 as 2024."
    ),
    "reception": (
        "a request to take somebody back is one person who had applied in the state asked and "
        "moved on (two thirds of the requests; repeated requests for one person count twice, "
        "people for whom no request is sent not at all: neither an upper nor a lower bound); "
        "pairs follow the transfers of 2008–2014, fitted to the totals known; the part "
        "transferred in the EU as a whole is back. As many receive protection as first-instance "
        "decisions were positive; the adults among them, as many as in Belgium, go on; the rest "
        "leave the trajectory."
    ),
    "stays": (
        "what follows for those who stay is each state's own; they are followed no further here."
    ),
    "integration": (
        "as many come to work as in Belgium five years after protection (latest cohort), since no "
        "figure for every state is at hand; they work where they were recognised, as free "
        "movement comes later."
    ),
}


def _figures_of(key: FlowKey) -> list[Figure]:
    year, origin = key.year, key.origin
    if origin is None:
        state = key.to[1] if key.to is not None else ""
        known = APPLICANTS.get(state, POOL_KEY)
        return [FIRST_TIME, known, TAKEN_BACK, requests(_sourced(year))]
    if origin[0] == "reception":
        before = _sourced(year - 1)
        if key.group == "stays":
            return []
        totals = [*asked(before).values(), *asking(before).values()]
        return [*totals, transfers(before), TAKEN_BACK, TRANSFERS_2008_2014, DECISIONS, MINORS]
    return [IN_WORK]


def rows_of_flows() -> list[Row]:
    """Return the rows of the sheet Flows."""
    return flow_rows(flows(), _figures_of, _reason)


def _reason(key: FlowKey) -> str:
    if key.origin is not None and key.group == "stays":
        return _REASONS["stays"]
    return _REASONS[key.origin and key.origin[0]]
