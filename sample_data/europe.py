"""The European case: who receives people who seek asylum, where they go on to, who gains."""

from __future__ import annotations

from collections.abc import Iterator

from sample_data import assumptions as assumed
from sample_data.belgium_flows import IN_WORK
from sample_data.belgium_gains import (
    GROSS,
    LIVING_WAGE,
    NET_CONTRIBUTION,
    ON_LIVING_WAGE,
    contributions,
    income_tax,
    living_wage,
    living_wage_note,
    on_living_wage,
    wage_note,
    work_figures,
)
from sample_data.belgium_money import (
    APPRENTICE,
    COURSE,
    CRACS,
    HIVA,
    PLACE_DAY,
    course_price,
    training_price,
)
from sample_data.europe_flows import (
    APPLICANTS,
    GROUPS,
    NAMES,
    STATES,
    WORLD_BANK,
    part_moving_on,
    rows_of_flows,
)
from sample_data.europe_pact import (
    ANNUAL_POOL,
    YEAR,
    offset,
    pool_note,
    pool_payments,
    pool_share,
    rows_of_clauses,
)
from sample_data.europe_scenarios import (
    rows_of_adjustments,
    rows_of_policies,
    rows_of_scenarios,
)
from sample_data.prices import PRICES, index_figures
from sample_data.sources import Figure, european, european_evidence, rows
from sample_data.writing import Cell, Row, Sheets, documented, row_of

LAST_WORK_ENTRY = YEAR + 2
YEARS_AT_WORK = 5
EUR_MILLION = 1_000_000

_REFERENCE_KEY = european("reference key", "EU", "2024-")
_WORLD = {row["iso3"]: row for row in rows(WORLD_BANK)}
_POPULATION_AND_GDP = Figure("World Bank, population and GDP in current USD", "2023")
_INCOME = {
    state: european_evidence("gross national income as a part of GDP", state, "2023")
    for state in ("BEL", "DEU", "DNK", "FIN", "FRA", "IRL", "LUX", "SWE")
}


def sheets() -> Sheets:
    """Return the tables of the case."""
    return {
        "Territories": [_union(), *(_state(key) for key in STATES)],
        "Stages": _stages(),
        "Groups": _groups(),
        "Flows": rows_of_flows(),
        "Costs": [cost for key in STATES for cost in _costs(key)],
        "Benefits": [_benefit(key) for key in STATES],
        "Existing": [*pool_payments(), offset()],
        "Clauses": rows_of_clauses(),
        "Scenarios": rows_of_scenarios(),
        "Adjustments": list(rows_of_adjustments(_from_work() / _at_work())),
        "Policies": rows_of_policies(),
    }


def _population(key: str) -> int:
    return int(_WORLD[key]["population"])


def _income(key: str) -> int:
    """Return gross national income where its part of GDP is known, else GDP, in USD."""
    part = _INCOME[key].share() if key in _INCOME else 1.0
    return round(float(_WORLD[key]["gdp_current_usd"]) * part)


def _income_figures(key: str) -> list[Figure]:
    return [_POPULATION_AND_GDP, *([_INCOME[key]] if key in _INCOME else [])]


_INCOME_NOTE = (
    "gross national income, for Ireland without what globalisation adds (GNI*); where its part of "
    "GDP is not at hand, which is near 100 %, GDP."
)


def _territory(key: str, name: str, level: str, states: tuple[str, ...]) -> dict[str, Cell]:
    parent = None if key == "EU" else "EU"
    sums = sum(map(_population, states)), sum(map(_income, states))
    return {
        **row_of("Territories", key, name, parent, level, *sums, key != "EU"),
        "key_solidarity_pool_2026": sum(map(pool_share, states)),
    }


def _union() -> Row:
    return documented(
        _territory("EU", "European Union", "union", STATES),
        [_POPULATION_AND_GDP, *_INCOME.values(), _REFERENCE_KEY, ANNUAL_POOL],
        "the EU budget gains nothing by itself, so the Union does not pay; what its funds pay "
        "is not in this case, nor are Norway and Switzerland, which apply Dublin.",
        f"Fiscal capacity: {_INCOME_NOTE}",
    )


def _state(key: str) -> Row:
    nothing, figures = pool_note(key)
    return documented(
        _territory(key, NAMES[key], "state", (key,)),
        [*_income_figures(key), _REFERENCE_KEY, ANNUAL_POOL, *figures],
        nothing,
        f"Fiscal capacity in current USD, of which only the proportions count: "
        f"{_INCOME_NOTE} Key of the pool: EUR of 420 million by half population, half GDP, as the "
        "pact has it, Denmark outside; derived, since the official annex was out of reach.",
    )


