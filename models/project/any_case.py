"""Reading a case, whether its file is a workbook or a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.checks.every import check_case
from models.checks.set_aside import set_aside
from models.problems import CaseRefusedError, Problem, Severity
from models.project import MAGIC, SUFFIX
from models.workbook import reading
from models.workbook.reading import Examination, Progress, ReadCase
from models.xlsx.limits import USUAL_LIMITS, Limits

if TYPE_CHECKING:
    from models.project.project import Project


def read_case(
    path: Path, progress: Progress | None = None, limits: Limits = USUAL_LIMITS
) -> ReadCase:
    """Read the case of a workbook or of a project file.

    Raises:
        CaseRefusedError: the case has errors; it lists all of them and the warnings.
        RelaisError: the file is neither, or cannot be read.
    """
    return accepted(path, examine(path, progress, limits))


def examine(
    path: Path, progress: Progress | None = None, limits: Limits = USUAL_LIMITS
) -> Examination:
    """Read the case of a workbook or of a project file and return all that was found, errors too.

    Raises:
        RelaisError: the file is neither, or cannot be read.
    """
    if not is_project(path):
        return reading.examine(path, progress, limits)
    from models.project.files import read_project  # noqa: PLC0415  # workbooks need none of it

    return examined(read_project(path, unsealed=limits.unsealed), progress)


def examined(project: Project, progress: Progress | None = None) -> Examination:
    """Check the open case of a project."""
    case, frozen = project.case, {one.scenario for one in project.frozen}
    found = check_case(case, lambda: progress and progress("Checking", 80))
    problems = set_aside(found, case, frozen)
    errors = any(problem.severity is Severity.ERROR for problem in problems)
    return Examination(None if errors else case, _in_order(problems), {})


def accepted(path: Path, found: Examination) -> ReadCase:
    """Return what was found in a file where the case can be used.

    Raises:
        CaseRefusedError: it has errors; it lists all of them and the warnings.
    """
    if found.case is None:
        raise CaseRefusedError(path.name, found.problems)
    return ReadCase(found.case, found.problems, found.identity, found.comments, found.held)


def is_project(path: Path) -> bool:
    """Say whether a file is meant to be a project: by its name, or else by its first bytes."""
    if path.suffix.casefold() == SUFFIX:
        return True
    try:
        with path.open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR))
