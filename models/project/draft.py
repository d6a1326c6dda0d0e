"""A draft: a case that was opened with errors, to be mended; what of them no cell of it can hold.

A text that is no number stays in its cell (`Case.readable`), and every check of the case finds it
there. What a workbook says wrong about whole sheets and columns has no cell: it is kept with the
project until somebody says that it is settled.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from models.case import Case
from models.checks.every import check_case
from models.problems import CaseRefusedError, Problem, Severity
from models.project.project import UNSETTLED
from models.project.values import parsed
from models.words.stored import as_plain, part_of, record_of
from models.words.text import text
from models.workbook.reading import Examination


def draft_of(name: str, found: Examination) -> tuple[Case, Mapping[str, Any]]:
    """Return the case of a workbook, a draft where it has errors, and the settings that go with it.

    Raises:
        CaseRefusedError: it has errors, and no sheet of it is a table of a case.
    """
    if found.case is not None:
        return found.case, {}
    if found.draft is None or not found.places:
        raise CaseRefusedError(name, found.problems)
    unsettled = as_setting(unsettled_in(found.problems, found.draft))
    return found.draft, {UNSETTLED: unsettled} if unsettled else {}


def unsettled_in(found: Iterable[Problem], draft: Case) -> tuple[Problem, ...]:
    """Return the errors of a workbook that no check of its draft finds again."""
    again = {_place(problem) for problem in check_case(draft)}
    errors = (problem for problem in found if problem.severity is Severity.ERROR)
    return tuple(_in_window(one) for one in errors if _place(one) not in again)


def _in_window(problem: Problem) -> Problem:
    """Return a problem with what mends it here, where a sheet that is missing stands empty."""
    if problem.code != "missing-sheet":
        return problem
    return replace(problem, mend=text("The table stands here without rows: fill it in."))


def _place(problem: Problem) -> tuple[Any, ...]:
    code = problem.code if problem.row is None else ""
    return problem.table, problem.row, problem.column, code


def still_unsettled(settings: Mapping[str, Any], case: Case) -> tuple[Problem, ...]:
    """Return what a project keeps of them, without the sheets and columns that are filled by now.

    A setting that nobody wrote here holds none.
    """
    kept = settings.get(UNSETTLED)
    texts = kept if isinstance(kept, list) else ()
    problems = (record_of(Problem, parsed(text, part_of)) for text in texts)
    return tuple(problem for problem in problems if not _is_filled(problem, case))


def as_setting(problems: Iterable[Problem]) -> list[str] | None:
    """Return problems as a project keeps them; None: there are none."""
    return [json.dumps(problem, default=as_plain) for problem in problems] or None


def _is_filled(problem: Problem, case: Case) -> bool:
    if problem.code == "missing-sheet":
        return len(case.table(problem.table)) > 0
    if problem.code == "missing-column":
        return bool(case.table(problem.table)[problem.column].notna().any())
    return False
