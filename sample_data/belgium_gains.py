"""What waiting costs whom in the Belgian case, and what a person at work brings to whom."""

from __future__ import annotations

from sample_data import assumptions as assumed
from sample_data.belgium_flows import IN_WORK, SERVED, TEMPORARY_ENDS
from sample_data.belgium_places import PLACES
from sample_data.prices import index_figures, indexed
from sample_data.sources import Figure, belgian, evidence
from sample_data.writing import Row, documented

YEARS_AT_WORK = 5
ON_LIVING_WAGE = belgian(
    "share of asylum-motive entrants of 2010 on living wage, 2011 -> 2014", "BE", "2011-2014"
)
LIVING_WAGE = evidence("amount a month: cohabiting / alone / with a family", "BE", "Feb 2025")
REFUND = evidence("federal part and part of the CPAS", "BE", "2022")
MEDICAL_AID = evidence("urgent medical aid: cost and persons who used it", "BE", "2013")
MINIMUM = evidence("guaranteed minimum income", "BE", "Feb 2025")
NET_AT_MINIMUM = evidence("net part of the guaranteed minimum income", "BE", "2025")
EMPLOYEES = evidence("social contributions of employees", "BE", "2018")
FREE_OF_TAX = evidence("sum free of income tax", "BE", "2025")
NET_CONTRIBUTION = belgian("net contribution aged 20-64: natives / 1st gen / 2nd gen", "BE", "2016")
INCOME_TAX = evidence("income tax: all / kept by the federal level / of the regions", "BE", "2014")
SURCHARGE = evidence("municipal surcharge on the income tax", "FL", "2023")
MONTHS = 12
MILLION = 1_000_000

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
    """Return the part of a group who are on living wage in later years, of those without work."""
    if group == "temporary":
        return assumed.NO_LIVING_WAGE_AFTER_PROTECTION.value
    if group == "family":
        return assumed.FAMILY_ON_LIVING_WAGE.value
    return ON_LIVING_WAGE.share(1) / (1 - IN_WORK.share())


def refunded() -> float:
    """Return the part of the living wage that the federal level refunds."""
    return assumed.FEDERAL_PART.value


def _living_wage_figures(group: str) -> list[Figure]:
    if group == "temporary":
        return [TEMPORARY_ENDS]
    often = [] if group == "family" else [ON_LIVING_WAGE, IN_WORK]
    return [LIVING_WAGE, *often, REFUND]


def living_wage_note(group: str) -> str:
    """Say what is assumed of the living wage of a group."""
    if group == "temporary":
        return assumed.NO_LIVING_WAGE_AFTER_PROTECTION.reason
    often = (
        assumed.FAMILY_ON_LIVING_WAGE.reason
        if group == "family"
        else "34 % of the asylum entrants of 2010 were on living wage four years later, which is "
        "48 % of the 71 % who did not work, taken for all five years."
    )
    refund = assumed.FEDERAL_PART.reason
    return f"{often[:-1]}; {assumed.ALONE_OR_TOGETHER.reason[:-1]}; {refund}"


def rows_of_waiting() -> list[Row]:
    """Return the row of the sheet Waiting: a group that waits and has no programme."""
    lowest, highest = 0.10, 0.20
    cost = indexed(MEDICAL_AID.number(0) * MILLION, 2013)
    return [
        documented(
            {
                "stage": "no_papers",
                "territory": None,
                "group": "no_papers",
                "bearer": "BE",
                "waiting_cost_per_person": round(
                    cost / MEDICAL_AID.number(1) * (lowest + highest) / 2
                ),
            },
            [MEDICAL_AID, *index_figures(2013)],
            "15 % use urgent medical aid in a year, the middle of the source's range; of 2013, "
            "brought to prices of February 2025 by the health index.",
            "No programme is for them. What municipalities, night shelters and associations spend "
            "no source gives. Courses and training have no row: who follows one draws the living "
            "wage as well in that year, and what is saved later stands in Benefits.",
        )
    ]


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
    "the Region or social security spend on everyone alike is in neither. "
    f"{assumed.EFFECT_LASTS} In prices of February 2025."
)
GROSS = (
    "Gross: the rights that contributions open (pension, unemployment, sickness) are not deducted. "
    f"NBB 2020: the net contribution of the first generation aged 20 to 64 is "
    f"{NET_CONTRIBUTION.number(1):,.0f} EUR a year on average (of {NET_CONTRIBUTION.year}), in "
    "work or not, all spending counted; this is of one who works because of the programme."
)


def _benefit(
    place: str | None,
    group: str | None,
    beneficiary: str,
    a_year: float,
    figures: list[Figure],
    reason: str,
    remark: str = "",
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
        f"{remark} {_LATER}".lstrip(),
    )


def wage_note() -> str:
    """Say what is assumed of the wage, its contributions and its tax."""
    return (
        f"{_WAGE} {assumed.EMPLOYERS_RATE.reason} {assumed.KEPT_AFTER_REDUCTIONS.reason} "
        f"{assumed.INCOME_TAX.reason[:-1]}."
    )


def work_figures() -> list[Figure]:
    """Return the figures that the wage, its contributions and its tax rest on."""
    return [MINIMUM, EMPLOYEES, NET_AT_MINIMUM, FREE_OF_TAX, INCOME_TAX]


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
            [MINIMUM, EMPLOYEES, NET_AT_MINIMUM, NET_CONTRIBUTION],
            f"{_WAGE} {assumed.EMPLOYERS_RATE.reason} {assumed.KEPT_AFTER_REDUCTIONS.reason[:-1]}.",
            GROSS,
        )
    ]
    tax_figures = [MINIMUM, FREE_OF_TAX, INCOME_TAX]
    found += [
        _benefit(
            place,
            None,
            region,
            regional,
            tax_figures,
            f"{taxed[:-1]}; the part of the regions is that of the Special Financing Act.",
            "No grant that follows the yield of the income tax is counted, so the Communities show "
            "nothing and Flanders, Community and Region in one, shows its Region's part: a limit "
            "of this sample.",
        )
        for place, region in TAXING.items()
    ]
    for group in SERVED:
        saved = living_wage() * on_living_wage(group)
        of_saving = " of the income tax" + (
            " and its part of the living wage saved" if saved else ""
        )
        wage = living_wage_note(group)
        known = [*tax_figures, *_living_wage_figures(group)]
        found.append(
            _benefit(
                None,
                group,
                "BE",
                federal + saved * refunded(),
                known,
                f"the federal part{of_saving}: {taxed[:-1]}; {wage}",
            )
        )
        found += [
            _benefit(
                place,
                group,
                LOCAL[place],
                municipal + saved * (1 - refunded()),
                [*known, SURCHARGE],
                "the municipal surcharge (the Flemish mean everywhere)"
                f"{of_saving}: {taxed[:-1]}; {wage}",
            )
            for place in PLACES
        ]
    return found
