"""What can be asked of `relais template`."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter, _SubParsersAction

from desktop.commands.case_arguments import add_limits
from models.declaration.kinds import LANGUAGES

_EXIT = "exit status: 0 done, 1 the data do not allow it (said why), 2 wrong use"
_TEMPLATE = """\
Write a workbook that people fill in and send back: explained in their language, with lists,
units, notes and checks. Without --from it is blank; with --for it holds only the rows that
concern one territory and those below it. What was sent stays in a hidden sheet, so that what
comes back can be compared with it.
"""


def add_template(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `template`."""
    template = commands.add_parser(
        "template",
        help="write a workbook to fill in",
        description=_TEMPLATE,
        epilog=_EXIT,
        formatter_class=RawDescriptionHelpFormatter,
    )
    template.add_argument(
        "--from", dest="source", metavar="CASE", help="fill in what this case holds"
    )
    template.add_argument(
        "--language", choices=LANGUAGES, default="en", help="the language of the workbook (en)"
    )
    template.add_argument(
        "--for", dest="territory", metavar="TERRITORY", help="only the rows of this territory"
    )
    add_limits(template)
    template.add_argument("--deadline", metavar="DAY", help="when it is asked back: 2027-01-31")
    template.add_argument(
        "-o", dest="output", metavar="TEMPLATE.xlsx", required=True, help="write it here"
    )
