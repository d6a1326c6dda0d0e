"""The flows of the Belgian case: who arrives, who learns what, who comes to work, by group."""

from __future__ import annotations

from collections.abc import Mapping

from sample_data import assumptions as assumed
from sample_data.belgium_places import (
    AT_DECISION_FL,
    PUPILS,
    Shares,
    at_decision,
    moves_of_family,
    moves_of_refugees,
    moves_of_temporary,
    of_family,
    of_temporary,
    region_of,
    temporary_leaving,
)
from sample_data.persons import (
    Destination,
    FlowKey,
    Flows,
    Rates,
    apportion,
    move_on,
)
from sample_data.sources import belgian, evidence

GROUPS = {
    "applicants": "Asylum applicants",
    "protected": "Protection granted",
    "temporary": "Temporary protection",
    "family": "Family reunification",
    "no_papers": "Without residence papers",
}
SERVED = ("protected", "temporary", "family")
"""The groups for which there are programmes."""

DATA_YEARS = (2021, 2022, 2023, 2024)
LAST_YEAR = 2024
EXPECTED_YEARS = (2025, 2026, 2027, 2028)
"""The years whose arrivals are assumed; what follows from them is projected."""

APPLICATIONS = {
    year: belgian("applications for international protection (persons)", "BE", str(year))
    for year in DATA_YEARS
}
SUBSEQUENT = {year: belgian("subsequent applications", "BE", str(year)) for year in (2023, 2024)}
GRANTED = evidence("persons granted refugee status or subsidiary protection", "BE", "2022")
REFUSED = evidence("persons refused", "BE", "2022")
RATES = evidence("protection rate", "BE", "2024 / 2025")
MINORS = evidence("minors among the persons granted protection", "BE", "2014-2018")
CERTIFICATES = {
    2022: evidence("certificates issued", "BE", "2022"),
    2023: belgian("certificates issued", "BE", "2023"),
}
TEMPORARY_AGES = evidence("adults and minors", "BE", "Apr 2022")
TEMPORARY_ENDS = evidence("end of the protection in the Union", "EU", "2027")
END_OF_TEMPORARY = 2027
"""The first year without certificates; the two months until 4 March are left out."""
IN_FLANDERS = evidence("persons living in Flanders", "FL", "Feb 2023")
LEARNING = belgian("Ukrainians enrolled in NT2 (welcome module / regular)", "FL", "Feb 2023")
VISAS = {
    year: evidence("visas granted for family reunification", "BE", str(year))
    for year in (2022, 2023)
}
FAMILY_TIES = evidence(
    "first residence permits for family reasons: descendants, partners, ascendants", "BE", "2023"
)
COURSE_YEARS = ("2017", "2018", "2019")
CONTRACTS = [belgian("inburgering contracts", "FL+BX(NL)", year) for year in COURSE_YEARS]
ATTESTATIONS = [belgian("inburgering attestations", "FL+BX(NL)", year) for year in COURSE_YEARS]
IN_WORK = belgian("in work 5 years after protection, cohort 2010-2014", "BE", "to 2014")
IN_WORK_EARLIER = belgian("in work 5 years after protection, cohort 2007-2009", "BE", "to 2014")
ODDS = belgian("odds of a job in Flanders relative to Wallonia and Brussels", "FL", "2001-2010")
TEMPORARY_WORKING = evidence("registered with VDAB who have worked", "FL", "Dec 2022")
EARLY_FL = belgian("newcomers in work after 6 months / 2 years", "FL", "2017")
EARLY_WA = belgian("newcomers registered 2015-16 who found work", "WA", "2017")


def first_applications(year: int) -> int:
    """Return the persons who applied for the first time in a year."""
    everyone = APPLICATIONS[year].number()
    if year in SUBSEQUENT:
        return round(everyone - SUBSEQUENT[year].number())
    part = SUBSEQUENT[2023].number() / APPLICATIONS[2023].number()
    return round(everyone * (1 - part))


