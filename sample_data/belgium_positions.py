"""What the Belgian parties bring to the table: budgets, the round, clauses."""

from __future__ import annotations

from sample_data import assumptions as assumed
from sample_data.assumptions import Assumption
from sample_data.belgium_money import (
    OFFICE_BUDGET,
    PROGRAMME_YEARS,
    TO_COCOM,
)
from sample_data.prices import index_figures, indexed
from sample_data.writing import Cell, Row, documented

SHARED_FROM = 2028
FIRST_YEAR, LAST_PROGRAMME_YEAR = PROGRAMME_YEARS[0], PROGRAMME_YEARS[-1]
YEARS = f"{FIRST_YEAR}-{LAST_PROGRAMME_YEAR}"


def rows_of_budgets() -> list[Row]:
    """Return the rows of the sheet Budgets: what is known of the means of a payer."""
    return [
        documented(
            {"payer": "COCOM", "max_contribution": round(indexed(OFFICE_BUDGET.number(), 2022))},
            [OFFICE_BUDGET, *index_figures(2022), TO_COCOM],
            "beyond what it pays already, the payer has as much again as its whole budget for "
            "civic integration of that year, which is all that it answers for here; "
            + assumed.BUDGETS_INDEXED[:-2]
            + ".",
            "The budget serves other newcomers too; the part that serves these groups is in "
            "the existing payments. Wallonia's budget for integration is no limit here, since it "
            "does not pay for training (Forem).",
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
    "Courses, schools and training belong to the Communities and Regions: that federal money may "
    "go to them at all is contested in law; it would need a cooperation agreement or the Special "
    "Financing Act."
)


def rows_of_clauses() -> list[Row]:
    """Return the rows of the sheet Clauses."""
    return [*_standing_clauses(), *_of_scenarios()]


def _standing_clauses() -> list[Row]:
    return [
        _clause(
            "federal_each_year",
            "The federal level pays at most 15 % of the needs of each year",
            ("share_of_need", "at most", assumed.FEDERAL_PART_AT_MOST.value),
            ("base", "Federal government", "proposed"),
            assumed.FEDERAL_PART_AT_MOST,
            _LEGAL_BASIS,
            payer="BE",
            each="year",
        ),
        _clause(
            "antwerp_in_flanders",
            "Antwerp pays in each year at most 2 % of the needs in Flanders",
            ("share_of_need", "at most", assumed.ANTWERP_IN_FLANDERS.value),
            ("base", "Antwerp, city and OCMW", "proposed"),
            assumed.ANTWERP_IN_FLANDERS,
            "The city lies in Flanders, so that its own programmes count as well.",
            payer="ANT",
            host="FL",
            each="year",
        ),
        _clause(
            "flanders_in_brussels",
            "Flanders pays at least a quarter of training in Brussels",
            ("share_of_need", "at least", assumed.FLEMISH_PART_IN_BRUSSELS.value),
            (None, "Brussels-Capital", "rejected"),
            assumed.FLEMISH_PART_IN_BRUSSELS,
            "What it answers for itself there (VDAB, a fifth) counts as well.",
            payer="FL",
            host="BX",
            stage="training",
        ),
        _clause(
            "social_security_part",
            "Social security pays in each year at most an eighth of its later benefit",
            ("share_of_benefit", "at most", assumed.SOCIAL_PART_AT_MOST.value),
            ("base", "Social security (ONSS/RSZ)", "proposed"),
            assumed.SOCIAL_PART_AT_MOST,
            "Its money is for its branches; a contribution would need a law.",
            payer="SS",
            each="year",
        ),
        *_of_municipalities(),
        _clause(
            "flanders_asks_federal",
            "The federal level pays at least 15 % of training in Flanders",
            ("share_of_need", "at least", assumed.FEDERAL_PART_IN_FLANDERS.value),
            ("base", "Flanders", "proposed"),
            assumed.FEDERAL_PART_IN_FLANDERS,
            _LEGAL_BASIS,
            payer="BE",
            host="FL",
            stage="training",
        ),
    ]


def _of_municipalities() -> list[Row]:
    return [
        _clause(
            f"{place.lower()}_municipalities",
            f"{name} municipalities pay in each year at most a fifth of their later benefit",
            ("share_of_benefit", "at most", assumed.MUNICIPAL_PART_AT_MOST.value),
            ("base", association, "proposed"),
            assumed.MUNICIPAL_PART_AT_MOST,
            "Their social services bear part of the living wage already.",
            payer=f"{place}_local",
            each="year",
        )
        for place, name, association in (
            ("BX", "Brussels", "Municipalities of Brussels (Brulocalis)"),
            ("FL", "Flemish", "Flemish municipalities (VVSG)"),
            ("WA", "Walloon", "Walloon municipalities (UVCW)"),
        )
    ]


def _of_scenarios() -> list[Row]:
    return [
        _clause(
            "federal_ceiling",
            "The federal level pays at most 15 million EUR in each year",
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
            "The federal level pays at least a tenth of civic integration in Wallonia",
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
                ("nothing_before_2028", by, "proposed"),
                f"the federal level and social security pay nothing before {SHARED_FROM}, when new "
                "budgets begin; municipalities may.",
                payer=payer,
                year=f"{FIRST_YEAR}-{SHARED_FROM - 1}",
            )
            for payer, name, by in (
                ("BE", "The federal level", "Federal government"),
                ("SS", "Social security", "Social security (ONSS/RSZ)"),
            )
        ),
    ]
