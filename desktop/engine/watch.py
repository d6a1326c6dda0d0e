"""What work in the background sees of whoever asked for it. Knows no window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from models.problems import RelaisError


class StoppedError(Exception):
    """The work ended early because it was asked to."""


class Watch:
    """What work in the background sees of its request: where to report, and whether to stop.

    Both callables may be used from any thread.
    """

    def __init__(
        self, progress: Callable[[str, int, int], None], deliver: Callable[[Any], None]
    ) -> None:
        self.progress = progress
        self.deliver = deliver
        self._stop, self._sent = threading.Event(), threading.Event()

    def stop(self) -> None:
        """Ask the work to end."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Say whether the work was asked to end."""
        return self._stop.is_set()

    def note_sent(self) -> None:
        """Note that what is asked is on its way: whoever asked is no longer needed."""
        self._sent.set()

    def wait_until_sent(self, seconds: float) -> None:
        """Wait so long at most, so that what is asked need not share the interpreter's lock."""
        self._sent.wait(seconds)

    def require_wanted(self) -> None:
        """Go on only where the work was not asked to end.

        Raises:
            StoppedError: it was.
        """
        if self.cancelled():
            raise StoppedError

    def delivering(self, deliver: Callable[[Any], None]) -> Watch:
        """Return the same watch for a part of the work whose results go elsewhere."""
        part = Watch(self.progress, deliver)
        part._stop, part._sent = self._stop, self._sent
        return part


Work = Callable[[Watch], object]


def no_memory() -> RelaisError:
    """Return what is told of work that asked the system for more memory than there is."""
    mend = "The case is as it was. Close other programs, then retry."
    return RelaisError("There is not enough memory for this.", mend=mend)
