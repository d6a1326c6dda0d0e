"""What the Belgian parties bring to the table: budgets, clauses, scenarios, adjustments."""

from __future__ import annotations

from sample_data import assumptions as assumed
from sample_data.assumptions import AGED_20_64, Assumption, worker_value_a_year
from sample_data.belgium_flows import HOSTS, LAST_YEAR, NAMES
from sample_data.sources import belgian
from sample_data.writing import GOALS, Cell, Row, documented, row_of, scenarios

FIRST_YEAR, LAST_PROGRAMME_YEAR = 2026, 2030
PROGRAMME_YEARS = range(FIRST_YEAR, LAST_PROGRAMME_YEAR + 1)
SHARED_FROM = 2028
LAST_WORK_ENTRY = LAST_PROGRAMME_YEAR + 2
"""When those who enter welcome in the last programme year come to work."""

SCENARIOS = (
    "host_pays_today",
    "later_benefit",
    "federal_ceiling",
    "own_share_25",
    "nothing_before_2028",
    "arrivals_up_20",
    "cautious_benefit",
)

_WALLOON_BUDGET = belgian("integration policy budget (reform)", "WA", "2023")
_BRUSSELS_BUDGET = belgian("yearly budget, French-speaking track", "BX", "2022")


def rows_of_budgets() -> list[Row]:
    """Return the rows of the sheet Budgets: what sources say is there today."""
    stays = "the budget of that year holds for every year and may serve every stage."
    return [
        documented(
            {"payer": "BX", "max_contribution": round(_BRUSSELS_BUDGET.number())},
            [_BRUSSELS_BUDGET],
            stays,
            "The French-speaking track only: Flanders pays the Dutch-speaking one.",
        ),
        documented(
            {"payer": "WA", "max_contribution": round(_WALLOON_BUDGET.number())},
            [_WALLOON_BUDGET],
            stays,
        ),
    ]


def _clause(
    key: str,
    label: str,
    bound: tuple[str, str, float],
    origin: tuple[str | None, str, str],
    assumption: Assumption | str,
    **selection: Cell,
) -> Row:
    chosen = (selection.get(name) for name in ("payer", "host", "stage", "year"))
    row = row_of("Clauses", key, label, *chosen, *bound, *origin)
    reason = assumption if isinstance(assumption, str) else assumption.reason
    return documented(row, assumption=f"a position made up for this sample: {reason}")


def rows_of_clauses() -> list[Row]:
    """Return the rows of the sheet Clauses."""
    return [*_standing_clauses(), *_federal_ceiling(), *_own_share(), *_nothing_before()]


def _standing_clauses() -> list[Row]:
    return [
        _clause(
            "federal_two_thirds",
            "The federal level pays at most two thirds of all needs",
            ("share_of_need", "at most", round(assumed.FEDERAL_PART_AT_MOST.value, 4)),
            ("base", "Federal government", "proposed"),
            assumed.FEDERAL_PART_AT_MOST,
            payer="BE",
        ),
        _clause(
            "flanders_in_wallonia",
            "Flanders pays at most a tenth of the needs in Wallonia",
            ("share_of_need", "at most", assumed.FLANDERS_IN_WALLONIA.value),
            ("base", "Flanders", "proposed"),
            assumed.FLANDERS_IN_WALLONIA,
            payer="FL",
            host="WA",
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
            "german_speaking_half",
            "The German-speaking Community pays at most half of its later benefit",
            ("share_of_benefit", "at most", assumed.HALF_OF_BENEFIT.value),
            ("base", "German-speaking Community", "proposed"),
            assumed.HALF_OF_BENEFIT,
            payer="DG",
        ),
        _clause(
            "german_speaking_in_brussels",
            "The German-speaking Community pays nothing in Brussels",
            ("amount", "at most", 0),
            (None, "Brussels-Capital", "agreed"),
            "a few hundred euros are not worth a transfer.",
            payer="DG",
            host="BX",
        ),
    ]


