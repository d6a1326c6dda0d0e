"""What can be asked for on the command line."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter, _SubParsersAction
from importlib.metadata import PackageNotFoundError, version
from typing import NoReturn

from desktop.commands.case_arguments import add_case
from desktop.commands.exchange_arguments import add_diff, add_merge
from desktop.commands.exit_status import EXIT
from desktop.commands.explaining_arguments import add_compare, add_explain
from desktop.commands.names import COMMANDS
from desktop.commands.template_arguments import add_template
from desktop.commands.wrong_use import UnreadableError

__all__ = ["COMMANDS", "parser"]

_DESCRIPTION = """\
Shows who should co-fund what when people move through stages and territories.

relais            opens the window on the sample case
relais CASE       opens the window on a case (.xlsx or .relais)
"""


class _Parser(ArgumentParser):
    """Raises what it cannot read, so that it is told like everything else."""

    def error(self, message: str) -> NoReturn:
        raise UnreadableError(self.prog, message, self.format_usage())


def parser() -> ArgumentParser:
    """Return the parser of the whole command line, which raises UnreadableError."""
    top: ArgumentParser = _Parser(
        prog="relais",
        description=_DESCRIPTION,
        epilog=EXIT,
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"relais {_version()}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_solve(commands)
    _add_check(commands)
    add_template(commands)
    add_compare(commands)
    add_explain(commands)
    _add_sweep(commands)
    add_diff(commands)
    add_merge(commands)
    return top


def _version() -> str:
    try:
        return version("relais")
    except PackageNotFoundError:
        return "(not installed)"


def _add_solve(commands: _SubParsersAction[ArgumentParser]) -> None:
    solve = commands.add_parser(
        "solve",
        help="find the split of a case",
        description="Find the split of a case.",
        epilog=EXIT,
    )
    add_case(solve)
    solve.add_argument(
        "-o", dest="output", metavar="RESULT.xlsx", help="write the result workbook here"
    )
    solve.add_argument("--scenario", metavar="NAME", help="the scenario to solve (base)")
    solve.add_argument("--json", action="store_true", help="print the split as JSON")
    solve.add_argument(
        "--why",
        action="store_true",
        help="say what holds the split back and how far it could differ",
    )
    solve.add_argument(
        "--lp", metavar="FILE", help="write the linear program here, for another solver to read"
    )


def _add_check(commands: _SubParsersAction[ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="say what is wrong with a case",
        description="List every problem of a case workbook, by sheet and cell.",
        epilog=EXIT,
    )
    add_case(check)
    check.add_argument(
        "--annotate",
        metavar="COPY.xlsx",
        help="write a copy with the problems listed first, and marked in their cells",
    )
    check.add_argument("--json", action="store_true", help="print the problems as JSON")


_SWEEP = """\
Solve a case at many points: every combination of the rules that are varied, and for each of them
every sample of the figures that are uncertain. A clash of clauses at a point is part of the
result. Ctrl+C stops; what is done by then is written.
"""


def _add_sweep(commands: _SubParsersAction[ArgumentParser]) -> None:
    sweep = commands.add_parser(
        "sweep",
        usage="relais sweep CASE [--vary RULE=FROM:TO:STEPS …] "
        "[--samples N --spread SHEET.column=PERCENT …]\n"
        "       [--seed S] [--scenario NAME] [--large] [--unsealed] [--jobs N] "
        "[--cluster ADDRESS] [-o SWEEP.xlsx] [--json]",
        help="solve a case over rules and uncertain figures",
        description=_SWEEP,
        epilog=f"{EXIT}, 130 stopped",
        formatter_class=RawDescriptionHelpFormatter,
    )
    add_case(sweep)
    _add_varied(sweep)
    sweep.add_argument("--scenario", metavar="NAME", help="the scenario to start from (base)")
    sweep.add_argument(
        "--jobs", metavar="N", type=int, help="how many processes solve (as many as cores)"
    )
    sweep.add_argument(
        "--cluster", metavar="ADDRESS", help="solve on a Dask cluster, such as tcp://host:8786"
    )
    sweep.add_argument("-o", dest="output", metavar="SWEEP.xlsx", help="write the points here")
    sweep.add_argument("--json", action="store_true", help="print the points as JSON")


def _add_varied(sweep: ArgumentParser) -> None:
    sweep.add_argument(
        "--vary",
        nargs="+",
        action="extend",
        default=[],
        metavar="RULE=FROM:TO:STEPS",
        help="a rule and its values, both ends included: own_share_min=0:0.5:6",
    )
    sweep.add_argument(
        "--samples", metavar="N", type=int, default=0, help="how often figures are drawn"
    )
    sweep.add_argument(
        "--spread",
        nargs="+",
        action="extend",
        default=[],
        metavar="SHEET.column=PERCENT",
        help="figures that are uncertain, and their relative standard deviation: each is "
        "multiplied by a lognormal factor of mean 1. In Flows, arrivals and the parts in which a "
        "cohort goes on are drawn, so that people still add up",
    )
    sweep.add_argument(
        "--seed", metavar="S", type=int, default=0, help="the same seed draws the same figures (0)"
    )
