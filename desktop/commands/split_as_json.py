"""A split as one JSON object (4-desktop, "Without the window")."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from models.split import Split, appendix_of

_PROGRAMME = (
    "host", "stage", "year", "persons", "need", "contributions", "host_residual", "unfunded",
)  # fmt: skip
_PAYMENT = ("payer", "host", "stage", "year", "amount", "host_residual")
_PAYER = (
    "payer", "later_benefit", "own", "others", "received", "net", "burden", "low", "high",
)  # fmt: skip


def split_as_json(split: Split) -> str:
    """Return a split as JSON: the same split gives the same text, byte for byte."""
    return json.dumps(split_record(split), ensure_ascii=False, indent=2)


def split_record(split: Split) -> dict[str, Any]:
    """Return a split as plain values, its keys in their declared order."""
    mark = appendix_of(split).fingerprint
    return {
        "status": split.status,
        "scenario": split.scenario,
        "goals": _records(split.goals, ("goal", "value")),
        "programmes": _records(split.programmes, _PROGRAMME),
        "payments": _records(split.payments, _PAYMENT),
        "payers": _records(split.payers, _PAYER),
        "conflict": _records(split.conflict, ("clause", "needs")),
        "unique": split.unique,
        "fingerprint": None if mark is None else asdict(mark),
    }


def _records(lines: Iterable[object], fields: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{field: getattr(line, field) for field in fields} for line in lines]
