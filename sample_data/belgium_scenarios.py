"""The scenarios of the Belgian case: its rules, and what is adjusted in each."""

from __future__ import annotations

from sample_data import assumptions as assumed
from sample_data.assumptions import Assumption
from sample_data.belgium_flows import EXPECTED_YEARS, IN_WORK, IN_WORK_EARLIER, RATES
from sample_data.belgium_money import BOLLENS, CRACS, HIVA, MARBACH, PROGRAMME_YEARS
from sample_data.sources import Figure
from sample_data.writing import GOALS, Cell, Row, documented, scenarios

YEARS = f"{PROGRAMME_YEARS[0]}-{PROGRAMME_YEARS[-1]}"
LAST_WORK_ENTRY = PROGRAMME_YEARS[-1] + 2
"""When those who enter the course in the last programme year come to work."""

SCENARIOS = (
    "host_pays_today",
    "later_benefit",
    "signed_key",
    "federal_ceiling",
    "social_security_apart",
    "own_share_25",
    "nothing_before_2028",
    "cautious_effect",
    "optimistic_effect",
    "earlier_cohort",
    "low_arrivals",
    "training_for_a_third",
)


def rows_of_scenarios() -> list[Row]:
    """Return the rows of the sheet Scenarios."""
    labels = {
        "host_pays_today": "Whoever answers for a programme pays it",
        "later_benefit": "By later benefit alone, no clause",
        "signed_key": "One key for each stage, to be signed",
        "federal_ceiling": "Federal ceiling of 15 million a year",
        "social_security_apart": "Social security stays out",
        "own_share_25": "A quarter is the host's own",
        "nothing_before_2028": "No federal or social money before 2028",
        "cautious_effect": "Effects as the most cautious evaluators found",
        "optimistic_effect": "Effects as the most favourable figures have",
        "earlier_cohort": "At work as often as the earlier cohort",
        "low_arrivals": "Three tenths fewer applications",
        "training_for_a_third": "A third of those with the attestation take training",
    }
    rules: list[tuple[str, Cell, Row, str]] = [
        ("label", "Positions made up for this sample", dict(labels), "names of the scenarios."),
        ("discount_rate", assumed.DISCOUNT_RATE.value, {}, assumed.DISCOUNT_RATE.reason),
        ("benefit_cap", 1, {}, "nobody pays more than it gains later."),
        (
            "own_share_min",
            0,
            {"host_pays_today": 1, "own_share_25": assumed.OWN_SHARE.value},
            f"no own share, but today the host pays all; in own_share_25 "
            f"{assumed.OWN_SHARE.reason}",
        ),
        ("de_minimis", 0.01, {}, "a payer that gains less than 1 % by a programme is not asked."),
        ("least_transfer", assumed.LEAST_TRANSFER.value, {}, assumed.LEAST_TRANSFER.reason),
        (
            "same_key_by",
            None,
            {"signed_key": "stage"},
            "a matrix of shares in the base; in signed_key the same percentages for all "
            "programmes of a stage, which is what gets signed.",
        ),
        ("burden_basis", "benefit", {}, "effort is measured against what each gains."),
        (
            "goals",
            GOALS,
            {},
            "the usual order. The clauses of base hold in base alone: later_benefit has the same "
            "rules without them.",
        ),
        ("programme_years", YEARS, {}, "three budget years."),
        (
            "project_until",
            LAST_WORK_ENTRY,
            {},
            "two years after the last programmes, when their people come to work.",
        ),
        ("additionality", 1, {}, "the effects of Costs as they are; the slider takes less."),
        ("benefit_timing", "spread", {}, "a benefit comes evenly over the years at work."),
        ("settle_threshold", *_settled(assumed.SETTLE_THRESHOLD)),
        ("settle_years", *_settled(assumed.SETTLE_YEARS)),
        ("advance", *_settled(assumed.ADVANCE)),
        ("rounding", 1, {}, "whole euros, of February 2025."),
        ("currency", "EUR", {}, "as in the sources."),
    ]
    return scenarios(SCENARIOS, rules)


def _settled(assumption: Assumption) -> tuple[Cell, Row, str]:
    return assumption.value, {}, assumption.reason


def _adjustment(
    scenario: str,
    change: tuple[str, str, str, float],
    where: dict[str, Cell],
    figures: list[Figure],
    reason: str,
) -> Row:
    sheet, column, operation, value = change
    return documented(
        {
            "scenario": scenario,
            "sheet": sheet,
            "column": column,
            "operation": operation,
            "value": value,
            "stage": where.get("stage"),
            "territory": where.get("territory"),
            "group": where.get("group"),
            "year": where.get("year"),
        },
        figures,
        reason,
    )


def rows_of_adjustments() -> list[Row]:
    """Return the rows of the sheet Adjustments."""
    effects: list[tuple[str, str, Assumption, list[Figure]]] = [
        ("cautious_effect", "welcome", assumed.CAUTIOUS_WELCOME, [CRACS]),
        ("cautious_effect", "school", assumed.CAUTIOUS_SCHOOL, []),
        ("cautious_effect", "training", assumed.CAUTIOUS_TRAINING, [BOLLENS]),
        ("optimistic_effect", "welcome", assumed.OPTIMISTIC_WELCOME, [HIVA]),
        ("optimistic_effect", "school", assumed.OPTIMISTIC_SCHOOL, []),
        ("optimistic_effect", "training", assumed.OPTIMISTIC_TRAINING, [MARBACH]),
    ]
    more = round(IN_WORK_EARLIER.number() / IN_WORK.number(), 4)
    return [
        *(
            _adjustment(
                scenario,
                ("Costs", "additionality", "set", effect.value),
                {"stage": stage},
                figures,
                effect.reason,
            )
            for scenario, stage, effect, figures in effects
        ),
        _adjustment(
            "earlier_cohort",
            ("Benefits", "benefit_per_person", "multiply", more),
            {"stage": "work", "group": "protected"},
            [IN_WORK_EARLIER, IN_WORK],
            "as many more at work as 37 are to 29, written as so much more benefit of each, "
            "which gives the same money.",
        ),
        *(
            _adjustment(
                "low_arrivals",
                ("Flows", "persons", "multiply", assumed.FEWER_ARRIVALS.value),
                {"stage": "reception", "group": "applicants", "year": year},
                [RATES],
                assumed.FEWER_ARRIVALS.reason,
            )
            for year in EXPECTED_YEARS
        ),
        *_existing_with_fewer_arrivals(),
        *_training_for_a_third(),
    ]


def _existing_with_fewer_arrivals() -> list[Row]:
    changes: list[tuple[Assumption, dict[str, Cell]]] = [
        (assumed.FALLING_GRANTS, {"stage": "welcome", "group": "protected"}),
        (assumed.FALLING_GRANTS, {"stage": "school", "territory": "DG"}),
    ]
    for year in PROGRAMME_YEARS[1:]:
        changes.append((assumed.FALLING_OFFER, {"stage": "training", "year": year}))
    return [
        _adjustment(
            "low_arrivals", ("Existing", "amount", "multiply", part.value), where, [], part.reason
        )
        for part, where in changes
    ]


def _training_for_a_third() -> list[Row]:
    part = assumed.A_THIRD
    return [
        _adjustment(
            "training_for_a_third",
            (sheet, column, "multiply", round(part.value, 4)),
            {"stage": "training"},
            [],
            reason,
        )
        for sheet, column, reason in (
            ("Costs", "share", part.reason),
            ("Existing", "amount", "the general offer serves half of these, as in the base."),
        )
    ]
