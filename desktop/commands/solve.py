"""`relais solve`: the split of one scenario, to read, as JSON, or as a workbook."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.commands.output import print_result, tell_written, warn
from desktop.commands.progress import EarlyAnswers, ShownProgress
from desktop.commands.split import as_agreed, reasons, split_as_json, split_as_text
from desktop.commands.wrong_use import (
    existing,
    file_to_write,
    require_scenario,
    workbook_to_write,
)
from models.project.any_case import read_scenario
from models.workbook.result import write_result
from models.workbook.safe_writing import replace_safely
from solver.inputs.setup import Setup
from solver.solve import Prepared, Solution, prepare, solve_to_explain


def solve(options: Namespace) -> int:
    """Solve one scenario of a case; the exit status is 1 where its clauses clash."""
    spoken, path = options.spoken, existing(options.case)
    output = workbook_to_write(options.output, path) if options.output else None
    program = file_to_write(options.lp, path) if options.lp else None
    with ShownProgress(spoken) as progress:
        read = read_scenario(path, options.scenario, progress, options.limits)
        require_scenario(read.case, read.scenario, read.held)
        prepared = prepare(read.case, read.scenario, progress=progress)
        if program is not None:
            _write_program(prepared.setup, program)
            tell_written(program, spoken)
        solved = solve_to_explain(
            prepared,
            explain=output is not None,
            switching=options.json,
            progress=progress,
            early=EarlyAnswers(progress, spoken),
        )
    solved, notes = as_agreed(solved, read.frozen)
    split = solved.split
    warn((*read.problems, *notes, *split.warnings), spoken)
    if output is not None:
        already = read.held is not None and read.held.is_adjusted
        write_result(
            prepared.case,
            split,
            output,
            case_name=path.name,
            already_adjusted=already,
            spoken=spoken,
        )
        tell_written(output, spoken)
    if options.json:
        print_result(split_as_json(split))
    else:
        _print(prepared, solved, options)
    return int(split.status == "conflict")


def _print(prepared: Prepared, solved: Solution, options: Namespace) -> None:
    """Print the split for people, and the reasons where they are asked for or needed."""
    clash = solved.answer is None
    parts = [] if options.output and not clash else [split_as_text(solved.split, options.spoken)]
    if options.why or clash:
        parts.append(reasons(prepared, solved, options.spoken))
    if parts:
        print_result("\n\n".join(parts))


def _write_program(setup: Setup, path: Path) -> None:
    from solver.program.lp_text import lp_text  # noqa: PLC0415  # PuLP takes a moment to load

    replace_safely(path, lp_text(setup).encode(), lambda _written: None)
