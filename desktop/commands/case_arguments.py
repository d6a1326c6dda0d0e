"""What every command that reads a case can be asked."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from models.workbook.limits import LARGE_LIMITS, USUAL_LIMITS, Limits


def add_case(command: ArgumentParser) -> None:
    """Add the case that a command reads, and which cases it reads."""
    command.add_argument("case", metavar="CASE", help="a case (.xlsx or .relais)")
    add_limits(command)


def add_limits(command: ArgumentParser) -> None:
    """Add `--large` and `--unsealed` to a command that reads cases."""
    command.add_argument(
        "--large", action="store_true", help="read up to 1,000,000 rows a sheet, not 200,000"
    )
    command.add_argument(
        "--unsealed",
        action="store_true",
        help="take a project without its seal as it is, which another program may have altered",
    )


def limits_of(options: Namespace) -> Limits:
    """Return the largest workbook that is read, and whether a project without its seal is."""
    limits = LARGE_LIMITS if options.large else USUAL_LIMITS
    return replace(limits, unsealed=options.unsealed)
