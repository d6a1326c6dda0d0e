"""A sweep as one JSON object."""

from __future__ import annotations

import json
from typing import Any

from models.sweep import QUANTILES, SweepPoint, SweepResult, quantile_name
from models.words.language import ENGLISH


def sweep_as_json(result: SweepResult, case_name: str) -> str:
    """Return a sweep as one JSON object: the same sweep gives the same text."""
    plan = result.plan
    record = {
        "case": case_name,
        "scenario": plan.scenario,
        "rules": [{"rule": rule.rule, "values": rule.values} for rule in plan.rules],
        "samples": plan.samples,
        "spreads": [{"column": f"{s.sheet}.{s.column}", "share": s.share} for s in plan.spreads],
        "seed": plan.seed,
        "complete": result.complete,
        "stopped": ENGLISH.say(result.stopped),
        "of": plan.count,
        "points": [_point_record(result, point) for point in result.points],
        "bands": [_band_record(result, place) for place in range(len(result.bands))],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _rules(result: SweepResult, values: tuple[float, ...]) -> dict[str, float]:
    names = (rule.rule for rule in result.plan.rules)
    return dict(zip(names, values, strict=True))


def _point_record(result: SweepResult, point: SweepPoint) -> dict[str, Any]:
    payers = zip(result.payers, point.totals, point.burdens, strict=False)
    return {
        "rules": _rules(result, point.place.values),
        "sample": point.place.sample,
        "status": point.status,
        "reason": ENGLISH.say(point.reason),
        "unfunded": point.unfunded,
        "host_residual": point.host_residual,
        "payers": [{"payer": p, "total": total, "burden": b} for p, total, b in payers],
    }


def _band_record(result: SweepResult, place: int) -> dict[str, Any]:
    band = result.bands[place]
    names = (quantile_name(part) for part in QUANTILES)
    return {
        "rules": None if band.values is None else _rules(result, band.values),
        "measure": band.measure,
        "payer": band.payer,
        "points": band.points,
        **dict(zip(names, band.quantiles or (None,) * len(QUANTILES), strict=True)),
    }
