"""What can be asked for on the command line."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter, _SubParsersAction
from importlib.metadata import PackageNotFoundError, version

COMMANDS = ("solve", "check")

_DESCRIPTION = """\
Shows who should co-fund what when people move through stages and territories.

relais            opens the window on the sample case
relais CASE       opens the window on a case (.xlsx)
"""
_EXIT = "exit status: 0 done, 1 the data or the clauses do not allow it (said why), 2 wrong use"


def parser() -> ArgumentParser:
    """Return the parser of the whole command line."""
    top = ArgumentParser(
        prog="relais",
        description=_DESCRIPTION,
        epilog=_EXIT,
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"relais {_version()}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_window(commands)
    _add_solve(commands)
    _add_check(commands)
    return top


def _version() -> str:
    try:
        return version("relais")
    except PackageNotFoundError:
        return "(not installed)"


def _add_window(commands: _SubParsersAction[ArgumentParser]) -> None:
    window = commands.add_parser("window")
    window.add_argument("case", nargs="?", metavar="CASE")


def _add_solve(commands: _SubParsersAction[ArgumentParser]) -> None:
    solve = commands.add_parser(
        "solve",
        help="find the split of a case",
        description="Find the split of a case.",
        epilog=_EXIT,
    )
    solve.add_argument("case", metavar="CASE", help="a case workbook (.xlsx)")
    solve.add_argument(
        "-o", dest="output", metavar="RESULT.xlsx", help="write the result workbook here"
    )
    solve.add_argument(
        "--scenario", metavar="NAME", default="base", help="the scenario to solve (base)"
    )
    solve.add_argument("--json", action="store_true", help="print the split as JSON")
    solve.add_argument(
        "--lp", metavar="FILE", help="write the linear program here, for another solver to read"
    )


def _add_check(commands: _SubParsersAction[ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="say what is wrong with a case",
        description="List every problem of a case workbook, by sheet and cell.",
        epilog=_EXIT,
    )
    check.add_argument("case", metavar="CASE", help="a case workbook (.xlsx)")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")
