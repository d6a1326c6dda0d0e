"""A draft: a case that was opened with errors, to be mended; what of them no cell of it can hold.

A text that is no number stays in its cell (`Case.readable`), and every check of the case finds it
there. What a workbook says wrong about whole sheets and columns has no cell: it is kept with the
project until somebody says that it is settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from models.case import Case
from models.checks.every import check_case
from models.problems import Problem, Severity
from models.project.stored_project import as_json, of_json

UNSETTLED = "unsettled"
"""The setting of a project that keeps them."""


def unsettled_in(found: Iterable[Problem], draft: Case) -> tuple[Problem, ...]:
    """Return the errors of a workbook that no check of its draft finds again."""
    again = {_place(problem) for problem in check_case(draft)}
    errors = (problem for problem in found if problem.severity is Severity.ERROR)
    return tuple(problem for problem in errors if _place(problem) not in again)


def _place(problem: Problem) -> tuple[Any, ...]:
    code = problem.code if problem.row is None else ""
    return problem.table, problem.row, problem.column, code


def still_unsettled(settings: Mapping[str, Any], case: Case) -> tuple[Problem, ...]:
    """Return what a project keeps of them, without the sheets and columns that are filled by now.

    A setting that nobody wrote here holds none.
    """
    kept = settings.get(UNSETTLED)
    texts = kept if isinstance(kept, list) else ()
    problems = (of_json(Problem, text) for text in texts)
    return tuple(problem for problem in problems if not _is_filled(problem, case))


def as_setting(problems: Iterable[Problem]) -> list[str] | None:
    """Return problems as a project keeps them; None: there are none."""
    return [as_json(problem) for problem in problems] or None


def _is_filled(problem: Problem, case: Case) -> bool:
    if problem.code == "missing-sheet":
        return len(case.table(problem.table)) > 0
    if problem.code == "missing-column":
        return bool(case.table(problem.table)[problem.column].notna().any())
    return False
