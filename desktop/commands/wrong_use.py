"""What is wrong with the command itself, before any data are looked at."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from models.problems import Problem, RelaisError, Severity

if TYPE_CHECKING:
    from models.case import Case
    from models.workbook.held import Held


class WrongUseError(RelaisError):
    """The command names something that is not there or cannot be used so."""

    code = "wrong-use"


class UnreadableError(WrongUseError):
    """The arguments cannot be read.

    Attributes:
        usage: how they are written, in lines.
    """

    def __init__(self, program: str, message: str, usage: str) -> None:
        super().__init__(f"error: {message}", program)
        self.usage = usage

    def as_problems(self) -> tuple[Problem, ...]:
        """Return it as one problem that is mended by writing what the usage says."""
        how = " ".join(self.usage.split())
        return (Problem(Severity.ERROR, self.code, f"{self.where}: {self.what}", how),)


def not_the_case(output: Path, case: Path) -> None:
    """Make sure that a result does not take the place of the case it comes from.

    Raises:
        WrongUseError: both are the same file.
    """
    if _is_same(output, case):
        raise WrongUseError(
            "The result would take the place of the case.", str(output), "Give it another name."
        )


def _is_same(output: Path, case: Path) -> bool:
    try:
        return output.samefile(case)
    except (OSError, ValueError):  # it is not there yet, or writing it will say why it cannot be
        return False


def existing(case: str) -> Path:
    """Return the path of a case that is there.

    Raises:
        WrongUseError: there is no such file, or no way to it.
    """
    mode = _mode(case)
    if mode is None:
        raise WrongUseError("There is no such file.", case, "Check the name and the folder.")
    if stat.S_ISDIR(mode):
        raise WrongUseError("This is a folder.", case, "Name a case (.xlsx or .relais) in it.")
    if not stat.S_ISREG(mode):
        mend = "Name a case (.xlsx or .relais)."
        raise WrongUseError("This is no ordinary file but a part of the system.", case, mend)
    return Path(case)


def _mode(name: str) -> int | None:
    """Return what kind of thing a name leads to, None where there is nothing.

    Raises:
        WrongUseError: nobody can say, since the way to it is barred.
    """
    try:
        return os.stat(name).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        mend = "Check the name, and that you may enter its folder."
        raise WrongUseError(f"It cannot be reached ({reason}).", name, mend) from error


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
        WrongUseError: the name is not that of an .xlsx workbook, or as in `file_to_write`.
        RelaisError: as in `file_to_write`.
    """
    if Path(output).suffix.casefold() != ".xlsx":
        raise WrongUseError("A result is an .xlsx workbook.", output, "End the name in .xlsx.")
    return file_to_write(output)


def file_to_write(output: str) -> Path:
    """Return the path of a file to write.

    Raises:
        WrongUseError: its folder is not there.
        RelaisError: the file is open in another program or write-protected; it is said before the
            work is done, which may take hours.
    """
    from models.workbook.safely import refuse_hindered  # noqa: PLC0415  # the window starts first

    path = Path(output)
    mode = _mode(str(path.parent))
    if mode is None or not stat.S_ISDIR(mode):
        raise WrongUseError("There is no such folder.", str(path.parent), "Make it first.")
    refuse_hindered(path)
    return path
