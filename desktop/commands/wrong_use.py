"""What is wrong with the command itself, before any data are looked at."""

from __future__ import annotations

from pathlib import Path

from models.problems import RelaisError


class WrongUseError(RelaisError):
    """The command names something that is not there or cannot be used so."""


def existing(case: str) -> Path:
    """Return the path of a case workbook that is there.

    Raises:
        WrongUseError: there is no such file.
    """
    path = Path(case)
    if not path.is_file():
        raise WrongUseError("There is no such file.", case, "Check the name and the folder.")
    return path


def workbook_to_write(output: str) -> Path:
    """Return the path of a workbook to write.

    Raises:
        WrongUseError: the name is not that of an .xlsx workbook, or its folder is not there.
    """
    path = Path(output)
    if path.suffix.casefold() != ".xlsx":
        raise WrongUseError("A result is an .xlsx workbook.", output, "End the name in .xlsx.")
    if not path.parent.is_dir():
        raise WrongUseError("There is no such folder.", str(path.parent), "Make it first.")
    return path
