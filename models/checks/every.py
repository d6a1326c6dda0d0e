"""Every check of a case, in the order in which its problems are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.case import Case
from models.checks import clauses, flows, percents, programmes, references, row_rules, rules
from models.checks.checked import CheckedCase
from models.problems import Problem

Check = Callable[[CheckedCase], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    row_rules.required_cells,
    row_rules.finite_numbers,
    row_rules.negative_numbers,
    row_rules.years,
    row_rules.whole_numbers,
    row_rules.choices,
    row_rules.yes_or_no,
    row_rules.duplicate_keys,
    references.unknown_names,
    references.parent_circles,
    references.payers_that_do_not_pay,
    flows.whole_ends,
    flows.directions,
    flows.more_leave_than_enter,
    flows.no_onward_flow,
    programmes.missing_costs,
    programmes.missing_benefits,
    programmes.nobody_lives_there,
    programmes.nothing_to_split,
    rules.unknown_rules,
    rules.rule_values,
    rules.scenario_names,
    rules.reference_scenarios,
    rules.adjusted_columns,
    rules.adjusted_figures,
    rules.budgets_have_no_stage,
    percents.percents_in_rules,
    percents.shares_of_clauses,
    clauses.clauses_of_nothing,
)


def check_case(case: Case, tick: Callable[[], None] = lambda: None) -> tuple[Problem, ...]:
    """Return all that is wrong with a case, and all that should be looked at.

    Problems name table, row and column; their cell is that of the plain form. `tick` is called
    before each check; what it raises ends the checking.
    """
    checked = CheckedCase(case)
    problems: list[Problem] = []
    for check in CHECKS:
        tick()
        problems += check(checked)
    return tuple(problems)
