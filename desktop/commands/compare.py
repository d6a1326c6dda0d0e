"""`relais compare`: the split of one or more scenarios beside keys, river rules and games."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from desktop.commands.bridge_as_text import bridge_as_text
from desktop.commands.compare_as_text import (
    RIVER_RULE,
    RIVER_SOURCES,
    comparison_as_text,
    scenarios_as_text,
)
from desktop.commands.output import print_result, tell_written, warn
from desktop.commands.progress import ShownProgress
from desktop.commands.split import programme_record, split_record
from desktop.commands.wrong_use import (
    existing,
    require_scenario,
    workbook_to_write,
)
from models.case import Case
from models.declaration.keys import key_in_words
from models.names import names_of, population_of
from models.problems import Problem, Severity
from models.programme import Programme
from models.project.any_case import FROZEN, examine_with_frozen, usual_scenario
from models.results.bridge import Bridge
from models.results.comparison import (
    Comparison,
    KeyTest,
    MeasuredSplit,
    ProgrammeShares,
    Stability,
    WrongWay,
)
from models.results.side_by_side import ComparedSplit, SideBySide, letters_of
from models.results.split import Split, appendix_of
from models.words.language import Language
from models.words.text import Quoted, text
from models.workbook.comparison import write_comparison
from models.workbook.reading import accepted
from solver.compare.report import bridges_from_base, comparison
from solver.solve import prepare, solve_to_explain

_SUMS = (
    "unfunded", "host_residual", "contributions", "changes_hands", "largest_burden",
    "smallest_burden", "gini", "largest_load", "smallest_load", "load_gini",
)  # fmt: skip


def compare(options: Namespace) -> int:
    """Compare scenarios; the exit status is 1 where the clauses of one of them clash."""
    spoken, path = options.spoken, existing(options.case)
    output = workbook_to_write(options.output, path) if options.output else None
    with ShownProgress(spoken) as progress:
        found, frozen = examine_with_frozen(path, progress, options.limits)
        read = accepted(path, found)
        scenarios = tuple(dict.fromkeys(options.scenario or [usual_scenario(read.held)]))
        for scenario in scenarios:
            require_scenario(read.case, scenario, read.held)
        compared = [_compared(read.case, name, options.json, progress) for name in scenarios]
        side = _side(read.case, compared, with_keys=options.keys)
        walked = side if output is not None else _without_keys(side)
        shown = output is not None or not options.json
        ways = bridges_from_base(read.case, walked, progress=progress) if shown else ()
    warn(
        (
            *read.problems,
            *_thawed(frozen, scenarios),
            *(problem for one in compared for problem in one.split.warnings),
        ),
        spoken,
    )
    if output is not None:
        write_comparison(read.case, side, ways, output, case_name=path.name, spoken=spoken)
        tell_written(output, spoken)
    if options.json:
        print_result(_as_json(compared, path.name, spoken))
    elif output is None:
        print_result(_as_text(read.case, compared, ways, spoken))
    return int(any(one.split.status == "conflict" for one in compared))


def _thawed(frozen: Container[str], scenarios: Sequence[str]) -> list[Problem]:
    """Say which frozen scenarios are compared with the data of today, so that all have the same."""
    mend = text("relais solve gives its split as it was agreed.")
    return [
        Problem(
            Severity.WARNING,
            FROZEN,
            text(
                "The scenario {scenario} is frozen; it is compared with the data as they are now.",
                scenario=Quoted(name),
            ),
            mend,
        )
        for name in scenarios
        if name in frozen
    ]


def _side(case: Case, compared: Sequence[Comparison], *, with_keys: bool) -> SideBySide:
    """Set the scenarios side by side, the first as base; keys share the needs of the first.

    A single scenario is set beside the keys, asked for or not.
    """
    first = compared[0]
    of_keys = first.keys if with_keys or len(compared) == 1 else ()
    both = [*((one, None) for one in compared), *((first, key.name) for key in of_keys)]
    splits = tuple(
        ComparedSplit(letters_of(place), one, key) for place, (one, key) in enumerate(both)
    )
    return SideBySide(splits, splits[0].letters, population_of(case))


def _without_keys(side: SideBySide) -> SideBySide:
    """Return the scenarios alone: a text sets keys beside each of them, without the way there."""
    return replace(side, splits=tuple(split for split in side.splits if split.key is None))


def _compared(case: Case, scenario: str, detail: bool, progress: ShownProgress) -> Comparison:
    prepared = prepare(case, scenario, progress=progress)
    solved = solve_to_explain(prepared, progress=progress)
    return comparison(prepared, solved, detail=detail, progress=progress)


def _as_text(
    case: Case, compared: list[Comparison], ways: Sequence[Bridge], spoken: Language
) -> str:
    names = names_of(case)
    together = [scenarios_as_text(compared, spoken)] if len(compared) > 1 else []
    walked = (bridge_as_text(way, names, spoken) for way in ways)
    each = (comparison_as_text(one, names, spoken) for one in compared)
    return "\n\n\n".join([*together, *walked, *each])


def _as_json(compared: Sequence[Comparison], case_name: str, spoken: Language) -> str:
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
        "split": None if compare.measured is None else _measured(compare.measured, split),
        "solved": split_record(split),
        "keys": [_key(key, split, spoken) for key in compare.keys],
        "left_out": [
            {"key": key, "reason": spoken.say(reason)} for key, reason in compare.left_out
        ],
        "parts_left_out": [
            {"part": part, "reason": spoken.say(reason)} for part, reason in compare.parts_left_out
        ],
        "tests": [_test(test) for test in compare.tests],
        "river": {
            "rule": spoken.say(RIVER_RULE),
            "sources": spoken.say(RIVER_SOURCES),
            "splits": [
                {"stays": float(rule.name), **_measured(rule, split)} for rule in compare.river
            ],
        },
        "stability": [_stability(view) for view in compare.stability],
        "transfers": _transfers(split),
    }


def _key(key: MeasuredSplit, split: Split, spoken: Language) -> dict[str, Any]:
    return {
        "key": key.name,
        "rule": spoken.say(key_in_words(key.name)),
        "source": spoken.say(key.source),
        **_measured(key, split),
    }


def _measured(measured: MeasuredSplit, split: Split) -> dict[str, Any]:
    return {
        **{name: getattr(measured, name) for name in _SUMS},
        "more_than_they_gain": list(measured.more_than_they_gain),
        "clauses_broken": [{"clause": clause, "by": by} for clause, by in measured.clauses_broken],
        "payers": _records(measured.payers),
        "programmes": [_shares(line, split) for line in measured.programmes],
    }


def _shares(line: ProgrammeShares, split: Split) -> dict[str, Any]:
    return {
        **programme_record(line.programme, split),
        "contributions": dict(line.contributions),
        "host_residual": line.host_residual,
        "unfunded": line.unfunded,
    }


def _test(test: KeyTest) -> dict[str, Any]:
    return {
        "key": test.key,
        "monotone": not test.wrong_ways,
        "wrong_ways": [_wrong_way(way) for way in test.wrong_ways],
        "ingredients": [
            {"ingredient": name, "weighs": weight, "effects": dict(effects)}
            for (name, weight), (_, effects) in zip(test.weights, test.effects, strict=True)
        ],
    }


def _wrong_way(way: WrongWay) -> dict[str, Any]:
    raised = way.raised.named_parts if isinstance(way.raised, Programme) else (way.raised,)
    return {**asdict(way), "raised": list(raised)}


def _stability(view: Stability) -> dict[str, Any]:
    return {
        "lost": view.lost,
        "stable": not view.groups if view.payers and view.payers[0].charged is not None else None,
        "together": view.together,
        "payers": _records(view.payers),
        "groups": _records(view.groups),
    }


def _transfers(split: Split) -> dict[str, Any]:
    appendix = appendix_of(split)
    return {
        "gross": _records(appendix.ledger),
        "net": _records(appendix.transfers),
        "clearing": _records(appendix.clearing),
        "fewest": appendix.fewest,
    }


def _records(lines: Iterable[Any]) -> list[dict[str, Any]]:
    return [asdict(line) for line in lines]
