"""The Belgian case: four ways into the country, and the governments that answer for each step."""

from __future__ import annotations

from sample_data import assumptions as assumed
from sample_data.belgium_flow_notes import rows_of_flows
from sample_data.belgium_flows import GROUPS, IN_WORK, TEMPORARY_ENDS
from sample_data.belgium_gains import YEARS_AT_WORK, rows_of_benefits, rows_of_waiting
from sample_data.belgium_money import (
    APPRENTICE,
    COURSE,
    PUPIL,
    STAY,
    TO_COCOM,
    course_price,
    pupil_price,
    rows_of_costs,
    rows_of_existing,
    training_price,
)
from sample_data.belgium_places import CITIES, POPULATION, REGIONS, antwerp_by_population
from sample_data.belgium_policies import rows_of_policies
from sample_data.belgium_positions import rows_of_budgets, rows_of_clauses, rows_of_rounds
from sample_data.belgium_scenarios import rows_of_adjustments, rows_of_scenarios
from sample_data.prices import index_figures
from sample_data.sources import Figure, belgian, evidence
from sample_data.writing import Cell, Row, Sheets, documented, row_of

INCOME = {key: belgian("net disposable income per inhabitant", key, "2022") for key in REGIONS}
PLANS = evidence("right of persons with subsidiary protection", "BE", "Dec 2025")
EQUIVALENT = evidence("federal refund of the equivalent living wage", "BE", "2022")
GDP_SHARE = {key: belgian("GDP share", key, "2023") for key in REGIONS}

_TERRITORIES: dict[str, tuple[str, str | None, str]] = {
    "BE": ("Federal government", None, "federal"),
    "SS": ("Social security (ONSS/RSZ)", "BE", "social security"),
    "FL": ("Flanders", "BE", "region"),
    "ANT": ("Antwerp, city and OCMW", "FL", "municipality"),
    "FL_local": ("Other Flemish municipalities and OCMWs", "FL", "municipality"),
    "WA": ("Wallonia", "BE", "region"),
    "WA_local": ("Walloon municipalities and CPAS", "WA", "municipality"),
    "FWB": ("French Community", "BE", "community"),
    "BX": ("Brussels-Capital", "BE", "region"),
    "BX_local": ("The 19 communes of Brussels and their CPAS", "BX", "municipality"),
    "COCOM": ("Common Community Commission (COCOM/GGC)", "BX", "community"),
    "COCOF": ("French Community Commission (COCOF)", "BX", "community"),
    "DG": ("German-speaking Community", "BE", "community"),
}
"""Each with its name, its parent and its level."""

_NOT_NETTED = (
    "The solidarity mechanism of the Special Financing Act (80 % of the gap in the yield of the "
    "income tax), which newcomers move too, is not netted."
)
_WHAT_IT_IS = {
    "BE": "Reception, living wage, income tax. The Flemish Community Commission (VGC), the "
    "provinces and funds of the European Union (AMIF, ESF+), which pay part of courses and "
    "training, are not in this case.",
    "SS": "A budget apart from that of the federal level; it answers for no programme.",
    "FL": "Community and Region in one. In the flows: Flanders outside Antwerp. " + _NOT_NETTED,
    "ANT": "A place of its own in the flows. Its agency Atlas answers for civic integration, its "
    "OCMW for the living wage.",
    "FL_local": "Those who bear and save the living wage outside Antwerp; nobody is recorded here "
    "in the flows, they are recorded in Flanders.",
    "WA": "Answers for civic integration, which the French Community handed to it, and for "
    "training. Without the German-speaking Community. " + _NOT_NETTED,
    "WA_local": "Those who bear and save the living wage; people are recorded in Wallonia.",
    "FWB": "Answers for French-speaking schools in Wallonia and Brussels; it levies no tax, and "
    "what grants follow the yield of the income tax is not counted, so it shows no gain.",
    "BX": "Answers for employment (Actiris), not for vocational training or civic integration. "
    + _NOT_NETTED,
    "BX_local": "Those who bear and save the living wage; people are recorded in Brussels.",
    "COCOM": "Answers for civic integration in Brussels, beside the Flemish Community.",
    "COCOF": "Answers for French-speaking vocational training in Brussels (Bruxelles Formation).",
    "DG": "With its nine municipalities. Answers for schools, civic integration and employment; "
    "the surcharge on the income tax there is Wallonia's.",
}
_FISCAL_CAPACITY = (
    "Fiscal capacity: net disposable income per inhabitant of 2022 times the inhabitants of "
    "2024, in EUR, where people live."
)
_KEYS = (
    "Product is counted where people work, which flatters Brussels (corrected for commuting 40 % "
    "less) and hurts Wallonia (13 % more)."
)


