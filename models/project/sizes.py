"""How large a project file may be, so that none of a few bytes takes all the memory there is."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any

from models.words.language import ENGLISH
from models.words.text import Argument, Number, text

MB = 1024 * 1024
MOST_BYTES = 300 * MB
"""Of a file, and of what the frozen scenarios of one come to when they are unpacked."""
MOST_ROWS = 1_000_000
"""Of a table: as many as `--large` reads of a sheet."""
MOST_VALUES = 20_000_000
"""Of one text of JSON; each takes up to ten times its letters in memory."""


class TooLargeError(Exception):
    """A project file holds more than is read of any; `held` says what."""

    def __init__(self, held: Argument) -> None:
        self.held = held
        super().__init__(ENGLISH.say(held))


def parsed(written: str, object_hook: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """Return what a text of JSON says, where it does not say too much.

    Raises:
        TooLargeError: it does.
        ValueError: it is no JSON.
    """
    if sum(map(written.count, ",[{")) > MOST_VALUES:
        raise TooLargeError(text("a text of more than {count} values", count=Number(MOST_VALUES)))
    return json.loads(written, object_hook=object_hook)


def unpacked(content: bytes, most: int = MOST_BYTES) -> bytes:
    """Return what zlib packed, where that is not too much.

    Raises:
        TooLargeError: it is.
        zlib.error: nothing was packed there, or not all of it is there.
    """
    unpacking = zlib.decompressobj()
    whole = unpacking.decompress(content, most + 1)
    if len(whole) > most:
        raise TooLargeError(
            text("frozen scenarios of more than {count} MB", count=Number(MOST_BYTES // MB))
        )
    if not unpacking.eof:
        raise zlib.error("cut short")
    return whole
