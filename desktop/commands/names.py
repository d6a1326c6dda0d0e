"""What the first word of a command line is; loads nothing, so that the installer can ask too."""

from __future__ import annotations

import os

COMMANDS = ("solve", "check", "template", "diff", "merge", "compare", "explain", "sweep")


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
