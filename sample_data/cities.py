"""The case of the cities: Flanders, its municipalities and those who gain above them."""

from __future__ import annotations

from collections.abc import Iterator

from sample_data import assumptions as assumed
from sample_data.belgium_gains import (
    LIVING_WAGE,
    ON_LIVING_WAGE,
    REFUND,
    SURCHARGE,
    contributions,
    income_tax,
    living_wage,
    on_living_wage,
    refunded,
    wage_note,
    waiting_note,
    work_figures,
)
from sample_data.belgium_money import (
    APPRENTICE,
    BOLLENS,
    CITY_AGENCIES,
    CONTRACTS,
    COURSE,
    HIVA,
    MARBACH,
    VOLUNTARY,
)
from sample_data.belgium_places import CITIES, POPULATION
from sample_data.cities_flows import (
    FLANDERS_IN_2020,
    LAST_YEAR,
    PLACES,
    REFUGEES,
    after,
    flows,
    inhabitants,
    rows_of_flows,
)
from sample_data.cities_positions import (
    YEARS,
    rows_of_adjustments,
    rows_of_clauses,
    rows_of_policies,
    rows_of_scenarios,
)
from sample_data.sources import Figure, evidence
from sample_data.writing import Cell, Row, Sheets, documented, row_of

YEARS_AT_WORK = 5
GRANT = evidence("Flemish grant for guiding a person", "FL", "2023-2025")
QUARTERS = 4
AGENCIES = ("ANT", "GHE")
"""The cities whose own agency answers for civic integration."""

_TERRITORIES: dict[str, tuple[str, str | None, str, str]] = {
    "BE": ("Federal government", None, "federal", "Living wage, income tax."),
    "SS": (
        "Social security (ONSS/RSZ)",
        "BE",
        "social security",
        "A budget apart; it answers for no programme.",
    ),
    "FL": (
        "Flanders",
        "BE",
        "region",
        "Answers for civic integration outside Antwerp and Ghent, and for training (VDAB). Nobody "
        "is recorded here in the flows: everybody lives in a municipality.",
    ),
    "ANT": ("Antwerpen", "FL", "municipality", "City and OCMW; its agency is Atlas."),
    "GHE": ("Gent", "FL", "municipality", "City and OCMW; its agency was IN-Gent."),
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
        "Waiting": list(_waiting()),
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
        [*figures, *refugees],
        "" if above else "inhabitants of 2020, since those of each city are known for that year.",
        f"{remark} Everyone counts once for each level that answers for them.",
    )


def _stages() -> list[Row]:
    described: list[tuple[dict[str, Cell], list[Figure], str, str]] = [
        (
            row_of("Stages", "settling", "Settling: home, papers, school", 0, "housing", 0, True),
            [GRANT],
            "in the first months, so that they are in the course in the same year.",
            "Guidance by the social service of the municipality; the home itself is not in it.",
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
            "one year with VDAB.",
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
                COURSE.number(),
                assumed.EFFECT_OF_WELCOME.value,
            ),
            [COURSE, HIVA, *([CITY_AGENCIES] if own else [])],
            f"Additionality: {assumed.EFFECT_OF_WELCOME.reason}",
            "By the agency of the city." if own else "By the Flemish agency.",
        )
    yield documented(
        _cost("training", None, "FL", APPRENTICE.number(), assumed.EFFECT_OF_TRAINING.value),
        [APPRENTICE, BOLLENS, MARBACH],
        f"{assumed.EQUAL_TRAINING.reason} Additionality: {assumed.EFFECT_OF_TRAINING.reason}",
        "By VDAB, everywhere in Flanders.",
    )


def _waiting() -> Iterator[Row]:
    cost, federal = living_wage() * on_living_wage("protected"), refunded("protected")
    for stage in ("welcome", "training"):
        for bearer, amount in (("BE", cost * federal), (None, cost * (1 - federal))):
            yield documented(
                {
                    "stage": stage,
                    "territory": None,
                    "bearer": bearer,
                    "waiting_cost_per_person": round(amount),
                },
                [LIVING_WAGE, ON_LIVING_WAGE, REFUND],
                waiting_note("protected"),
                "" if bearer else "Borne by the OCMW of the place where the person lives.",
            )


def _benefits() -> Iterator[Row]:
    federal, regional, municipal = income_tax()
    saved = living_wage() * on_living_wage("protected")
    local = municipal + saved * (1 - refunded("protected"))
    wage = [LIVING_WAGE, ON_LIVING_WAGE, REFUND]
    for beneficiary, a_year, figures, what in (
        (
            "BE",
            federal + saved * refunded("protected"),
            wage,
            "the federal part of the income tax and of the living wage saved",
        ),
        ("SS", contributions(), [], "social contributions"),
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
            f"{YEARS_AT_WORK} years at work; {what}: {wage_note()} {waiting_note('protected')}",
            "" if beneficiary else "To the municipality where the person works and lives.",
        )


def _existing() -> Iterator[Row]:
    persons = {
        (key.to[0], key.to[1]): count
        for key, count in flows().items()
        if key.year == LAST_YEAR and key.to is not None and key.origin is not None
    }
    obliged = assumed.OBLIGED_IN_FLANDERS
    course = COURSE.number() * assumed.PART_FUNDED_IN_FLANDERS.value
    offer = assumed.GENERAL_OFFER
    for year in YEARS:
        for place in PLACES:
            yield _payment(
                *(year, "welcome", place, place if place in AGENCIES else "FL"),
                persons["welcome", place] * course,
                [COURSE, CONTRACTS, VOLUNTARY],
                f"{assumed.PART_FUNDED_IN_FLANDERS.reason[:-1]}; {obliged.reason}",
            )
        for place in PLACES:
            yield _payment(
                *(year, "training", place, "FL"),
                persons["training", place] * APPRENTICE.number() * offer.value,
                [APPRENTICE],
                offer.reason,
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
        f"the same in every year, for the persons of {LAST_YEAR}; {reason}",
        remark,
    )
