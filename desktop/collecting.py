"""How often Python looks for circles of objects that nobody refers to."""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 50_000, 50, 1_000


def collect_rarely() -> None:
    """Let the collector of circles look through all objects far less often.

    It stops every thread while it looks, a large case has millions of objects, and checking and
    reading make hundreds of thousands in which there are no circles: with Python's own limits the
    window stood still for a tenth of a second and more after an edit of a large table.
    """
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