def expected_applications() -> int:
    """Return the first applications a year that are expected: the mean of the data."""
    return round(sum(map(first_applications, DATA_YEARS)) / len(DATA_YEARS))


def granted(year: int) -> int:
    """Return the persons who are granted protection in a year.

    As many are decided each year as in 2022, so that the protection rate alone differs.
    """
    if year != LAST_YEAR:
        return round(GRANTED.number(0) + GRANTED.number(1))
    return round(GRANTED.number_in_unit(1) * RATES.share(0))


def school_age_of_protected() -> float:
    """Return the part of those granted protection who are of school age."""
    under_five = MINORS.number_in_unit()
    return (MINORS.number(0) - under_five) / MINORS.number(1)


def adults_of_protected() -> float:
    """Return the part of those granted protection who are adults."""
    return 1 - MINORS.number(0) / MINORS.number(1)


def certificates(year: int) -> float:
    """Return the persons who are granted temporary protection in a year."""
    if year < min(CERTIFICATES):
        return 0.0
    if year in CERTIFICATES:
        return CERTIFICATES[year].number()
    return CERTIFICATES[2023].number() if year < END_OF_TEMPORARY else 0.0


def adults_in_courses() -> float:
    """Return the part of the adults with temporary protection who take language courses."""
    adults = IN_FLANDERS.number() * TEMPORARY_AGES.share(0)
    return (LEARNING.number(0) + LEARNING.number(1)) / adults


def temporary_at_school() -> float:
    """Return the pupils from Ukraine as a part of all who were granted temporary protection."""
    return sum(f.number() for f in PUPILS.values()) / CERTIFICATES[2022].number()


def visas(year: int) -> float:
    """Return the family members from outside the EU who arrive in a year."""
    return VISAS[2022 if year <= min(VISAS) else 2023].number()


def completion() -> float:
    """Return the part of the civic integration contracts that end with an attestation."""
    return sum(f.number() for f in ATTESTATIONS) / sum(f.number() for f in CONTRACTS)


def with_odds(probability: float, ratio: float) -> float:
    """Return the probability whose odds are a multiple of those of another."""
    odds = probability / (1 - probability) * ratio
    return odds / (1 + odds)


def in_work(group: str, place: str) -> float:
    """Return the part of the adults of a group who come to work.

    The Flemish odds are the sourced multiple of the others'; the mean of refugees, by where they
    live later, is the Belgian figure.
    """
    is_flemish = region_of(place) == "FL"
    if group == "temporary":
        flemish = TEMPORARY_WORKING.number(0) / TEMPORARY_WORKING.number(1)
        return flemish if is_flemish else with_odds(flemish, 1 / ODDS.number())
    mean = (IN_WORK if group == "protected" else IN_WORK_EARLIER).share()
    weight = AT_DECISION_FL.share(1)
    low, high = 0.0, 1.0
    for _ in range(60):
        other = (low + high) / 2
        found = weight * with_odds(other, ODDS.number()) + (1 - weight) * other
        low, high = (other, high) if found < mean else (low, other)
    return with_odds(low, ODDS.number()) if is_flemish else low


def early_work(place: str) -> float:
    """Return the part of those who break off the course who work at once."""
    return EARLY_FL.share() if region_of(place) == "FL" else EARLY_WA.share()


def _moves(group: str, *, soon: bool) -> Mapping[str, Shares]:
    if group == "protected":
        return moves_of_refugees(soon=soon)
    return moves_of_temporary() if group == "temporary" else moves_of_family()


def _staying_on(group: str) -> float:
    return 1 - temporary_leaving() if group == "temporary" else 1.0


