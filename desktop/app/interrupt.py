"""Ctrl+C while the program is being loaded; imports next to nothing, so that it is soon heard."""

from __future__ import annotations

import os
import signal

STATUS = 130
_AS_JSON = """\
{{"status": "refused", "problems": [{{"severity": "error", "code": "stopped", "sheet": "", \
"cell": "", "column": "", "row_key": "", "found": {found}, "expected": "", "mend": ""}}]}}
"""

stopped, stopped_quoted = "Stopped.", '"Stopped."'
"""The word for it, and as JSON has it; in English until the language is loaded."""
result_descriptor = 1
"""Where standard output is, once another place was given to what libraries print."""


def stopped_as_json() -> str:
    """Return what stands on standard output where JSON was asked for."""
    return _AS_JSON.format(found=stopped_quoted)


def leave_at_once(*, as_json: bool) -> None:
    """Let Ctrl+C end the process with a word, as long as it has nothing to put in order.

    A library that is interrupted while it is loaded can make another error of it, or print a
    traceback of its own.
    """

    def leave(*_signal: object) -> None:
        if as_json:
            os.write(result_descriptor, stopped_as_json().encode())
        os.write(2, f"{stopped}\n".encode())
        os._exit(STATUS)

    signal.signal(signal.SIGINT, leave)
    if hasattr(signal, "pthread_sigmask"):  # the start from a checkout holds it back until now
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def interrupt(number: int, _frame: object) -> None:
    """Take a signal as Ctrl+C is taken, so that files and workers are put in order."""
    raise KeyboardInterrupt(number)


def status_of(stop: KeyboardInterrupt) -> int:
    """Return the exit status of who was stopped, as shells name it."""
    return 128 + int(stop.args[0] if stop.args else signal.SIGINT)
