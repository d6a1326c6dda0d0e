"""The engine as the window's services. Loads pandas and the solver: import it in background."""

from __future__ import annotations

from pathlib import Path

from desktop.services import OpenedCase, Services
from desktop.warm_solving import WarmSolving
from desktop.watch import StoppedError, Watch
from models.case import Case
from models.checks import check_case
from models.project.any_case import read_case
from models.split import Split
from solver.solving import prepare, solve_prepared


def _read(path: Path, watch: Watch) -> OpenedCase:
    def tell(stage: str, percent: int) -> None:
        if watch.cancelled():
            raise StoppedError
        watch.progress(stage, percent, 100)

    read = read_case(path, progress=tell)
    return OpenedCase(read.case, read.problems)


def _write_case(case: Case, path: Path) -> None:
    from models.workbook.plain import write_case  # noqa: PLC0415  # not for the first split

    write_case(case, path)


def _write_result(case: Case, split: Split, path: Path, case_name: str) -> None:
    """Write the result with the case as the scenario uses it, and with what binds."""
    from models.workbook.result import write_result  # noqa: PLC0415  # not for the first split

    prepared = prepare(case, split.scenario)
    solved = solve_prepared(prepared, explain=True)
    write_result(prepared.case, solved, path, case_name=case_name)


def make_services() -> Services:
    """Return the services; those that solve share one kept scenario, for one lane."""
    solving = WarmSolving()
    return Services(
        read=_read,
        check=check_case,
        solve=solving.solve,
        solve_anew=solving.solve_anew,
        settle=solving.settle,
        write_case=_write_case,
        write_result=_write_result,
    )
