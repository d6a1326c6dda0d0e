"""The flows of the case of the cities: refugees who settle in Flanders, by municipality."""

from __future__ import annotations

from functools import cache

from sample_data import assumptions as assumed
from sample_data.belgium_flow_notes import WORKING
from sample_data.belgium_flows import (
    ATTESTATIONS,
    CONTRACTS,
    EARLY_FL,
    GRANTED,
    IN_WORK,
    LEFT_FOR_WORK,
    MINORS,
    ODDS,
    RATES,
    adults_of_protected,
    completion,
    granted,
    in_work,
    left_for_work,
)
from sample_data.belgium_places import (
    AT_DECISION_FL,
    AT_DECISION_WA,
    CITIES,
    SOON,
    transition,
    transition_figures,
)
from sample_data.persons import Destination, FlowKey, Flows, Rates, apportion, flow_rows, move_on
from sample_data.sources import Figure, evidence, rows
from sample_data.writing import Row

NAMED = {"ANT": "Antwerp", "GHE": "Ghent", "LEU": "Leuven", "OST": "Ostend"}
"""The cities whose refugees were counted, as the evidence names them."""
PLACES = ("ANT", "CEN", "GHE", "LEU", "MUN", "OST")
CODES = {"ANT": "11002", "GHE": "44021", "LEU": "24062", "OST": "35013"}
NINE = ("12025", "13040", "31005", "34022", "36015", "41002", "46021", "71016", "71022")
"""The other centre cities, by the code of Statbel."""

REFUGEES = {
    key: evidence("refugees living in a city of Flanders", name, "2018")
    for key, name in NAMED.items()
}
IN_CENTRE_CITIES = evidence(
    "refugees in Flanders who live in one of the thirteen centre cities", "FL", "2018"
)
DATA_YEARS = (2022, 2023, 2024)
LAST_YEAR = 2024
EXPECTED_YEARS = (2025, 2026, 2027, 2028, 2029)
FLANDERS, WALLONIA, BRUSSELS = 0, 1, 2
"""The lines of the matrix of moves between regions."""


def inhabitants() -> dict[str, float]:
    """Return the inhabitants of 2020, by place; Flanders under FL."""
    found = {r["nis"]: float(r["pop_2020"]) for r in rows("be_cities_2020.csv")}
    cities = {key: found[code] for key, code in CODES.items()}
    cities["CEN"] = sum(found[code] for code in NINE)
    whole = FLANDERS_IN_2020.number()
    return {**cities, "MUN": whole - sum(cities.values()), "FL": whole}


FLANDERS_IN_2020 = Figure(
    "Statbel, population of municipalities, CC BY 4.0", "2020", "6629143", "persons in Flanders"
)


def before() -> dict[str, float]:
    """Return where in Flanders people live when protection is granted: by population."""
    persons = inhabitants()
    return {place: persons[place] / persons["FL"] for place in PLACES}


def after() -> dict[str, float]:
    """Return where in Flanders refugees live later."""
    whole = REFUGEES["ANT"].number() / assumed.ANTWERP_OF_REFUGEES.value
    cities = {key: figure.number() / whole for key, figure in REFUGEES.items()}
    centre = IN_CENTRE_CITIES.share()
    return {**cities, "CEN": centre - sum(cities.values()), "MUN": 1 - centre}


def _adults_granted(year: int) -> float:
    return granted(year) * adults_of_protected()


def settling(year: int) -> int:
    """Return the adults granted protection in Flanders in a year."""
    expected = sum(map(_adults_granted, DATA_YEARS)) / len(DATA_YEARS)
    adults = _adults_granted(year) if year in DATA_YEARS else expected
    return round(adults * AT_DECISION_FL.share())


def coming(year: int) -> int:
    """Return the adults who come from the other regions after their first course."""
    expected = sum(map(_adults_granted, DATA_YEARS)) / len(DATA_YEARS)
    adults = _adults_granted(year - 1) if year - 1 in DATA_YEARS else expected
    moved = transition()
    wallonia = AT_DECISION_WA.share()
    brussels = 1 - wallonia - AT_DECISION_FL.share()
    part = wallonia * moved[WALLONIA][FLANDERS] + brussels * moved[BRUSSELS][FLANDERS]
    return round(adults * part * completion())