def sheets() -> Sheets:
    """Return the tables of the case."""
    return {
        "Territories": [_territory(key) for key in _TERRITORIES],
        "Stages": _stages(),
        "Groups": _groups(),
        "Flows": rows_of_flows(),
        "Costs": rows_of_costs(),
        "Waiting": rows_of_waiting(),
        "Benefits": rows_of_benefits(),
        "Existing": rows_of_existing(),
        "Budgets": rows_of_budgets(),
        "Clauses": rows_of_clauses(),
        "Scenarios": rows_of_scenarios(),
        "Adjustments": rows_of_adjustments(),
        "Policies": rows_of_policies(),
        "Rounds": rows_of_rounds(),
    }


def _inhabitants(key: str) -> int:
    """Return whom a government answers for; levels overlap."""
    persons = {region: POPULATION[region].number() for region in ("BE", *REGIONS, "DG")}
    wallonia = persons["WA"] - persons["DG"]
    antwerp = persons["FL"] * antwerp_by_population()
    return round(
        {
            "BE": persons["BE"],
            "SS": persons["BE"],
            "FL": persons["FL"],
            "ANT": antwerp,
            "FL_local": persons["FL"] - antwerp,
            "WA": wallonia,
            "WA_local": wallonia,
            "FWB": wallonia + persons["BX"] * (1 - assumed.DUTCH_SPEAKING_SCHOOLS.value),
            "BX": persons["BX"],
            "BX_local": persons["BX"],
            "COCOM": persons["BX"],
            "COCOF": persons["BX"] * (1 - assumed.DUTCH_SPEAKING_SCHOOLS.value),
            "DG": persons["DG"],
        }[key]
    )


def _capacity(key: str) -> int | None:
    """Return the income of whom a government can tax; none for those without a tax."""
    income = {key: INCOME[key].number() for key in REGIONS}
    income["DG"] = income["WA"]
    taxing = {
        "BE": ("BX", "DG", "FL", "WA"),
        "BX": ("BX",),
        "DG": ("DG",),
        "FL": ("FL",),
        "WA": ("WA",),
    }
    if key not in taxing:
        return None
    return round(sum(income[region] * _inhabitants(region) for region in taxing[key]))


def _gdp_share(key: str) -> float:
    if key == "DG":
        return round(GDP_SHARE["WA"].number() * _inhabitants("DG") / POPULATION["WA"].number(), 4)
    whole = GDP_SHARE[key].number() if key in REGIONS else 0.0
    return round(whole - (_gdp_share("DG") if key == "WA" else 0.0), 4)


def _figures(key: str) -> list[Figure]:
    regions = {"BE": REGIONS, "SS": REGIONS, "FWB": ("WA", "BX"), "DG": ("WA",)}.get(
        key,
        (
            key.removesuffix("_local")
            .replace("ANT", "FL")
            .replace("COCOM", "BX")
            .replace("COCOF", "BX"),
        ),
    )
    population = [POPULATION["BE" if key in ("BE", "SS") else region] for region in regions]
    capacity = [INCOME[r] for r in regions] if _capacity(key) else []
    product = [GDP_SHARE[r] for r in regions] if key in ("FL", "WA", "BX", "DG") else []
    cities = [CITIES] if key in ("ANT", "FL_local") else []
    german = [POPULATION["DG"]] if key in ("WA", "WA_local", "FWB", "DG") else []
    cocom = [TO_COCOM] if key == "COCOM" else []
    return [*population, *german, *cities, *capacity, *product, *cocom]


_ASSUMPTIONS = {
    "BE": (
        "everyone counts once for each level that answers for them, so the keys by population "
        "and by fiscal capacity weigh the levels alike; the keys …_regions leave all but the "
        "regions and the German-speaking Community out."
    ),
    "ANT": "the city has grown since 2020 like Flanders.",
    "FL_local": "without Antwerp, which has grown since 2020 like Flanders.",
    "FWB": "inhabitants of Brussels in proportion to its schools; "
    + assumed.DUTCH_SPEAKING_SCHOOLS.reason,
    "COCOF": "inhabitants in proportion to French-speaking schools; "
    + assumed.DUTCH_SPEAKING_SCHOOLS.reason,
    "DG": "income and product a head are those of Wallonia, which includes the Community.",
}


