"""Reading the case as one scenario has it: the open one, or the one that it was frozen with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.case import Case
from models.checks import check_case
from models.problems import Problem, Severity
from models.project.any_case import accepted, examined, is_project, read_case
from models.project.project import FrozenScenario
from models.workbook.limits import USUAL_LIMITS, Limits
from models.workbook.reading import Progress


@dataclass(frozen=True, eq=False)
class ScenarioRead:
    """A case for one scenario.

    Attributes:
        case: its data; as they were where the scenario is frozen.
        problems: what is to be known about them.
        frozen: what was agreed; None where the scenario is open.
    """

    case: Case
    problems: tuple[Problem, ...]
    frozen: FrozenScenario | None = None


def read_scenario(
    path: Path,
    scenario: str,
    progress: Progress | None = None,
    limits: Limits = USUAL_LIMITS,
) -> ScenarioRead:
    """Read the case of a workbook or of a project as a scenario has it.

    Raises:
        CaseRefusedError: the case has errors; it lists all of them and the warnings.
        RelaisError: the file is neither, or cannot be read.
    """
    if not is_project(path):
        read = read_case(path, progress, limits)
        return ScenarioRead(read.case, read.problems)
    from models.project.files import read_project  # noqa: PLC0415  # workbooks need none of it

    project = read_project(path)
    frozen = next((one for one in project.frozen if one.scenario == scenario), None)
    if frozen is None:
        read = accepted(path, examined(project.case, progress))
        return ScenarioRead(read.case, read.problems)
    return ScenarioRead(frozen.case, (_says_frozen(frozen), *check_case(frozen.case)), frozen)


def frozen_in(path: Path) -> dict[str, FrozenScenario]:
    """Return the frozen scenarios of a project by name; a workbook has none.

    Raises:
        RelaisError: the project cannot be read.
    """
    if not is_project(path):
        return {}
    from models.project.files import read_project  # noqa: PLC0415  # workbooks need none of it

    return {one.scenario: one for one in read_project(path).frozen}


def _says_frozen(frozen: FrozenScenario) -> Problem:
    found = (
        f'The scenario "{frozen.scenario}" was frozen on {frozen.moment[:10]}: its data and '
        "rules are those of that day, not those of the open case."
    )
    mend = "Duplicate it to go on from it with the data as they are now."
    return Problem(Severity.WARNING, "frozen-scenario", found, mend)
