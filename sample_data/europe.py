"""The European case: who receives people who seek asylum, where they go on to, who gains."""

from __future__ import annotations

from collections.abc import Iterator

from sample_data import assumptions as assumed
from sample_data.belgium_gains import (
    LIVING_WAGE,
    ON_LIVING_WAGE,
    contributions,
    income_tax,
    living_wage,
    on_living_wage,
    wage_note,
    work_figures,
)
from sample_data.belgium_money import APPRENTICE, BOLLENS, COURSE, HIVA, MARBACH
from sample_data.europe_flows import (
    GROUPS,
    LAST_SOURCED_YEAR,
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
    pledge,
    pool_payments,
    pool_share,
    rows_of_clauses,
)
from sample_data.sources import Figure, belgian, european, european_evidence, rows
from sample_data.writing import GOALS, Cell, Row, Sheets, documented, row_of, scenarios

LAST_WORK_ENTRY = YEAR + 2
YEARS_AT_WORK = 5
EUR_MILLION = 1_000_000

_SCENARIOS = (
    "nothing_beyond_pool",
    "signed_key",
    "own_share_25",
    "burden_by_income",
    "pool_as_spain_counts",
    "pact_price",
    "cautious_effect",
    "optimistic_effect",
)

_MINIMUM = european("statutory minimum", "EU", "2024-")
_PERSON_NOT_RELOCATED = european("value of one person not relocated", "EU", "2026")
_AS_SPAIN_COUNTS = european("actual solidarity according to Spain", "EU", "2026")
_DAY = belgian("cost per person per day (less than)", "BE", "2018")
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
        "Scenarios": _scenarios(),
        "Adjustments": list(_adjustments()),
        "Policies": _policies(),
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
    return documented(
        _territory(key, NAMES[key], "state", (key,)),
        [*_income_figures(key), _REFERENCE_KEY, ANNUAL_POOL],
        remark=f"Fiscal capacity in current USD, of which only the proportions count: "
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
        _cost("reception", key, "moves", _DAY.number() * before.value, reception.value),
        [_DAY, *_income_figures(key)],
        f"{before.reason[:-1]}; the Belgian price of a day {scaled} Additionality: "
        f"{reception.reason}",
        f"{part_moving_on(key):.0%} of those received here move on.",
    )
    yield documented(
        _cost("reception", key, "stays", _DAY.number() * until.value, None),
        [_DAY, *_income_figures(key)],
        f"{until.reason[:-1]}; the Belgian price of a day {scaled}",
        "Shown for its cost: share 0, no programme, since it is the state's own.",
    )
    yield documented(
        _cost(*("integration", key, "moves", COURSE.number() + APPRENTICE.number(), course.value)),
        [COURSE, APPRENTICE, HIVA, *_income_figures(key)],
        f"what a course and a year of training cost in Belgium, {scaled} Additionality: "
        f"{course.reason}",
    )


def _benefit(key: str) -> Row:
    saved = living_wage() * on_living_wage("protected")
    value = (contributions() + sum(income_tax()) + saved) * YEARS_AT_WORK
    return documented(
        {
            "stage": "work",
            "territory": key,
            "beneficiary": key,
            "benefit_per_person": round(value * _wealth(key)),
        },
        [*work_figures(), LIVING_WAGE, ON_LIVING_WAGE, *_income_figures(key)],
        f"{YEARS_AT_WORK} years at work; contributions, income tax and the social assistance "
        "saved, for all levels of a state together, as in Belgium in proportion to income a head: "
        f"{wage_note()}",
    )


