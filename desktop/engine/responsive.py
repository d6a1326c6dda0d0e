"""How the interpreter is set while a window is open: nothing in the background may stop it."""

from __future__ import annotations

import gc
import sys

_YOUNG, _MIDDLE, _OLD = 50_000, 2, 10_000
"""After how many new objects the collector looks at them, after how many such looks at all since
the last time (so at 150,000 at most, some 20 ms), and after how many of these at everything."""
_TURN_SECONDS = 0.0002


def stay_responsive() -> None:
    """Give the window its turn soon, and look for circles of objects far less often.

    Each call into Qt gives up the interpreter's lock. Getting it back from a thread that computes
    takes up to one turn, by default 5 ms, and a page is some hundred calls.

    The collector of circles stops every thread while it looks; a large case has millions of
    objects, and reading and checking make hundreds of thousands in which there are no circles.
    """
    sys.setswitchinterval(_TURN_SECONDS)  # D128
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
