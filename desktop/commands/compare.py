"""`relais compare`: the split of one or more scenarios beside keys, river rules and games."""

from __future__ import annotations

from argparse import Namespace

from desktop.commands.case_arguments import limits_of
from desktop.commands.compare_as_json import comparisons_as_json
from desktop.commands.compare_as_text import comparison_as_text, scenarios_as_text
from desktop.commands.data_warnings import warn
from desktop.commands.progress import ShownProgress
from desktop.commands.wrong_use import existing, require_scenario
from models.case import Case
from models.comparison import Comparison
from models.project.any_case import read_case
from solver.comparison.report import comparison
from solver.explain.sentences.words import words_of
from solver.solving import prepare, solve_to_explain


def compare(options: Namespace) -> int:
    """Compare scenarios; the exit status is 1 where the clauses of one of them clash."""
    path = existing(options.case)
    progress = ShownProgress()
    try:
        read = read_case(path, progress, limits_of(options))
        scenarios = tuple(dict.fromkeys(options.scenario or ["base"]))
        for scenario in scenarios:
            require_scenario(read.case, scenario)
        compared = [_compared(read.case, name, options.json, progress) for name in scenarios]
    finally:
        progress.clear()
    warn((*read.problems, *(problem for one in compared for problem in one.split.warnings)))
    print(comparisons_as_json(compared, path.name) if options.json else _text(read.case, compared))
    return int(any(one.split.status == "conflict" for one in compared))


def _compared(case: Case, scenario: str, detail: bool, progress: ShownProgress) -> Comparison:
    prepared = prepare(case, scenario, progress=progress)
    solved = solve_to_explain(prepared, progress=progress)
    return comparison(prepared, solved, detail=detail, progress=progress)


def _text(case: Case, compared: list[Comparison]) -> str:
    words = words_of(case)
    together = [scenarios_as_text(compared)] if len(compared) > 1 else []
    return "\n\n\n".join([*together, *(comparison_as_text(one, words) for one in compared)])
