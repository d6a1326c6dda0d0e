"""What can be asked of the commands that exchange workbooks."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter, _SubParsersAction

from desktop.commands.case_arguments import add_limits

_DIFF = """\
List what changed from one workbook to another, sheet by sheet and cell by cell. Rows are found by
their key (a flow by its year and both ends, a clause by its name, …), wherever they stand.
"""
_DIFF_EXIT = "exit status: 0 done, with differences or without; 1 a workbook has errors (listed); "
_MERGE = """\
Take over what came back. SENT is the workbook as it was sent. What only one side changed is
taken over; what two sides changed differently is a conflict, and with conflicts nothing is written
unless a side is chosen. Deleted rows stay until --delete confirms. A file with errors is left out,
the others are merged.
"""
_MERGE_EXIT = (
    "exit status: 0 done; 1 conflicts are left, or a file has errors (said which); 2 wrong use"
)


def add_diff(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `diff`."""
    diff = commands.add_parser(
        "diff",
        help="say what changed between two workbooks",
        description=_DIFF,
        epilog=f"{_DIFF_EXIT}2 wrong use",
    )
    diff.add_argument("old", metavar="OLD", help="a case workbook (.xlsx)")
    diff.add_argument("new", metavar="NEW", help="what became of it (.xlsx)")
    add_limits(diff)
    diff.add_argument("--json", action="store_true", help="print the differences as JSON")


def add_merge(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `merge`."""
    merge = commands.add_parser(
        "merge",
        usage="relais merge SENT RETURNED… -o MERGED.xlsx [--into CASE] [--mine | --theirs]\n"
        "       [--delete] [--other-case] [--large] [--unsealed] [--json]",
        help="take over what came back from those a workbook was sent to",
        description=_MERGE,
        epilog=_MERGE_EXIT,
        formatter_class=RawDescriptionHelpFormatter,
    )
    merge.add_argument("sent", metavar="SENT", help="the workbook as it was sent (.xlsx)")
    merge.add_argument("returned", metavar="RETURNED", nargs="+", help="what came back (.xlsx)")
    merge.add_argument(
        "-o", dest="output", metavar="MERGED.xlsx", required=True, help="write the merged case here"
    )
    merge.add_argument(
        "--into",
        metavar="CASE",
        help="the case as it is now (mine), where it changed since or SENT is only a part of it",
    )
    _add_sides(merge)
    merge.add_argument(
        "--delete", action="store_true", help="also delete the rows that were deleted"
    )
    merge.add_argument(
        "--other-case",
        action="store_true",
        help="also take what came back of another case: whose territories and stages are not those "
        "that were sent",
    )
    add_limits(merge)
    merge.add_argument("--json", action="store_true", help="print all that came back as JSON")


def _add_sides(merge: ArgumentParser) -> None:
    sides = merge.add_mutually_exclusive_group()
    sides.add_argument(
        "--mine",
        dest="side",
        action="store_const",
        const="mine",
        help="keep what the case says where sides conflict",
    )
    sides.add_argument(
        "--theirs",
        dest="side",
        action="store_const",
        const="theirs",
        help="take what came back where sides conflict; among files that conflict the last named",
    )
