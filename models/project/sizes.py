"""How large a project file may be, so that none of a few bytes takes all the memory there is."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any

MB = 1024 * 1024
MOST_BYTES = 300 * MB
"""Of a file, and of what the frozen scenarios of one come to when they are unpacked."""
MOST_ROWS = 1_000_000
"""Of a table: as many as `--large` reads of a sheet."""
MOST_VALUES = 20_000_000
"""Of one text of JSON; each takes up to ten times its letters in memory."""


class TooLargeError(Exception):
    """A project file holds more than is read of any; the text says what."""


def parsed(text: str, object_hook: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """Return what a text of JSON says, where it does not say too much.

    Raises:
        TooLargeError: it does.
        ValueError: it is no JSON.
    """
    if sum(map(text.count, ",[{")) > MOST_VALUES:
        raise TooLargeError(f"a text of more than {MOST_VALUES:,} values")
    return json.loads(text, object_hook=object_hook)


def unpacked(content: bytes, most: int = MOST_BYTES) -> bytes:
    """Return what zlib packed, where that is not too much.

    Raises:
        TooLargeError: it is.
        zlib.error: nothing was packed there, or not all of it is there.
    """
    unpacking = zlib.decompressobj()
    whole = unpacking.decompress(content, most + 1)
    if len(whole) > most:
        raise TooLargeError(f"frozen scenarios of more than {MOST_BYTES // MB} MB")
    if not unpacking.eof:
        raise zlib.error("cut short")
    return whole
