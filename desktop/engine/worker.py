"""The engine's process: does what it is asked, one thing after the other. Knows no window."""

from __future__ import annotations

import os
import queue
import threading
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from desktop.engine.case_parts import Receiver, packed_answer, plainly_packed
from desktop.engine.messages import (
    Delivered,
    Done,
    End,
    EngineFaultError,
    Progressed,
    Raised,
    Request,
    Stop,
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
    do = _tried(doings)
    while True:
        request, known, watch = listening.requests.get()
        end = do
        if isinstance(do, Done):
            end = _tried(partial(do.result[request.task], *request.arguments, watch))
        packed = _tried(partial(packed_answer, end, known))
        line.send_bytes(packed.result if isinstance(packed, Done) else plainly_packed(packed))


def of_engine() -> Mapping[str, Do]:
    """Return what the engine does; loads the solver, before anything was asked."""
    from desktop.engine.doings import Doing  # noqa: PLC0415  # stops are heard meanwhile

    return Doing().table()


def _tried(do: Callable[[], Any]) -> End:
    """Do something; what goes wrong is for whoever asked, a fault with its trace."""
    try:
        return Done(do())
    except (StoppedError, RelaisError) as error:
        return Raised(error)
    except MemoryError:
        return Raised(no_memory())
    except Exception:  # the window tells it
        return Raised(EngineFaultError(traceback.format_exc()))


class _Listening:
    """Hears requests and stops while something is done; ends the process with the line.

    Attributes:
        requests: each with what is known by then, and what it is watched by.
    """

    def __init__(self, line: Connection[Any, Any]) -> None:
        self._line = line
        self._receiver = Receiver()
        self.requests: queue.SimpleQueue[tuple[Request, Mapping[int, object], Watch]]
        self.requests = queue.SimpleQueue()
        self._newest: tuple[int, Watch] | None = None

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
            self.requests.put((message, self._receiver.known(), watch))
        elif isinstance(message, Stop) and self._newest and self._newest[0] == message.number:
            self._newest[1].stop()

    def _progress(self, stage: str, done: int, of: int) -> None:
        self._line.send_bytes(plainly_packed(Progressed(stage, done, of)))

    def _deliver(self, part: object) -> None:
        self._line.send_bytes(packed_answer(Delivered(part), {}))
