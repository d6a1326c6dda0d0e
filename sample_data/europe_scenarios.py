"""The scenarios of the European case, what is adjusted in each, and its policies."""

from __future__ import annotations

from collections.abc import Iterator

from sample_data import assumptions as assumed
from sample_data.belgium_gains import LIVING_WAGE, ON_LIVING_WAGE
from sample_data.belgium_money import HIVA, MARBACH
from sample_data.europe_flows import LAST_SOURCED_YEAR, STATES
from sample_data.europe_pact import ANNUAL_POOL, YEAR, pledge
from sample_data.sources import Figure, european
from sample_data.writing import GOALS, Cell, Row, documented, row_of, scenarios

LAST_WORK_ENTRY = YEAR + 2
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


def rows_of_scenarios() -> list[Row]:
    """Return the rows of the sheet Scenarios."""
    share = assumed.OWN_SHARE
    labels = {
        "nothing_beyond_pool": "Each its own, nothing beyond the pool",
        "signed_key": "One key for each stage, to be signed",
        "own_share_25": "A quarter is the host's own",
        "burden_by_income": "Burden by national income",
        "pool_as_spain_counts": "The pool as Spain counts it",
        "pact_price": "As a thought: 20,000 EUR for each reception",
        "cautious_effect": "Effects half as large, none of reception",
        "optimistic_effect": "Effects as the most favourable figures have",
    }
    rules: list[tuple[str, Cell, Row, str]] = [
        ("label", "By later benefit, after the pool", dict(labels), "names of the scenarios."),
        ("discount_rate", assumed.DISCOUNT_RATE.value, {}, assumed.DISCOUNT_RATE.reason),
        (
            "benefit_cap",
            1,
            {"own_share_25": "none", "burden_by_income": "none"},
            "nobody pays more than it gains later; in own_share_25 and burden_by_income states "
            "that gain pay what is asked, whatever they gain.",
        ),
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
        ("least_transfer", assumed.LEAST_TRANSFER.value, {}, assumed.LEAST_TRANSFER.reason),
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


def rows_of_adjustments(without_assistance: float) -> Iterator[Row]:
    """Yield the rows of the sheet Adjustments.

    Args:
        without_assistance: the part of the benefits that is not social assistance saved.
    """
    yield documented(
        row_of(
            *("Adjustments", "pact_price", "Costs", "cost_per_person", "set"),
            *(round(_PERSON_NOT_RELOCATED.number()), "reception", None, None),
        ),
        [_PERSON_NOT_RELOCATED],
        "as a thought: 20,000 EUR for each, what the pact puts on a relocation not made, which is "
        "not the price of three months' reception.",
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
    half, course, training = (
        assumed.HALF_THE_EFFECT,
        assumed.OPTIMISTIC_WELCOME,
        assumed.OPTIMISTIC_TRAINING,
    )
    effects: list[tuple[str, str, assumed.Assumption, list[Figure]]] = [
        ("cautious_effect", "reception", assumed.NO_EFFECT_OF_RECEPTION, []),
        ("cautious_effect", "integration", half, [HIVA]),
        ("optimistic_effect", "reception", course, [HIVA]),
        ("optimistic_effect", "integration", training, [MARBACH]),
    ]
    for scenario, stage, effect, figures in effects:
        yield documented(
            row_of(
                *("Adjustments", scenario, "Costs", "additionality", "set", effect.value),
                *(stage, None, None),
            ),
            figures,
            effect.reason,
        )
    yield documented(
        row_of(
            *("Adjustments", "cautious_effect", "Benefits", "benefit_per_person", "multiply"),
            *(round(without_assistance, 4), "work", None, None),
        ),
        [LIVING_WAGE, ON_LIVING_WAGE],
        "no social assistance saved is counted, since several states have none that compares.",
    )


def rows_of_policies() -> list[Row]:
    """Return the rows of the sheet Policies."""
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
