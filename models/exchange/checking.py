"""Which errors a change brings into a case."""

from __future__ import annotations

from models.case import Case
from models.checks.every import check_case
from models.problems import Problem, Severity


def new_errors(before: Case, after: Case) -> tuple[Problem, ...]:
    """Return the errors of a changed case that it did not have before the change."""
    known = {likeness(problem) for problem in check_case(before)}
    errors = (p for p in check_case(after) if p.severity is Severity.ERROR)
    return tuple(problem for problem in errors if likeness(problem) not in known)


def likeness(problem: Problem) -> tuple[object, ...]:
    """Return what tells a problem from others, whatever row it stands in now."""
    return problem.code, problem.table, problem.column or "", problem.row_key, problem.found
