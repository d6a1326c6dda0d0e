"""The policies of the Belgian case: what exists, whom it reaches, what it spends."""

from __future__ import annotations

from collections.abc import Sequence

from sample_data.belgium_flows import GRANTED, VISAS
from sample_data.belgium_money import daspa_a_year
from sample_data.sources import Figure, belgian, evidence
from sample_data.writing import Row, documented, row_of

_CONTRACTS = belgian("inburgering contracts", "FL+BX(NL)", "2019")
_ATTESTATIONS = belgian("inburgering attestations", "FL+BX(NL)", "2019")
_COURSE = evidence("average cost of a trajectory", "FL", "2015")
_BON = belgian("new trajectories Dutch-speaking office (BON/AgII)", "BX", "2017")
_BAPA = belgian("persons admitted in French-speaking BAPA", "BX", "2024")
_BAPA_DONE = belgian("obliged persons completing", "BX", "2024")
_BAPA_BUDGET = belgian("yearly budget, French-speaking track", "BX", "2022")
_WALLOON = belgian("beneficiaries", "WA", "2022")
_WALLOON_DONE = belgian("end-of-path attestations", "WA", "2024")
_WALLOON_BUDGET = belgian("integration policy budget (reform)", "WA", "2023")
_GERMAN = belgian("files opened 2017-2018 / active / completed", "DG", "2017-2018")
_APPLICATIONS = belgian("applications for international protection (persons)", "BE", "2023")
_NO_PLACE = belgian("persons who got no place on day of registration", "BE", "2023")
_GRANT = belgian("Fedasil federal grant (announced, more than)", "BE", "2024")
_LIVING_WAGE = belgian(
    "recognised refugees / subsidiary protection on living wage", "BE", "Dec 2016"
)
_OKAN = belgian("OKAN pupils full-time secondary", "FL", "Mar 2023")
_WAITING = evidence("pupils waiting for a place in a reception class", "Antwerp", "Jan 2023")
_DASPA = belgian("DASPA pupils secondary / primary", "FWB", "2016-2017")
_DASPA_BUDGET = belgian("DASPA and FLA budget, Sep-Dec", "FWB", "2019")
_NARIC = belgian("NARIC applications", "FL", "2022")
_NARIC_DONE = belgian("diplomas recognised", "FL", "2022")
_EQUIVALENCE = belgian("equivalence fee (refugees: free)", "FWB", "2024")
_FEE = belgian("participant fee", "FL", "from 1 Sep 2023")
_NO_PAPERS = evidence("persons staying irregularly", "BE", "2025")
_MEDICAL_AID = evidence("urgent medical aid: cost and persons who used it", "BE", "2013")
_MILLION = 1_000_000

_NOBODY_COUNTED = (None, None, None)
_COUNTED_ELSEWHERE = (
    "What of it serves the groups of this case is in the existing payments, so it does not count "
    "a second time."
)


def rows_of_policies() -> list[Row]:
    """Return the rows of the sheet Policies, by key."""
    rows = [*_welcome(), *_school(), *_training(), *_without_figures(), *_federal()]
    return sorted(rows, key=lambda row: str(row["policy"]))


def _policy(
    named: tuple[str, str, str, str | None, str, str],
    reach: tuple[float | None, float | None, float | None],
    figures: Sequence[Figure] = (),
    assumption: str = "",
    remark: str = "",
) -> Row:
    """Return the row of a policy.

    Args:
        named: its key, owner, stage, territory, integrator and category.
        reach: the persons in need, those reached, and the spending.
        figures: the figures it rests on.
        assumption: what is assumed and why.
        remark: anything else a reader should know.
    """
    return documented(row_of("Policies", *named, *reach, False), figures, assumption, remark)


def _welcome() -> list[Row]:
    contracts, cost, bon = _CONTRACTS.number(), _COURSE.number(), _BON.number()
    return [
        _policy(
            ("fl_inburgering", "FL", "welcome", "FL", "education", "missed"),
            (None, contracts, contracts * cost),
            [_CONTRACTS, _ATTESTATIONS, _COURSE],
            "spending is the contracts times the average cost of a trajectory, of 2015.",
            f"Reached: those with a contract; {_ATTESTATIONS.text} attestations were given in the "
            f"year. With Antwerp and the office in Brussels. Newcomers of every kind. "
            f"{_COUNTED_ELSEWHERE}",
        ),
        _policy(
            ("bx_dutch_speaking_office", "FL", "welcome", "BX", "education", "missed"),
            (None, bon, bon * cost),
            [_BON, _COURSE],
            "spending is the trajectories of one year times their average cost, of 2015.",
            f"In the Flemish figures too. {_COUNTED_ELSEWHERE}",
        ),
        _policy(
            ("bx_french_speaking_offices", "COCOM", "welcome", "BX", "education", "missed"),
            (None, _BAPA.number(), _BAPA_BUDGET.number()),
            [_BAPA, _BAPA_DONE, _BAPA_BUDGET],
            remark=f"Reached: those admitted in a year; {_BAPA_DONE.text} who were obliged "
            f"completed. Funds of the European Union pay part of such courses; no source says how "
            f"much. {_COUNTED_ELSEWHERE}",
        ),
        _policy(
            ("wa_integration_path", "WA", "welcome", "WA", "education", "missed"),
            (None, _WALLOON.number(), _WALLOON_BUDGET.number()),
            [_WALLOON, _WALLOON_DONE, _WALLOON_BUDGET],
            remark="Reached: everyone in an integration action of any kind; "
            f"{_WALLOON_DONE.text} ended the path with an attestation in 2024. "
            f"{_COUNTED_ELSEWHERE}",
        ),
        _policy(
            ("dg_integration_path", "DG", "welcome", "DG", "education", "missed"),
            (None, round(_GERMAN.number(0) / 2), None),
            [_GERMAN],
            remark=f"Reached: a year's part of the {_GERMAN.number(0):.0f} files opened in two "
            f"years; {_GERMAN.number(2):.0f} were completed in them.",
        ),
    ]


