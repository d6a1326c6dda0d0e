"""The policies of the Belgian case: what exists, whom it reaches, what it spends."""

from __future__ import annotations

from collections.abc import Sequence

from sample_data.sources import Figure, belgian
from sample_data.writing import Row, documented, row_of

_CONTRACTS = belgian("inburgering contracts", "FL+BX(NL)", "2019")
_ATTESTATIONS = belgian("inburgering attestations", "FL+BX(NL)", "2019")
_COURSE = belgian("average total cost of a trajectory", "FL", "about 2019-2024")
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
_GRANT = belgian("Fedasil federal grant", "BE", "2023")
_LIVING_WAGE = belgian(
    "recognised refugees / subsidiary protection on living wage", "BE", "Dec 2016"
)
_OKAN = belgian("OKAN pupils full-time secondary", "FL", "Mar 2023")
_DASPA = belgian("DASPA pupils secondary / primary", "FWB", "2016-2017")
_DASPA_BUDGET = belgian("DASPA and FLA budget, Sep-Dec", "FWB", "2019")
_NARIC = belgian("NARIC applications", "FL", "2022")
_NARIC_DONE = belgian("diplomas recognised", "FL", "2022")
_EQUIVALENCE = belgian("equivalence fee (refugees: free)", "FWB", "2024")
_FEE = belgian("participant fee", "FL", "from 1 Sep 2023")
_GRANTED = belgian("persons granted a protection status", "BE", "2022")


_NOBODY_COUNTED = (None, None, None)


def rows_of_policies() -> list[Row]:
    """Return the rows of the sheet Policies, by key."""
    rows = [*_welcome(), *_training(), *_without_figures(), *_federal()]
    return sorted(rows, key=lambda row: str(row["policy"]))


def _policy(
    named: tuple[str, str, str, str | None, str, str],
    reach: tuple[float | None, float | None, float | None],
    figures: Sequence[Figure] = (),
    assumption: str = "",
    remark: str = "",
    *,
    counts: bool = False,
) -> Row:
    """Return the row of a policy.

    Args:
        named: its key, owner, stage, territory, integrator and category.
        reach: the persons in need, those reached, and the spending.
        figures: the figures it rests on.
        assumption: what is assumed and why.
        remark: anything else a reader should know.
        counts: whether its spending counts as funding.
    """
    return documented(row_of("Policies", *named, *reach, counts), figures, assumption, remark)


def _welcome() -> list[Row]:
    contracts, cost, bon = _CONTRACTS.number(), _COURSE.number(), _BON.number()
    return [
        _policy(
            ("fl_inburgering", "FL", "welcome", "FL", "education", "missed"),
            (contracts, _ATTESTATIONS.number(), contracts * cost),
            [_CONTRACTS, _ATTESTATIONS, _COURSE],
            "spending is the contracts times the average cost of a trajectory.",
            "With the Dutch-speaking office in Brussels. Newcomers of every kind.",
        ),
        _policy(
            ("bx_dutch_speaking_office", "FL", "welcome", "BX", "education", "missed"),
            (None, bon, bon * cost),
            [_BON, _COURSE],
            "spending is the trajectories of one year times their average cost; it counts once, "
            "for all programme years together, as what Flanders already pays for refugees in "
            "Brussels, since most trajectories are of other newcomers.",
            counts=True,
        ),
        _policy(
            ("bx_french_speaking_offices", "BX", "welcome", "BX", "education", "missed"),
            (_BAPA.number(), _BAPA_DONE.number(), _BAPA_BUDGET.number()),
            [_BAPA, _BAPA_DONE, _BAPA_BUDGET],
            remark="Reached: those who were obliged and completed.",
        ),
        _policy(
            ("wa_integration_path", "WA", "welcome", "WA", "education", "missed"),
            (_WALLOON.number(), _WALLOON_DONE.number(), _WALLOON_BUDGET.number()),
            [_WALLOON, _WALLOON_DONE, _WALLOON_BUDGET],
            remark="In need: everyone in an integration action, also voluntary ones. Reached: "
            "those who ended the path with an attestation.",
        ),
        _policy(
            ("dg_integration_path", "DG", "welcome", "DG", "education", "missed"),
            (_GERMAN.number(0), _GERMAN.number(2), None),
            [_GERMAN],
            remark="In need: files opened in two years. Reached: files completed.",
        ),
    ]


def _training() -> list[Row]:
    return [
        _policy(
            ("fl_okan", "FL", "training", "FL", "education", "general"),
            (None, _OKAN.number(), None),
            [_OKAN],
            remark="Reception classes in compulsory secondary school, which reaches every child.",
        ),
        _policy(
            ("wa_daspa", "WA", "training", "WA", "education", "general"),
            (None, _DASPA.number(0) + _DASPA.number(1), _DASPA_BUDGET.number()),
            [_DASPA, _DASPA_BUDGET],
            remark="Of the French Community, so with French-speaking schools in Brussels; the "
            "budget is that of September to December.",
        ),
        _policy(
            ("fl_diploma_recognition", "FL", "training", "FL", "work", "unclear"),
            (_NARIC.number(), _NARIC_DONE.number(), None),
            [_NARIC, _NARIC_DONE],
            remark=f"Applicants of every kind: {_NARIC.note}.",
        ),
        _policy(
            ("wa_diploma_equivalence", "WA", "training", "WA", "work", "unclear"),
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
            remark=f"The course costs {_FEE.text} since 1 September 2023; {_FEE.note}.",
        ),
        _policy(
            ("be_professions", "BE", "work", None, "work", "excluding"),
            _NOBODY_COUNTED,
            assumption="access to regulated professions shuts some newcomers out; no source "
            "counts them.",
        ),
        _policy(
            ("private_rental", "BE", "welcome", None, "housing", "private"),
            (_GRANTED.number(), None, None),
            [_GRANTED],
            "all who are granted protection in a year leave reception and look for a home, "
            "most on the private market; no source counts who finds one.",
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
            ("be_living_wage", "BE", "welcome", None, "family", "general"),
            (None, _LIVING_WAGE.number(0) + _LIVING_WAGE.number(1), None),
            [_LIVING_WAGE],
            remark="Recognised refugees and people with subsidiary protection together.",
        ),
    ]