@cache
def moves() -> dict[str, dict[str, float]]:
    """Return the part of the people of each place who are in each after the first course.

    Places that gain keep theirs; the others lose in proportion to what the gaining ones gain.
    Who leaves Flanders is not in it.
    """
    stay = transition()[FLANDERS][FLANDERS]
    old, new = before(), after()
    gains = {p: new[p] - old[p] for p in PLACES if new[p] > old[p]}
    whole = sum(gains.values())
    found = {}
    for place in PLACES:
        lost = max(0.0, old[place] - new[place]) / old[place]
        to = {p: lost * gain / whole for p, gain in gains.items()}
        to[place] = to.get(place, 0.0) + 1 - sum(to.values())
        found[place] = {p: part * stay for p, part in to.items() if part > 0}
    return found


def _from_welcome(place: str, _year: int, _group: str | None) -> Rates:
    done, early = completion(), EARLY_FL.share()
    rates: dict[Destination, float] = {}
    for to, part in moves()[place].items():
        rates[Destination("training", to)] = done * part
        rates[Destination("work", to)] = (1 - done) * early * part
    return rates


def _from_training(place: str, _year: int, _group: str | None) -> Rates:
    done = completion()
    works = (in_work("protected", "FL") - (1 - done) * EARLY_FL.share()) / done
    return {Destination("work", place): works}


_RATES = {"welcome": _from_welcome, "training": _from_training}


@cache
def flows() -> Flows:
    """Return the flows of every year: the data, and the arrivals that are expected."""
    found: Flows = Flows()
    for year in (*DATA_YEARS, *EXPECTED_YEARS):
        guided = apportion(settling(year), before())
        for place, persons in guided.items():
            found[FlowKey(year, None, ("settling", place))] = persons
        if year > DATA_YEARS[0]:
            for place, persons in apportion(coming(year), after()).items():
                found[FlowKey(year, None, ("training", place))] = persons
        if year <= LAST_YEAR:
            for place, persons in guided.items():
                found[FlowKey(year, ("settling", place), ("welcome", place))] = persons
        if DATA_YEARS[0] < year <= LAST_YEAR:
            move_on(found, [year], _RATES)
    return found


_EXPECTED = "arrivals after 2024 are assumed: as many as in the mean of 2022–2024."


def _reason(key: FlowKey) -> str:
    if key.origin is None:
        expected = f" {_EXPECTED[0].upper()}{_EXPECTED[1:]}" if key.year > LAST_YEAR else ""
        if key.to is not None and key.to[0] == "training":
            return (
                "those who lived in Wallonia or Brussels when protection was granted come after "
                "their first course there, to where refugees live in Flanders; "
                f"{assumed.ANTWERP_OF_REFUGEES.reason}{expected}"
            )
        return (
            "the adults among those granted protection in Flanders live in its municipalities by "
            "population at first, since reception centres are spread; as many are decided each "
            f"year as in 2022.{expected}"
        )
    if key.origin[0] == "settling":
        return f"all come to civic integration, which is obligatory; {assumed.OBLIGED_ALL.reason}"
    if key.origin[0] == "welcome":
        return (
            "those who end the course (attestations over contracts, 2017–2019) go on to training; "
            "of the others a quarter work at once, the rest leave the trajectory; all moves come "
            "after this course, to where refugees live later, and some leave Flanders."
            + (LEFT_FOR_WORK if left_for_work(key, 1) else "")
        )
    return WORKING["protected"] + "they stay where they are then."


def _figures_of(key: FlowKey) -> list[Figure]:
    rate = [RATES] if key.year >= LAST_YEAR else []
    where = [*REFUGEES.values(), IN_CENTRE_CITIES]
    if key.origin is None and key.to is not None and key.to[0] == "training":
        return [GRANTED, MINORS, AT_DECISION_WA, *transition_figures("WA"), *where, *rate]
    if key.origin is None:
        return [GRANTED, MINORS, AT_DECISION_FL, CITIES, *rate]
    if key.origin[0] == "settling":
        return []
    if key.origin[0] == "welcome":
        moved = [SOON, *transition_figures("FL"), *where]
        return [*CONTRACTS, *ATTESTATIONS, EARLY_FL, *moved]
    return [IN_WORK, ODDS]


def rows_of_flows() -> list[Row]:
    """Return the rows of the sheet Flows; those from guidance say who would come without it."""
    return flow_rows(flows(), _figures_of, _reason, _without)


def _without(key: FlowKey, persons: int) -> int | None:
    if key.origin is not None and key.origin[0] == "settling":
        return round(persons * assumed.OBLIGED_ALL.value)
    return left_for_work(key, persons)
