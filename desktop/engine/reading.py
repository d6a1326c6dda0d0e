"""Reading and writing for the window. Loads pandas but no solver: import it in background."""

from __future__ import annotations

from pathlib import Path

from desktop.engine.services import OpenedCase
from desktop.engine.watch import StoppedError, Watch
from models.case import Case
from models.project.any_case import read_case, usual_scenario
from models.results.split import Split
from models.words.language import Language


def read(path: Path, watch: Watch) -> OpenedCase:
    """Read a workbook or a project file.

    Raises:
        RelaisError: it cannot be read.
        StoppedError: the watch asked to stop.
    """

    def tell(stage: str, percent: int) -> None:
        if watch.cancelled():
            raise StoppedError
        watch.progress(stage, percent, 100)

    found = read_case(path, progress=tell)
    return OpenedCase(found.case, found.problems, scenario=usual_scenario(found.held))


def write_case(case: Case, path: Path) -> None:
    """Write a case as a plain workbook."""
    from models.workbook import plain  # noqa: PLC0415  # not for the first split

    plain.write_case(case, path)


def write_result(case: Case, split: Split, path: Path, case_name: str, spoken: Language) -> None:
    """Write the result with the case as the scenario uses it, and with what binds."""
    from models.workbook import result  # noqa: PLC0415  # not for the first split
    from solver.solve import prepare, solve_prepared  # noqa: PLC0415  # loads the solver

    prepared = prepare(case, split.scenario)
    solved = solve_prepared(prepared, explain=True)
    result.write_result(prepared.case, solved, path, case_name=case_name, spoken=spoken)
