"""The engine's process: does what it is asked, one thing after the other. Knows no window."""

from __future__ import annotations

import os
import queue
import threading
import traceback
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from desktop.engine.case_parts import CaseReceiver
from desktop.engine.messages import (
    Broken,
    Delivered,
    Done,
    End,
    Progressed,
    Refused,
    Request,
    Stop,
    Stopped,
    Task,
)
from desktop.engine.responsive import stay_responsive
from desktop.engine.watch import StoppedError, Watch, no_memory
from models.problems import RelaisError
from solver.engine.child_process import end_with_parent

if TYPE_CHECKING:
    from models.case import Case

PROBLEMS_AT_ONCE = 250
"""How many problems are sent together: unpacking them holds the window up for some 2 ms."""
Do = Callable[["Case", str, Watch], object]
Doings = Callable[[], Mapping[Task, Do]]
"""Makes what can be asked for; called once, in the process."""


def serve(line: Connection[Any, Any], doings: Doings) -> None:
    """Do what comes on a line until it is closed; what was begun then is left at once."""
    end_with_parent()
    stay_responsive()
    listening = _Listening(line)
    threading.Thread(target=listening.listen, daemon=True).start()
    do, fault = _made(doings)
    while True:
        request, case, watch = listening.next()
        if do is None:
            line.send(Broken(fault))
        else:
            _send(line, _answer(do[request.task], case, request.scenario, watch))


def _made(doings: Doings) -> tuple[Mapping[Task, Do] | None, str]:
    """Return what can be asked for, or None and why it could not be loaded."""
    try:
        return doings(), ""
    except Exception:  # each request is told the trace
        return None, traceback.format_exc()


def _send(line: Connection[Any, Any], end: End) -> None:
    """Send how a request ended; what cannot be sent is a fault that can."""
    try:
        line.send(end)
    except OSError:
        raise
    except Exception:  # nothing was written yet: all of it is packed before
        line.send(Broken(traceback.format_exc()))


def of_engine() -> Mapping[Task, Do]:
    """Return what the engine does; loads it, before anything was asked."""
    from desktop.engine.warm_solving import WarmSolving  # noqa: PLC0415  # stops are heard meanwhile
    from models.checks.every import KeptChecks  # noqa: PLC0415

    def check(case: Case, _scenario: str, watch: Watch) -> None:
        problems = checks.problems(case)
        for start in range(0, len(problems), PROBLEMS_AT_ONCE):
            watch.deliver(problems[start : start + PROBLEMS_AT_ONCE])

    solving, checks = WarmSolving(), KeptChecks()
    return {
        "check": check,
        "solve": solving.solve,
        "rest": solving.rest,
        "whole": solving.whole,
        "settle": solving.settle,
    }


def _answer(do: Do, case: Case, scenario: str, watch: Watch) -> End:
    try:
        return Done(do(case, scenario, watch))
    except StoppedError:
        return Stopped()
    except RelaisError as error:
        return _refused(error)
    except MemoryError:
        return _refused(no_memory())
    except Exception:  # the window tells it, with the trace
        return Broken(traceback.format_exc())


def _refused(error: RelaisError) -> Refused:
    return Refused(error.what, error.where, error.mend)


class _Listening:
    """Hears requests and stops while something is done; ends the process with the line."""

    def __init__(self, line: Connection[Any, Any]) -> None:
        self._line = line
        self._receiver = CaseReceiver()
        self._requests: queue.SimpleQueue[tuple[Request, Case, Watch]] = queue.SimpleQueue()
        self._newest: tuple[int, Watch] | None = None

    def next(self) -> tuple[Request, Case, Watch]:
        """Wait for the next request; return it with its case and what it is watched by."""
        return self._requests.get()

    def listen(self) -> None:
        """Hear everything that comes; ends only with the process."""
        try:
            while True:
                self._take(self._line.recv())
        except (EOFError, OSError):
            os._exit(0)  # the window is gone: nobody waits for what is done here
        except BaseException:
            traceback.print_exc()
            os._exit(1)  # rather than not to hear any more

    def _take(self, message: Any) -> None:
        if isinstance(message, Request):
            watch = Watch(self._progress, self._deliver)
            self._newest = (message.number, watch)
            self._requests.put((message, self._receiver.case, watch))
        elif isinstance(message, Stop):
            self._stop(message.number)
        else:
            self._receiver.take(message)

    def _stop(self, number: int) -> None:
        if self._newest is not None and self._newest[0] == number:
            self._newest[1].stop()

    def _progress(self, stage: str, done: int, of: int) -> None:
        self._line.send(Progressed(stage, done, of))

    def _deliver(self, part: object) -> None:
        self._line.send(Delivered(part))
