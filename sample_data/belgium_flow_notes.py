"""What the flows of the Belgian case rest on: their sources and what is assumed of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sample_data import assumptions as assumed
from sample_data.belgium_flows import (
    APPLICATIONS,
    ATTESTATIONS,
    CERTIFICATES,
    CONTRACTS,
    EARLY_FL,
    EARLY_WA,
    FAMILY_TIES,
    GRANTED,
    IN_FLANDERS,
    IN_WORK,
    IN_WORK_EARLIER,
    LAST_YEAR,
    LEARNING,
    LEFT_FOR_WORK,
    MINORS,
    ODDS,
    RATES,
    REFUSED,
    SUBSEQUENT,
    TEMPORARY_AGES,
    TEMPORARY_ENDS,
    TEMPORARY_WORKING,
    VISAS,
    flows,
    left_for_work,
)
from sample_data.belgium_places import (
    AT_DECISION_FL,
    AT_DECISION_WA,
    CITIES,
    IMMIGRANTS,
    IMMIGRANTS_BX,
    IN_ANTWERP,
    POPULATION,
    PUPILS,
    SOON,
    TEMPORARY_EVER_IN_WA,
    TEMPORARY_IN_WA,
    TEMPORARY_LEFT,
    TEMPORARY_MOVED,
    residents_figures,
    transition_figures,
)
from sample_data.persons import FlowKey, flow_rows
from sample_data.sources import Figure
from sample_data.writing import Row

_EXPECTED = (
    "arrivals after the data are assumed: first applications as in the mean of 2021–2024, visas "
    "and certificates as in 2023, the latter until 2026: the protection ends on 4 March 2027."
)
_ARRIVALS = {
    "applicants": (
        "persons who apply for the first time (2021 and 2022 with the part of subsequent "
        "applications of 2023 taken off), received where recognised refugees lived at decision "
        "(Brussels: the rest of 100 %; Antwerp and the German-speaking Community by population), "
        "since places by region are not known."
    ),
    "temporary": (
        "of the certificates the adults of April 2022 who take language courses as often as those "
        "in Flanders in February 2023, and half of the pupils enrolled, those of 12 to 17; the "
        "others are not followed. "
        "Certificates of 2024 as in 2023. Wallonia's part is known; Flanders and Brussels share "
        "the rest like pupils; the German-speaking Community is in Wallonia's part."
    ),
    "family": (
        "persons with a visa for family reunification, so from outside the EU; adults are partners "
        "and ascendants, three quarters of the descendants are of school age and half of these 12 "
        "to 17; the others are not followed; visas of 2021 as in 2022, of "
        "2024 as in 2023; they live where foreign immigrants do, in Antwerp as often as refugees."
    ),
}
_MOVING = {
    "protected": (
        "two thirds of the change of region observed come after the first course, since most "
        "move soon after recognition, and one third after training; "
        f"{assumed.ANTWERP_OF_REFUGEES.reason}"
    ),
    "temporary": (
        "as many move to another region, leave the country or are struck off as of those ever "
        "domiciled in Wallonia, from every region alike."
    ),
    "family": "they move between regions as all residents did in 2024.",
}
_LEAVING = {
    "welcome": (
        "those who end the course (attestations over contracts in Flanders, 2017–2019) all go on "
        "to training or guidance, in every group and place alike; of the others some work within "
        "six months, when they leave (a quarter in Flanders, a fifth elsewhere): the half who "
        "work after two years are of all newcomers. The rest leave the trajectory; "
    ),
    "school": assumed.NEARLY_ADULT.reason[:-1] + "; the others go on in ordinary schools; ",
}
WORKING = {
    "protected": (
        "as many come to work as worked five years after protection in the latest cohort, which "
        "is taken as the mean of the five years counted, two to seven years after protection: "
        "fewer work before, more after; Flemish odds are twice those elsewhere; "
    ),
    "temporary": (
        "as many come to work as had worked of those registered with VDAB after nine months; "
        "elsewhere with half the Flemish odds, as for refugees; "
    ),
    "family": (
        "no source on family members: as many as of the earlier cohorts of refugees, with twice "
        "the odds in Flanders; "
    ),
}


def _reason(key: FlowKey) -> str:
    assert key.group is not None
    if key.origin is None:
        expected = f" {_EXPECTED[0].upper()}{_EXPECTED[1:]}" if key.year > LAST_YEAR else ""
        return _ARRIVALS[key.group] + expected
    if key.origin[0] == "reception":
        return (
            "as many are decided each year as in 2022, so the backlog grows with applications: "
            "protection as in 2022, in 2024 by the rate of that year (with that of 2025, 28.4 %, "
            "7,100 a year); all adults enter a course in the year, though in Brussels and Wallonia "
            "the obligation has exemptions; adults and those of school "
            "age as among the protected of 2014–2018, half of the latter 12 to 17; younger ones "
            "are not followed; "
            f"{assumed.STAY_WITHOUT_PAPERS.reason} The others leave this case: they wait for a "
            "decision, appeal, return or go elsewhere."
        )
    if key.origin[0] == "no_papers":
        return "they are followed for one year; where they are later no source counts."
    working = WORKING[key.group] if key.origin[0] == "training" else _LEAVING[key.origin[0]]
    left = LEFT_FOR_WORK if left_for_work(key, 1) else ""
    return working + _MOVING[key.group] + left


_OF_ARRIVAL: Mapping[str, Callable[[int], list[Figure]]] = {
    "applicants": lambda year: [
        *([APPLICATIONS[year]] if year in APPLICATIONS else APPLICATIONS.values()),
        *SUBSEQUENT.values(),
        AT_DECISION_FL,
        AT_DECISION_WA,
        POPULATION["DG"],
        CITIES,
    ],
    "temporary": lambda year: [
        CERTIFICATES[min(year, 2023)],
        TEMPORARY_AGES,
        LEARNING,
        IN_FLANDERS,
        TEMPORARY_IN_WA,
        *PUPILS.values(),
        *([TEMPORARY_ENDS] if year > LAST_YEAR else []),
    ],
    "family": lambda year: [
        VISAS[2022 if year <= min(VISAS) else 2023],
        FAMILY_TIES,
        IMMIGRANTS_BX,
        *IMMIGRANTS.values(),
        IN_ANTWERP,
    ],
}
_OF_WORK = {
    "protected": [IN_WORK, ODDS],
    "temporary": [TEMPORARY_WORKING, ODDS],
    "family": [IN_WORK_EARLIER, ODDS],
}


def _figures_of(key: FlowKey) -> list[Figure]:
    assert key.group is not None
    if key.origin is None:
        return _OF_ARRIVAL[key.group](key.year)
    stage, place = key.origin
    if stage == "reception":
        return [GRANTED, REFUSED, MINORS, *([RATES] if key.year == LAST_YEAR else [])]
    if stage == "no_papers":
        return [REFUSED]
    leaving = {
        "welcome": [*CONTRACTS, *ATTESTATIONS, EARLY_FL, EARLY_WA],
        "school": [],
        "training": _OF_WORK[key.group],
    }
    moved = {
        "protected": [SOON, *transition_figures(place), IN_ANTWERP],
        "temporary": [TEMPORARY_EVER_IN_WA, TEMPORARY_MOVED, *TEMPORARY_LEFT],
        "family": residents_figures(place),
    }
    return [*leaving[stage], *moved[key.group]]


def rows_of_flows() -> list[Row]:
    """Return the rows of the sheet Flows."""
    return flow_rows(flows(), _figures_of, _reason, left_for_work)
