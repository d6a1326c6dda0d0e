"""The Belgian case: asylum from reception to work, federal level, regions and a community."""

from __future__ import annotations

from sample_data import assumptions as assumed
from sample_data.assumptions import AGED_20_64, worker_value_a_year
from sample_data.belgium_flows import HOSTS, NAMES, POPULATION, REGIONS, rows_of_flows
from sample_data.belgium_policies import rows_of_policies
from sample_data.belgium_positions import (
    rows_of_adjustments,
    rows_of_budgets,
    rows_of_clauses,
    rows_of_scenarios,
)
from sample_data.sources import belgian
from sample_data.writing import Cell, Row, Sheets, documented, row_of

YEARS_AT_WORK = 5

_LEVELS = {"BE": "federal", "BX": "region", "DG": "community", "FL": "region", "WA": "region"}
INCOME = {key: belgian("net disposable income per inhabitant", key, "2022") for key in REGIONS}
GDP_SHARE = {key: belgian("GDP share", key, "2023") for key in REGIONS}
PLACE_DAY = belgian("cost per place-day", "BE", "2024")
STAY = belgian("average stay in a reception centre", "BE", "2023")
COURSE = belgian("average total cost of a trajectory", "FL", "about 2019-2024")
OWN_COURSE_COST = {
    "BX": belgian("budget per place", "BX", "2022"),
    "DG": belgian("integration course hours", "DG", "2024"),
    "WA": belgian("budget per beneficiary", "WA", "2023"),
}
PUPIL = belgian("cost per pupil", "FWB", "2022")
ON_LIVING_WAGE = belgian("share of asylum-motive entrants of 2013 on living wage", "BE", "2014")
PER_HEAD = belgian("net transfer per head: natives / 1st gen / 2nd gen", "BE", "2016")


def sheets() -> Sheets:
    """Return the tables of the case."""
    return {
        "Territories": [_territory(key) for key in NAMES],
        "Stages": _stages(),
        "Flows": rows_of_flows(),
        "Costs": [_reception_cost(), *map(_welcome_cost, HOSTS), *map(_training_cost, HOSTS)],
        "Benefits": _benefits(),
        "Budgets": rows_of_budgets(),
        "Clauses": rows_of_clauses(),
        "Scenarios": rows_of_scenarios(),
        "Adjustments": rows_of_adjustments(),
        "Policies": rows_of_policies(),
    }


def _inhabitants(key: str) -> float:
    """Return the inhabitants of a territory; Wallonia without the German-speaking Community."""
    persons = POPULATION[key].number()
    return persons - POPULATION["DG"].number() if key == "WA" else persons


def _part_of_region(key: str) -> tuple[str, float]:
    """Return the region whose figures hold a host, and the host's part of its inhabitants."""
    region = "WA" if key == "DG" else key
    return region, _inhabitants(key) / POPULATION[region].number()


def _income(key: str) -> float:
    region, _ = _part_of_region(key)
    return INCOME[region].number() * _inhabitants(key)


def _territory(key: str) -> Row:
    hosts = HOSTS if key == "BE" else (key,)
    regions = [_part_of_region(host)[0] for host in hosts]
    parent = None if key == "BE" else "BE"
    persons, capacity = int(_inhabitants(key)), round(sum(_income(host) for host in hosts))
    row = {
        **row_of("Territories", key, NAMES[key], parent, _LEVELS[key], persons, capacity, True),
        "key_population_regions": 0 if key == "BE" else persons,
        "key_gdp_regions": 0.0 if key == "BE" else _gdp_share(key),
    }
    figures = [POPULATION[key], *(INCOME[r] for r in regions), *(GDP_SHARE[r] for r in regions)]
    return documented(row, figures, _TERRITORY_ASSUMPTIONS.get(key, ""), _remark(key))


def _gdp_share(key: str) -> float:
    region, part = _part_of_region(key)
    return round(GDP_SHARE[region].number() * part, 4)


_FISCAL_CAPACITY = (
    "Fiscal capacity: net disposable income per inhabitant of 2022 times the inhabitants of "
    "2024, in EUR."
)
_TERRITORY_ASSUMPTIONS = {
    "BE": (
        "everyone counts once for the federal level and once for a region, so the keys by "
        "population and by fiscal capacity put half on the federal level; the keys …_regions "
        "leave it out."
    ),
    "DG": "income and product a head are those of Wallonia, which includes the Community.",
}


def _remark(key: str) -> str:
    if key == "WA":
        return f"{_FISCAL_CAPACITY} Without the German-speaking Community."
    return _FISCAL_CAPACITY


