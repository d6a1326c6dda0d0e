"""What the Belgian parties bring to the table: budgets, clauses, scenarios, adjustments."""

from __future__ import annotations

from sample_data import assumptions as assumed
from sample_data.assumptions import Assumption
from sample_data.belgium_flows import EXPECTED_YEARS, IN_WORK, IN_WORK_EARLIER, RATES
from sample_data.belgium_money import (
    BOLLENS,
    CRACS,
    MARBACH,
    OFFICE_BUDGET,
    PROGRAMME_YEARS,
    TO_COCOM,
    WALLOON_BUDGET,
)
from sample_data.sources import Figure
from sample_data.writing import GOALS, Cell, Row, documented, scenarios

SHARED_FROM = 2028
FIRST_YEAR, LAST_PROGRAMME_YEAR = PROGRAMME_YEARS[0], PROGRAMME_YEARS[-1]
YEARS = f"{FIRST_YEAR}-{LAST_PROGRAMME_YEAR}"
LAST_WORK_ENTRY = LAST_PROGRAMME_YEAR + 2
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
)


def rows_of_budgets() -> list[Row]:
    """Return the rows of the sheet Budgets: what is known of the means of a payer."""
    reason = (
        "beyond what it pays already, the payer has as much again as its whole budget for civic "
        "integration of that year, for all its programmes."
    )
    return [
        documented(
            {"payer": payer, "max_contribution": round(figure.number())},
            [figure, *more],
            reason,
            "The budget serves other newcomers too; the part that serves these groups is in "
            "the existing payments.",
        )
        for payer, figure, more in (
            ("COCOM", OFFICE_BUDGET, [TO_COCOM]),
            ("WA", WALLOON_BUDGET, []),
        )
    ]


def _clause(
    key: str,
    label: str,
    bound: tuple[str, str, float],
    origin: tuple[str | None, str, str],
    assumption: Assumption | str,
    remark: str = "",
    **selection: Cell,
) -> Row:
    chosen = {
        name: selection.get(name) for name in ("payer", "host", "stage", "group", "year", "each")
    }
    measure, sense, value = bound
    scenario, by, status = origin
    row: dict[str, Cell] = {
        "clause": key,
        "label": label,
        **chosen,
        "measure": measure,
        "sense": sense,
        "value": value,
        "scenario": scenario,
        "proposed_by": by,
        "round": "first",
        "status": status,
    }
    reason = assumption if isinstance(assumption, str) else assumption.reason
    return documented(
        row, assumption=f"a position made up for this sample: {reason}", remark=remark
    )


def rows_of_rounds() -> list[Row]:
    """Return the row of the sheet Rounds."""
    return [
        documented(
            {
                "round": "first",
                "order": 1,
                "participants": "Federal level, social security, Communities, Regions, "
                "associations of municipalities",
            },
            assumption="no such round has been held; the clauses of this sample name it.",
        )
    ]


_LEGAL_BASIS = (
    "What it pays towards courses and schools, which belong to the Communities and Regions, "
    "would need a cooperation agreement or the Special Financing Act."
)


def rows_of_clauses() -> list[Row]:
    """Return the rows of the sheet Clauses."""
    return [*_standing_clauses(), *_of_scenarios()]


def _standing_clauses() -> list[Row]:
    return [
        _clause(
            "federal_each_year",
            "The federal level pays at most 45 % of the needs of each year",
            ("share_of_need", "at most", assumed.FEDERAL_PART_AT_MOST.value),
            ("base", "Federal government", "proposed"),
            assumed.FEDERAL_PART_AT_MOST,
            _LEGAL_BASIS,
            payer="BE",
            each="year",
        ),
        _clause(
            "antwerp_in_flanders",
            "Antwerp pays at most 4 % of the needs in Flanders",
            ("share_of_need", "at most", assumed.ANTWERP_IN_FLANDERS.value),
            ("base", "Antwerp, city and OCMW", "proposed"),
            assumed.ANTWERP_IN_FLANDERS,
            "The city lies in Flanders, so that its own programmes count as well.",
            payer="ANT",
            host="FL",
        ),
        _clause(
            "flanders_in_brussels",
            "Flanders pays at least a quarter of training in Brussels",
            ("share_of_need", "at least", assumed.FLEMISH_PART_IN_BRUSSELS.value),
            (None, "Brussels-Capital", "rejected"),
            assumed.FLEMISH_PART_IN_BRUSSELS,
            payer="FL",
            host="BX",
            stage="training",
        ),
        _clause(
            "social_security_part",
            "Social security pays at most 40 % of its later benefit",
            ("share_of_benefit", "at most", assumed.SOCIAL_PART_AT_MOST.value),
            ("base", "Social security (ONSS/RSZ)", "proposed"),
            assumed.SOCIAL_PART_AT_MOST,
            "Its money is for its branches; a contribution would need a law.",
            payer="SS",
        ),
    ]


