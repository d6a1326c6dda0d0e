"""Progress on standard error, only where a person watches."""

from __future__ import annotations

import sys
from time import monotonic

from desktop.commands.output import put
from models.readable import readable

_AFTER = 0.6


class ShownProgress:
    """Shows the stage on one line once the work has taken a moment; `clear` takes it away."""

    def __init__(self) -> None:
        self._start = monotonic()
        self._shown = False
        self._watched = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, stage: str, done: int, of: int = 0) -> None:
        """Show a stage and, where it is known, how much of it is done."""
        if self._watched and monotonic() - self._start > _AFTER:
            count = f" {done} / {of}" if of else ""
            put(f"\r\x1b[K{readable(stage)}{count} …")
            self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            put("\r\x1b[K")
            self._shown = False