def _from_reception(place: str, year: int, _group: str | None) -> Rates:
    arrived = first_applications(year)
    protected = granted(year + 1) / arrived
    refused = (REFUSED.number(0) + REFUSED.number(1)) * assumed.STAY_WITHOUT_PAPERS.value / arrived
    return {
        Destination("welcome", place, "protected"): protected * adults_of_protected(),
        Destination("school", place, "protected"): (
            protected * school_age_of_protected() * assumed.SECONDARY_SCHOOL.value
        ),
        Destination("no_papers", place, "no_papers"): refused,
    }


def _from_welcome(place: str, _year: int, group: str | None) -> Rates:
    assert group is not None
    done, stay = completion(), _staying_on(group)
    rates: dict[Destination, float] = {}
    for to, part in _moves(group, soon=True)[place].items():
        rates[Destination("training", to)] = done * stay * part
        rates[Destination("work", to)] = (1 - done) * stay * early_work(place) * part
    return rates


def _from_school(place: str, _year: int, group: str | None) -> Rates:
    assert group is not None
    nearly_adult = assumed.NEARLY_ADULT.value * _staying_on(group)
    return {
        Destination("training", to): nearly_adult * part
        for to, part in _moves(group, soon=True)[place].items()
    }


def _from_training(place: str, _year: int, group: str | None) -> Rates:
    assert group is not None
    done = completion()
    works = (in_work(group, place) - (1 - done) * early_work(place)) / done
    return {
        Destination("work", to): works * part
        for to, part in _moves(group, soon=False)[place].items()
    }


def _from_no_papers(_place: str, _year: int, _group: str | None) -> Rates:
    return {}


_RATES = {
    "reception": _from_reception,
    "welcome": _from_welcome,
    "school": _from_school,
    "training": _from_training,
    "no_papers": _from_no_papers,
}


LEFT_FOR_WORK = (
    " They left the course for work, so none of it is credited to the course (persons without)."
)


def left_for_work(key: FlowKey, persons: int) -> int | None:
    """Return those who go from the course to work at once: they had broken it off."""
    if key.origin is None or key.to is None:
        return None
    return persons if (key.origin[0], key.to[0]) == ("welcome", "work") else None


def _arrive(found: Flows, year: int, group: str, stage: str, by_place: Mapping[str, int]) -> None:
    for place, persons in by_place.items():
        if persons:
            found[FlowKey(year, None, (stage, place), group)] = persons


def flows() -> Flows:
    """Return the flows of every year: the data, and the arrivals that are expected."""
    found: Flows = Flows()
    family_adults = FAMILY_TIES.share(1) + FAMILY_TIES.share(2)
    secondary = assumed.SECONDARY_SCHOOL.value
    pupils_of_family = FAMILY_TIES.share(0) * assumed.DESCENDANTS_AT_SCHOOL.value * secondary
    courses = TEMPORARY_AGES.share(0) * adults_in_courses()
    for year in (*DATA_YEARS, *EXPECTED_YEARS):
        applied = first_applications(year) if year in DATA_YEARS else expected_applications()
        _arrive(found, year, "applicants", "reception", apportion(applied, at_decision()))
        joined, fled = visas(year), certificates(year)
        for stage, persons in (
            ("welcome", joined * family_adults),
            ("school", joined * pupils_of_family),
        ):
            _arrive(found, year, "family", stage, apportion(round(persons), of_family()))
        for stage, persons in (
            ("welcome", fled * courses),
            ("school", fled * temporary_at_school() * secondary),
        ):
            _arrive(found, year, "temporary", stage, apportion(round(persons), of_temporary()))
    move_on(found, range(DATA_YEARS[0] + 1, LAST_YEAR + 1), _RATES)
    return found


def cohort(stage: str, year: int, groups: tuple[str, ...] = SERVED) -> Mapping[str, int]:
    """Return the persons of some groups who enter a stage in a year of the data, by place."""
    found: dict[str, int] = {}
    for key, persons in flows().items():
        enters = key.year == year and key.to is not None and key.to[0] == stage
        if enters and key.to is not None and (key.to_group or key.group) in groups:
            found[key.to[1]] = found.get(key.to[1], 0) + persons
    return found
