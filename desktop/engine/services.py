"""What the window asks of the engine, so that the first window needs none of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.engine.watch import Watch

if TYPE_CHECKING:
    from desktop.engine.warm_solving import WarmSolving
    from models.case import Case
    from models.problems import Problem
    from models.project.project import Project
    from models.results.explanation import ConflictReport
    from models.results.split import Split
    from models.words.language import Language


@dataclass(frozen=True)
class OpenedCase:
    """A case as it was read, with the warnings found on the way, and the scenario to show."""

    case: Case
    problems: tuple[Problem, ...]
    scenario: str = field(default="base", kw_only=True)


@dataclass(frozen=True)
class Services:
    """Reading, checking, solving and writing; each runs in the background.

    `solve` finds payments and statement, `rest` the ranges of a case that no longer changes (None:
    there is nothing to add), `whole` all layers, `settle` what would settle a conflict. They keep
    what they solved last and must be used from one lane only.
    `recheck` is `check` where they work, for a case that is solved next.
    `write_result` is also told what the case is called and which language to write in,
    `read_project` whether a project without its seal is read too.
    """

    read: Callable[[Path, Watch], OpenedCase]
    check: Callable[[Case], tuple[Problem, ...]]
    recheck: Callable[[Case, Watch], tuple[Problem, ...]]
    solve: Callable[[Case, str, Watch], Split]
    rest: Callable[[Case, str, Watch], Split | None]
    whole: Callable[[Case, str, Watch], Split]
    settle: Callable[[Case, str, Watch], ConflictReport]
    write_case: Callable[[Case, Path], None]
    write_result: Callable[[Case, Split, Path, str, Language], None]
    read_project: Callable[[Path, bool], Project]


def engine_services() -> Services:
    """Return the real services; none of the libraries under them is loaded yet.

    Pandas and the solver take a second each, so they wait for the first use, in the background.
    Those that solve share one kept scenario.
    """

    @cache
    def solving() -> WarmSolving:
        from desktop.engine.warm_solving import WarmSolving  # noqa: PLC0415

        return WarmSolving()

    return Services(
        read=_read,
        check=_check,
        recheck=lambda case, _watch: _check(case),
        solve=lambda case, scenario, watch: solving().solve(case, scenario, watch),
        rest=lambda case, scenario, watch: solving().rest(case, scenario, watch),
        whole=lambda case, scenario, watch: solving().whole(case, scenario, watch),
        settle=lambda case, scenario, watch: solving().settle(case, scenario, watch),
        write_case=_write_case,
        write_result=_write_result,
        read_project=_read_project,
    )


def _read(path: Path, watch: Watch) -> OpenedCase:
    from desktop.engine.reading import read  # noqa: PLC0415

    return read(path, watch)


def _check(case: Case) -> tuple[Problem, ...]:
    from models.checks.every import check_case  # noqa: PLC0415

    return check_case(case)


def _write_case(case: Case, path: Path) -> None:
    from desktop.engine.reading import write_case  # noqa: PLC0415

    write_case(case, path)


def _write_result(case: Case, split: Split, path: Path, case_name: str, spoken: Language) -> None:
    from desktop.engine.reading import write_result  # noqa: PLC0415

    write_result(case, split, path, case_name, spoken)


def _read_project(path: Path, unsealed: bool) -> Project:
    from models.project.files import read_project  # noqa: PLC0415

    return read_project(path, unsealed=unsealed)
