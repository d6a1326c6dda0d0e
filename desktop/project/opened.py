"""Opening a case from any file, in the background: its lock, and edits it lost when all stopped."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.engine.watch import StoppedError, Watch
from desktop.project.project_file import CaseLock, LockState
from desktop.project.recovery import LostEdits, lost_edits_of
from models.problems import RelaisError
from models.project import SUFFIX
from models.words.text import Argument

if TYPE_CHECKING:
    from models.case import Case
    from models.problems import Problem
    from models.project.project import Project


@dataclass(frozen=True)
class OpenedCase:
    """A case as it was read, with the warnings found on the way, and the scenario to show."""

    case: Case
    problems: tuple[Problem, ...]
    scenario: str = field(default="base", kw_only=True)


@dataclass(frozen=True)
class OpenedProject(OpenedCase):
    """A case as it was read from a project file or from the edits that were recovered.

    Attributes:
        project: what it holds besides the data.
        lock: the lock of its file; None: the file may not be written by this window.
        hindrance: why the file may not be written; "" where it may, or where there is none.
        lost: the edits that were recovered with it, and that the file does not have.
        path: the file, or the one it would have.
        is_new: whether it never had one.
    """

    path: Path
    project: Project
    lock: CaseLock | None = None
    hindrance: Argument = ""
    lost: LostEdits | None = None
    is_new: bool = False


def open_any(path: Path, recovery: Path, watch: Watch, unsealed: bool = False) -> OpenedCase:
    """Read a workbook or a project file; one without its seal only where `unsealed` says so.

    Raises:
        UnsealedError: it has no seal.
        RelaisError: it cannot be opened.
    """
    from models.project.any_case import is_project  # noqa: PLC0415  # loads pandas

    if not is_project(path):
        return _read(path, watch)
    return _open_project(path, recovery, watch, unsealed)


def _read(path: Path, watch: Watch) -> OpenedCase:
    """Read a workbook or a project file.

    Raises:
        RelaisError: it cannot be read.
        StoppedError: the watch asked to stop.
    """
    from models.project.any_case import read_case, usual_scenario  # noqa: PLC0415  # loads pandas

    def tell(stage: str, percent: int) -> None:
        if watch.cancelled():
            raise StoppedError
        watch.progress(stage, percent, 100)

    found = read_case(path, progress=tell)
    return OpenedCase(found.case, found.problems, scenario=usual_scenario(found.held))


def _open_project(path: Path, recovery: Path, watch: Watch, unsealed: bool) -> OpenedProject:
    from models.project.files import read_project  # noqa: PLC0415  # loads pandas

    watch.progress("Opening", 0, 0)
    project = read_project(path, unsealed=unsealed)
    if watch.cancelled():
        raise StoppedError
    lock, hindrance = _locked(path)
    lost = lost_edits_of(recovery, path, project.stamp) if lock else None
    if lost is not None:
        project = replace(lost.read(), stamp=project.stamp)
    problems = _problems_of(project)
    return OpenedProject(project.case, problems, path, project, lock, hindrance, lost)


def open_lost(lost: LostEdits, _watch: Watch) -> OpenedProject:
    """Read edits that no file has, with the case they belong to.

    A project file that is still as they found it is gone on with.

    Raises:
        RelaisError: they cannot be read, or another window has opened them meanwhile.
    """
    lost.take()
    project, lock = lost.read(), None
    stamp = _stamp_of(lost.path)
    if lost.follows(stamp):
        project, (lock, _) = replace(project, stamp=stamp), _locked(lost.path)
    problems = _problems_of(project)
    return OpenedProject(
        project.case, problems, lost.path, project, lock, lost=lost, is_new=lost.is_new
    )


def _problems_of(project: Project) -> tuple[Problem, ...]:
    from models.checks.every import check_case, set_aside  # noqa: PLC0415  # loads pandas

    frozen = {one.scenario for one in project.frozen}
    return set_aside(check_case(project.case), project.case, frozen)


def _stamp_of(path: Path) -> str:
    """Return which version of a project a file is; "": it is none that can be read."""
    from models.project.files import read_project  # noqa: PLC0415  # loads pandas

    try:
        return read_project(path).stamp if path.suffix.casefold() == SUFFIX else ""
    except RelaisError:
        return ""


def open_blank(path: Path) -> OpenedProject:
    """Return a case without any rows but the rules, each with its default."""
    from models.checks.every import check_case  # noqa: PLC0415  # loads pandas
    from models.project.project import Project  # noqa: PLC0415
    from models.workbook.dressed.issue import blank_case  # noqa: PLC0415

    case = blank_case()
    return OpenedProject(case, check_case(case), path, Project(case), is_new=True)


def _locked(path: Path) -> tuple[CaseLock | None, Argument]:
    """Take the lock of a file; say why that is not possible."""
    lock = CaseLock(path)
    state = lock.take()
    if state is LockState.TAKEN:
        return None, lock.taken_error(path).what
    if state is LockState.READ_ONLY or not os.access(path, os.W_OK):
        lock.release()
        return None, _READ_ONLY
    return lock, ""


_READ_ONLY = "The project may not be written here."
