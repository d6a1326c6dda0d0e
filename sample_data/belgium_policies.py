"""The policies of the Belgian case: what exists, whom it reaches, what it spends."""

from __future__ import annotations

from sample_data.sources import Figure, belgian
from sample_data.writing import Cell, Row, documented

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


def rows_of_policies() -> list[Row]:
    """Return the rows of the sheet Policies, by key."""
    rows = [*_welcome(), *_schools(), *_diplomas(), *_without_figures(), *_federal()]
    return sorted(rows, key=lambda row: str(row["policy"]))


def _policy(
    key: str,
    owner: str,
    place: tuple[str, str | None],
    kind: tuple[str, str],
    reach: tuple[float | None, float | None, float | None] = (None, None, None),
    counts: bool = False,
) -> dict[str, Cell]:
    stage, territory = place
    integrator, category = kind
    need, reached, spending = reach
    return {
        "policy": key,
        "owner": owner,
        "stage": stage,
        "territory": territory,
        "integrator": integrator,
        "category": category,
        "persons_in_need": need,
        "persons_reached": reached,
        "spending": spending,
        "counts_as_funding": counts,
    }


def _numbers(*figures: Figure) -> tuple[float, ...]:
    return tuple(figure.number() for figure in figures)


def _welcome() -> list[Row]:
    missed = ("education", "missed")
    contracts, done, cost, bon = _numbers(_CONTRACTS, _ATTESTATIONS, _COURSE, _BON)
    german = _GERMAN.number(0), _GERMAN.number(2), None
    return [
        documented(
            _policy(
                "fl_inburgering",
                "FL",
                ("welcome", "FL"),
                missed,
                (contracts, done, contracts * cost),
            ),
            [_CONTRACTS, _ATTESTATIONS, _COURSE],
            "spending is the contracts times the average cost of a trajectory.",
            "With the Dutch-speaking office in Brussels. Newcomers of every kind.",
        ),
        documented(
            _policy(
                "bx_dutch_speaking_office",
                "FL",
                ("welcome", "BX"),
                missed,
                (None, bon, bon * cost),
                counts=True,
            ),
            [_BON, _COURSE],
            "spending is the trajectories of one year times their average cost; it counts once, "
            "for all programme years together, as what Flanders already pays for refugees in "
            "Brussels, since most trajectories are of other newcomers.",
        ),
        documented(
            _policy(
                "bx_french_speaking_offices",
                "BX",
                ("welcome", "BX"),
                missed,
                (_BAPA.number(), _BAPA_DONE.number(), _BAPA_BUDGET.number()),
            ),
            [_BAPA, _BAPA_DONE, _BAPA_BUDGET],
            remark="Reached: those who were obliged and completed.",
        ),
        documented(
            _policy(
                "wa_integration_path",
                "WA",
                ("welcome", "WA"),
                missed,
                (_WALLOON.number(), _WALLOON_DONE.number(), _WALLOON_BUDGET.number()),
            ),
            [_WALLOON, _WALLOON_DONE, _WALLOON_BUDGET],
            remark="In need: everyone in an integration action, also voluntary ones. Reached: "
            "those who ended the path with an attestation.",
        ),
        documented(
            _policy("dg_integration_path", "DG", ("welcome", "DG"), missed, german),
            [_GERMAN],
            remark="In need: files opened in two years. Reached: files completed.",
        ),
    ]


def _schools() -> list[Row]:
    general = ("education", "general")
    french = _DASPA.number(0) + _DASPA.number(1)
    return [
        documented(
            _policy("fl_okan", "FL", ("training", "FL"), general, (None, _OKAN.number(), None)),
            [_OKAN],
            remark="Reception classes in compulsory secondary school, which reaches every child.",
        ),
        documented(
            _policy(
                "wa_daspa",
                "WA",
                ("training", "WA"),
                general,
                (None, french, _DASPA_BUDGET.number()),
            ),
            [_DASPA, _DASPA_BUDGET],
            remark="Of the French Community, so with French-speaking schools in Brussels; the "
            "budget is that of September to December.",
        ),
    ]


def _diplomas() -> list[Row]:
    unclear = ("work", "unclear")
    return [
        documented(
            _policy(
                "fl_diploma_recognition",
                "FL",
                ("training", "FL"),
                unclear,
                (_NARIC.number(), _NARIC_DONE.number(), None),
            ),
            [_NARIC, _NARIC_DONE],
            remark=f"Applicants of every kind: {_NARIC.note}.",
        ),
        documented(
            _policy("wa_diploma_equivalence", "WA", ("training", "WA"), unclear),
            [_EQUIVALENCE],
            remark=f"A fee of {_EQUIVALENCE.text} EUR; refugees pay none. Persons are not counted.",
        ),
    ]


def _without_figures() -> list[Row]:
    return [
        documented(
            _policy("fl_participant_fee", "FL", ("welcome", "FL"), ("education", "excluding")),
            [_FEE],
            remark=f"The course costs {_FEE.text} since 1 September 2023; {_FEE.note}.",
        ),
        documented(
            _policy("be_professions", "BE", ("work", None), ("work", "excluding")),
            assumption="access to regulated professions shuts some newcomers out; no source "
            "counts them.",
        ),
        documented(
            _policy(
                "private_rental",
                "BE",
                ("welcome", None),
                ("housing", "private"),
                (_GRANTED.number(), None, None),
            ),
            [_GRANTED],
            "all who are granted protection in a year leave reception and look for a home, "
            "most on the private market; no source counts who finds one.",
        ),
    ]


def _federal() -> list[Row]:
    asked, refused = _numbers(_APPLICATIONS, _NO_PLACE)
    on_wage = _LIVING_WAGE.number(0) + _LIVING_WAGE.number(1)
    return [
        documented(
            _policy(
                "be_reception_network",
                "BE",
                ("reception", None),
                ("reception", "missed"),
                (asked, asked - refused, _GRANT.number()),
            ),
            [_APPLICATIONS, _NO_PLACE, _GRANT],
            remark="Reached: applicants less those who got no place on the day of registration.",
        ),
        documented(
            _policy(
                "be_living_wage",
                "BE",
                ("welcome", None),
                ("family", "general"),
                (None, on_wage, None),
            ),
            [_LIVING_WAGE],
            remark="Recognised refugees and people with subsidiary protection together.",
        ),
    ]
