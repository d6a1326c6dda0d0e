"""Comparisons as one JSON object: complete, with the same keys in the same order every time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from desktop.commands.compare_as_text import river_rule, river_sources
from desktop.commands.split import split_record
from models.declaration.keys import key_in_words
from models.results.comparison import Comparison, KeyTest, MeasuredSplit, ProgrammeShares, Stability
from models.results.split import Split, TransferLine, appendix_of
from models.words.language import Language


def comparisons_as_json(compared: Sequence[Comparison], case_name: str, spoken: Language) -> str:
    """Return comparisons as JSON: the same case gives the same text, byte for byte."""
    record = {"case": case_name, "scenarios": [_scenario(compare, spoken) for compare in compared]}
    return json.dumps(record, ensure_ascii=False, indent=2)


def _scenario(compare: Comparison, spoken: Language) -> dict[str, Any]:
    split = compare.split
    return {
        "scenario": split.scenario,
        "status": split.status,
        "currency": split.currency,
        "rounding": split.rounding,
        "base_year": split.base_year,
        "burden_basis": compare.burden_basis,
        "need": compare.need,
        "later_benefit": dict(compare.later_benefit),
        "split": None if compare.measured is None else _measured(compare.measured),
        "solved": split_record(split),
        "keys": [_key(key, spoken) for key in compare.keys],
        "left_out": [
            {"key": key, "reason": spoken.say(reason)} for key, reason in compare.left_out
        ],
        "parts_left_out": [
            {"part": part, "reason": spoken.say(reason)} for part, reason in compare.parts_left_out
        ],
        "tests": [_test(test) for test in compare.tests],
        "river": {
            "rule": spoken.say(river_rule()),
            "sources": spoken.say(river_sources()),
            "splits": [{"stays": float(rule.name), **_measured(rule)} for rule in compare.river],
        },
        "stability": [_stability(view) for view in compare.stability],
        "transfers": _transfers(split),
    }


def _key(key: MeasuredSplit, spoken: Language) -> dict[str, Any]:
    return {
        "key": key.name,
        "rule": spoken.say(key_in_words(key.name)),
        "source": spoken.say(key.source),
        **_measured(key),
    }


def _measured(split: MeasuredSplit) -> dict[str, Any]:
    return {
        "unfunded": split.unfunded,
        "host_residual": split.host_residual,
        "contributions": split.contributions,
        "changes_hands": split.changes_hands,
        "largest_burden": split.largest_burden,
        "smallest_burden": split.smallest_burden,
        "gini": split.gini,
        "more_than_they_gain": list(split.more_than_they_gain),
        "clauses_broken": [{"clause": clause, "by": by} for clause, by in split.clauses_broken],
        "payers": [asdict(line) for line in split.payers],
        "programmes": [_programme(line) for line in split.programmes],
    }


def _programme(line: ProgrammeShares) -> dict[str, Any]:
    return {
        "host": line.host,
        "stage": line.stage,
        "year": line.year,
        "contributions": dict(line.contributions),
        "host_residual": line.host_residual,
        "unfunded": line.unfunded,
    }


def _test(test: KeyTest) -> dict[str, Any]:
    return {
        "key": test.key,
        "monotone": not test.wrong_ways,
        "wrong_ways": [asdict(way) for way in test.wrong_ways],
        "ingredients": [
            {"ingredient": name, "weighs": weight, "effects": dict(effects)}
            for (name, weight), (_, effects) in zip(test.weights, test.effects, strict=True)
        ],
    }


def _stability(view: Stability) -> dict[str, Any]:
    return {
        "lost": view.lost,
        "stable": not view.groups if view.payers and view.payers[0].charged is not None else None,
        "together": view.together,
        "payers": [asdict(line) for line in view.payers],
        "groups": [asdict(group) for group in view.groups],
    }


def _transfers(split: Split) -> dict[str, Any]:
    appendix = appendix_of(split)
    return {
        "gross": _lines(appendix.ledger),
        "net": _lines(appendix.transfers),
        "clearing": _lines(appendix.clearing),
        "fewest": appendix.fewest,
    }


def _lines(lines: Iterable[TransferLine]) -> list[dict[str, Any]]:
    return [asdict(line) for line in lines]
