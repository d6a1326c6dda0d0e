"""`relais sweep`: one case at many points, over rules and over uncertainty in its figures."""

from __future__ import annotations

import signal
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from math import ceil, isfinite, prod
from pathlib import Path
from threading import Event, current_thread, main_thread
from types import FrameType
from typing import NamedTuple

from desktop.commands.case_arguments import limits_of
from desktop.commands.data_warnings import warn
from desktop.commands.output import print_result, tell
from desktop.commands.progress import ShownProgress
from desktop.commands.sweep_as_json import sweep_as_json
from desktop.commands.wrong_use import (
    WrongUseError,
    existing,
    not_the_case,
    require_scenario,
    workbook_to_write,
)
from models.case import Case
from models.declaration.tables import BASE_SCENARIO
from models.problems import RelaisError
from models.project.any_scenario import FROZEN, read_scenario
from models.sweep import Spread, SweepPlan, SweepResult, VariedRule
from models.words.language import ENGLISH
from models.workbook.held import HELD
from models.workbook.sweep_result import write_sweep
from solver.sweep.cluster import Cluster, cluster_at
from solver.sweep.cores import most_jobs
from solver.sweep.plan import check_plan, refuse_too_many, values_between
from solver.sweep.run import SweepProgress, run_sweep, run_sweep_on_cores

_STOPPED = 130
_OF_SCENARIO = (HELD, FROZEN)
"""The warnings about which data are swept; the others are for `check`."""


def sweep(options: Namespace) -> int:
    """Solve every point; the exit status is 130 where it was stopped and what was done is kept.

    A conflict at a point is a result of the sweep, not a failure.
    """
    path = existing(options.case)
    output = _output(options)
    plan = _plan(options)
    shown = ShownProgress()
    try:
        read = read_scenario(path, options.scenario, shown, limits_of(options))
        case = read.case
        plan = replace(plan, scenario=read.scenario)
        _check(plan, case)
        require_scenario(case, plan.scenario, read.held)
        with ExitStack() as stack:
            cluster = _entered(stack, options.cluster)
            stop = stack.enter_context(_stopped_by_interrupt())
            result = _run(case, plan, options.jobs, cluster, _told(shown), stop)
    finally:
        shown.clear()
    warn(problem for problem in read.problems if problem.code in _OF_SCENARIO)
    _report(result, path.name, output, as_json=options.json)
    return 0 if result.complete else _STOPPED


def _output(options: Namespace) -> Path | None:
    if options.output is None and not options.json:
        raise WrongUseError(
            "There is nowhere to put the points.", "sweep", "Give -o SWEEP.xlsx, --json or both."
        )
    output = workbook_to_write(options.output) if options.output else None
    if output is not None:
        not_the_case(output, Path(options.case))
    return output


def _plan(options: Namespace) -> SweepPlan:
    if options.jobs is not None and not 1 <= options.jobs <= most_jobs():
        mend = f"Give a number from 1 to {most_jobs()}, or leave it out for all cores."
        raise WrongUseError("That many processes cannot be.", "--jobs", mend)
    spans = list(map(_span, options.vary))
    _refuse_too_many(spans, options.samples)
    return SweepPlan(
        options.scenario or BASE_SCENARIO,
        tuple(map(_varied, spans)),
        options.samples,
        tuple(map(_spread, options.spread)),
        options.seed,
    )


class _Span(NamedTuple):
    """What one --vary asks for."""

    text: str
    rule: str
    first: float
    last: float
    steps: int


def _span(text: str) -> _Span:
    rule, found, span = text.partition("=")
    parts = span.split(":")
    try:
        if not found or len(parts) != 3:
            raise ValueError
        first, last = float(parts[0]), float(parts[1])
        if not isfinite(last - first):
            raise ValueError
        return _Span(text, rule.strip(), first, last, int(parts[2]))
    except ValueError:
        mend = "Write RULE=FROM:TO:STEPS with decimal points, such as own_share_min=0:0.5:6."
        raise WrongUseError("This cannot be read.", f"--vary {text}", mend) from None


def _refuse_too_many(spans: Sequence[_Span], samples: int) -> None:
    """Count the points before any of them is made."""
    try:
        refuse_too_many(prod(span.steps for span in spans) * max(samples, 1))
    except RelaisError as error:
        raise WrongUseError(error.what, "sweep", error.mend) from None


def _varied(span: _Span) -> VariedRule:
    try:
        return VariedRule(span.rule, values_between(span.first, span.last, span.steps))
    except RelaisError as error:
        raise WrongUseError(error.what, f"--vary {span.text}", error.mend) from None


def _spread(text: str) -> Spread:
    name, found, share = text.partition("=")
    sheet, point, column = name.partition(".")
    try:
        if not (found and point):
            raise ValueError
        return Spread(sheet.strip(), column.strip(), float(share.strip().rstrip("%")) / 100)
    except ValueError:
        mend = "Write SHEET.column=PERCENT, such as Flows.persons=10."
        raise WrongUseError("This cannot be read.", f"--spread {text}", mend) from None


def _check(plan: SweepPlan, case: Case) -> None:
    try:
        check_plan(plan, case)
    except RelaisError as error:
        raise WrongUseError(error.what, error.where or "sweep", error.mend) from None


def _entered(stack: ExitStack, address: str | None) -> Cluster | None:
    """Connect to the cluster at an address, where there is one."""
    if address is None:
        return None
    try:
        return stack.enter_context(cluster_at(address))
    except RelaisError as error:
        raise WrongUseError(error.what, error.where, error.mend) from None


def _run(
    case: Case,
    plan: SweepPlan,
    jobs: int | None,
    cluster: Cluster | None,
    progress: SweepProgress,
    stop: Event,
) -> SweepResult:
    if cluster is None:
        return run_sweep_on_cores(case, plan, jobs, progress, stop.is_set)
    lanes = cluster.lanes
    return run_sweep(case, plan, cluster.executor, progress, stop.is_set, lanes=lanes)


def _told(shown: ShownProgress) -> SweepProgress:
    def tell(done: int, of: int, left: float | None) -> None:
        time = "" if left is None else f", about {_time(left)} left"
        shown(f"Sweeping{time}:", done, of)

    return tell


def _time(seconds: float) -> str:
    return f"{ceil(seconds)} s" if seconds < 100 else f"{ceil(seconds / 60)} min"


@contextmanager
def _stopped_by_interrupt() -> Iterator[Event]:
    """Let the first Ctrl+C ask the sweep to stop and keep what is done; a second one ends it."""
    stop = Event()
    if current_thread() is not main_thread():
        yield stop
        return

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)
        tell("Stopping; what is done is kept …")

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _report(result: SweepResult, case_name: str, output: Path | None, *, as_json: bool) -> None:
    done = f"{len(result.points)} of {result.plan.count} points"
    clashes, failed = result.count("conflict"), result.count("failed")
    tell(f"{done}, {clashes} in conflict, {failed} without an answer.")
    if result.stopped:
        tell(f"Not complete: {ENGLISH.say(result.stopped)}")
    if output is not None:
        write_sweep(result, case_name, output)
        tell(f"Wrote {output}.")
    if as_json:
        print_result(sweep_as_json(result, case_name))
