"""Opening a case from any file, in the background: its lock, and edits it lost when all stopped."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.engine.watch import Watch
from desktop.project.project_file import CaseLock, LockState
from desktop.project.recovery import LostEdits, lost_edits_of
from models.declaration.tables import BASE_SCENARIO
from models.problems import RelaisError
from models.project import SUFFIX
from models.words.text import Argument

if TYPE_CHECKING:
    from models.case import Case
    from models.checks.edition import EditionChange
    from models.problems import Problem
    from models.project.project import Project


@dataclass(frozen=True)
class OpenedCase:
    """A case as it was read from a workbook, a project file or the edits that were recovered.

    Attributes:
        problems: the warnings that were found on the way.
        path: the file, or the one it would have.
        project: what it holds besides the data; None: it is a workbook.
        scenario: the one to show, where no project says it.
        settings: what is remembered with it, where no project says it.
        lock: the lock of its file; None: the file may not be written by this window.
        hindrance: why the file may not be written; "" where it may, or where there is none.
        lost: the edits that were recovered with it, and that the file does not have.
        is_new: whether it never had a file.
        change: what the second edition of the method counts otherwise in it, until that was read.
    """

    case: Case
    problems: tuple[Problem, ...]
    path: Path
    project: Project | None = None
    scenario: str = BASE_SCENARIO
    settings: Mapping[str, Any] = field(default_factory=dict)
    lock: CaseLock | None = None
    hindrance: Argument = ""
    lost: LostEdits | None = None
    is_new: bool = False
    change: EditionChange | None = None


def open_any(path: Path, recovery: Path, watch: Watch, unsealed: bool = False) -> OpenedCase:
    """Read a workbook or a project file; one without its seal only where `unsealed` says so.

    Raises:
        UnsealedError: it has no seal.
        RelaisError: it cannot be opened.
        StoppedError: the watch asked to stop.
    """
    from models.checks.edition import edition_change  # noqa: PLC0415  # loads pandas
    from models.project import any_case  # noqa: PLC0415
    from models.project.draft import draft_of  # noqa: PLC0415
    from models.project.files import read_project  # noqa: PLC0415

    def tell(stage: str, percent: int) -> None:
        watch.require_wanted()
        watch.progress(stage, percent, 100)

    if not any_case.is_project(path):
        found = any_case.examine(path, progress=tell)
        scenario = any_case.usual_scenario(found.held)
        case, settings = draft_of(path.name, found)
        change = None if found.case is None else edition_change(case)
        return OpenedCase(
            case, found.problems, path, scenario=scenario, settings=settings, change=change
        )
    watch.progress("Opening", 0, 0)
    project = read_project(path, unsealed=unsealed)
    watch.require_wanted()
    lock, hindrance = _locked(path)
    lost = lost_edits_of(recovery, path, project.stamp) if lock else None
    if lost is not None:
        project = replace(lost.read(), stamp=project.stamp)
    return _opened(project, path, lock=lock, hindrance=hindrance, lost=lost)


def open_lost(lost: LostEdits) -> OpenedCase:
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
    return _opened(project, lost.path, lock=lock, lost=lost, is_new=lost.is_new)


def _opened(project: Project, path: Path, **rest: Any) -> OpenedCase:
    """Return a project with its warnings; `rest` as the attributes are called."""
    from models.project.any_case import change_to_say, examined  # noqa: PLC0415  # loads pandas

    found = examined(project)
    change = None if found.case is None else change_to_say(project.case, project)
    return OpenedCase(project.case, found.problems, path, project, change=change, **rest)


def _stamp_of(path: Path) -> str:
    """Return which version of a project a file is; "": it is none that can be read."""
    from models.project.files import read_project  # noqa: PLC0415  # loads pandas

    try:
        return read_project(path).stamp if path.suffix.casefold() == SUFFIX else ""
    except RelaisError:
        return ""


def open_blank(path: Path) -> OpenedCase:
    """Return a case without any rows but the rules, each with its default."""
    from models.project.project import Project  # noqa: PLC0415  # loads pandas
    from models.workbook.dressed.issue import blank_case  # noqa: PLC0415

    return _opened(Project(blank_case()), path, is_new=True)


def _locked(path: Path) -> tuple[CaseLock | None, Argument]:
    """Take the lock of a file; say why that is not possible."""
    lock = CaseLock(path)
    state = lock.take()
    if state is LockState.TAKEN:
        return None, lock.taken_error(path).what
    if state is LockState.READ_ONLY or not os.access(path, os.W_OK):
        lock.release()
        return None, "The project may not be written here."
    return lock, ""
