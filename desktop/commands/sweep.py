"""`relais sweep`: one case at many points, over rules and over uncertainty in its figures."""

from __future__ import annotations

import json
import signal
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from math import ceil, isfinite, prod
from pathlib import Path
from threading import Event, current_thread, main_thread
from types import FrameType
from typing import Any

from desktop.app.terminal import tell
from desktop.commands.output import print_result, tell_written, warn
from desktop.commands.progress import ShownProgress
from desktop.commands.wrong_use import (
    WrongUseError,
    existing,
    require_scenario,
    workbook_to_write,
)
from models.declaration.tables import BASE_SCENARIO
from models.problems import RelaisError
from models.project.any_case import FROZEN, read_scenario
from models.results.sweep import (
    QUANTILES,
    Spread,
    SweepPlan,
    SweepPoint,
    SweepResult,
    VariedRule,
    quantile_name,
)
from models.words.language import Language
from models.words.text import Argument, Number, listed, text
from models.workbook.held import HELD
from models.workbook.sweep_result import write_sweep
from solver.sweep.cluster import cluster_at
from solver.sweep.cores import most_jobs
from solver.sweep.plan import check_plan, refuse_too_many, values_between
from solver.sweep.run import SweepProgress, run_sweep, run_sweep_on_cores

_STOPPED = 130
_SHORT = 100.0
"""Up to how many seconds they are said as seconds."""
_OF_SCENARIO = (HELD, FROZEN)
"""The warnings about which data are swept; the others are for `check`."""


def sweep(options: Namespace) -> int:
    """Solve every point; the exit status is 130 where it was stopped and what was done is kept.

    A conflict at a point is a result of the sweep, not a failure.
    """
    spoken, path = options.spoken, existing(options.case)
    output = _output(options)
    plan = _plan(options)
    with ShownProgress(spoken) as shown:
        read = read_scenario(path, options.scenario, shown, options.limits)
        case = read.case
        plan = replace(plan, scenario=read.scenario)
        with _as_wrong_use("sweep"):
            check_plan(plan, case)
        require_scenario(case, plan.scenario, read.held)
        with ExitStack() as stack:
            with _as_wrong_use(""):
                at = options.cluster
                cluster = None if at is None else stack.enter_context(cluster_at(at))
            stop = stack.enter_context(_stopped_by_interrupt(spoken))
            progress: SweepProgress = partial(_show, shown)
            if cluster is None:
                result = run_sweep_on_cores(case, plan, options.jobs, progress, stop.is_set)
            else:
                solve, lanes = cluster.executor, cluster.lanes
                result = run_sweep(case, plan, solve, progress, stop.is_set, lanes=lanes)
    warn((problem for problem in read.problems if problem.code in _OF_SCENARIO), spoken)
    _report(result, path.name, output, options)
    return 0 if result.complete else _STOPPED


def _output(options: Namespace) -> Path | None:
    if options.output is None and not options.json:
        what = text("There is nowhere to put the points.")
        raise WrongUseError(what, "sweep", text("Give -o SWEEP.xlsx, --json or both."))
    return workbook_to_write(options.output, Path(options.case)) if options.output else None


def _plan(options: Namespace) -> SweepPlan:
    if options.jobs is not None and not 1 <= options.jobs <= most_jobs():
        mend = text(
            "Give a number from 1 to {most}, or leave it out for all cores.", most=most_jobs()
        )
        raise WrongUseError(text("That many processes cannot be."), "--jobs", mend)
    spans = [(typed, *_span(typed)) for typed in options.vary or ()]
    with _as_wrong_use("sweep"):  # before any of the points is made
        refuse_too_many(prod(steps for *_, steps in spans) * max(options.samples, 1))
    rules = []
    for typed, rule, first, last, steps in spans:
        with _as_wrong_use(f"--vary {typed}"):
            rules.append(VariedRule(rule, values_between(first, last, steps)))
    return SweepPlan(
        options.scenario or BASE_SCENARIO,
        tuple(rules),
        options.samples,
        tuple(map(_spread, options.spread or ())),
        options.seed,
    )


