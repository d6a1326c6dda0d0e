"""`relais compare`: the split of one or more scenarios beside keys, river rules and games."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Container, Sequence

from desktop.commands.compare_as_json import comparisons_as_json
from desktop.commands.compare_as_text import comparison_as_text, scenarios_as_text
from desktop.commands.output import print_result, tell_written, warn
from desktop.commands.parser import limits_of
from desktop.commands.progress import ShownProgress
from desktop.commands.wrong_use import (
    existing,
    not_the_case,
    require_scenario,
    workbook_to_write,
)
from models.case import Case
from models.names import names_of
from models.problems import Problem, Severity
from models.project.any_case import FROZEN, accepted, examine_with_frozen, usual_scenario
from models.results.comparison import Comparison
from models.results.side_by_side import ComparedSplit, SideBySide, letters_of
from models.words.language import Language
from models.words.text import Quoted, text
from models.workbook.comparison import write_comparison
from solver.compare.report import bridges_from_base, comparison
from solver.solve import prepare, solve_to_explain


def compare(options: Namespace) -> int:
    """Compare scenarios; the exit status is 1 where the clauses of one of them clash."""
    spoken, path = options.spoken, existing(options.case)
    output = workbook_to_write(options.output) if options.output else None
    if output is not None:
        not_the_case(output, path)
    progress = ShownProgress(spoken)
    try:
        found, frozen = examine_with_frozen(path, progress, limits_of(options))
        read = accepted(path, found)
        scenarios = tuple(dict.fromkeys(options.scenario or [usual_scenario(read.held)]))
        for scenario in scenarios:
            require_scenario(read.case, scenario, read.held)
        compared = [_compared(read.case, name, options.json, progress) for name in scenarios]
        side = _side(read.case, compared, with_keys=options.keys)
        ways = () if output is None else bridges_from_base(read.case, side, progress=progress)
    finally:
        progress.clear()
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
        print_result(comparisons_as_json(compared, path.name, spoken))
    elif output is None:
        print_result(_as_text(read.case, compared, spoken))
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
    frame = case.table("Territories")
    pairs = zip(frame["territory"], frame["population"], strict=True)
    population = {str(key): float(size) for key, size in pairs if size > 0}
    return SideBySide(splits, splits[0].letters, population)


def _compared(case: Case, scenario: str, detail: bool, progress: ShownProgress) -> Comparison:
    prepared = prepare(case, scenario, progress=progress)
    solved = solve_to_explain(prepared, progress=progress)
    return comparison(prepared, solved, detail=detail, progress=progress)


def _as_text(case: Case, compared: list[Comparison], spoken: Language) -> str:
    names = names_of(case)
    together = [scenarios_as_text(compared, spoken)] if len(compared) > 1 else []
    each = (comparison_as_text(one, names, spoken) for one in compared)
    return "\n\n\n".join([*together, *each])
