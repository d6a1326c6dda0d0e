"""From a case and a scenario to a split: the way of the data through the solver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from models.case import Case
from models.declaration.rules import RULE_BY_KEY
from models.declaration.tables import TABLE_BY_KEY
from models.flows.adjustments import adjusted
from models.flows.places import NOBODY
from models.flows.traced import TracedCase, trace
from models.problems import Problem, RelaisError
from models.results.simplicity import SimplicityPrice
from models.results.split import Appendix, Split, Use
from models.results.switching import SwitchingValue
from models.scenarios import Rules, rules_of
from models.words.text import Quoted, listed, text
from solver.compare.simplicity import price_of_key, without_key
from solver.engine.arrays import Bounds
from solver.engine.cancelling import Cancelled, Progress, SolveCancelledError, never, silent
from solver.engine.engine import Engine
from solver.explain.answer import Answer
from solver.explain.binding import binding_lines
from solver.explain.conflicts import conflict
from solver.explain.ranges import may_range_all
from solver.explain.switching import switching_value
from solver.goals.chain import met
from solver.goals.goal import Tell, nobody
from solver.goals.large import is_large
from solver.goals.optimal_face import Infeasible
from solver.inputs.setup import Reference, Setup, setup_of
from solver.inputs.terms import carried_budgets
from solver.program.model import Model, model_of
from solver.state.countable import refuse_uncountable, swallowed_needs
from solver.state.exact import ExactSplit
from solver.state.layers import (
    appendix_to,
    paid,
    ranged,
    ranges_left_out,
    switching_left_out,
)
from solver.state.rounding import RoundedSplit

Early = Callable[[Split], None]
"""Is given an early answer of a large case; it may be called a few times."""


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
    switching: bool = False,
    progress: Progress = silent,
    cancelled: Cancelled = never,
    early: Early | None = None,
) -> Split:
    """Find the split of one scenario.

    Args:
        case: a case without errors.
        scenario: the name of one of its scenarios.
        explain, switching: what else to measure, as of `solve_to_explain`.
        progress: told what is being done.
        cancelled: asked often whether to stop.
        early: given splits that meet the first goals only, while a large case is solved.

    Returns:
        the split; where the clauses cannot all hold, one with status "conflict".

    Raises:
        RelaisError: there is no such scenario, or its rules cannot be used.
        SolveCancelledError: somebody asked to stop.
    """
    prepared = prepare(case, scenario, progress=progress, cancelled=cancelled)
    return solve_to_explain(
        prepared, explain=explain, switching=switching, progress=progress, early=early
    ).split


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
    prepared = prepared_from(traced, reference=reference, cancelled=cancelled)
    return replace(prepared, warnings=(*warnings, *prepared.warnings))


def prepared_from(
    traced: TracedCase, *, reference: Reference | None, cancelled: Cancelled = never
) -> Prepared:
    """Build the program of a case that is traced already.

    Raises:
        RelaisError: a need is too large to be counted in units of the rule `rounding`.
    """
    refuse_uncountable(traced.programmes.need, traced.rules.rounding)
    setup = setup_of(traced, reference)
    model = model_of(setup)
    large = is_large(model)
    engine = Engine(model.arrays, cancelled, scaled=not large, from_nothing=large)
    return Prepared(traced.case, setup, model, engine, traced.warnings, reference)


@dataclass(frozen=True, eq=False)
class Solution:
    """A split with as many layers as were asked for, and what the others are computed from.

    Attributes:
        split: the split.
        answer: what explains it; None for a conflict.
        whole: its payments in whole units; None for a conflict.
        switching: from which additionality on all is paid back; None: not asked yet.
        simplicity: what the same key costs; None: not asked yet, or there is no such rule.
    """

    prepared: Prepared
    split: Split
    answer: Answer | None
    whole: RoundedSplit | None
    switching: SwitchingValue | None = None
    simplicity: SimplicityPrice | None = None


def solve_to_explain(
    prepared: Prepared,
    *,
    explain: bool = False,
    switching: bool = False,
    progress: Progress = silent,
    early: Early | None = None,
) -> Solution:
    """Meet the goals of a prepared scenario and state the result with its layers.

    Args:
        prepared: the scenario.
        explain: whether to measure what binds as well, what a same key costs and the switching
            value, as a workbook has them; that solves again many times.
        switching: whether to find the switching value in any case.
        progress: told what is being done.
        early: given splits that meet the first goals only, while a large case is solved.

    Returns:
        the split and, so that goals are met only once, the answer that explains it.
    """
    payments = solve_payments(prepared, progress=progress, early=early)
    solved = with_ranges(payments, progress)
    if explain or switching:
        solved = with_switching(solved, progress)
    if explain:
        solved = with_simplicity(solved, progress)
    solved = with_appendix(solved)
    if not explain or solved.answer is None:
        return solved
    binding = binding_lines(solved.answer, progress)
    return replace(solved, split=replace(solved.split, binding=binding))


def solve_payments(
    prepared: Prepared,
    *,
    progress: Progress = silent,
    early: Early | None = None,
    holding_limits: bool = True,
) -> Solution:
    """Meet the goals and state payments and statement only, as soon as they can be had.

    Args:
        prepared: the scenario.
        progress: told what is being done.
        early: given splits that meet the first goals only, while a large case is solved.
        holding_limits: whether rounded amounts pass no limit by more than a unit, even if that
            takes seconds; False for a split that another one follows at once.
    """
    engine, start = prepared.engine, prepared.engine.bounds()
    try:
        return _solved(prepared, start, progress, early, holding_limits)
    finally:
        engine.restore(start)


def with_ranges(solved: Solution, progress: Progress = silent) -> Solution:
    """Add how far the total of each payer could differ, where that can be waited for.

    Raises:
        SolveCancelledError: somebody asked to stop.
    """
    answer = solved.answer
    if answer is None or not solved.split.lacks_ranges:
        return solved
    return replace(solved, split=ranged(solved.split, answer, progress))


def with_switching(solved: Solution, progress: Progress = silent) -> Solution:
    """Add from which additionality on all is paid back, to any but large cases.

    Raises:
        SolveCancelledError: somebody asked to stop.
    """
    prepared = solved.prepared
    if solved.switching is not None or is_large(prepared.model):
        return solved
    found = switching_value(
        prepared.setup.traced, progress=progress, cancelled=prepared.engine.cancelled
    )
    return replace(solved, switching=found)


def with_simplicity(solved: Solution, progress: Progress = silent) -> Solution:
    """Add what the same key costs, where the scenario has one: it is solved without it as well.

    Raises:
        SolveCancelledError: somebody asked to stop.
    """
    prepared, traced = solved.prepared, solved.prepared.setup.traced
    is_known = solved.simplicity is not None or solved.split.status == "conflict"
    if is_known or traced.rules.same_key_by is None:
        return solved
    progress("price of the key", 0, 0)
    free = prepared_from(
        without_key(traced), reference=prepared.reference, cancelled=prepared.engine.cancelled
    )
    try:
        price = price_of_key(solved.split, solve_payments(free).split)
    finally:
        free.engine.free()
    return replace(solved, simplicity=price)


def with_appendix(solved: Solution) -> Solution:
    """Add who owes whom, the keys, the fingerprint, and what of the layers before is known."""
    prepared, whole, appendix = solved.prepared, solved.whole, Appendix()
    if whole is None and solved.switching is None:
        return solved
    if whole is not None:
        appendix = appendix_to(solved.split, prepared.case, prepared.setup, whole)
        appendix = replace(appendix, simplicity=solved.simplicity)
    if solved.switching is not None:
        value, left = solved.switching.additionality, solved.switching.part_of_benefit
        appendix = replace(appendix, switching_value=value, benefit_left=left)
    return replace(solved, split=replace(solved.split, appendix=appendix))


def _solved(
    prepared: Prepared,
    start: Bounds,
    progress: Progress,
    early: Early | None,
    holding_limits: bool,
) -> Solution:
    setup, model, engine = prepared.setup, prepared.model, prepared.engine
    carried = carried_budgets(setup.traced, setup.budgets)
    swallowed = swallowed_needs(setup.traced)
    blank = _blank(setup.traced, (*prepared.warnings, *carried, *swallowed))
    try:
        chain = met(engine, model, progress, _telling(prepared, blank, early))
    except Infeasible:
        progress("conflict", 0, 0)
        lines = conflict(engine, model, setup.traced.rules.rounding)
        clash = replace(blank, status="conflict", conflict=lines, appendix=Appendix())
        return Solution(prepared, clash, None, None)
    if not may_range_all(model):
        blank = replace(blank, warnings=(*blank.warnings, ranges_left_out(setup)))
    if is_large(model):
        blank = replace(blank, warnings=(*blank.warnings, switching_left_out()))
    split, whole = paid(blank, model, chain.split, holding_limits=holding_limits)
    answer = Answer(engine, model, start, chain.split, chain.before_last)
    return Solution(prepared, replace(split, unique=chain.proved_unique), answer, whole)


def _telling(prepared: Prepared, blank: Split, early: Early | None) -> Tell:
    """Return what states the split as it stands after a goal and hands it on."""
    if early is None:
        return nobody
    goals = prepared.setup.traced.rules.goals

    def tell(goal: str, exact: ExactSplit) -> None:
        met_so_far = goals.index(goal) + 1
        split, _ = paid(blank, prepared.model, exact)
        early(replace(split, goals=split.goals[:met_so_far], still_to_come=goals[met_so_far:]))

    return tell


def _reference(
    case: Case, rules: Rules, progress: Progress, cancelled: Cancelled, chain: tuple[str, ...]
) -> Reference | None:
    """Solve the scenario that least_change stays close to; None where that is no goal."""
    if "least_change" not in rules.goals:
        return None
    if rules.reference_scenario in chain:
        raise RelaisError(
            text(
                "The scenario {scenario} has the goal {goal}, but the split it should stay close "
                "to is that of {reference}, which depends on it.",
                scenario=chain[-1],
                goal="least_change",
                reference=rules.reference_scenario,
            ),
            TABLE_BY_KEY["Scenarios"].labels,
            text(
                "Name in {rule} a scenario that does not lead back here.",
                rule=Quoted(RULE_BY_KEY["reference_scenario"].labels),
            ),
        )
    other = prepare(
        case, rules.reference_scenario, progress=progress, cancelled=cancelled, _on_the_way=chain
    )
    split = solve_payments(other, progress=progress).split
    if split.status == "conflict":
        raise RelaisError(
            text(
                "The clauses of the scenario {reference} contradict each other, so there is no "
                "split for {scenario} to stay close to.",
                reference=rules.reference_scenario,
                scenario=chain[-1],
            ),
            TABLE_BY_KEY["Clauses"].labels,
            text("Settle {clauses} first.", clauses=listed(line.clause for line in split.conflict)),
        )
    return {
        (line.payer, line.programme): line.amount - line.host_residual for line in split.payments
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
        uses=_uses(traced),
    )


def _uses(traced: TracedCase) -> tuple[Use, ...]:
    """Return what of the second edition a case uses that its split tells apart."""
    used: dict[Use, bool] = {
        "groups": traced.places.groups != ("",),
        "responsible": bool((traced.programmes.responsible != NOBODY).any()),
        "existing": len(traced.case.table("Existing")) > 0,
    }
    return tuple(use for use, is_used in used.items() if is_used)
