"""What programmes cost in the Belgian case, and who pays for them today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sample_data import assumptions as assumed
from sample_data.assumptions import Assumption
from sample_data.belgium_flows import (
    COURSE_YEARS,
    END_OF_TEMPORARY,
    LAST_YEAR,
    LEARNING,
    SERVED,
    cohort,
)
from sample_data.prices import PRICES, index_figures, indexed
from sample_data.sources import Figure, belgian, evidence
from sample_data.writing import Cell, Row, documented

PROGRAMME_YEARS = range(2026, 2029)
LASTING_GROUPS = ("protected", "family")
"""Those who arrive after temporary protection has ended too."""

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


def course_price() -> int:
    """Return what a course costs, in EUR."""
    return round(indexed(COURSE.number() * assumed.EQUAL_COURSE.value, 2015))


def pupil_price() -> int:
    """Return what a pupil who is new to the language costs on top: the middle of the range."""
    middle = (PUPIL.number(0) + PUPIL.number(1)) / 2
    return round(indexed(middle * assumed.EQUAL_PUPIL.value, 2022))


def training_price() -> int:
    """Return what a year of training costs, in EUR."""
    return round(indexed(APPRENTICE.number() * assumed.EQUAL_TRAINING.value, 2017))


def rows_of_costs() -> list[Row]:
    """Return the rows of the sheet Costs."""
    return [_reception(), *_welcome(), *_school(), *_training()]


def _reception() -> Row:
    cost = PLACE_DAY.number() * assumed.DAYS_IN_RECEPTION.value
    return documented(
        _cost("reception", None, "BE", cost, None),
        [PLACE_DAY, STAY],
        assumed.DAYS_IN_RECEPTION.reason,
        "Federal wherever it stands. Not co-funded: shown for its cost. An upper bound of 2024, "
        "and of a person-year, not what one person costs; many applicants live elsewhere.",
    )


def _welcome() -> Iterator[Row]:
    dutch = _share_of_dutch_office()
    known: Mapping[tuple[str, str], tuple[float, list[Figure], str]] = {
        ("ANT", "ANT"): (1.0, [CITY_AGENCIES], "By Atlas, the city's own agency."),
        ("BX", "COCOM"): (
            round(1 - dutch, 3),
            [OFFICE_PLACES, TO_COCOM, OFFICE_COST, CRACS],
            f"The French-speaking offices, by their places. Their own books have "
            f"{OFFICE_COST.text} EUR a place, without the language course. An evaluator found the "
            "employment of participants the same as of all third-country nationals, without a "
            "comparison group (scenario cautious_effect).",
        ),
        ("BX", "FL"): (
            dutch,
            [OFFICE_PLACES, TO_COCOM],
            "The Dutch-speaking office, kept by the Flemish Community, by its places.",
        ),
        ("DG", "DG"): (1.0, [GERMAN_HOURS], f"The course has {GERMAN_HOURS.text} hours."),
        ("FL", "FL"): (
            1.0,
            [],
            "Part of what an agency costs is fixed, as its grant is; no source splits it, so that "
            "all of it goes with the persons.",
        ),
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
                course_price(),
                assumed.EFFECT_OF_WELCOME,
                share,
            ),
            [COURSE, *index_figures(2015), HIVA, CRACS, *figures],
            f"{assumed.EQUAL_COURSE.reason} Additionality: {assumed.EFFECT_OF_WELCOME.reason}",
            f"{remark} {PRICES}".lstrip(),
        )


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
            _cost("school", place, government, pupil_price(), assumed.EFFECT_OF_SCHOOL, share),
            [PUPIL, *index_figures(2022), BOLLENS, MARBACH],
            f"{assumed.EQUAL_PUPIL.reason}{part} Additionality: {assumed.EFFECT_OF_SCHOOL.reason}",
            f"Schooling belongs to the Communities. The middle of the source's range. {PRICES}",
        )


TRAINERS: Mapping[tuple[str, str], tuple[Assumption | None, str]] = {
    ("ANT", "FL"): (None, "VDAB"),
    ("BX", "BX"): (assumed.TRAINING_BY_BRUSSELS, "Actiris"),
    ("BX", "COCOF"): (assumed.TRAINING_BY_COCOF, "Bruxelles Formation"),
    ("BX", "FL"): (assumed.TRAINING_BY_VDAB_IN_BRUSSELS, "VDAB Brussel"),
    ("DG", "DG"): (None, "ADG"),
    ("FL", "FL"): (None, "VDAB"),
    ("WA", "WA"): (None, "Forem"),
}
"""Who trains in a place, with its part of the persons where it is not alone, and its service."""


def _part(share: Assumption | None) -> float:
    return share.value if share else 1.0


def _training() -> Iterator[Row]:
    for (place, government), (share, service) in TRAINERS.items():
        split = f" {share.reason[0].upper()}{share.reason[1:]}" if share else ""
        effect = assumed.EFFECT_OF_TRAINING
        yield documented(
            _cost("training", place, government, training_price(), effect, _part(share)),
            [APPRENTICE, *index_figures(2017), BOLLENS, MARBACH],
            f"{assumed.EQUAL_TRAINING.reason}{split} Additionality: {effect.reason}",
            f"By {service}. Recognition of diplomas is not in it. {PRICES}",
        )


def rows_of_existing() -> list[Row]:
    """Return the rows of the sheet Existing: what flows already, for these groups."""
    same = "the same in every year; "
    rows = []
    for year in PROGRAMME_YEARS:
        for group in LASTING_GROUPS:
            rows += [_paid(year, paid, same, group) for paid in _existing_welcome(group)]
        rows += [_paid(year, paid, same) for paid in _existing_school()]
        rows += [_paid(year, paid) for paid in _existing_training(year)]
        rows += [_paid(year, paid, "", "temporary") for paid in _courses_of_temporary(year)]
    return rows


Paid = tuple[str, str, str, str, float, list[Figure], str, str]


def _paid(year: int, paid: Paid, when: str = "", group: str | None = None) -> Row:
    payer, stage, place, government, amount, figures, reason, remark = paid
    return documented(
        {
            "payer": payer,
            "year": year,
            "stage": stage,
            "territory": place,
            "group": group,
            "responsible": government,
            "amount": round(amount, 2) if group == "temporary" else round(amount),
        },
        figures,
        f"{when}{reason}",
        remark,
    )


def _existing_welcome(group: str) -> Iterator[Paid]:
    """Yield what is paid for the courses of a group: its part by the persons of 2024."""
    whole = cohort("welcome", LAST_YEAR, LASTING_GROUPS)
    own = cohort("welcome", LAST_YEAR, (group,))
    for payer, stage, place, government, amount, figures, reason, remark in _all_courses():
        if place in own:
            part = amount * own[place] / whole[place]
            by_group = f"{reason[:-1]}; by the persons of each group in 2024."
            yield payer, stage, place, government, part, figures, by_group, remark


def _all_courses() -> Iterator[Paid]:
    spent = CONTRACTS.number() * course_price() * assumed.OBLIGED_IN_FLANDERS.value
    in_brussels = BON.number() / CONTRACTS.number()
    figures = [CONTRACTS, COURSE, *index_figures(2015), VOLUNTARY, BON]
    reason = assumed.OBLIGED_IN_FLANDERS.reason
    by_persons = f"{reason[:-1]}; in Flanders by the persons who entered in 2024."
    entered = cohort("welcome", LAST_YEAR, LASTING_GROUPS)
    city = entered["ANT"] / (entered["ANT"] + entered["FL"])
    flemish = spent * (1 - in_brussels)
    years = "The office in Brussels by its trajectories of 2017 in the contracts of 2019."
    yield (
        *("FL", "welcome", "ANT", "ANT", flemish * city, [*figures, CITY_AGENCIES], by_persons),
        f"What Flanders pays to the city for its agency. {years}",
    )
    yield "FL", "welcome", "BX", "FL", spent * in_brussels, figures, reason, years
    yield "FL", "welcome", "FL", "FL", flemish * (1 - city), figures, by_persons, years
    half, grown = assumed.HALF_OF_THE_OFFICES, assumed.BUDGETS_INDEXED
    yield (
        *("COCOM", "welcome", "BX", "COCOM", indexed(OFFICE_BUDGET.number(), 2022) * half.value),
        *([OFFICE_BUDGET, *index_figures(2022), TO_COCOM], f"{grown}{half.reason}"),
        "The budget was COCOF's until 2023.",
    )
    walloon = indexed(WALLOON_BUDGET.number(), 2023) * half.value
    budget = [WALLOON_BUDGET, *index_figures(2023)]
    yield "WA", "welcome", "WA", "WA", walloon, budget, f"{grown}{half.reason}", ""
    yield (
        *("DG", "welcome", "DG", "DG", walloon * entered["DG"] / entered["WA"], budget),
        f"the Community pays as much a person as Wallonia: {grown}{half.reason}",
        "",
    )


def _courses_of_temporary(year: int) -> Iterator[Paid]:
    """Yield what is paid for the courses of those with temporary protection who come in a year."""
    entering = cohort("welcome", year, ("temporary",))
    dutch = _share_of_dutch_office()
    for place, government, payer, share in (
        ("ANT", "ANT", "FL", 1.0),
        ("BX", "COCOM", "COCOM", round(1 - dutch, 3)),
        ("BX", "FL", "FL", dutch),
        ("FL", "FL", "FL", 1.0),
        ("WA", "WA", "WA", 1.0),
    ):
        if place in entering:
            amount = entering[place] * share * course_price()
            yield (
                *(payer, "welcome", place, government, amount),
                *([LEARNING, COURSE, *index_figures(2015)], assumed.COURSES_OF_TEMPORARY.reason),
                "What Flanders grants municipalities for guiding them is not for courses.",
            )


def _existing_school() -> Iterator[Paid]:
    entered = cohort("school", LAST_YEAR, LASTING_GROUPS)
    quarter, tenth = assumed.QUARTER_OF_RECEPTION_CLASSES, assumed.TENTH_OF_LANGUAGE_SUPPORT
    dutch_in_brussels = entered["BX"] * assumed.DUTCH_SPEAKING_SCHOOLS.value
    pupils_of_fwb = {"BX": entered["BX"] - dutch_in_brussels, "WA": float(entered["WA"])}
    french = indexed(daspa_a_year(), 2019) * tenth.value
    german = french * entered["DG"] / sum(pupils_of_fwb.values())
    by_pupils, grown = "by the pupils who entered in 2024", assumed.BUDGETS_INDEXED
    budget = [DASPA_BUDGET, *index_figures(2019)]
    paid: list[tuple[str, dict[str, float], float, list[Figure], str, str]] = [
        (
            *("FWB", pupils_of_fwb, french, budget, f"{grown}{tenth.reason[:-1]}; {by_pupils}."),
            "The budget of four months, for a school year of ten.",
        ),
        (
            *("DG", {"DG": 1.0}, german, budget),
            f"the Community pays as much a pupil as the French one: {grown}{tenth.reason}",
            "",
        ),
        (
            *("FL", {"ANT": entered["ANT"], "BX": dutch_in_brussels, "FL": entered["FL"]}),
            *(OKAN.number() * pupil_price() * quarter.value, [OKAN, PUPIL, *index_figures(2022)]),
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


def daspa_a_year() -> float:
    """Return what the French Community spends on DASPA and FLA in a school year of ten months."""
    months, school_year = 4, 10
    return DASPA_BUDGET.number() / months * school_year


def _existing_training(year: int) -> Iterator[Paid]:
    offer = assumed.GENERAL_OFFER
    with_temporary = year <= END_OF_TEMPORARY
    entering = cohort("training", LAST_YEAR, SERVED if with_temporary else LASTING_GROUPS)
    which = "" if with_temporary else ", without temporary protection, which has ended"
    for (place, government), (share, _service) in TRAINERS.items():
        amount = entering[place] * _part(share) * training_price() * offer.value
        yield (
            *(government, "training", place, government, amount),
            *(
                [APPRENTICE, *index_figures(2017)],
                f"{offer.reason[:-1]}; as many as in 2024{which}.",
            ),
            "",
        )