def _scenarios() -> list[Row]:
    share = assumed.OWN_SHARE
    labels = {
        "nothing_beyond_pool": "Each its own, nothing beyond the pool",
        "signed_key": "One key for each stage, to be signed",
        "own_share_25": "A quarter is the host's own",
        "burden_by_income": "Burden by national income",
        "pool_as_spain_counts": "The pool as Spain counts it",
        "pact_price": "Reception at the pact's price",
        "cautious_effect": "Effects as a cautious evaluator found",
        "optimistic_effect": "Effects as the most favourable study found",
    }
    rules: list[tuple[str, Cell, Row, str]] = [
        ("label", "By later benefit, after the pool", dict(labels), "names of the scenarios."),
        ("discount_rate", assumed.DISCOUNT_RATE.value, {}, assumed.DISCOUNT_RATE.reason),
        ("benefit_cap", 1, {}, "nobody pays more than it gains later."),
        (
            "own_share_min",
            0,
            {"nothing_beyond_pool": 1, "own_share_25": share.value},
            f"in nothing_beyond_pool each pays its own; in own_share_25 {share.reason}",
        ),
        ("de_minimis", 0.01, {}, "a state that gains less than 1 % by a programme is not asked."),
        (
            "same_key_by",
            None,
            {"signed_key": "stage"},
            "a matrix in the base; in signed_key the same percentages for all of a stage.",
        ),
        (
            "burden_basis",
            "benefit",
            {"burden_by_income": "fiscal_capacity"},
            "effort is measured against later benefit, in burden_by_income against income.",
        ),
        ("goals", GOALS, {}, "the usual order."),
        ("programme_years", YEAR, {}, "the year of the Annual Solidarity Pool 2026."),
        ("project_until", LAST_WORK_ENTRY, {}, "when the people of the year come to work."),
        ("arrivals_growth", 0, {}, f"as many each year as in {LAST_SOURCED_YEAR}."),
        ("rounding", 1, {}, "whole euros."),
        ("currency", "EUR", {}, "as in the sources of cost and benefit."),
    ]
    return scenarios(_SCENARIOS, rules)


def _adjustments() -> Iterator[Row]:
    yield documented(
        row_of(
            *("Adjustments", "pact_price", "Costs", "cost_per_person", "set"),
            *(round(_PERSON_NOT_RELOCATED.number()), "reception", None, None),
        ),
        [_PERSON_NOT_RELOCATED],
        remark="Reception at the price that the pact puts on a person not relocated.",
    )
    relocated = _AS_SPAIN_COUNTS.number(0) * _PERSON_NOT_RELOCATED.number()
    money = _AS_SPAIN_COUNTS.number(1) * EUR_MILLION
    entered = sum(pledge(key)[0] for key in STATES)
    yield documented(
        row_of(
            *("Adjustments", "pool_as_spain_counts", "Existing", "amount", "multiply"),
            *(round((money + relocated) / entered, 4), "reception", None, None),
        ),
        [_AS_SPAIN_COUNTS, _PERSON_NOT_RELOCATED],
        "all payments to the pool in proportion to what Spain counts as real: its money, and "
        "its relocations at the pact's price.",
    )
    for scenario, stage, effect, figures in (
        ("cautious_effect", "reception", assumed.CAUTIOUS_TRAINING, [BOLLENS]),
        ("cautious_effect", "integration", assumed.CAUTIOUS_TRAINING, [BOLLENS]),
        ("optimistic_effect", "reception", assumed.OPTIMISTIC, [MARBACH]),
        ("optimistic_effect", "integration", assumed.OPTIMISTIC, [MARBACH]),
    ):
        yield documented(
            row_of(
                *("Adjustments", scenario, "Costs", "additionality", "set", effect.value),
                *(stage, None, None),
            ),
            figures,
            effect.reason,
        )


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
            "In need: requests, which are more than persons; reached: transfers made.",
        ),
        (
            {
                "policy": "solidarity_pool_2026",
                "stage": "reception",
                "integrator": "reception",
                "category": "missed",
                "persons_in_need": _MINIMUM.number(0),
                "persons_reached": ANNUAL_POOL.number(0),
                "spending": ANNUAL_POOL.number(1) * EUR_MILLION,
            },
            [_MINIMUM, ANNUAL_POOL],
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
