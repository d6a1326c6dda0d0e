"""Reading a case, whether its file is a workbook or a project, and as one scenario has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.case import Case
from models.checks.edition import EditionChange, edition_change
from models.checks.every import check_case, set_aside
from models.declaration.tables import BASE_SCENARIO
from models.problems import Problem, Severity
from models.project import MAGIC, SUFFIX
from models.project.draft import still_unsettled
from models.project.project import EDITION_SAID, FrozenScenario, Project
from models.words.text import Argument, Day, Quoted, text
from models.workbook import reading
from models.workbook.held import HeldScenario
from models.workbook.reading import Examination, Progress, ReadCase, accepted
from models.xlsx.guard import USUAL_LIMITS, Limits


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
    return examine_with_frozen(path, progress, limits)[0]


def examined(project: Project, progress: Progress | None = None) -> Examination:
    """Check the open case of a project."""
    case, frozen = project.case, {one.scenario for one in project.frozen}
    checked = check_case(case, lambda: progress and progress("Checking", 80))
    found = (*still_unsettled(project.settings, case), *checked)
    errors: list[Problem] = []
    warnings: list[Problem] = []
    for problem in set_aside(found, case, frozen):
        (errors if problem.severity is Severity.ERROR else warnings).append(problem)
    return Examination(None if errors else case, (*errors, *warnings), {})


def is_project(path: Path) -> bool:
    """Say whether a file is meant to be a project: by its name, or else by its first bytes."""
    if path.suffix.casefold() == SUFFIX:
        return True
    try:
        with path.open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


FROZEN = "frozen-scenario"
"""The code of the warning that says that a scenario was frozen."""


@dataclass(frozen=True, eq=False)
class ScenarioRead:
    """A case for one scenario.

    Attributes:
        scenario: its name.
        case: its data; as they were where the scenario is frozen.
        problems: what is to be known about them.
        frozen: what was agreed; None where the scenario is open.
        held: which scenario the file is the result of; None where it is none.
    """

    scenario: str
    case: Case
    problems: tuple[Problem, ...]
    frozen: FrozenScenario | None = None
    held: HeldScenario | None = None


def read_scenario(
    path: Path,
    asked: str | None,
    progress: Progress | None = None,
    limits: Limits = USUAL_LIMITS,
) -> ScenarioRead:
    """Read the case of a workbook or of a project as a scenario has it.

    Args:
        path: the file.
        asked: the scenario; None: the one that the file holds the result of, else base.
        progress: told what is done.
        limits: the largest workbook that is read.

    Raises:
        CaseRefusedError: the case has errors; it lists all of them and the warnings.
        RelaisError: the file is neither, or cannot be read.
    """
    found, project = _examined(path, progress, limits)
    all_frozen = _frozen_of(project)
    scenario = asked or usual_scenario(found.held)
    frozen = all_frozen.get(scenario)
    if frozen is not None:
        others = set(frozen.case.scenarios()) - {scenario}
        problems = set_aside(check_case(frozen.case), frozen.case, others)
        problems = (_says_frozen(frozen), *problems)
        return ScenarioRead(scenario, frozen.case, problems, frozen)
    read = accepted(path, found)
    change = change_to_say(read.case, project)
    said = (change.as_problem(),) if change is not None and change.of_amounts else ()
    return ScenarioRead(scenario, read.case, (*said, *read.problems), held=read.held)


def change_to_say(case: Case, project: Project | None) -> EditionChange | None:
    """Return which figures of an open case change by the second edition, until it was read.

    Only a project can keep that it was.
    """
    is_said = project is not None and EDITION_SAID in project.settings
    return None if is_said else edition_change(case)


def usual_scenario(held: HeldScenario | None) -> str:
    """Return the scenario of a file where none is asked for."""
    return BASE_SCENARIO if held is None else held.scenario


def examine_with_frozen(
    path: Path, progress: Progress | None = None, limits: Limits = USUAL_LIMITS
) -> tuple[Examination, Mapping[str, FrozenScenario]]:
    """Read the open case with all that was found, errors too, and the frozen scenarios by name.

    A workbook has none.

    Raises:
        RelaisError: the file is neither a workbook nor a project, or cannot be read.
    """
    found, project = _examined(path, progress, limits)
    return found, _frozen_of(project)


def _examined(
    path: Path, progress: Progress | None, limits: Limits
) -> tuple[Examination, Project | None]:
    """Read the open case and what a project holds besides; None: the file is a workbook."""
    if not is_project(path):
        return reading.examine(path, progress, limits), None
    from models.project.files import read_project  # noqa: PLC0415  # workbooks need none of it

    project = read_project(path, unsealed=limits.unsealed)
    return examined(project, progress), project


def _frozen_of(project: Project | None) -> Mapping[str, FrozenScenario]:
    return {} if project is None else {one.scenario: one for one in project.frozen}


def not_as_frozen(frozen: Iterable[FrozenScenario]) -> Iterator[Problem]:
    """Yield for each frozen scenario that a workbook made from the open data is not as agreed."""
    mend = text("{command} gives its split as it was agreed.", command="relais solve")
    for one in frozen:
        found = text(
            "The scenario {scenario} was agreed and frozen on {day}; the workbook gets the data "
            "as they are now.",
            scenario=Quoted(one.scenario),
            day=_day_of(one),
        )
        yield Problem(Severity.WARNING, FROZEN, found, mend)


def _says_frozen(frozen: FrozenScenario) -> Problem:
    found = text(
        "The scenario {scenario} was frozen on {day}: its data and rules are those of that day, "
        "not those of the open case.",
        scenario=Quoted(frozen.scenario),
        day=_day_of(frozen),
    )
    mend = text("Duplicate it to go on from it with the data as they are now.")
    return Problem(Severity.WARNING, FROZEN, found, mend)


def _day_of(frozen: FrozenScenario) -> Argument:
    """Return on which day a scenario was frozen."""
    return Day(date.fromisoformat(frozen.moment[:10]))
