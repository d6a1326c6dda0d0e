"""The program: `relais` opens the window, `relais COMMAND` does without it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from desktop.app.interrupt import leave_at_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.words.text import Text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: those of a caller in this process; None: those of the process, whose signals
            and standard output are the program's own then.

    Returns:
        the exit status: 0 done, 1 the data or the clauses do not allow it, 2 wrong use.
    """
    is_program = arguments is None
    given = list(sys.argv[1:] if arguments is None else arguments)
    if is_program:
        leave_at_once(as_json="--json" in given)
    from desktop.app.terminal import is_case, no_window, tell  # noqa: PLC0415  # Ctrl+C is heard
    from desktop.commands.running import run, tell_if_missing  # noqa: PLC0415

    if len(given) > 1 or not all(map(is_case, given)):
        return run(given, is_program=is_program)
    if given and (status := tell_if_missing(given[0])):
        return status
    from desktop.engine.responsive import stay_responsive  # noqa: PLC0415  # commands need no window

    stay_responsive()  # before the window is loaded, which makes many objects too
    from pathlib import Path  # noqa: PLC0415

    try:
        from desktop.app.start import start  # noqa: PLC0415
    except ImportError as error:
        tell(no_window(_cannot_show(error)))
        return 2
    return start(Path(given[0]) if given else None)


def _cannot_show(error: ImportError) -> Text:
    """Return that the window's libraries cannot be loaded; any other fault stays what it is."""
    from models.words.text import text  # noqa: PLC0415

    if not (error.name or "").startswith(("PySide6", "shiboken6")):
        raise error
    return text(
        "The window's libraries cannot be loaded ({error}): they are to be installed.",
        error=str(error),
    )


if __name__ == "__main__":
    sys.exit(main())