def _of_scenarios() -> list[Row]:
    return [
        _clause(
            "federal_ceiling",
            "The federal level pays at most 20 million EUR in each year",
            ("amount", "at most", assumed.FEDERAL_CEILING.value),
            ("federal_ceiling", "Federal government", "proposed"),
            assumed.FEDERAL_CEILING,
            payer="BE",
            each="year",
        ),
        _clause(
            "social_security_apart",
            "Social security pays for no programme",
            ("amount", "at most", 0),
            ("social_security_apart", "Social security (ONSS/RSZ)", "proposed"),
            "its money is for its branches; a contribution would need a law.",
            payer="SS",
        ),
        _clause(
            "wallonia_asks_federal",
            "The federal level pays at least 30 % of civic integration in Wallonia",
            ("share_of_need", "at least", assumed.FEDERAL_FLOOR.value),
            ("own_share_25", "Wallonia", "proposed"),
            assumed.FEDERAL_FLOOR,
            payer="BE",
            host="WA",
            stage="welcome",
        ),
        *(
            _clause(
                f"no_{payer}_before_{SHARED_FROM}",
                f"{name} pays nothing before {SHARED_FROM}",
                ("amount", "at most", 0),
                ("nothing_before_2028", "Federal government", "proposed"),
                f"nobody pays for others before {SHARED_FROM}, when new budgets begin.",
                payer=payer,
                year=f"{FIRST_YEAR}-{SHARED_FROM - 1}",
            )
            for payer, name in (
                ("BE", "The federal level"),
                ("SS", "Social security"),
            )
        ),
    ]


def rows_of_scenarios() -> list[Row]:
    """Return the rows of the sheet Scenarios."""
    labels = {
        "host_pays_today": "Whoever answers for a programme pays it",
        "later_benefit": "By later benefit alone, no clause",
        "signed_key": "One key for each stage, to be signed",
        "federal_ceiling": "Federal ceiling of 20 million a year",
        "social_security_apart": "Social security stays out",
        "own_share_25": "A quarter is the host's own",
        "nothing_before_2028": "No federal or social money before 2028",
        "cautious_effect": "Effects as the most cautious evaluators found",
        "optimistic_effect": "Effects as the most favourable study found",
        "earlier_cohort": "At work as often as the earlier cohort",
        "low_arrivals": "Three tenths fewer applications",
    }
    rules: list[tuple[str, Cell, Row, str]] = [
        ("label", "Positions on the table", dict(labels), "names of the scenarios."),
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
        ("rounding", 1, {}, "whole euros."),
        ("currency", "EUR", {}, "as in the sources."),
    ]
    return scenarios(SCENARIOS, rules)


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
            "group": where.get("group"),
            "year": where.get("year"),
        },
        figures,
        reason,
    )


def rows_of_adjustments() -> list[Row]:
    """Return the rows of the sheet Adjustments."""
    effects = [
        ("cautious_effect", "welcome", assumed.CAUTIOUS_WELCOME, [CRACS]),
        ("cautious_effect", "school", assumed.CAUTIOUS_WELCOME, [CRACS]),
        ("cautious_effect", "training", assumed.CAUTIOUS_TRAINING, [BOLLENS]),
        *(
            ("optimistic_effect", stage, assumed.OPTIMISTIC, [MARBACH])
            for stage in ("welcome", "school", "training")
        ),
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
        _adjustment(
            "low_arrivals",
            ("Existing", "amount", "multiply", assumed.FALLING_GRANTS.value),
            {"stage": "welcome"},
            [],
            assumed.FALLING_GRANTS.reason,
        ),
    ]