def _territory(key: str) -> Row:
    name, parent, level = _TERRITORIES[key]
    counted = key in (*REGIONS, "DG")
    row: dict[str, Cell] = {
        **row_of("Territories", key, name, parent, level, _inhabitants(key), _capacity(key), True),
        "key_population_regions": _inhabitants(key) if counted else 0,
        "key_gdp_regions": _gdp_share(key) if counted else 0.0,
    }
    remark = " ".join(
        [
            _WHAT_IT_IS[key],
            *([_FISCAL_CAPACITY] if _capacity(key) else ["No tax of its own is counted."]),
            *([_KEYS] if counted else []),
            *([_german_part()] if key in ("WA", "DG") else []),
        ]
    )
    return documented(row, _figures(key), _ASSUMPTIONS.get(key, ""), remark)


def _german_part() -> str:
    parts = ", ".join(f"{part} {_gdp_share(part):.1f}" for part in ("WA", "DG"))
    return f"{GDP_SHARE['WA'].text} % split by population: {parts}."


_STANDARD = "others co-fund it up to the price in Costs, so that nobody gains by a dearer one."


def _stages() -> list[Row]:
    described: list[tuple[dict[str, Cell], list[Figure], str, str]] = [
        (
            row_of(
                "Stages", "reception", "Reception of asylum applicants", 0, "reception", 1, False
            ),
            [STAY],
            assumed.DAYS_IN_RECEPTION.reason,
            "Reception is federal by law wherever it stands, so it is not co-funded.",
        ),
        (
            {
                **row_of(
                    *("Stages", "school", "Reception class in secondary school", 1, "education"),
                    *(1, True),
                ),
                "standard_cost": pupil_price(),
            },
            [PUPIL, *index_figures(2022)],
            "one school year in a reception class (OKAN, DASPA), then the ordinary school; "
            + _STANDARD,
            "Pupils of 12 to 17; adults are in civic integration, younger children in ordinary "
            "classes.",
        ),
        (
            {
                **row_of(
                    "Stages", "welcome", "Civic integration and language", 1, "education", 1, True
                ),
                "standard_cost": course_price(),
            },
            [COURSE, *index_figures(2015)],
            "a year from the right to stay to the attestation; " + _STANDARD,
            "Adults only. Housing is in no stage: no source gives what it costs. What "
            "participants pay in Flanders (360 EUR, many are exempt) is not deducted.",
        ),
        (
            {
                **row_of(
                    *("Stages", "training", "Vocational training and job guidance", 2, "work"),
                    *(1, True),
                ),
                "standard_cost": training_price(),
            },
            [APPRENTICE, *index_figures(2017)],
            "one year with VDAB, Forem, Actiris, Bruxelles Formation or ADG, for everyone with the "
            "attestation (scenario training_for_a_third: a third of them); " + _STANDARD,
            "Adults, and pupils who are nearly adult.",
        ),
        (
            row_of("Stages", "no_papers", "Stay without residence papers", 1, None, 1, False),
            [],
            "followed for one year after the refusal.",
            "A group that waits and has no programme, so it is not co-funded.",
        ),
        (
            row_of("Stages", "work", "Work", 3, "work", YEARS_AT_WORK, False),
            [IN_WORK],
            "benefits are counted for five years at work only, evenly over them.",
            "",
        ),
    ]
    return [documented(*cells) for cells in described]


def _groups() -> list[Row]:
    why = {
        "applicants": "Persons who apply for international protection, while they wait.",
        "protected": "Refugee status and subsidiary protection together. By the plans of December "
        "2025 refugees keep the living wage and must follow the integration path, and those with "
        "subsidiary protection start below it, with bonuses; this case counts today's right.",
        "temporary": "People from Ukraine, who get the equivalent of the living wage (social aid), "
        "of which the federal level refunds all; by the plans of December 2025 they start below "
        "it, with bonuses. The protection ends on 4 March 2027.",
        "family": "Family members from outside the EU who come with a visa; labour migrants and "
        "students are in no group, nor are citizens of the EU.",
        "no_papers": "Those refused who stay; a group with waiting costs and no programme.",
    }
    known = {"protected": [PLANS], "temporary": [EQUIVALENT, TEMPORARY_ENDS]}
    return [
        documented(
            {"group": key, "name": name},
            known.get(key, []),
            assumption="persons of one status have the same rates, refunds and rights.",
            remark=why[key],
        )
        for key, name in GROUPS.items()
    ]