def _school() -> list[Row]:
    return [
        _policy(
            ("fl_okan", "FL", "school", "FL", "education", "missed"),
            (_OKAN.number() + _WAITING.number(), _OKAN.number(), None),
            [_OKAN, _WAITING],
            remark="Reception classes of secondary school in Flanders with Antwerp; in need: with "
            f"those who waited for a place in Antwerp. {_COUNTED_ELSEWHERE}",
        ),
        _policy(
            ("fwb_daspa", "FWB", "school", "WA", "education", "unclear"),
            (None, _DASPA.number(0), daspa_a_year()),
            [_DASPA, _DASPA_BUDGET],
            "a school year of ten months costs in proportion to the four months of the source.",
            f"Pupils of secondary school, to whom {_DASPA.number(1):.0f} in primary come; the "
            "budget is for both, and for language support (FLA) too. With French-speaking schools "
            f"in Brussels. {_COUNTED_ELSEWHERE}",
        ),
    ]


def _training() -> list[Row]:
    return [
        _policy(
            ("fl_diploma_recognition", "FL", "training", "FL", "work", "unclear"),
            (_NARIC.number(), _NARIC_DONE.number(), None),
            [_NARIC, _NARIC_DONE],
            remark=f"Applicants of every kind: {_NARIC.note}.",
        ),
        _policy(
            ("fwb_diploma_equivalence", "FWB", "training", "WA", "work", "unclear"),
            _NOBODY_COUNTED,
            [_EQUIVALENCE],
            remark=f"A fee of {_EQUIVALENCE.text} EUR; refugees pay none. Persons are not counted.",
        ),
    ]


def _without_figures() -> list[Row]:
    return [
        _policy(
            ("fl_participant_fee", "FL", "welcome", "FL", "education", "excluding"),
            _NOBODY_COUNTED,
            [_FEE],
            remark=f"Participants pay {_FEE.text} EUR since 1 September 2023; {_FEE.note}.",
        ),
        _policy(
            ("be_professions", "BE", "work", None, "work", "excluding"),
            _NOBODY_COUNTED,
            assumption="access to regulated professions shuts some newcomers out; no source "
            "counts them.",
        ),
        _policy(
            ("private_rental", "BE", "welcome", None, "housing", "private"),
            (GRANTED.number(0) + GRANTED.number(1), None, None),
            [GRANTED],
            "all who are granted protection in a year leave reception within two months and look "
            "for a home, most on the private market; no source counts who finds one.",
        ),
        _policy(
            ("family_visas", "BE", "welcome", None, "family", "unclear"),
            (None, VISAS[2023].number(), None),
            [VISAS[2023]],
            remark="Reached: family members with a visa in a year.",
        ),
    ]


def _federal() -> list[Row]:
    asked = _APPLICATIONS.number()
    return [
        _policy(
            ("be_reception_network", "BE", "reception", None, "reception", "missed"),
            (asked, asked - _NO_PLACE.number(), _GRANT.number()),
            [_APPLICATIONS, _NO_PLACE, _GRANT],
            remark="Reached: applicants less those who got no place on the day of registration.",
        ),
        _policy(
            ("be_living_wage", "BE", "welcome", None, "work", "general"),
            (None, _LIVING_WAGE.number(0) + _LIVING_WAGE.number(1), None),
            [_LIVING_WAGE],
            "the living wage is tagged with work, which ends it.",
            "Recognised refugees and people with subsidiary protection together; the stock of "
            "December 2016, since persons of a year are not known.",
        ),
        _policy(
            ("be_urgent_medical_aid", "BE", "no_papers", None, "reception", "missed"),
            (_NO_PAPERS.number(), _MEDICAL_AID.number(1), _MEDICAL_AID.number(0) * _MILLION),
            [_NO_PAPERS, _MEDICAL_AID],
            "need of 2025 beside users and cost of 2013, the last that are known.",
        ),
    ]
