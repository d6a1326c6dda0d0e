"""What every command that reads a case can be asked."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from models.workbook.limits import LARGE_LIMITS, USUAL_LIMITS, Limits


def add_case(command: ArgumentParser) -> None:
    """Add the case that a command reads, and how large it may be."""
    command.add_argument("case", metavar="CASE", help="a case (.xlsx or .relais)")
    add_large(command)


def add_large(command: ArgumentParser) -> None:
    """Add `--large` to a command that reads workbooks."""
    command.add_argument(
        "--large", action="store_true", help="read up to 1,000,000 rows a sheet, not 200,000"
    )


def limits_of(options: Namespace) -> Limits:
    """Return the largest workbook that is read."""
    return LARGE_LIMITS if options.large else USUAL_LIMITS