def _federal_ceiling() -> list[Row]:
    return [
        _clause(
            f"federal_ceiling_{year}",
            f"The federal level pays at most 40 million EUR in {year}",
            ("amount", "at most", assumed.FEDERAL_CEILING.value),
            ("federal_ceiling", "Federal government", "proposed"),
            assumed.FEDERAL_CEILING,
            payer="BE",
            year=year,
        )
        for year in PROGRAMME_YEARS
    ]


def _own_share() -> list[Row]:
    return [
        _clause(
            "wallonia_asks_flanders",
            "Flanders pays at least 8 % of welcome in Wallonia",
            ("share_of_need", "at least", assumed.FLEMISH_FLOOR.value),
            ("own_share_25", "Wallonia", "proposed"),
            assumed.FLEMISH_FLOOR,
            payer="FL",
            host="WA",
            stage="welcome",
        )
    ]


def _nothing_before() -> list[Row]:
    """Return what keeps everyone but the host from paying before the year of the scenario."""
    pairs: list[tuple[str, str | None]] = [("BE", None)]
    pairs += [(payer, host) for payer in HOSTS for host in HOSTS if payer != host]
    return [
        _clause(
            f"no_{payer}_{f'in_{host}_' if host else ''}{year}",
            f"{NAMES[payer]} pays nothing {f'in {NAMES[host]} ' if host else ''}in {year}",
            ("amount", "at most", 0),
            ("nothing_before_2028", "Flanders", "proposed"),
            f"nobody pays for others before {SHARED_FROM}, when new budgets begin.",
            payer=payer,
            host=host,
            year=year,
        )
        for year in range(FIRST_YEAR, SHARED_FROM)
        for payer, host in pairs
    ]


def rows_of_scenarios() -> list[Row]:
    """Return the rows of the sheet Scenarios."""
    rules: list[tuple[str, Cell, Row, str]] = [
        ("discount_rate", assumed.DISCOUNT_RATE.value, {}, assumed.DISCOUNT_RATE.reason),
        ("benefit_cap", 1, {}, "nobody pays more than it gains later."),
        (
            "own_share_min",
            0,
            {"host_pays_today": 1, "own_share_25": assumed.OWN_SHARE.value},
            f"no own share, but today the host pays all; in own_share_25 "
            f"{assumed.OWN_SHARE.reason}",
        ),
        ("burden_basis", "benefit", {}, "effort is measured against what each gains."),
        (
            "goals",
            GOALS,
            {},
            "the usual order. The clauses of base hold in base alone: later_benefit has the same "
            "rules without them.",
        ),
        ("programme_years", f"{FIRST_YEAR}-{LAST_PROGRAMME_YEAR}", {}, "five budget years."),
        (
            "project_until",
            LAST_WORK_ENTRY,
            {},
            "two years after the last programmes, when their people come to work.",
        ),
        ("arrivals_growth", 0, {}, f"as many arrive each year as in {LAST_YEAR}."),
        ("rounding", 1, {}, "whole euros."),
        ("currency", "EUR", {}, "as in the sources."),
    ]
    return scenarios(SCENARIOS, rules)


def rows_of_adjustments() -> list[Row]:
    """Return the rows of the sheet Adjustments."""
    return [
        documented(
            row_of(
                *("Adjustments", "arrivals_up_20", "Flows", "persons", "multiply"),
                *(assumed.MORE_ARRIVALS.value, "reception", None, LAST_YEAR),
            ),
            assumption=assumed.MORE_ARRIVALS.reason,
        ),
        documented(
            row_of(
                *("Adjustments", "cautious_benefit", "Benefits", "benefit_per_person", "multiply"),
                *(round(AGED_20_64.number(1) / worker_value_a_year(), 4), "work", None, None),
            ),
            [AGED_20_64],
            "a person at work contributes no more than the average of the first generation, "
            "which counts those without work: the most cautious reading.",
        ),
    ]
