"""What is wrong with the command itself, before any data are looked at."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from models.problems import Problem, RelaisError, Severity
from models.words.text import Argument, Quoted, listed, text

if TYPE_CHECKING:
    from models.case import Case
    from models.workbook.held import HeldScenario


class WrongUseError(RelaisError):
    """The command names something that is not there or cannot be used so."""

    code = "wrong-use"


class UnreadableError(WrongUseError):
    """The arguments cannot be read.

    Attributes:
        usage: how they are written, in lines.
    """

    def __init__(self, program: str, message: Argument, usage: str) -> None:
        super().__init__(text("error: {message}", message=message), program)
        self.usage = usage

    def as_problems(self) -> tuple[Problem, ...]:
        """Return it as one problem that is mended by writing what the usage says."""
        how = re.sub("[ \n]+", " ", self.usage).strip()
        return (Problem(Severity.ERROR, self.code, self._placed, how),)


def existing(case: str) -> Path:
    """Return the path of a case that is there.

    Raises:
        WrongUseError: there is no such file, or no way to it.
    """
    mode = _mode(case)
    if mode is None:
        mend = text("Check the name and the folder.")
        raise WrongUseError(text("There is no such file."), case, mend)
    if stat.S_ISDIR(mode):
        mend = text("Name a case (.xlsx or .relais) in it.")
        raise WrongUseError(text("This is a folder."), case, mend)
    if not stat.S_ISREG(mode):
        what = text("This is no ordinary file but a part of the system.")
        raise WrongUseError(what, case, text("Name a case (.xlsx or .relais)."))
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
        what = text("It cannot be reached ({reason}).", reason=reason)
        mend = text("Check the name, and that you may enter its folder.")
        raise WrongUseError(what, name, mend) from error


def require_scenario(case: Case, scenario: str, held: HeldScenario | None = None) -> None:
    """Make sure that a case has a scenario, and the data for it.

    Raises:
        WrongUseError: it has none of that name, or it is the result of another one (`held`).
    """
    if scenario not in case.scenarios():
        what = text("There is no scenario {scenario}.", scenario=Quoted(scenario))
        raise WrongUseError(what, "--scenario", choose_one_of(case.scenarios()))
    if held is not None and scenario in held.others(case):
        what = text(
            "The file is the result of the scenario {held} and has its data, not those of "
            "{scenario}.",
            held=Quoted(held.scenario),
            scenario=Quoted(scenario),
        )
        mend = text(
            "Take {scenario} from the case, or leave --scenario out.", scenario=Quoted(scenario)
        )
        raise WrongUseError(what, "--scenario", mend)


def choose_one_of(choices: Iterable[str]) -> Argument:
    """Say what there is to choose from."""
    return text("Choose one of: {choices}.", choices=listed(choices, last=""))


def workbook_to_write(output: str, *cases: Path | None) -> Path:
    """Return the path of a workbook to write.

    Raises:
        WrongUseError: the name is not that of an .xlsx workbook, or as in `file_to_write`.
        RelaisError: as in `file_to_write`.
    """
    if Path(output).suffix.casefold() != ".xlsx":
        what = text("A result is an .xlsx workbook.")
        raise WrongUseError(what, output, text("End the name in .xlsx."))
    return file_to_write(output, *cases)


def file_to_write(output: str, *cases: Path | None) -> Path:
    """Return the path of a file to write.

    Args:
        output: its name.
        cases: what it comes from, where it comes from anything: it may not take its place.

    Raises:
        WrongUseError: its folder is not there, or it is one of the cases.
        RelaisError: the file is open in another program or write-protected; it is said before the
            work is done, which may take hours.
    """
    from models.workbook.safe_writing import refuse_hindered  # noqa: PLC0415  # the window starts first

    path = Path(output)
    mode = _mode(str(path.parent))
    if mode is None or not stat.S_ISDIR(mode):
        what = text("There is no such folder.")
        raise WrongUseError(what, str(path.parent), text("Make it first."))
    refuse_hindered(path)
    if any(case is not None and _is_same(path, case) for case in cases):
        what = text("The result would take the place of the case.")
        raise WrongUseError(what, str(path), text("Give it another name."))
    return path


def _is_same(output: Path, case: Path) -> bool:
    try:
        return output.samefile(case)
    except (OSError, ValueError):  # it is not there yet, or writing it will say why it cannot be
        return False
