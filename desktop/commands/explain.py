"""`relais explain`: why a payer pays, payment by payment, and which data move its bill."""

from __future__ import annotations

from argparse import Namespace

from desktop.commands.agreed_split import as_agreed
from desktop.commands.case_arguments import limits_of
from desktop.commands.chosen_programmes import chosen, require_payer
from desktop.commands.data_warnings import warn
from desktop.commands.explain_as_json import conflict_as_json, explanation_as_json
from desktop.commands.explain_as_text import explanation_as_text
from desktop.commands.impact_as_text import impacts_as_text
from desktop.commands.output import print_result
from desktop.commands.progress import ShownProgress
from desktop.commands.reasons import reasons
from desktop.commands.split_as_text import split_as_text
from desktop.commands.wrong_use import WrongUseError, existing, require_scenario
from models.case import Case
from models.explanation import DataImpact
from models.project.any_scenario import read_scenario
from solver.explain.answer import Answer
from solver.explain.impact import Together, data_impact
from solver.explain.payer import PayerExplained, explained
from solver.solving import Prepared, Solved, prepare, solve_to_explain


def explain(options: Namespace) -> int:
    """Say why a payer pays; the exit status is 1 where the clauses clash and nobody does."""
    path = existing(options.case)
    _require_top(options.top)
    progress = ShownProgress()
    try:
        read = read_scenario(path, options.scenario, progress, limits_of(options))
        require_scenario(read.case, read.scenario, read.held)
        prepared = prepare(read.case, read.scenario, progress=progress)
        require_payer(prepared.setup, options.payer)
        solved = solve_to_explain(prepared, progress=progress)
        answer = solved.answer
        if answer is not None:
            found = _found(answer, solved, options, progress)
            impacts = _impacts(read.case, read.scenario, options, progress)
    finally:
        progress.clear()
    _, notes = as_agreed(solved, read.frozen)
    warn((*read.problems, *notes, *solved.split.warnings))
    if answer is None:
        print_result(_clash(prepared, solved, options.json))
        return 1
    print_result(_said(prepared, solved, found, impacts, options))
    return 0


def _require_top(top: int | None) -> None:
    if top is not None and top < 1:
        raise WrongUseError(
            f"{top} payments cannot be explained.", "--top", "Give 1 or more, or leave it out."
        )


def _found(
    answer: Answer, solved: Solved, options: Namespace, progress: ShownProgress
) -> PayerExplained:
    programmes = chosen(answer.setup, solved.split, options)
    return explained(
        answer, solved.split, options.payer, programmes, top=options.top, progress=progress
    )


def _impacts(
    case: Case, scenario: str, options: Namespace, progress: ShownProgress
) -> tuple[DataImpact, ...] | None:
    if options.impact is None:
        return None
    together = Together(options.impact)
    return data_impact(case, scenario, together=together, progress=progress)


def _clash(prepared: Prepared, solved: Solved, as_json: bool) -> str:
    """Say as `solve` does that there is no split, and what would settle it."""
    if as_json:
        return conflict_as_json(solved.split)
    return "\n\n".join([split_as_text(solved.split), "\n".join(reasons(prepared, solved))])


def _said(
    prepared: Prepared,
    solved: Solved,
    found: PayerExplained,
    impacts: tuple[DataImpact, ...] | None,
    options: Namespace,
) -> str:
    if options.json:
        return explanation_as_json(solved.split, found, impacts)
    parts = [explanation_as_text(prepared.case, solved.split, found)]
    if impacts is not None:
        parts.append(impacts_as_text(prepared.case, solved.split, options.payer, impacts))
    return "\n\n\n".join(parts)
