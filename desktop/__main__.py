"""The program: `relais` opens the window, `relais COMMAND` does without it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.commands.arguments import COMMANDS, parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Returns:
        the exit status: 0 done, 1 the data or the clauses do not allow it, 2 wrong use.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in COMMANDS:
        from desktop.commands.running import run  # noqa: PLC0415  # the window needs none of it

        return run(parser().parse_args(given))
    options = parser().parse_args(["window", *given]) if _is_window(given) else None
    if options is None:
        return _help(given)
    from desktop.responsive import stay_responsive  # noqa: PLC0415  # commands need no window

    stay_responsive()  # before the window is loaded, which makes many objects too
    from desktop.window import start  # noqa: PLC0415

    return start(Path(options.case) if options.case else None)


def _is_window(given: Sequence[str]) -> bool:
    return not given or not given[0].startswith("-")


def _help(given: Sequence[str]) -> int:
    parser().parse_args(given)
    return 2


if __name__ == "__main__":
    sys.exit(main())