def _stages() -> list[Row]:
    return [
        documented(
            row_of("Stages", "reception", "Reception", 0, "reception", 1, False),
            [STAY],
            assumed.DAYS_IN_RECEPTION.reason,
            "Reception is federal by law wherever it stands, so it is not co-funded.",
        ),
        documented(
            row_of(
                "Stages",
                "welcome",
                "Housing, language and civic orientation",
                1,
                "housing",
                1,
                True,
            ),
            assumption="a year from protection to the attestation of civic integration.",
        ),
        documented(
            row_of("Stages", "training", "School, training, diplomas", 2, "education", 1, True),
            assumption="one year of reception class, training or recognition of diplomas.",
        ),
        documented(
            row_of("Stages", "work", "Work", 3, "work", YEARS_AT_WORK, False),
            assumption="benefits are counted for the first five years at work only.",
        ),
    ]


def _reception_cost() -> Row:
    return documented(
        {
            "stage": "reception",
            "territory": None,
            "responsible": "BE",
            "cost_per_person": round(PLACE_DAY.number() * assumed.DAYS_IN_RECEPTION.value),
            "waiting_cost_per_person": 0,
        },
        [PLACE_DAY, STAY],
        assumed.DAYS_IN_RECEPTION.reason,
        "Federal wherever it stands. Not co-funded: shown for its cost.",
    )


def _waiting_cost() -> int:
    """Return what a year on living wage costs the host, for the part of people who need it."""
    return round(
        ON_LIVING_WAGE.share()
        * assumed.LIVING_WAGE_A_YEAR.value
        * assumed.LOCAL_PART_OF_LIVING_WAGE.value
    )


_WAITING = (
    f"A person who waits is on living wage for a year as often as entrants of 2013 were: "
    f"{assumed.LIVING_WAGE_A_YEAR.reason[:-1]}, and {assumed.LOCAL_PART_OF_LIVING_WAGE.reason}"
)


def _welcome_cost(host: str) -> Row:
    own = OWN_COURSE_COST.get(host)
    figures = [COURSE, ON_LIVING_WAGE, *([own] if own else [])]
    known = f"Its own figure, not used: {own.text} {own.unit}." if own else ""
    row: dict[str, Cell] = {
        "stage": "welcome",
        "territory": host,
        "cost_per_person": round(COURSE.number() * assumed.EQUAL_COURSE.value),
        "waiting_cost_per_person": _waiting_cost(),
    }
    reason = assumed.EQUAL_COURSE.reason if own else "the cost stays what it was then."
    return documented(row, figures, reason, f"{known} Housing aid is not in it. {_WAITING}".strip())


def _training_cost(host: str) -> Row:
    row: dict[str, Cell] = {
        "stage": "training",
        "territory": host,
        "cost_per_person": round(PUPIL.number(1) * assumed.TRAINING_LIKE_PUPIL.value),
        "waiting_cost_per_person": _waiting_cost(),
    }
    two = (
        "In Brussels both the French and the Flemish Community answer for school and training; "
        "only one government can, so the Region stands for them here."
    )
    remark = f"The upper end of the source's range. {two if host == 'BX' else ''} {_WAITING}"
    return documented(
        row,
        [PUPIL, ON_LIVING_WAGE],
        assumed.TRAINING_LIKE_PUPIL.reason,
        " ".join(remark.split()),
    )


def _parts(host: str) -> dict[str, float]:
    """Return the part of a fiscal effect in a host that goes to each government."""
    federal = assumed.FEDERAL_SHARE_OF_FISCAL_EFFECT.value
    if host != "DG":
        return {"BE": federal, host: 1 - federal}
    community = (1 - federal) * assumed.COMMUNITY_PART_IN_DG.value
    return {"BE": federal, "DG": community, "WA": 1 - federal - community}


def _benefits() -> list[Row]:
    return [
        _benefit(stage, host, beneficiary, part)
        for stage in ("training", "work")
        for host in HOSTS
        for beneficiary, part in sorted(_parts(host).items())
    ]


def _benefit(stage: str, host: str, beneficiary: str, part: float) -> Row:
    value, figure, reason = _VALUES[stage]
    split = assumed.FEDERAL_SHARE_OF_FISCAL_EFFECT.reason
    if host == "DG":
        split = f"{split[:-1]}; {assumed.COMMUNITY_PART_IN_DG.reason}"
    row: dict[str, Cell] = {
        "stage": stage,
        "territory": host,
        "beneficiary": beneficiary,
        "benefit_per_person": round(value * part),
    }
    return documented(row, [figure], f"{reason[:-1]}; {split}")


_VALUES = {
    "training": (
        PER_HEAD.number(1),
        PER_HEAD,
        "in the year of training a person costs public finances what the first generation "
        "costs a head on average.",
    ),
    "work": (worker_value_a_year() * YEARS_AT_WORK, AGED_20_64, assumed.WORKER_LIKE_NATIVE.reason),
}
