"""What the window asks of the engine, so that the first window needs none of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.watch import Watch

if TYPE_CHECKING:
    from models.case import Case
    from models.explanation import ConflictReport
    from models.problems import Problem
    from models.project.project import Project
    from models.split import Split


@dataclass(frozen=True)
class OpenedCase:
    """A case as it was read, with the warnings found on the way."""

    case: Case
    problems: tuple[Problem, ...]


def _read_project(path: Path) -> Project:
    from models.project.files import read_project  # noqa: PLC0415  # loads pandas

    return read_project(path)


@dataclass(frozen=True)
class Services:
    """Reading, checking, solving and writing; each runs in the background.

    `solve` and `settle` (what would settle a conflict) keep what they solved last and, like
    `solve_anew` (from nothing; None where `solve` just did), must be used from one lane only.
    `write_result` is also told what the case is called.
    """

    read: Callable[[Path, Watch], OpenedCase]
    check: Callable[[Case], tuple[Problem, ...]]
    solve: Callable[[Case, str, Watch], Split]
    solve_anew: Callable[[Case, str, Watch], Split | None]
    settle: Callable[[Case, str, Watch], ConflictReport]
    write_case: Callable[[Case, Path], None]
    write_result: Callable[[Case, Split, Path, str], None]
    read_project: Callable[[Path], Project] = _read_project


def engine_services() -> Services:
    """Return the real services; none of the libraries under them is loaded yet."""

    @cache
    def engine() -> Services:
        # Takes a second (pandas, the solver), so it waits for the first use, in the background.
        from desktop.engine import make_services  # noqa: PLC0415

        return make_services()

    return Services(
        read=lambda path, watch: engine().read(path, watch),
        check=lambda case: engine().check(case),
        solve=lambda case, scenario, watch: engine().solve(case, scenario, watch),
        solve_anew=lambda case, scenario, watch: engine().solve_anew(case, scenario, watch),
        settle=lambda case, scenario, watch: engine().settle(case, scenario, watch),
        write_case=lambda case, path: engine().write_case(case, path),
        write_result=lambda *given: engine().write_result(*given),
    )
