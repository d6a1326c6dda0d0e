"""Start Relais from a checkout: `python3 installer/start.py [arguments of relais]`.

The first start makes Relais its own environment; later starts only run it.
`python3 installer/start.py --test [arguments of pytest]` runs every check instead.

Whatever Python is at hand reads this file, so it keeps to what Python 3.8 understands.
"""

from __future__ import annotations

import sys

OLDEST = (3, 11)


def too_old(version: tuple[int, ...]) -> str:
    """What to tell the user when this Python is too old, or "" when it is new enough."""
    if version[:2] >= OLDEST:
        return ""
    return (
        "Relais needs Python {}.{} or newer, and this is Python {}.{} ({}).\n"
        "Install a newer Python, then start again with it, for example:\n"
        "    python3.11 installer/start.py\n"
    ).format(*OLDEST, *version[:2], sys.executable)


def main() -> int:
    """Run Relais, or the checks, and return the exit status."""
    if problem := too_old(tuple(sys.version_info[:3])):
        sys.stderr.write(problem)
        return 2
    try:
        from pathlib import Path  # noqa: PLC0415  Ctrl+C is heard by now

        checkout = Path(__file__).resolve().parent.parent
        sys.path[0] = str(checkout)
        from installer.launch import launch  # noqa: PLC0415  an old Python could not read it

        return launch(sys.argv[1:], checkout)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
