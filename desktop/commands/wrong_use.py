"""What is wrong with the command itself, before any data are looked at."""

from __future__ import annotations

from pathlib import Path

from models.case import Case
from models.problems import RelaisError
from models.workbook.held import Held
from models.workbook.safely import refuse_hindered


class WrongUseError(RelaisError):
    """The command names something that is not there or cannot be used so."""


def not_the_case(output: Path, case: Path) -> None:
    """Make sure that a result does not take the place of the case it comes from.

    Raises:
        WrongUseError: both are the same file.
    """
    if output.exists() and output.samefile(case):
        raise WrongUseError(
            "The result would take the place of the case.", str(output), "Give it another name."
        )


def existing(case: str) -> Path:
    """Return the path of a case that is there.

    Raises:
        WrongUseError: there is no such file.
    """
    path = Path(case)
    if path.is_dir():
        raise WrongUseError("This is a folder.", case, "Name a case (.xlsx or .relais) in it.")
    if not path.is_file():
        raise WrongUseError("There is no such file.", case, "Check the name and the folder.")
    return path


def require_scenario(case: Case, scenario: str, held: Held | None = None) -> None:
    """Make sure that a case has a scenario, and the data for it.

    Raises:
        WrongUseError: it has none of that name, or it is the result of another one (`held`).
    """
    if scenario not in case.scenarios():
        raise WrongUseError(
            f"There is no scenario “{scenario}”.",
            "--scenario",
            f"Choose one of: {', '.join(case.scenarios())}.",
        )
    if held is not None and scenario in held.others(case):
        raise WrongUseError(
            f"The file is the result of the scenario “{held.scenario}” and has its data, not those "
            f"of “{scenario}”.",
            "--scenario",
            f"Take “{scenario}” from the case, or leave --scenario out.",
        )


def workbook_to_write(output: str) -> Path:
    """Return the path of a workbook to write.

    Raises:
        WrongUseError: the name is not that of an .xlsx workbook, or its folder is not there.
        RelaisError: the file is open in another program or write-protected; it is said before the
            work is done, which may take hours.
    """
    path = Path(output)
    if path.suffix.casefold() != ".xlsx":
        raise WrongUseError("A result is an .xlsx workbook.", output, "End the name in .xlsx.")
    if not path.parent.is_dir():
        raise WrongUseError("There is no such folder.", str(path.parent), "Make it first.")
    refuse_hindered(path)
    return path
