"""The European case: states that benefit later fund reception where people arrive first."""

from __future__ import annotations

from sample_data import assumptions as assumed
from sample_data.assumptions import AGED_20_64, worker_value_a_year
from sample_data.belgium_money import COURSE, PUPIL
from sample_data.europe_flows import (
    LAST_SOURCED_YEAR,
    STATES,
    WORLD_BANK,
    disputed,
    rows_of_flows,
)
from sample_data.sources import Figure, belgian, european, rows
from sample_data.writing import GOALS, Cell, Row, Sheets, documented, row_of, scenarios

YEAR = 2026
"""The one year of the Annual Solidarity Pool."""
LAST_WORK_ENTRY = YEAR + 2
YEARS_AT_WORK = 10
EUR_MILLION = 1_000_000

_NAMES = {
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
_ISO3 = {"CY": "CYP", "GR": "GRC", "IT": "ITA", "ES": "ESP", "HU": "HUN", "SK": "SVK"}
_SCENARIOS = ("own_share_25", "burden_by_gdp", "pool_2026", "pact_price")

_POOL = european("Annual Solidarity Pool 2026", "EU", "2026")
_MINIMUM = european("statutory minimum", "EU", "2024-")
_PERSON_NOT_RELOCATED = european("value of one person not relocated", "EU", "2026")
_BENEFICIARIES = european("beneficiaries", "EU", "2026")
_VOTES = european("votes against / abstentions", "EU", "2025")
_PLEDGES = {
    "BEL": european("pledge (ceiling)", "BEL", "2026"),
    "IRL": european("pledge", "IRL", "2026"),
}
_DAY = belgian("cost per person per day (less than)", "BE", "2018")
_REFERENCE_KEY = european("reference key", "EU", "2024-")
_WORLD = {row["iso3"]: row for row in rows(WORLD_BANK)}
_POOL_KEY = {row["iso3"]: row for row in rows("solidarity_pool_2026_estimated_key.csv")}
_POPULATION_AND_GDP = Figure("World Bank, population and GDP in current USD", "2023")


def sheets() -> Sheets:
    """Return the tables of the case."""
    return {
        "Territories": [_union(), *(_state(key) for key in STATES)],
        "Stages": _stages(),
        "Flows": rows_of_flows(),
        "Costs": [_reception_cost(), *(_integration_cost(key) for key in STATES)],
        "Benefits": [_benefit(key) for key in STATES],
        "Clauses": [_pool_clause(key) for key in STATES],
        "Scenarios": _scenarios(),
        "Adjustments": _adjustments(),
        "Policies": _policies(),
    }


def _population(key: str) -> int:
    return int(_WORLD[key]["population"])


def _gdp(key: str) -> int:
    return round(float(_WORLD[key]["gdp_current_usd"]))


def _pool_share(key: str) -> float:
    """Return a state's share of the pool in EUR; none for Denmark, which stands outside."""
    return float(_POOL_KEY[key]["eur_of_420m_eu26"] or 0)


def _territory(key: str, name: str, level: str, states: tuple[str, ...]) -> dict[str, Cell]:
    parent = None if key == "EU" else "EU"
    sums = sum(map(_population, states)), sum(map(_gdp, states))
    return {
        **row_of("Territories", key, name, parent, level, *sums, key != "EU"),
        "key_solidarity_pool_2026": sum(map(_pool_share, states)),
    }


def _union() -> Row:
    return documented(
        _territory("EU", "European Union", "union", STATES),
        [_POPULATION_AND_GDP, _REFERENCE_KEY, _POOL],
        "the EU budget gains nothing by itself, so the Union does not pay.",
        "Fiscal capacity: GDP of 2023 in current USD; only its proportions count.",
    )


def _state(key: str) -> Row:
    return documented(
        _territory(key, _NAMES[key], "state", (key,)),
        [_POPULATION_AND_GDP, _REFERENCE_KEY, _POOL],
        remark="Fiscal capacity: GDP in current USD; only its proportions count. Key of the pool: "
        "EUR of 420 million by half population, half GDP, Denmark outside; derived, since the "
        "official annex was out of reach.",
    )


def _stages() -> list[Row]:
    first = "Reception in the state of first registration"
    described = [
        (
            row_of("Stages", "reception", first, 0, "reception", 1, True),
            "a year from arrival to protection, of which a part in that state.",
        ),
        (
            row_of(
                "Stages", "integration", "Welcome, language and training", 1, "education", 1, True
            ),
            "one year, where the person lives then.",
        ),
        (
            row_of("Stages", "work", "Work", 2, "work", YEARS_AT_WORK, False),
            "benefits are counted for the first ten years at work.",
        ),
    ]
    return [documented(cells, assumption=reason) for cells, reason in described]


def _reception_price() -> float:
    return _DAY.number() * assumed.DAYS_BEFORE_MOVING_ON.value


def _reception_cost() -> Row:
    return documented(
        {"stage": "reception", "territory": None, "cost_per_person": round(_reception_price())},
        [_DAY],
        assumed.DAYS_BEFORE_MOVING_ON.reason,
        "One price a day for every state, the Belgian one (an upper bound).",
    )


def _wealth(key: str) -> float:
    """Return GDP a head in proportion to Belgium's."""
    return _gdp(key) / _population(key) * _population("BEL") / _gdp("BEL")


def _integration_cost(key: str) -> Row:
    belgian_cost = COURSE.number() + PUPIL.number(1)
    return documented(
        {
            "stage": "integration",
            "territory": key,
            "cost_per_person": round(belgian_cost * _wealth(key)),
        },
        [COURSE, PUPIL, _POPULATION_AND_GDP],
        "what a course and a year of training cost in Belgium, in proportion to GDP a head, "
        "since most of it is wages.",
    )


def _benefit(key: str) -> Row:
    value = worker_value_a_year() * YEARS_AT_WORK * _wealth(key)
    return documented(
        {
            "stage": "work",
            "territory": key,
            "beneficiary": key,
            "benefit_per_person": round(value),
        },
        [AGED_20_64, _POPULATION_AND_GDP],
        f"{assumed.WORKER_LIKE_NATIVE.reason[:-1]}; ten years at work; in proportion to GDP "
        "a head in every state.",
    )


def _own_reception_need(key: str) -> int:
    """Return what reception in a state costs in the year of the pool."""
    last = disputed(LAST_SOURCED_YEAR)
    persons = sum(count for (first, _), count in last.items() if first == key)
    return persons * round(_reception_price())


def _states_in(codes: str) -> list[str]:
    return [_ISO3[code] for code in codes.split()]


def _pledge(key: str) -> tuple[float, list[Figure], str]:
    """Return what a state pays to the pool at most, with its figures and in words."""
    if key in _states_in(_BENEFICIARIES.text):
        return 0, [_BENEFICIARIES], "it benefits from the pool."
    if key in _states_in(_VOTES.text.split("/")[0]):
        return 0, [_VOTES], "it voted against the pool and is taken to pay nothing to it."
    if key in _PLEDGES:
        return _PLEDGES[key].number(), [_PLEDGES[key]], "its pledge."
    if not _pool_share(key):
        return 0, [_POOL], "it stands outside the pool."
    return round(_pool_share(key)), [_POOL], "its share by half population, half GDP (derived)."


def _pool_clause(key: str) -> Row:
    pledge, figures, words = _pledge(key)
    millions = f"{pledge / EUR_MILLION:.1f}"
    label = f"{_NAMES[key]}: its own reception and {millions} million EUR for the pool"
    return documented(
        row_of(
            *("Clauses", f"pool_{key}", label, key, None, "reception", YEAR, "amount", "at most"),
            *(_own_reception_need(key) + pledge, "pool_2026", "Council", "agreed"),
        ),
        figures,
        f"a state pays for reception what its own costs and at most {millions} million EUR for "
        f"that of others: {words}",
    )


def _scenarios() -> list[Row]:
    share = assumed.OWN_SHARE
    rules: list[tuple[str, Cell, Row, str]] = [
        ("discount_rate", assumed.DISCOUNT_RATE.value, {}, assumed.DISCOUNT_RATE.reason),
        ("benefit_cap", 1, {}, "nobody pays more than it gains later."),
        ("own_share_min", 0, {"own_share_25": share.value}, f"in own_share_25 {share.reason}"),
        (
            "burden_basis",
            "benefit",
            {"burden_by_gdp": "fiscal_capacity"},
            "effort is measured against later benefit, in burden_by_gdp against GDP.",
        ),
        ("goals", GOALS, {}, "the usual order."),
        ("programme_years", YEAR, {}, "the year of the Annual Solidarity Pool 2026."),
        ("project_until", LAST_WORK_ENTRY, {}, "when the people of the year come to work."),
        ("arrivals_growth", 0, {}, f"as many each year as in {LAST_SOURCED_YEAR}."),
        ("rounding", 1, {}, "whole euros."),
        ("currency", "EUR", {}, "as in the sources of cost and benefit."),
    ]
    return scenarios(_SCENARIOS, rules)


def _adjustments() -> list[Row]:
    return [
        documented(
            row_of(
                *("Adjustments", "pact_price", "Costs", "cost_per_person", "set"),
                *(round(_PERSON_NOT_RELOCATED.number()), "reception", None, None),
            ),
            [_PERSON_NOT_RELOCATED],
            remark="Reception at the price that the pact puts on a person not relocated.",
        )
    ]


def _policies() -> list[Row]:
    requests = european("outgoing requests", "EU", "2024")
    transfers = european("outgoing transfers", "EU", "2024")
    protected = european("beneficiaries", "EU", "31 Jul 2024")
    described: list[tuple[dict[str, Cell], list[Figure], str]] = [
        (
            {
                "policy": "dublin_transfers",
                "stage": "reception",
                "integrator": "reception",
                "category": "unclear",
                "persons_in_need": requests.number(),
                "persons_reached": transfers.number(),
            },
            [requests, transfers],
            "In need: requests; reached: transfers made.",
        ),
        (
            {
                "policy": "solidarity_pool_2026",
                "stage": "reception",
                "integrator": "reception",
                "category": "missed",
                "persons_in_need": _MINIMUM.number(0),
                "persons_reached": _POOL.number(0),
                "spending": _POOL.number(1) * EUR_MILLION,
            },
            [_MINIMUM, _POOL],
            "In need: the relocations of the statutory minimum; reached: those of the pool.",
        ),
        (
            {
                "policy": "temporary_protection",
                "stage": "integration",
                "integrator": "housing",
                "category": "general",
                "persons_reached": protected.number(),
            },
            [protected],
            "People from Ukraine; they are not in the flows of this case.",
        ),
    ]
    return [
        documented({**row, "owner": "EU", "counts_as_funding": False}, figures, remark=remark)
        for row, figures, remark in described
    ]
