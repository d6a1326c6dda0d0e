"""What the parties of the case of the cities bring: clauses, scenarios, adjustments, policies."""

from __future__ import annotations

from collections.abc import Iterator

from sample_data import assumptions as assumed
from sample_data.belgium_money import BOLLENS, CONTRACTS, COURSE, CRACS, HIVA, MARBACH
from sample_data.sources import belgian
from sample_data.writing import GOALS, Cell, Row, documented, row_of, scenarios

YEARS = range(2026, 2030)
SCENARIOS = (
    "host_pays_today",
    "later_benefit",
    "signed_key",
    "region_pays_half",
    "cautious_effect",
    "optimistic_effect",
)


def _clause(
    key: str, label: str, bound: tuple[str, str, float], by: str, reason: str, **chosen: Cell
) -> Row:
    measure, sense, value = bound
    return documented(
        {
            "clause": key,
            "label": label,
            **{name: chosen.get(name) for name in ("payer", "host", "stage", "each")},
            "measure": measure,
            "sense": sense,
            "value": value,
            "scenario": chosen.get("scenario", "base"),
            "proposed_by": by,
            "status": "proposed",
        },
        assumption=f"a position made up for this sample: {reason}",
    )


def rows_of_clauses() -> Iterator[Row]:
    """Yield the rows of the sheet Clauses."""
    yield _clause(
        "federal_each_year",
        "The federal level pays at most a quarter of the needs of each year",
        ("share_of_need", "at most", 0.25),
        "Federal government",
        "the federal level is one of several that gain.",
        payer="BE",
        each="year",
    )
    yield _clause(
        "cities_in_flanders",
        "Antwerpen pays at most 2 % of the needs in Flanders",
        ("share_of_need", "at most", 0.02),
        "Antwerpen",
        "the city lies in Flanders, so that its own programmes count as well.",
        payer="ANT",
        host="FL",
    )
    yield _clause(
        "region_pays_half",
        "Flanders pays at least half of guidance on arrival in each municipality",
        ("share_of_need", "at least", 0.5),
        "Municipalities (VVSG)",
        "the Region asks for guidance, so it pays half of it; what it pays above its later benefit "
        "it pays as a host or not at all.",
        payer="FL",
        host="FL",
        stage="settling",
        each="host",
        scenario="region_pays_half",
    )


def rows_of_scenarios() -> list[Row]:
    """Return the rows of the sheet Scenarios."""
    labels = {
        "host_pays_today": "Whoever answers for a programme pays it",
        "later_benefit": "By later benefit alone, no clause",
        "signed_key": "One key for each stage, to be signed",
        "region_pays_half": "Flanders pays half of guidance on arrival",
        "cautious_effect": "Effects as the most cautious evaluators found",
        "optimistic_effect": "Effects as the most favourable figures have",
    }
    rules: list[tuple[str, Cell, Row, str]] = [
        ("label", "Positions made up for this sample", dict(labels), "names of the scenarios."),
        ("discount_rate", assumed.DISCOUNT_RATE.value, {}, assumed.DISCOUNT_RATE.reason),
        (
            "benefit_cap",
            1,
            {"region_pays_half": "none"},
            "nobody pays more than it gains later; in region_pays_half somebody may.",
        ),
        (
            "own_share_min",
            0,
            {"host_pays_today": 1},
            "no own share, but today whoever answers for a programme pays all.",
        ),
        ("de_minimis", 0.01, {}, "a payer that gains less than 1 % by a programme is not asked."),
        (
            "same_key_by",
            None,
            {"signed_key": "stage"},
            "a matrix in the base; in signed_key the same percentages for all of a stage.",
        ),
        (
            "least_transfer",
            assumed.LEAST_TRANSFER_OF_CITIES.value,
            {"region_pays_half": 0},
            f"{assumed.LEAST_TRANSFER_OF_CITIES.reason} In region_pays_half each counts.",
        ),
        ("burden_basis", "benefit", {}, "effort is measured against what each gains."),
        ("goals", GOALS, {}, "the usual order."),
        ("programme_years", f"{YEARS[0]}-{YEARS[-1]}", {}, "until the parliaments end in 2029."),
        ("project_until", YEARS[-1] + 2, {}, "when the people of the last year come to work."),
        ("rounding", 1, {}, "whole euros."),
        ("currency", "EUR", {}, "as in the sources."),
    ]
    return scenarios(SCENARIOS, rules)


def rows_of_adjustments() -> Iterator[Row]:
    """Yield the rows of the sheet Adjustments."""
    for scenario, stage, effect, figures in (
        ("cautious_effect", "welcome", assumed.CAUTIOUS_WELCOME, [CRACS]),
        ("cautious_effect", "training", assumed.CAUTIOUS_TRAINING, [BOLLENS]),
        ("optimistic_effect", "welcome", assumed.OPTIMISTIC_WELCOME, [HIVA]),
        ("optimistic_effect", "training", assumed.OPTIMISTIC_TRAINING, [MARBACH]),
    ):
        yield documented(
            row_of(
                *("Adjustments", scenario, "Costs", "additionality", "set", effect.value),
                *(stage, None, None),
            ),
            figures,
            effect.reason,
        )


def rows_of_policies() -> list[Row]:
    """Return the rows of the sheet Policies."""
    done = belgian("inburgering attestations", "FL+BX(NL)", "2019")
    return [
        documented(
            row_of(
                *("Policies", "fl_inburgering", "FL", "welcome", None, "education", "missed"),
                *(None, CONTRACTS.number(), CONTRACTS.number() * COURSE.number(), False),
            ),
            [CONTRACTS, done, COURSE],
            "spending is the contracts times the average cost of a trajectory.",
            f"In prices of 2015. Reached: those with a contract; {done.text} attestations were "
            "given in the year. With the office in Brussels. Newcomers of every kind; what of it "
            "serves refugees is in the existing payments.",
        )
    ]