def _span(typed: str) -> tuple[str, float, float, int]:
    """Return the rule that one --vary names, its first and last value, and how many there are."""
    rule, found, span = typed.partition("=")
    parts = span.split(":")
    try:
        if not found or len(parts) != 3:
            raise ValueError
        first, last = float(parts[0]), float(parts[1])
        if not isfinite(last - first):
            raise ValueError
        return rule.strip(), first, last, int(parts[2])
    except ValueError:
        mend = text(
            "Write RULE=FROM:TO:STEPS with decimal points, such as {example}.",
            example="own_share_min=0:0.5:6",
        )
        raise WrongUseError(text("This cannot be read."), f"--vary {typed}", mend) from None


@contextmanager
def _as_wrong_use(where: str) -> Iterator[None]:
    """Tell what the solver refuses as wrong use of the command."""
    try:
        yield
    except RelaisError as error:
        raise WrongUseError(error.what, error.where or where, error.mend) from None


def _spread(typed: str) -> Spread:
    name, found, share = typed.partition("=")
    sheet, point, column = name.partition(".")
    try:
        if not (found and point):
            raise ValueError
        return Spread(sheet.strip(), column.strip(), float(share.strip().rstrip("%")) / 100)
    except ValueError:
        mend = text("Write SHEET.column=PERCENT, such as {example}.", example="Flows.persons=10")
        raise WrongUseError(text("This cannot be read."), f"--spread {typed}", mend) from None


def _show(shown: ShownProgress, done: int, of: int, left: float | None) -> None:
    """Show how many points are solved, and for how many seconds more are."""
    if left is None:
        stage = text("Sweeping:")
    elif left < _SHORT:
        stage = text("Sweeping, about {seconds} s left:", seconds=Number(ceil(left)))
    else:
        stage = text("Sweeping, about {minutes} min left:", minutes=Number(ceil(left / 60)))
    shown(stage, done, of)


@contextmanager
def _stopped_by_interrupt(spoken: Language) -> Iterator[Event]:
    """Let the first Ctrl+C ask the sweep to stop and keep what is done; a second one ends it."""
    stop = Event()
    if current_thread() is not main_thread():
        yield stop
        return

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)
        tell(spoken.say(text("Stopping; what is done is kept …")))

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _report(result: SweepResult, case_name: str, output: Path | None, options: Namespace) -> None:
    spoken = options.spoken
    tell(spoken.say(text("{counts}.", counts=listed(_counts(result), last=""))))
    if result.stopped:
        tell(spoken.say(text("Not complete: {reason}", reason=result.stopped)))
    if output is not None:
        write_sweep(result, case_name, output, spoken=spoken)
        tell_written(output, spoken)
    if options.json:
        print_result(sweep_as_json(result, case_name, spoken))


def _counts(result: SweepResult) -> Iterator[Argument]:
    clashes, failed = result.count("conflict"), result.count("failed")
    done = Number(len(result.points))
    yield text("{done} of {points} points", done=done, points=Number(result.plan.count))
    if clashes:
        yield text("{count} in conflict", count=Number(clashes))
    if failed:
        yield text("{count} without an answer", count=Number(failed))


def sweep_as_json(result: SweepResult, case_name: str, spoken: Language) -> str:
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
        "stopped": spoken.say(result.stopped),
        "of": plan.count,
        "points": [_point_record(result, point, spoken) for point in result.points],
        "bands": [_band_record(result, place) for place in range(len(result.bands))],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _rules(result: SweepResult, values: tuple[float, ...]) -> dict[str, float]:
    names = (rule.rule for rule in result.plan.rules)
    return dict(zip(names, values, strict=True))


def _point_record(result: SweepResult, point: SweepPoint, spoken: Language) -> dict[str, Any]:
    payers = zip(result.payers, point.totals, point.burdens, strict=False)
    return {
        "rules": _rules(result, point.place.values),
        "sample": point.place.sample,
        "status": point.status,
        "reason": spoken.say(point.reason),
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
