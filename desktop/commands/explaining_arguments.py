"""What can be asked of the commands that compare and explain."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter, _SubParsersAction

from desktop.commands.case_arguments import add_case
from desktop.commands.exit_status import EXIT

_COMPARE = """\
Set the split beside every key and every rule in force somewhere, by the same yardsticks; say
whether the keys move the right way, what the river rule would give, whether any group would do
better alone, and who owes whom. With several scenarios their splits are set side by side first.
With -o a workbook sets the splits side by side instead, the first as base: who gains and who
loses, and the way from the base to each other split, rule by rule.
"""
_EXPLAIN = """\
Say why a payer pays what it pays: who goes where later and what that brings it, which limits and
goals shape it, and how far its total could differ. Without --host, --stage or --year: for
everything it pays, the largest payment first.
"""


def add_compare(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `compare`."""
    compare = commands.add_parser(
        "compare",
        usage="relais compare CASE [--scenarios A,B …] [--keys] [--large] [--unsealed]\n"
        "       [-o COMPARISON.xlsx] [--json]",
        help="set the split beside keys and rules",
        description=_COMPARE,
        epilog=EXIT,
        formatter_class=RawDescriptionHelpFormatter,
    )
    add_case(compare)
    compare.add_argument(
        "--scenario",
        nargs="+",
        action="extend",
        metavar="NAME",
        help="a scenario to compare, for a name with a comma in it",
    )
    compare.add_argument(
        "--scenarios",
        dest="scenario",
        action="extend",
        type=lambda names: [name.strip() for name in names.split(",")],
        metavar="A,B",
        help="the scenarios to compare (base)",
    )
    compare.add_argument(
        "--keys",
        action="store_true",
        help="in the workbook set the keys beside the scenarios too; with one scenario they are",
    )
    compare.add_argument(
        "-o", dest="output", metavar="COMPARISON.xlsx", help="write the comparison workbook here"
    )
    compare.add_argument(
        "--json", action="store_true", help="print everything as JSON, splits by programme too"
    )


def add_explain(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `explain`."""
    explain = commands.add_parser(
        "explain",
        help="say why a payer pays",
        description=_EXPLAIN,
        epilog=EXIT,
        formatter_class=RawDescriptionHelpFormatter,
    )
    add_case(explain)
    explain.add_argument("--payer", metavar="KEY", required=True, help="the payer, by its key")
    explain.add_argument("--host", metavar="KEY", help="only programmes in this territory")
    explain.add_argument("--stage", metavar="KEY", help="only programmes of this stage")
    explain.add_argument("--year", type=int, metavar="YEAR", help="only programmes of this year")
    explain.add_argument("--scenario", metavar="NAME", help="the scenario to explain (base)")
    explain.add_argument(
        "--top", type=int, metavar="N", help="explain only the N largest, and count the others"
    )
    explain.add_argument(
        "--impact",
        nargs="?",
        choices=("row", "place", "table"),
        const="row",
        help="say which input rows move whose bill most if they are 1 %% higher: one by one "
        "(row), or all of a stage and territory (place) or of a table together",
    )
    explain.add_argument("--json", action="store_true", help="print everything as JSON")