def _stages() -> list[Row]:
    described = [
        (
            row_of(
                "Stages", "reception", "Reception of asylum applicants", 0, "reception", 1, True
            ),
            "a year from the first application to a decision, of which a part in the state where "
            "a person applied first.",
        ),
        (
            row_of(
                "Stages", "integration", "Language, orientation, training", 1, "education", 1, True
            ),
            "one year, where the person lives then; adults only.",
        ),
        (
            row_of("Stages", "work", "Work", 2, "work", YEARS_AT_WORK, False),
            "benefits are counted for five years at work only, evenly over them.",
        ),
    ]
    return [documented(cells, assumption=reason) for cells, reason in described]


def _wealth(key: str) -> float:
    """Return income a head in proportion to Belgium's."""
    return _income(key) / _population(key) * _population("BEL") / _income("BEL")


def _groups() -> list[Row]:
    why = {
        "moves": "Those who apply in one state and go on to another: their first reception, and "
        "what they cost where they are then, are what states dispute. They are what is co-funded.",
        "stays": "What they cost is each state's own, as the pact leaves it: they have no "
        "programme here.",
    }
    return [
        documented(
            {"group": key, "name": name},
            assumption="who moves on is known afterwards only; both have the same rates.",
            remark=why[key],
        )
        for key, name in GROUPS.items()
    ]


def _cost(stage: str, key: str, group: str, cost: float, effect: float | None) -> dict[str, Cell]:
    return {
        "stage": stage,
        "territory": key,
        "group": group,
        "share": 0 if group == "stays" else 1,
        "cost_per_person": round(cost * _wealth(key)),
        "additionality": effect,
    }


def _costs(key: str) -> Iterator[Row]:
    scaled = "in proportion to income a head, since most of it is wages and rents."
    reception, course = assumed.EFFECT_OF_RECEPTION, assumed.EFFECT_OF_WELCOME
    before, until = assumed.DAYS_BEFORE_MOVING_ON, assumed.DAYS_UNTIL_DECISION
    yield documented(
        _cost("reception", key, "moves", PLACE_DAY.number() * before.value, reception.value),
        [PLACE_DAY, *_income_figures(key)],
        f"{before.reason[:-1]}; the Belgian price of a day, an upper bound, {scaled} "
        f"Additionality: {reception.reason}",
        _moving_on(key),
    )
    yield documented(
        _cost("reception", key, "stays", PLACE_DAY.number() * until.value, None),
        [PLACE_DAY, *_income_figures(key)],
        f"{until.reason[:-1]}; the Belgian price of a day, an upper bound, {scaled}",
        "Shown for its cost: share 0, no programme, since it is the state's own.",
    )
    yield documented(
        _cost(*("integration", key, "moves", course_price() + training_price(), course.value)),
        [
            *(COURSE, *index_figures(2015), APPRENTICE, *index_figures(2017), HIVA, CRACS),
            *_income_figures(key),
        ],
        f"what a course and a year of training cost in Belgium, {scaled} Additionality: "
        f"{course.reason}",
        PRICES,
    )


def _moving_on(key: str) -> str:
    if key in APPLICANTS:
        return f"{part_moving_on(key):.0%} of those received here move on."
    return (
        "The applicants of this state are not at hand (Eurostat has them), so the part who move "
        "on cannot be told."
    )


def _from_work() -> float:
    """Return the contributions and the income tax of a person at work in a year, in EUR."""
    return contributions() + sum(income_tax())


def _at_work() -> float:
    """Return these and the social assistance saved in a year, in EUR."""
    return _from_work() + living_wage() * on_living_wage("protected")


def _benefit(key: str) -> Row:
    value = _at_work() * YEARS_AT_WORK
    return documented(
        {
            "stage": "work",
            "territory": key,
            "beneficiary": key,
            "benefit_per_person": round(value * _wealth(key)),
        },
        [
            *(*work_figures(), NET_CONTRIBUTION, LIVING_WAGE, ON_LIVING_WAGE, IN_WORK),
            *_income_figures(key),
        ],
        f"{YEARS_AT_WORK} years at work; contributions, income tax and the social assistance "
        "saved, for all levels of a state together, as in Belgium in proportion to income a head: "
        f"{wage_note()} {living_wage_note('protected')}",
        f"Overstates states whose social assistance is lower. {GROSS} {assumed.EFFECT_LASTS}",
    )
