"""What waiting costs whom in the Belgian case, and what a person at work brings to whom."""

from __future__ import annotations

from sample_data import assumptions as assumed
from sample_data.belgium_flows import SERVED
from sample_data.belgium_places import PLACES
from sample_data.sources import Figure, belgian, evidence
from sample_data.writing import Row, documented

YEARS_AT_WORK = 5
ON_LIVING_WAGE = belgian("share of asylum-motive entrants of 2013 on living wage", "BE", "2014")
LIVING_WAGE = evidence("amount a month: cohabiting / alone / with a family", "BE", "Feb 2025")
REFUND = evidence("federal part and part of the CPAS", "BE", "2022")
TEMPORARY_REFUND = evidence("federal refund for temporary protection", "BE", "2022-2023")
MEDICAL_AID = evidence("urgent medical aid: cost and persons who used it", "BE", "2013")
MINIMUM = evidence("guaranteed minimum income", "BE", "Feb 2025")
NET_AT_MINIMUM = evidence("net part of the guaranteed minimum income", "BE", "2025")
EMPLOYEES = evidence("social contributions of employees", "BE", "2018")
INCOME_TAX = evidence("income tax: all / kept by the federal level / of the regions", "BE", "2014")
SURCHARGE = evidence("municipal surcharge on the income tax", "FL", "2023")
MONTHS = 12
MILLION = 1_000_000
DUTCH, FRENCH = 1, 0
"""The places of OFFICE_PLACES by language."""

LOCAL = {"ANT": "ANT", "BX": "BX_local", "DG": "DG", "FL": "FL_local", "WA": "WA_local"}
"""The municipalities with their social services that answer for a place."""
TAXING = {"ANT": "FL", "BX": "BX", "DG": "WA", "FL": "FL", "WA": "WA"}
"""The region that levies the surcharge on the income tax in a place."""


def living_wage() -> float:
    """Return what a year on living wage costs, in EUR."""
    together, alone = LIVING_WAGE.number(0), LIVING_WAGE.number(1)
    part = assumed.ALONE_OR_TOGETHER.value
    return MONTHS * (part * alone + (1 - part) * together)


def on_living_wage(group: str) -> float:
    """Return the part of a group who are on living wage where they do not work."""
    return assumed.FAMILY_ON_LIVING_WAGE.value if group == "family" else ON_LIVING_WAGE.share()


def refunded(group: str) -> float:
    """Return the part of the living wage of a group that the federal level refunds."""
    return (assumed.TEMPORARY_REFUND if group == "temporary" else assumed.FEDERAL_PART).value


def _living_wage_figures(group: str) -> list[Figure]:
    often = [] if group == "family" else [ON_LIVING_WAGE]
    return [LIVING_WAGE, *often, TEMPORARY_REFUND if group == "temporary" else REFUND]


def _living_wage_reason(group: str) -> str:
    refund = assumed.TEMPORARY_REFUND if group == "temporary" else assumed.FEDERAL_PART
    often = (
        assumed.FAMILY_ON_LIVING_WAGE.reason
        if group == "family"
        else "as many are on living wage as of the asylum entrants of 2013 a year later."
    )
    return f"{often[:-1]}; {assumed.ALONE_OR_TOGETHER.reason[:-1]}; {refund.reason}"


def rows_of_waiting() -> list[Row]:
    """Return the rows of the sheet Waiting: what a year without a place costs, and whom."""
    found = []
    for stage in ("welcome", "training"):
        for group in SERVED:
            cost = living_wage() * on_living_wage(group)
            federal = refunded(group)
            bearers: list[tuple[str | None, str, float]] = [(None, "BE", cost * federal)]
            if federal < 1:
                bearers += [(p, LOCAL[p], cost * (1 - federal)) for p in PLACES]
            found += [
                documented(
                    {
                        "stage": stage,
                        "territory": place,
                        "group": group,
                        "bearer": bearer,
                        "waiting_cost_per_person": round(amount),
                    },
                    _living_wage_figures(group),
                    f"who waits stays on living wage for that year; {_living_wage_reason(group)}",
                )
                for place, bearer, amount in bearers
            ]
    return [*found, _medical_aid()]


