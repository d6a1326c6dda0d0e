"""From a case and a scenario to a split: the way of the data through the solver."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.adjustments import adjusted
from models.case import Case
from models.flows.places import Floats
from models.flows.traced import TracedCase, trace
from models.problems import Problem, RelaisError
from models.rules import Rules, rules_of
from models.split import Split
from solver.budgets import carried_budgets
from solver.cancelling import Cancelled, Progress, SolveCancelledError, never, silent
from solver.certificate import Bounds
from solver.chain import met
from solver.comparison.clearing import cleared, gross_ledger
from solver.comparison.lines import key_lines
from solver.engine import Engine
from solver.explain.answer import Answer
from solver.explain.binding import binding_lines
from solver.explain.conflicts import conflict
from solver.explain.ranges import ranges
from solver.fingerprint import fingerprint
from solver.goals import Chain
from solver.large import is_large
from solver.meeting import Infeasible
from solver.program.model import Model, model_of
from solver.rounding import rounded
from solver.setup import Reference, Setup, setup_of
from solver.statement import (
    Money,
    clearing_lines,
    goal_lines,
    ledger_lines,
    payer_lines,
    payments,
    programme_lines,
    transfer_lines,
)


@dataclass(frozen=True, eq=False)
class Prepared:
    """A scenario ready to be solved: the case as used, the program and its engine."""

    case: Case
    setup: Setup
    model: Model
    engine: Engine
    warnings: tuple[Problem, ...]
    reference: Reference | None = None


def solve_case(
    case: Case,
    scenario: str = "base",
    *,
    explain: bool = False,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Split:
    """Find the split of one scenario.

    Args:
        case: a case without errors.
        scenario: the name of one of its scenarios.
        explain: whether to measure what binds as well; that solves again for each limit.
        progress: told what is being done.
        cancelled: asked often whether to stop.

    Returns:
        the split; where the clauses cannot all hold, one with status "conflict".

    Raises:
        RelaisError: there is no such scenario, or its rules cannot be used.
        SolveCancelledError: somebody asked to stop.
    """
    prepared = prepare(case, scenario, progress=progress, cancelled=cancelled)
    return solve_prepared(prepared, explain=explain, progress=progress)


def prepare(
    case: Case,
    scenario: str,
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
    _on_the_way: tuple[str, ...] = (),
) -> Prepared:
    """Adjust and trace a case for one scenario and build its program."""
    rules = rules_of(case, scenario)
    reference = _reference(case, rules, progress, cancelled, (*_on_the_way, scenario))
    progress("trace", 0, 0)
    used, warnings = adjusted(case, scenario)
    traced = trace(used, rules)
    if cancelled():
        raise SolveCancelledError
    progress("program", 0, 0)
    setup = setup_of(traced, reference)
    model = model_of(setup)
    engine = Engine(model.arrays, cancelled, interior=is_large(model))
    return Prepared(used, setup, model, engine, (*warnings, *traced.warnings), reference)


@dataclass(frozen=True, eq=False)
class Solved:
    """A split, and the answer behind it for all that explains it; None for a conflict."""

    split: Split
    answer: Answer | None


def solve_prepared(
    prepared: Prepared, *, explain: bool = False, progress: Progress = silent
) -> Split:
    """Meet the goals of a prepared scenario and state the result."""
    return solve_to_explain(prepared, explain=explain, progress=progress).split


def solve_to_explain(
    prepared: Prepared, *, explain: bool = False, progress: Progress = silent
) -> Solved:
    """Do the same as `solve_prepared` and keep the answer, so that goals are met only once."""
    engine, start = prepared.engine, prepared.engine.bounds()
    try:
        return _solved(prepared, start, explain, progress)
    finally:
        engine.restore(start)


def _solved(prepared: Prepared, start: Bounds, explain: bool, progress: Progress) -> Solved:
    setup, model, engine = prepared.setup, prepared.model, prepared.engine
    carried = carried_budgets(setup.traced, setup.budgets)
    blank = _blank(setup.traced, (*prepared.warnings, *carried))
    try:
        chain = met(engine, model, progress)
    except Infeasible:
        progress("conflict", 0, 0)
        lines = conflict(engine, model, setup.traced.rules.rounding)
        return Solved(replace(blank, status="conflict", conflict=lines), None)
    low, high = ranges(engine, model, chain.before_last, progress)
    split = _stated(prepared, chain, low, high, blank)
    answer = Answer(engine, model, start, chain.split, chain.before_last)
    if explain:
        split = replace(split, binding=binding_lines(answer, progress))
    return Solved(split, answer)


def _reference(
    case: Case, rules: Rules, progress: Progress, cancelled: Cancelled, chain: tuple[str, ...]
) -> Reference | None:
    """Solve the scenario that least_change stays close to; None where that is no goal."""
    if "least_change" not in rules.goals:
        return None
    if rules.reference_scenario in chain:
        raise RelaisError(
            f"The scenario {chain[-1]} has the goal least_change, but the split it should stay "
            f"close to is that of {rules.reference_scenario}, which depends on it.",
            "Scenarios",
            "Name in reference_scenario a scenario that does not lead back here.",
        )
    other = prepare(
        case, rules.reference_scenario, progress=progress, cancelled=cancelled, _on_the_way=chain
    )
    split = solve_prepared(other, progress=progress)
    if split.status == "conflict":
        raise RelaisError(
            f"The clauses of the scenario {rules.reference_scenario} contradict each other, so "
            f"there is no split for {chain[-1]} to stay close to.",
            "Clauses",
            f"Settle {', '.join(line.clause for line in split.conflict)} first.",
        )
    return {
        (line.payer, line.host, line.stage, line.year): line.amount - line.host_residual
        for line in split.payments
    }


def _blank(traced: TracedCase, warnings: tuple[Problem, ...]) -> Split:
    rules = traced.rules
    return Split(
        "ok",
        rules.scenario,
        rules.currency,
        rules.rounding,
        base_year=traced.base_year,
        warnings=warnings,
    )


def _stated(prepared: Prepared, chain: Chain, low: Floats, high: Floats, blank: Split) -> Split:
    setup, exact = prepared.setup, chain.split
    money = Money(setup.traced.rules.rounding)
    whole = rounded(prepared.model, exact, money.rounding)
    owed = cleared(gross_ledger(setup, whole))
    programmes = programme_lines(setup, whole, money)
    paid = payments(setup, whole, money)
    payers = payer_lines(setup, exact, whole, low, high, money)
    totals = [line.own + line.others for line in payers]
    need = sum(line.need for line in programmes)
    return replace(
        blank,
        goals=goal_lines(setup, exact, money),
        programmes=programmes,
        payments=paid,
        payers=payers,
        ledger=ledger_lines(setup, owed, money),
        transfers=transfer_lines(setup, owed, money),
        clearing=clearing_lines(setup, owed, money),
        fewest=owed.fewest,
        keys=key_lines(setup, totals, need, money),
        unique=chain.proved_unique,
        fingerprint=fingerprint(prepared.case, setup.traced.rules, programmes, paid),
    )
