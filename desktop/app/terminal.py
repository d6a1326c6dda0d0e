"""The terminal that the program was started from: what its command line asks for, what it is told.

Nothing of this needs Qt, or what is installed beside Python: the installer asks here too.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from models.words.language import language, readable, system_language
from models.words.text import Argument, listed, text

COMMANDS = ("solve", "check", "template", "diff", "merge", "compare", "explain", "sweep")
_STAND_INS = {
    "\u00a0": " ", "\u202f": " ", "−": "-", "–": "-", "…": "...", "→": "->", "×": "x",
    "’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
}  # fmt: skip
"""What people read in place of the marks of a language, where an encoding lacks them."""


def is_case(word: str) -> bool:
    """Say whether a word names a file to open in the window rather than a command or an option.

    A file that is there does, and what looks like one: a name with an ending, or with a folder.
    """
    if word in COMMANDS or word.startswith("-"):
        return False
    separators = [mark for mark in (os.sep, os.altsep) if mark]
    has_ending = len(os.path.splitext(word)[1]) > 1
    return has_ending or any(mark in word for mark in separators) or os.path.lexists(word)


def nearest(word: str) -> str:
    """Return the command that a word was meant for, "" where none is like it."""
    from difflib import get_close_matches  # noqa: PLC0415  # only for a slip

    return next(iter(get_close_matches(word.casefold(), COMMANDS, n=1)), "")


def tell(line: str) -> None:
    """Say a line on standard error; whatever cannot be seen in it is escaped."""
    put(readable(line) + "\n")


def put(said: str) -> None:
    """Write on standard error as it is; where nobody can be told anything, nobody is."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(fitting(said, sys.stderr))
        sys.stderr.flush()
    except OSError:  # full: what waits in the buffer would fail the end of the process
        _let_go_of_standard_error()
    except (ValueError, RuntimeError):  # closed, in the middle of a write
        return


def _let_go_of_standard_error() -> None:
    """Let what nobody can be told go nowhere."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())


def fitting(said: str, stream: TextIO) -> str:
    """Return a text with stand-ins, or else escapes, for what the encoding of a stream lacks."""
    encoding = stream.encoding or "utf-8"
    lacking: dict[str, str | int | None] = {
        mark: other for mark, other in _STAND_INS.items() if not _has(encoding, mark)
    }
    standing_in = said.translate(str.maketrans(lacking))
    return standing_in.encode(encoding, "backslashreplace").decode(encoding)


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def no_window(reason: Argument) -> str:
    """Say that there is no window for a reason, and what can be done without one."""
    return language(system_language()).say(
        text(
            "{reason} Without a window: relais {commands} (see relais --help).",
            reason=reason,
            commands=listed(COMMANDS, last=""),
        )
    )
