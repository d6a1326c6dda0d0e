"""The engine's process: does what it is asked, one thing after the other. Knows no window."""

from __future__ import annotations

import os
import queue
import threading
import traceback
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import Any

from desktop.engine.case_parts import Receiver, packed_answer, plainly_packed
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
)
from desktop.engine.responsive import stay_responsive
from desktop.engine.watch import StoppedError, Watch, no_memory
from models.problems import RelaisError
from solver.engine.child_process import end_with_parent

Do = Callable[..., Any]
"""Does a task with its arguments, the case first and the watch last."""
Doings = Callable[[], Mapping[str, Do]]
"""Makes the table of tasks; called once, in the process."""


def serve(line: Connection[Any, Any], doings: Doings) -> None:
    """Do what comes on a line until it is closed; what was begun then is left at once."""
    end_with_parent()  # D116
    stay_responsive()
    listening = _Listening(line)
    threading.Thread(target=listening.listen, daemon=True).start()
    do, fault = _made(doings)
    while True:
        request, known, watch = listening.next()
        end = Broken(fault) if do is None else _answer(do[request.task], request.arguments, watch)
        _send(line, end, known)


def _made(doings: Doings) -> tuple[Mapping[str, Do] | None, str]:
    """Return what can be asked for, or None and why it could not be loaded."""
    try:
        return doings(), ""
    except Exception:  # each request is told the trace
        return None, traceback.format_exc()


def _send(line: Connection[Any, Any], end: End, known: Mapping[int, object]) -> None:
    """Send how a request ended; what cannot be sent is a fault that can."""
    try:
        packed = packed_answer(end, known)
    except Exception:  # the window tells it, with the trace
        packed = plainly_packed(Broken(traceback.format_exc()))
    line.send_bytes(packed)


def of_engine() -> Mapping[str, Do]:
    """Return what the engine does; loads the solver, before anything was asked."""
    from desktop.engine.doings import Doing  # noqa: PLC0415  # stops are heard meanwhile

    return Doing().table()


def _answer(do: Do, arguments: tuple[Any, ...], watch: Watch) -> End:
    try:
        return Done(do(*arguments, watch))
    except StoppedError:
        return Stopped()
    except RelaisError as error:
        return Refused(error)
    except MemoryError:
        return Refused(no_memory())
    except Exception:  # the window tells it, with the trace
        return Broken(traceback.format_exc())


class _Listening:
    """Hears requests and stops while something is done; ends the process with the line."""

    def __init__(self, line: Connection[Any, Any]) -> None:
        self._line = line
        self._receiver = Receiver()
        self._requests: queue.SimpleQueue[tuple[Request, Mapping[int, object], Watch]]
        self._requests = queue.SimpleQueue()
        self._newest: tuple[int, Watch] | None = None

    def next(self) -> tuple[Request, Mapping[int, object], Watch]:
        """Wait for the next request; return it with what is known, and what it is watched by."""
        return self._requests.get()

    def listen(self) -> None:
        """Hear everything that comes; ends only with the process."""
        try:
            while True:
                self._take(self._receiver.take(self._line.recv_bytes()))
        except (EOFError, OSError):
            os._exit(0)  # the window is gone: nobody waits for what is done here
        except BaseException:
            traceback.print_exc()
            os._exit(1)  # rather than not to hear any more

    def _take(self, message: Any) -> None:
        if isinstance(message, Request):
            watch = Watch(self._progress, self._deliver)
            self._newest = (message.number, watch)
            self._requests.put((message, self._receiver.known(), watch))
        elif isinstance(message, Stop):
            self._stop(message.number)

    def _stop(self, number: int) -> None:
        if self._newest is not None and self._newest[0] == number:
            self._newest[1].stop()

    def _progress(self, stage: str, done: int, of: int) -> None:
        self._line.send_bytes(plainly_packed(Progressed(stage, done, of)))

    def _deliver(self, part: object) -> None:
        self._line.send_bytes(packed_answer(Delivered(part), {}))
