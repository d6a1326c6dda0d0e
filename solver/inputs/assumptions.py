"""What has to be assumed on the way to the split of any scenario of a case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from models.case import Case
from models.flows.adjustments import adjustments_made
from models.flows.traced import TracedCase, trace
from models.problems import Problem, RelaisError, Severity
from models.scenarios import rules_of
from models.words.text import counted, listed
from solver.engine.cancelling import Progress, silent
from solver.inputs.terms import budget_terms, carried_budgets
from solver.state.countable import refuse_uncountable, swallowed_needs


def assumptions(
    case: Case, progress: Progress = silent, *, aside: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Say what solving has to assume, each assumption once.

    These are found by tracing, not by looking at cells: rates above 1, people who move in
    circles, cohorts that nobody follows, adjustments without effect, budgets of other years. One
    that is not made in every scenario names those in which it is.

    Args:
        case: a case without errors.
        progress: told scenario by scenario.
        aside: the scenarios that cannot be computed from these data.
    """
    scenarios = tuple(name for name in case.scenarios() if name not in aside)
    found: dict[Problem, list[str]] = {}
    for done, scenario in enumerate(scenarios):
        progress("trace", done, len(scenarios))
        for problem in _of(case, scenario):
            found.setdefault(problem, []).append(scenario)
    return tuple(_said(problem, names, scenarios) for problem, names in found.items())


def _of(case: Case, scenario: str) -> tuple[Problem, ...]:
    made = adjustments_made(case, scenario)
    if made.faults:  # told as a problem of the data already
        return ()
    traced = trace(made.case, rules_of(case, scenario))
    if (uncountable := _uncountable(traced)) is not None:
        return (uncountable,)
    carried = carried_budgets(traced, budget_terms(traced, 1.0))
    return tuple(
        dict.fromkeys((*made.warnings, *traced.warnings, *carried, *swallowed_needs(traced)))
    )


def _uncountable(traced: TracedCase) -> Problem | None:
    """Return the error that solving ends with where the needs are too large for the rounding."""
    try:
        refuse_uncountable(traced.programmes.need, traced.rules.rounding)
    except RelaisError as error:
        return Problem(Severity.ERROR, "too-many-units", error.what, error.mend, "Scenarios")
    return None


def _said(problem: Problem, names: list[str], scenarios: tuple[str, ...]) -> Problem:
    """Name the scenarios, where these are not all and the problem does not name its own."""
    if len(names) == len(scenarios) or problem.table == "Adjustments":
        return problem
    found = counted(
        "In the scenario {names}: {found}",
        "In the scenarios {names}: {found}",
        len(names),
        names=listed(names, last=""),
        found=problem.found,
    )
    return replace(problem, found=found)
