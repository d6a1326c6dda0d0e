"""The case of the cities: Flanders, its municipalities and those who gain above them."""

from __future__ import annotations

from collections.abc import Iterator

from sample_data import assumptions as assumed
from sample_data.belgium_flows import IN_WORK
from sample_data.belgium_gains import (
    GROSS,
    LIVING_WAGE,
    NET_CONTRIBUTION,
    ON_LIVING_WAGE,
    REFUND,
    SURCHARGE,
    contributions,
    income_tax,
    living_wage,
    living_wage_note,
    on_living_wage,
    refunded,
    wage_note,
    work_figures,
)
from sample_data.belgium_money import (
    APPRENTICE,
    BOLLENS,
    CITY_AGENCIES,
    CONTRACTS,
    COURSE,
    CRACS,
    HIVA,
    MARBACH,
    VOLUNTARY,
    course_price,
    training_price,
)
from sample_data.belgium_places import CITIES, POPULATION
from sample_data.cities_flows import (
    FLANDERS_IN_2020,
    LAST_YEAR,
    PLACES,
    REFUGEES,
    after,
    before,
    flows,
    inhabitants,
    rows_of_flows,
    settling,
)
from sample_data.cities_positions import (
    YEARS,
    rows_of_adjustments,
    rows_of_clauses,
    rows_of_policies,
    rows_of_scenarios,
)
from sample_data.persons import apportion
from sample_data.prices import PRICES, index_figures
from sample_data.sources import Figure, evidence
from sample_data.writing import Cell, Row, Sheets, documented, row_of

YEARS_AT_WORK = 5
GRANT = evidence("Flemish grant for guiding a person", "FL", "2023-2025")
AGENCY_OF_GHENT = evidence("city agency of Ghent", "FL", "2022")
QUARTERS = 4
AGENCIES = ("ANT", "GHE")
"""The cities whose own agency answers for civic integration."""

_TERRITORIES: dict[str, tuple[str, str | None, str, str]] = {
    "BE": (
        "Federal government",
        None,
        "federal",
        "Living wage, income tax. Inhabitants of 2024, those of Flanders and its cities of 2020.",
    ),
    "SS": (
        "Social security (ONSS/RSZ)",
        "BE",
        "social security",
        "A budget apart; it answers for no programme. Inhabitants of 2024.",
    ),
    "FL": (
        "Flanders",
        "BE",
        "region",
        "Answers for civic integration outside Antwerp and Ghent, and for training (VDAB). Nobody "
        "is recorded here in the flows: everybody lives in a municipality.",
    ),
    "ANT": ("Antwerpen", "FL", "municipality", "City and OCMW; its agency is Atlas."),
    "GHE": ("Gent", "FL", "municipality", "City and OCMW; its agency is Amal."),
    "LEU": ("Leuven", "FL", "municipality", "City and OCMW."),
    "OST": ("Oostende", "FL", "municipality", "City and OCMW."),
    "CEN": (
        "Nine other centre cities",
        "FL",
        "municipality",
        "Aalst, Brugge, Genk, Hasselt, Kortrijk, Mechelen, Roeselare, Sint-Niklaas, Turnhout, "
        "each with its OCMW.",
    ),
    "MUN": (
        "Other Flemish municipalities",
        "FL",
        "municipality",
        "Too many to sit at the table: they do not pay, so Flanders stands for them.",
    ),
}


def sheets() -> Sheets:
    """Return the tables of the case."""
    return {
        "Territories": [_territory(key) for key in _TERRITORIES],
        "Stages": _stages(),
        "Flows": rows_of_flows(),
        "Costs": list(_costs()),
        "Benefits": list(_benefits()),
        "Existing": list(_existing()),
        "Clauses": list(rows_of_clauses()),
        "Scenarios": rows_of_scenarios(),
        "Adjustments": list(rows_of_adjustments()),
        "Policies": rows_of_policies(),
    }


def _territory(key: str) -> Row:
    name, parent, level, remark = _TERRITORIES[key]
    above = key in ("BE", "SS")
    persons = POPULATION["BE"].number() if above else inhabitants()[key]
    row: dict[str, Cell] = {
        **row_of("Territories", key, name, parent, level, round(persons), None, key != "MUN"),
        "key_refugees": round(after()[key], 4) if key in PLACES else 0.0,
    }
    figures = [POPULATION["BE"]] if above else [FLANDERS_IN_2020 if key == "FL" else CITIES]
    refugees = [REFUGEES[key]] if key in REFUGEES else []
    return documented(
        row,
        [*figures, *refugees, *([AGENCY_OF_GHENT] if key == "GHE" else [])],
        "" if above else "inhabitants of 2020, since those of each city are known for that year.",
        f"{remark} Everyone counts once for each level that answers for them.",
    )


