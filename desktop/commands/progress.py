"""Progress on standard error, only where a person watches."""

from __future__ import annotations

import sys
from time import monotonic

_AFTER = 0.6


class ShownProgress:
    """Shows the stage on one line once the work has taken a moment; `clear` takes it away."""

    def __init__(self) -> None:
        self._start = monotonic()
        self._shown = False

    def __call__(self, stage: str, done: int, of: int = 0) -> None:
        """Show a stage and, where it is known, how much of it is done."""
        if sys.stderr.isatty() and monotonic() - self._start > _AFTER:
            count = f" {done} / {of}" if of else ""
            print(f"\r\x1b[K{stage}{count} …", end="", file=sys.stderr, flush=True)
            self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False
