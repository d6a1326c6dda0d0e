"""What programmes cost in the Belgian case, and who pays for them today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sample_data import assumptions as assumed
from sample_data.assumptions import Assumption
from sample_data.belgium_flows import COURSE_YEARS, LAST_YEAR, cohort
from sample_data.sources import Figure, belgian, evidence
from sample_data.writing import Cell, Row, documented

PROGRAMME_YEARS = range(2026, 2029)

PLACE_DAY = belgian("cost per place-day", "BE", "2024")
STAY = belgian("average stay in a reception centre", "BE", "2023")
COURSE = evidence("average cost of a trajectory", "FL", "2015")
OFFICE_PLACES = evidence(
    "places of the French-speaking and the Dutch-speaking offices", "BX", "2022"
)
TO_COCOM = evidence("French-speaking offices pass to the Common Community Commission", "BX", "2023")
CITY_AGENCIES = evidence("city agencies beside the Flemish one", "FL", "2020")
CONTRACTS = belgian("inburgering contracts", "FL+BX(NL)", COURSE_YEARS[-1])
VOLUNTARY = evidence("participants who come of their own accord", "FL", "2019")
BON = belgian("new trajectories Dutch-speaking office (BON/AgII)", "BX", "2017")
OFFICE_BUDGET = belgian("yearly budget, French-speaking track", "BX", "2022")
OFFICE_COST = belgian("budget per place", "BX", "2022")
WALLOON_BUDGET = belgian("integration policy budget (reform)", "WA", "2023")
WALLOON_COST = belgian("budget per beneficiary", "WA", "2023")
GERMAN_HOURS = belgian("integration course hours", "DG", "2024")
PUPIL = belgian("cost per pupil", "FWB", "2022")
DASPA_BUDGET = belgian("DASPA and FLA budget, Sep-Dec", "FWB", "2019")
OKAN = belgian("OKAN pupils full-time secondary", "FL", "Mar 2023")
APPRENTICE = evidence("public money for an apprentice", "WA+BX", "2017")
HIVA = evidence("at work among newcomers and among those with the attestation", "FL", "2007")
BOLLENS = evidence("at work after activation and without it", "FL", "2009")
CRACS = evidence("employment of participants against all third-country nationals", "BX", "2022")
MARBACH = evidence(
    "employment effect of a comprehensive language programme for refugees", "Germany", "2015-2018"
)

DUTCH, FRENCH = 1, 0
"""The places of OFFICE_PLACES by language."""


def _share_of_dutch_office() -> float:
    places = OFFICE_PLACES
    return round(places.number(DUTCH) / (places.number(FRENCH) + places.number(DUTCH)), 3)


def _cost(
    stage: str,
    place: str | None,
    responsible: str,
    cost: float,
    effect: Assumption | None,
    share: float = 1.0,
) -> dict[str, Cell]:
    return {
        "stage": stage,
        "territory": place,
        "responsible": responsible,
        "share": share,
        "cost_per_person": round(cost),
        "additionality": effect.value if effect else None,
    }


def rows_of_costs() -> list[Row]:
    """Return the rows of the sheet Costs."""
    return [_reception(), *_welcome(), *_school(), *_training()]


def _reception() -> Row:
    cost = PLACE_DAY.number() * assumed.DAYS_IN_RECEPTION.value
    return documented(
        _cost("reception", None, "BE", cost, None),
        [PLACE_DAY, STAY],
        assumed.DAYS_IN_RECEPTION.reason,
        "Federal wherever it stands. Not co-funded: shown for its cost.",
    )


def _welcome() -> Iterator[Row]:
    dutch = _share_of_dutch_office()
    known: Mapping[tuple[str, str], tuple[float, list[Figure], str]] = {
        ("ANT", "ANT"): (1.0, [CITY_AGENCIES], "By Atlas, the city's own agency."),
        ("BX", "COCOM"): (
            round(1 - dutch, 3),
            [OFFICE_PLACES, TO_COCOM, OFFICE_COST, CRACS],
            f"The French-speaking offices, by their places. Their own books have "
            f"{OFFICE_COST.text} EUR a place, without the language course. An evaluator found no "
            "impact on employment (scenario cautious_effect).",
        ),
        ("BX", "FL"): (
            dutch,
            [OFFICE_PLACES, TO_COCOM],
            "The Dutch-speaking office, kept by the Flemish Community, by its places.",
        ),
        ("DG", "DG"): (1.0, [GERMAN_HOURS], f"The course has {GERMAN_HOURS.text} hours."),
        ("FL", "FL"): (1.0, [], ""),
        ("WA", "WA"): (
            1.0,
            [WALLOON_COST],
            f"Handed to the Region by the French Community. Its own books have {WALLOON_COST.text} "
            "EUR a contact of any kind.",
        ),
    }
    for (place, government), (share, figures, remark) in known.items():
        yield documented(
            _cost(
                "welcome",
                place,
                government,
                COURSE.number() * assumed.EQUAL_COURSE.value,
                assumed.EFFECT_OF_WELCOME,
                share,
            ),
            [COURSE, HIVA, *figures],
            f"{assumed.EQUAL_COURSE.reason} Additionality: {assumed.EFFECT_OF_WELCOME.reason}",
            remark,
        )


def pupil_cost() -> float:
    """Return what a pupil who is new to the language costs on top, the middle of the range."""
    lowest, highest = PUPIL.number(0), PUPIL.number(1)
    return (lowest + highest) / 2 * assumed.EQUAL_PUPIL.value


def _school() -> Iterator[Row]:
    dutch = assumed.DUTCH_SPEAKING_SCHOOLS
    for place, government, share in (
        ("ANT", "FL", 1.0),
        ("BX", "FL", dutch.value),
        ("BX", "FWB", 1 - dutch.value),
        ("DG", "DG", 1.0),
        ("FL", "FL", 1.0),
        ("WA", "FWB", 1.0),
    ):
        part = f" {dutch.reason[0].upper()}{dutch.reason[1:]}" if place == "BX" else ""
        yield documented(
            _cost("school", place, government, pupil_cost(), assumed.EFFECT_OF_SCHOOL, share),
            [PUPIL],
            f"{assumed.EQUAL_PUPIL.reason}{part} Additionality: {assumed.EFFECT_OF_SCHOOL.reason}",
            "Schooling belongs to the Communities. The middle of the source's range.",
        )


def _training() -> Iterator[Row]:
    service = {"ANT": "FL", "BX": "BX", "DG": "DG", "FL": "FL", "WA": "WA"}
    names = {
        "BX": "Actiris with Bruxelles Formation and VDAB",
        "DG": "ADG",
        "FL": "VDAB",
        "WA": "Forem",
    }
    for place, government in service.items():
        yield documented(
            _cost(
                "training",
                place,
                government,
                APPRENTICE.number() * assumed.EQUAL_TRAINING.value,
                assumed.EFFECT_OF_TRAINING,
            ),
            [APPRENTICE, BOLLENS, MARBACH],
            f"{assumed.EQUAL_TRAINING.reason} Additionality: {assumed.EFFECT_OF_TRAINING.reason}",
            f"By {names[government]}. Recognition of diplomas is not in it.",
        )


def rows_of_existing() -> list[Row]:
    """Return the rows of the sheet Existing: what flows already, for these groups."""
    paid = [*_existing_welcome(), *_existing_school(), *_existing_training()]
    return [
        documented(
            {
                "payer": payer,
                "year": year,
                "stage": stage,
                "territory": place,
                "responsible": government,
                "amount": round(amount),
            },
            figures,
            f"the same in every year; {reason}",
            remark,
        )
        for year in PROGRAMME_YEARS
        for payer, stage, place, government, amount, figures, reason, remark in paid
    ]


Paid = tuple[str, str, str, str, float, list[Figure], str, str]


def _existing_welcome() -> Iterator[Paid]:
    spent = CONTRACTS.number() * COURSE.number() * assumed.OBLIGED_IN_FLANDERS.value
    in_brussels = BON.number() / CONTRACTS.number()
    figures, reason = [CONTRACTS, COURSE, VOLUNTARY, BON], assumed.OBLIGED_IN_FLANDERS.reason
    by_persons = f"{reason[:-1]}; in Flanders by the persons who entered in 2024."
    entered = cohort("welcome", LAST_YEAR, ("protected", "family"))
    city = entered["ANT"] / (entered["ANT"] + entered["FL"])
    flemish = spent * (1 - in_brussels)
    yield (
        *("FL", "welcome", "ANT", "ANT", flemish * city, [*figures, CITY_AGENCIES], by_persons),
        "What Flanders pays to the city for its agency.",
    )
    yield "FL", "welcome", "BX", "FL", spent * in_brussels, figures, reason, ""
    yield "FL", "welcome", "FL", "FL", flemish * (1 - city), figures, by_persons, ""
    half = assumed.HALF_OF_THE_OFFICES
    yield (
        *("COCOM", "welcome", "BX", "COCOM", OFFICE_BUDGET.number() * half.value),
        *([OFFICE_BUDGET, TO_COCOM], half.reason, "The budget was COCOF's until 2023."),
    )
    walloon = WALLOON_BUDGET.number() * half.value
    yield "WA", "welcome", "WA", "WA", walloon, [WALLOON_BUDGET], half.reason, ""
    yield (
        *("DG", "welcome", "DG", "DG", walloon * entered["DG"] / entered["WA"], [WALLOON_BUDGET]),
        f"the Community pays as much a person as Wallonia: {half.reason}",
        "",
    )


def _existing_school() -> Iterator[Paid]:
    entered = cohort("school", LAST_YEAR, ("protected", "family"))
    quarter, tenth = assumed.QUARTER_OF_RECEPTION_CLASSES, assumed.TENTH_OF_LANGUAGE_SUPPORT
    months, school_year = 4, 10
    dutch_in_brussels = entered["BX"] * assumed.DUTCH_SPEAKING_SCHOOLS.value
    pupils_of_fwb = {"BX": entered["BX"] - dutch_in_brussels, "WA": float(entered["WA"])}
    french = DASPA_BUDGET.number() / months * school_year * tenth.value
    german = french * entered["DG"] / sum(pupils_of_fwb.values())
    by_pupils = "by the pupils who entered in 2024"
    paid: list[tuple[str, dict[str, float], float, list[Figure], str, str]] = [
        (
            *("FWB", pupils_of_fwb, french, [DASPA_BUDGET], f"{tenth.reason[:-1]}; {by_pupils}."),
            "The budget of four months, for a school year of ten.",
        ),
        (
            *("DG", {"DG": 1.0}, german, [DASPA_BUDGET]),
            f"the Community pays as much a pupil as the French one: {tenth.reason}",
            "",
        ),
        (
            *("FL", {"ANT": entered["ANT"], "BX": dutch_in_brussels, "FL": entered["FL"]}),
            *(OKAN.number() * pupil_cost() * quarter.value, [OKAN, PUPIL]),
            f"{quarter.reason[:-1]}; {by_pupils}.",
            "Pupils in reception classes of secondary schools times the cost of a pupil.",
        ),
    ]
    for payer, pupils, amount, figures, reason, remark in paid:
        for place, persons in pupils.items():
            yield (
                *(payer, "school", place, payer, amount * persons / sum(pupils.values())),
                *(figures, reason, remark),
            )


def _existing_training() -> Iterator[Paid]:
    offer = assumed.GENERAL_OFFER
    service = {"ANT": "FL", "BX": "BX", "DG": "DG", "FL": "FL", "WA": "WA"}
    entering = cohort("training", LAST_YEAR, ("protected", "family"))
    for place, government in service.items():
        amount = entering[place] * APPRENTICE.number() * offer.value
        yield (
            *(government, "training", place, government, amount, [APPRENTICE]),
            f"{offer.reason[:-1]}; as many as entered in 2024, without temporary protection.",
            "",
        )
