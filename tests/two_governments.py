"""A small case that uses groups, several responsible, existing payments, worked out by hand.

40 people of asylum and 20 of family enter the course in City in 2026; half of each find work there
in 2027, which brings the federation 5,000 and City 1,000 each. The community answers for three
quarters of them, the council, which does not pay (the federation stands for it), for the rest; a
place costs 1,000. For asylum the federation pays 4,000 already, and City 1,000 that does not count.
"""

from __future__ import annotations

from typing import Any

from models.case import Case
from tests.cases import case

_AT_COURSE = {"stage": "course", "territory": "city", "cost_per_person": 1000}
_ALREADY = {"year": 2026, "stage": "course", "territory": "city", "group": "asylum"}


def two_governments(**rules: Any) -> Case:
    """Return the case with these rules in its base scenario."""
    return case(
        Territories=[
            {"territory": "federation", "pays": True},
            {"territory": "city", "pays": True, "name": "City"},
            {"territory": "community", "pays": True, "name": "The Community"},
            {"territory": "council", "pays": False, "parent": "federation"},
        ],
        Stages=[
            {"stage": "course", "name": "Course", "order": 1, "duration": 1, "cofunded": True},
            {"stage": "work", "order": 2, "duration": 1, "cofunded": False},
        ],
        Groups=[{"group": "asylum", "name": "Asylum"}, {"group": "family"}],
        Flows=[
            _flow(2026, "asylum", None, "course", 40),
            _flow(2026, "family", None, "course", 20),
            _flow(2027, "asylum", "course", "work", 20),
            _flow(2027, "family", "course", "work", 10),
        ],
        Costs=[
            {**_AT_COURSE, "responsible": "community", "share": 0.75},
            {**_AT_COURSE, "responsible": "council", "share": 0.25},
        ],
        Benefits=[
            {"stage": "work", "beneficiary": "federation", "benefit_per_person": 5000},
            {"stage": "work", "beneficiary": "city", "benefit_per_person": 1000},
        ],
        Existing=[
            {"payer": "federation", **_ALREADY, "amount": 4000},
            {"payer": "city", **_ALREADY, "amount": 1000, "counts": False},
        ],
        Scenarios={"discount_rate": 0.0, **rules},
    )


def _flow(year: int, group: str, before: str | None, to: str, persons: int) -> dict[str, Any]:
    return {
        "year": year,
        "group": group,
        "from_stage": before,
        "from_territory": "city" if before else None,
        "to_stage": to,
        "to_territory": "city",
        "persons": persons,
    }