def _stages() -> list[Row]:
    described: list[tuple[dict[str, Cell], list[Figure], str, str]] = [
        (
            row_of("Stages", "settling", "Guidance on arrival", 0, "reception", 0, True),
            [GRANT],
            "in the first months, so that they are in the course in the same year.",
            "By the social service of the municipality: papers, school, the search for a home; the "
            "home itself is not in it.",
        ),
        (
            row_of("Stages", "welcome", "Civic integration and language", 1, "education", 1, True),
            [COURSE],
            "a year from the right to stay to the attestation.",
            "",
        ),
        (
            row_of(
                "Stages", "training", "Vocational training and job guidance", 2, "work", 1, True
            ),
            [],
            "one year with VDAB, for everyone with the attestation; no source says how many take "
            "it.",
            "Here those come in who had their first course in another region.",
        ),
        (
            row_of("Stages", "work", "Work", 3, "work", YEARS_AT_WORK, False),
            [],
            "benefits are counted for five years at work only, evenly over them.",
            "",
        ),
    ]
    return [documented(*cells) for cells in described]


def _cost(
    stage: str, place: str | None, responsible: str | None, cost: float, effect: float | None
) -> dict[str, Cell]:
    return {
        "stage": stage,
        "territory": place,
        "responsible": responsible,
        "cost_per_person": round(cost),
        "additionality": effect,
    }


def _guidance() -> float:
    """Return what a year of guidance costs a person, in EUR."""
    return GRANT.number(0) * GRANT.number(1) * QUARTERS


def _costs() -> Iterator[Row]:
    yield documented(
        _cost("settling", None, None, _guidance(), None),
        [GRANT],
        "guiding a refugee costs what Flanders granted municipalities for a person with temporary "
        "protection, four quarters of it.",
        "Each municipality answers for its own. How many would come to the course without it "
        "stands in Flows (persons without).",
    )
    for place in PLACES:
        own = place in AGENCIES
        yield documented(
            _cost(
                "welcome",
                place,
                place if own else "FL",
                course_price(),
                assumed.EFFECT_OF_WELCOME.value,
            ),
            [COURSE, *index_figures(2015), HIVA, CRACS, *([CITY_AGENCIES] if own else [])],
            f"Additionality: {assumed.EFFECT_OF_WELCOME.reason}",
            f"{'By the agency of the city.' if own else 'By the Flemish agency.'} {PRICES}",
        )
    yield documented(
        _cost("training", None, "FL", training_price(), assumed.EFFECT_OF_TRAINING.value),
        [APPRENTICE, *index_figures(2017), BOLLENS, MARBACH],
        f"a year of vocational training and guidance costs what public money pays for an "
        f"apprentice. Additionality: {assumed.EFFECT_OF_TRAINING.reason}",
        f"By VDAB, everywhere in Flanders. {PRICES}",
    )


_OF_WHOM = {
    None: "To the municipality where the person works and lives. No course or training has a "
    "waiting cost: who follows one draws the living wage as well in that year.",
    "SS": GROSS,
}


def _benefits() -> Iterator[Row]:
    federal, regional, municipal = income_tax()
    saved = living_wage() * on_living_wage("protected")
    local = municipal + saved * (1 - refunded())
    wage = [LIVING_WAGE, ON_LIVING_WAGE, IN_WORK, REFUND]
    for beneficiary, a_year, figures, what in (
        (
            "BE",
            federal + saved * refunded(),
            wage,
            "the federal part of the income tax and of the living wage saved",
        ),
        ("SS", contributions(), [NET_CONTRIBUTION], "social contributions"),
        ("FL", regional, [], "the surcharge of the Region on the income tax"),
        (
            None,
            local,
            [*wage, SURCHARGE],
            "the surcharge of the municipality on the income tax "
            "and its part of the living wage saved",
        ),
    ):
        yield documented(
            {
                "stage": "work",
                "territory": None,
                "beneficiary": beneficiary,
                "benefit_per_person": round(a_year * YEARS_AT_WORK),
            },
            [*work_figures(), *figures],
            f"{YEARS_AT_WORK} years at work; {what}: {wage_note()} {living_wage_note('protected')}",
            f"{_OF_WHOM.get(beneficiary, '')} {assumed.EFFECT_LASTS} In prices of February "
            "2025.".lstrip(),
        )


def _existing() -> Iterator[Row]:
    training = {
        key.to[1]: count
        for key, count in flows().items()
        if key.year == LAST_YEAR and key.to and key.origin and key.to[0] == "training"
    }
    course = course_price() * assumed.PART_FUNDED_IN_FLANDERS.value
    offer = assumed.GENERAL_OFFER
    for year in YEARS:
        courses = apportion(settling(year), before())
        for place in PLACES:
            yield _payment(
                *(year, "welcome", place, place if place in AGENCIES else "FL"),
                courses[place] * course,
                [COURSE, *index_figures(2015), CONTRACTS, VOLUNTARY],
                f"for the persons expected in the year; {assumed.PART_FUNDED_IN_FLANDERS.reason}",
            )
        for place in PLACES:
            yield _payment(
                *(year, "training", place, "FL"),
                training[place] * training_price() * offer.value,
                [APPRENTICE, *index_figures(2017)],
                f"the same in every year, for the persons of {LAST_YEAR}; {offer.reason}",
            )


def _payment(
    year: int,
    stage: str,
    place: str,
    responsible: str,
    amount: float,
    figures: list[Figure],
    reason: str,
) -> Row:
    remark = "What Flanders pays to the city for its agency." if responsible != "FL" else ""
    return documented(
        {
            "payer": "FL",
            "year": year,
            "stage": stage,
            "territory": place,
            "responsible": responsible,
            "amount": round(amount),
        },
        figures,
        reason,
        remark,
    )
