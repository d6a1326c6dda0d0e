"""`relais check`: every problem of a workbook, by sheet and cell."""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from desktop.commands.output import print_result, problem_line, tell_written
from desktop.commands.progress import ShownProgress
from desktop.commands.wrong_use import WrongUseError, existing, workbook_to_write
from models.problems import Problem, Severity, grouped, have_errors
from models.project.any_case import examine, is_project
from models.words.exchange import comment_by
from models.words.language import Language, readable
from models.words.text import Argument, counted, joined, text
from models.workbook.annotated import write_annotated
from models.workbook.identity import recipient_of
from models.workbook.reading import Examination
from models.xlsx.comments import Comment


def check(options: Namespace) -> int:
    """List the problems of a workbook; the exit status is 1 where one is an error.

    Where there is none, every scenario is traced, for what can be seen only then. A copy with
    the cells marked is written where one is asked for.
    """
    spoken, path = options.spoken, existing(options.case)
    copy = _copy_to_write(options.annotate, path) if options.annotate else None
    with ShownProgress(spoken) as progress:
        found = examine(path, progress, options.limits)
        problems = (*found.problems, *_only_traced(found, progress))
    part = recipient_of(found.identity)
    refused = have_errors(problems)
    if copy is not None:
        write_annotated(path, problems, copy, spoken=spoken)
        tell_written(copy, spoken)
    if options.json:
        print_result(_as_json(problems, part, found.comments, spoken, refused=refused))
    else:
        print_result(_as_text(path.name, problems, part, found.comments, spoken))
    return int(refused)


def _copy_to_write(name: str, case: Path) -> Path:
    if is_project(case):
        what = text("Only a workbook has cells that can be marked.")
        mend = text("Save the project as an .xlsx workbook first.")
        raise WrongUseError(what, case.name, mend)
    return workbook_to_write(name, case)


def _only_traced(found: Examination, progress: ShownProgress) -> tuple[Problem, ...]:
    """Return what tracing finds and the cells do not show; the same text is the same problem."""
    if found.case is None or recipient_of(found.identity):
        return ()
    from solver.inputs.assumptions import assumptions  # noqa: PLC0415  # loads scipy: not for bad cases

    aside = found.held.others(found.case) if found.held is not None else frozenset()
    known = {(problem.code, problem.found) for problem in found.problems}
    return tuple(
        p for p in assumptions(found.case, progress, aside=aside) if (p.code, p.found) not in known
    )


def _as_json(
    problems: tuple[Problem, ...],
    part: str,
    said: tuple[Comment, ...],
    spoken: Language,
    *,
    refused: bool,
) -> str:
    status = {"status": "refused"} if refused else {}
    records = [problem.as_record(spoken) for problem in problems]
    comments = {"comments": [asdict(comment) for comment in said]} if said else {}
    found = {**status, "part_for": part or None, "problems": records, **comments}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _as_text(
    name: str,
    problems: tuple[Problem, ...],
    part: str,
    said: tuple[Comment, ...],
    spoken: Language,
) -> str:
    lines = [problem_line(problem, spoken) for problem in grouped(problems)]
    lines += [
        spoken.say(
            text(
                "{place}: {said}",
                place=f"{one.sheet}!{one.cell}",
                said=comment_by(one.author, one.text),
            )
        )
        for one in said
    ]
    return "\n".join(map(readable, [*lines, spoken.say(_summary(name, problems, part))]))


def _summary(name: str, problems: tuple[Problem, ...], part: str) -> Argument:
    counts = Counter(problem.severity for problem in problems)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    return joined(
        text(
            "{name}: {errors}, {warnings}.",
            name=name,
            errors=counted("1 error", "{count} errors", errors) if errors else text("no errors"),
            warnings=counted("1 warning", "{count} warnings", warnings)
            if warnings
            else text("no warnings"),
        ),
        text(
            "It is the part for {part}: what only the whole case shows was not checked.", part=part
        )
        if part
        else None,
    )
