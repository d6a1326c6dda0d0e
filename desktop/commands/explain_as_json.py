"""Why a payer pays, as one JSON object."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from desktop.commands.split_as_json import split_record
from models.explanation import DataImpact, PaymentReasons, Ranges
from models.split import Split
from solver.explain.payer import PayerExplained


def explanation_as_json(
    split: Split, found: PayerExplained, impacts: tuple[DataImpact, ...] | None
) -> str:
    """Return why a payer pays: the same case gives the same text, byte for byte."""
    record = {
        "status": split.status,
        "scenario": split.scenario,
        "currency": split.currency,
        "rounding": split.rounding,
        "base_year": split.base_year,
        "payer": asdict(found.line),
        "left_as_host": found.left,
        "ranges": [_range(ranges) for ranges in found.ranges],
        "payments": [_payment(why) for why in found.payments],
        "not_explained": {"payments": found.more, "amount": found.more_amount},
        "impact": None if impacts is None else [_impact(impact) for impact in impacts],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def conflict_as_json(split: Split) -> str:
    """Return which clauses clash, in the words of `solve --json`."""
    whole = split_record(split)
    kept = {key: whole[key] for key in ("status", "scenario", "conflict")}
    return json.dumps(kept, ensure_ascii=False, indent=2)


def _range(ranges: Ranges) -> dict[str, Any]:
    line = ranges.payers[0]
    return {"over": ranges.over, "gap": ranges.gap, "low": line.low, "high": line.high}


def _payment(why: PaymentReasons) -> dict[str, Any]:
    record = asdict(why)
    return {"amount": why.amount, **record}


def _impact(impact: DataImpact) -> dict[str, Any]:
    return {
        **asdict(impact.rows),
        "percent": impact.percent,
        "solved": impact.solved,
        "payers": [{"payer": payer, "change": change} for payer, change in impact.payers],
        "gap": impact.gap,
    }
