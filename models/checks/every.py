"""Every check of a case, in the order in which its problems are listed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial

from models.case import Case
from models.checks import (
    clauses,
    costs,
    flow_groups,
    flows,
    funding,
    programmes,
    references,
    row_rules,
    rules,
)
from models.checks.checked import CheckedCase
from models.declaration.tables import TABLES
from models.flows.adjustments import FAULTS
from models.problems import Problem, Severity

Check = Callable[[CheckedCase], Iterable[Problem]]

_OF_ONE_TABLE = (
    row_rules.texts_for_numbers,
    row_rules.required_cells,
    row_rules.finite_numbers,
    row_rules.negative_numbers,
    row_rules.numbers_above_most,
    row_rules.years,
    row_rules.days,
    row_rules.whole_numbers,
    row_rules.choices,
    row_rules.yes_or_no,
    row_rules.duplicate_keys,
)
_BY_TABLE = (partial(check, table=table) for check in _OF_ONE_TABLE for table in TABLES)
"""Each a check of its own, so that only tables that changed are looked at again."""

CHECKS: tuple[Check, ...] = (
    *_BY_TABLE,
    references.unknown_names,
    references.parent_circles,
    references.payers_that_do_not_pay,
    flows.whole_ends,
    flows.directions,
    flow_groups.flows_without_group,
    flow_groups.groups_of_exits,
    flow_groups.ignored_without,
    flows.more_leave_than_enter,
    flow_groups.more_without_than_enter,
    flows.no_onward_flow,
    costs.shares_above_one,
    costs.government_twice,
    costs.unused_standard_costs,
    funding.existing_of_nothing,
    funding.existing_of_nobody,
    funding.policies_of_every_year,
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
    rules.budgets_have_no_group,
    clauses.words_of_each,
    clauses.orders_of_rounds,
    clauses.decided_before_proposed,
    rules.percents_in_rules,
    rules.shares_of_clauses,
    programmes.clauses_of_nothing,
)


def check_case(case: Case, tick: Callable[[], None] = lambda: None) -> tuple[Problem, ...]:
    """Return all that is wrong with a case, and all that should be looked at.

    Problems name table, row and column; their cell is that of the plain form. `tick` is called
    before each check and for each problem; what it raises ends the checking.
    """
    return KeptChecks().problems(case, tick)


class KeptChecks:  # D106
    """Checks one case after the other; what reads only tables that stay is not checked again."""

    def __init__(self) -> None:
        self._checked: CheckedCase | None = None
        self._found: dict[Check, tuple[tuple[Problem, ...], frozenset[str]]] = {}

    def problems(self, case: Case, tick: Callable[[], None] = lambda: None) -> tuple[Problem, ...]:
        """Return what `check_case` returns."""
        before = self._checked
        checked = CheckedCase(case, before)
        same = frozenset[str]() if before is None else checked.same_tables(before)
        found = {}
        for check in CHECKS:
            tick()
            kept = self._found.get(check)
            if kept is not None and kept[1] <= same:
                found[check] = kept
            else:
                found[check] = checked.reading(partial(_all_of, check, checked, tick))
        self._checked, self._found = checked, found
        return tuple(problem for problems, _ in found.values() for problem in problems)


def _all_of(check: Check, checked: CheckedCase, tick: Callable[[], None]) -> tuple[Problem, ...]:
    """Return all that a check finds; of a large case that may take seconds."""
    found = []
    for problem in check(checked):
        tick()
        found.append(problem)
    return tuple(found)


def set_aside(
    problems: Iterable[Problem], case: Case, scenarios: Collection[str]
) -> tuple[Problem, ...]:
    """Return problems in which what adjustments of some scenarios do is a warning only.

    A frozen scenario has data of its own and its adjustments can no longer be changed, so what
    they would do to the open data must not keep the other scenarios from being solved. Whoever
    computes such a scenario all the same is refused then (`adjusted`).
    """
    owners = case.table("Adjustments")["scenario"].tolist()

    def aside(problem: Problem) -> bool:
        return problem.code in FAULTS and owners[problem.row or 0] in scenarios

    return tuple(replace(p, severity=Severity.WARNING) if aside(p) else p for p in problems)