def _medical_aid() -> Row:
    lowest, highest = 0.10, 0.20
    per_user = MEDICAL_AID.number(0) * MILLION / MEDICAL_AID.number(1)
    return documented(
        {
            "stage": "no_papers",
            "territory": None,
            "group": "no_papers",
            "bearer": "BE",
            "waiting_cost_per_person": round(per_user * (lowest + highest) / 2),
        },
        [MEDICAL_AID],
        "15 % use urgent medical aid in a year, the middle of the source's range; amounts of 2013 "
        "are not indexed.",
        "No programme is for them. What municipalities, night shelters and associations spend no "
        "source gives.",
    )


def wage_a_year() -> float:
    """Return the gross wage of a person at work in a year, in EUR."""
    return (
        MINIMUM.number()
        * MONTHS
        * assumed.WAGE_ABOVE_MINIMUM.value
        * assumed.PART_OF_A_FULL_YEAR.value
    )


def contributions() -> float:
    """Return the social contributions on a year's wage, in EUR."""
    rate = EMPLOYEES.share() + assumed.EMPLOYERS_RATE.value
    return wage_a_year() * rate * assumed.KEPT_AFTER_REDUCTIONS.value


def income_tax() -> tuple[float, float, float]:
    """Return the income tax on a year's wage: federal, regional and municipal part, in EUR."""
    whole = wage_a_year() * assumed.INCOME_TAX.value
    regional = INCOME_TAX.number(2) / INCOME_TAX.number(0)
    return whole * (1 - regional), whole * regional, whole * SURCHARGE.share()


_WAGE = (
    f"a person at work earns {assumed.WAGE_ABOVE_MINIMUM.reason} "
    f"{assumed.PART_OF_A_FULL_YEAR.reason}"
)
_LATER = (
    "The difference that work makes, against the same person without: what the municipality, "
    "the Region or social security spend on everyone alike is in neither."
)


def _benefit(
    place: str | None,
    group: str | None,
    beneficiary: str,
    a_year: float,
    figures: list[Figure],
    reason: str,
) -> Row:
    return documented(
        {
            "stage": "work",
            "territory": place,
            "group": group,
            "beneficiary": beneficiary,
            "benefit_per_person": round(a_year * YEARS_AT_WORK),
        },
        figures,
        f"{YEARS_AT_WORK} years at work; {reason}",
        _LATER,
    )


def wage_note() -> str:
    """Say what is assumed of the wage, its contributions and its tax."""
    return (
        f"{_WAGE} {assumed.EMPLOYERS_RATE.reason} {assumed.KEPT_AFTER_REDUCTIONS.reason} "
        f"{assumed.INCOME_TAX.reason[:-1]}."
    )


def waiting_note(group: str) -> str:
    """Say what is assumed of the living wage of a group."""
    return _living_wage_reason(group)


def work_figures() -> list[Figure]:
    """Return the figures that the wage, its contributions and its tax rest on."""
    return [MINIMUM, EMPLOYEES, NET_AT_MINIMUM, INCOME_TAX]


def rows_of_benefits() -> list[Row]:
    """Return the rows of the sheet Benefits."""
    federal, regional, municipal = income_tax()
    taxed = f"{_WAGE} {assumed.INCOME_TAX.reason[:-1]}."
    found = [
        _benefit(
            None,
            None,
            "SS",
            contributions(),
            [MINIMUM, EMPLOYEES, NET_AT_MINIMUM],
            f"{_WAGE} {assumed.EMPLOYERS_RATE.reason} {assumed.KEPT_AFTER_REDUCTIONS.reason[:-1]}.",
        )
    ]
    tax_figures = [MINIMUM, NET_AT_MINIMUM, INCOME_TAX]
    found += [
        _benefit(
            place,
            None,
            region,
            regional,
            tax_figures,
            f"{taxed[:-1]}; the part of the regions is that of the Special Financing Act; what "
            "grants by the yield of the income tax add is left out.",
        )
        for place, region in TAXING.items()
    ]
    for group in SERVED:
        saved = living_wage() * on_living_wage(group)
        wage = _living_wage_reason(group)
        known = [*tax_figures, *_living_wage_figures(group)]
        found.append(
            _benefit(
                None,
                group,
                "BE",
                federal + saved * refunded(group),
                known,
                f"the federal part of the income tax and its part of the living wage saved: "
                f"{taxed[:-1]}; {wage}",
            )
        )
        found += [
            _benefit(
                place,
                group,
                LOCAL[place],
                municipal + saved * (1 - refunded(group)),
                [*known, SURCHARGE],
                "the municipal surcharge on the income tax (the Flemish mean everywhere) and the "
                f"municipality's part of the living wage saved: {taxed[:-1]}; {wage}",
            )
            for place in PLACES
        ]
    return found
