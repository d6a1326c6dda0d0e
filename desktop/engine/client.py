"""The window's end of the engine's process: starts it, asks it, and starts it anew if it ended."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection, Pipe
from typing import Any, ParamSpec, TypeVar, cast

from desktop.engine.case_parts import Sender, plainly_packed
from desktop.engine.messages import Answer, Delivered, Done, End, Progressed, Request, Stop
from desktop.engine.tasks import Task
from desktop.engine.watch import StoppedError, Watch
from desktop.engine.worker import Doings, of_engine, serve
from models.problems import RelaisError
from models.words.text import text
from solver.engine.child_process import ChildProcess, how_ended, may_lack_memory

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
WATCH_SECONDS = 0.02
"""How often it is looked whether an answer is still wanted."""
MOVING_SECONDS = 0.5
"""Splits that are asked for so soon after each other follow something that moves."""
STEPS_SECONDS = 0.05
"""How often a step is told at most."""
PATIENCE_SECONDS = 1.0
"""How long a process whose line broke may take to end by itself, so that its code is known."""


class EngineProcess:  # D127
    """Does its tasks in a process of its own, one at a time.

    A newer split overtakes whatever runs: that one stops as soon as it can, and is asked again by
    itself when no split is wanted any more. While splits follow each other, as when a slider
    moves, nothing else begins. May be used from any thread but the window's, which must not wait.
    """

    def __init__(self, doings: Doings = of_engine) -> None:
        self._turns = _Turns()
        self._doings = doings
        self._link: _Link | None = None

    def begin(self) -> None:
        """Start the process, which loads the engine then, before anything is asked.

        Where that is not possible the first request says so.
        """
        with suppress(OSError):
            self._link = self._link or _Link(self._doings)

    def end(self) -> None:
        """End the process, whatever it does; asking again would start another."""
        link, self._link = self._link, None
        if link is not None:
            link.end()

    def ask(
        self,
        task: Task[_Arguments, _Result],
        watch: Watch,
        *arguments: _Arguments.args,
        **_named: _Arguments.kwargs,
    ) -> _Result:
        """Do a task, as `TaskRunner.ask`; what is overtaken is done once more."""
        while True:
            with self._turns.taken(task, watch) as turn:
                end = self._answer(turn, arguments, watch)
            if isinstance(end, Done):
                return cast("_Result", end.result)
            if not isinstance(end.error, StoppedError) or watch.cancelled():
                raise end.error

    def _answer(self, turn: _Turn, arguments: tuple[Any, ...], watch: Watch) -> End:
        """Ask; a process with which anything went wrong on the way is not asked again."""
        try:
            self._link = self._link or _Link(self._doings)
            return self._link.ask(turn, arguments, watch)
        except BaseException as error:
            link, self._link = self._link, None
            code = None if link is None else link.end(PATIENCE_SECONDS)
            if isinstance(error, EOFError | OSError):
                raise (_not_started(error) if code is None else _ended_error(code)) from error
            raise


class _Turn:
    """The turn of one task; whoever overtakes it says so."""

    def __init__(self, task: Task[..., Any]) -> None:
        self.task = task
        self.is_overtaken = False
        self.stop: Callable[[], None] = lambda: None


class _Turns:
    """Gives each task its turn: first those that overtake."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running: _Turn | None = None
        self._overtaking = 0
        self._solved = self._quiet_until = -MOVING_SECONDS

    @contextmanager
    def taken(self, task: Task[..., Any], watch: Watch) -> Iterator[_Turn]:
        """Wait for the turn of a task, and have it.

        Raises:
            StoppedError: the watch asks to stop first.
        """
        turn = _Turn(task)
        with self._changed:
            self._wait_for(turn, watch)
        try:
            yield turn
        finally:
            with self._changed:
                self._running = None
                self._changed.notify_all()

    def _wait_for(self, turn: _Turn, watch: Watch) -> None:
        self._overtaking += turn.task.overtakes
        self._note(turn.task)
        try:
            watch.require_wanted()
            while not self._may_begin(turn.task):
                self._changed.wait(WATCH_SECONDS)
                watch.require_wanted()
            self._running = turn
        finally:
            self._overtaking -= turn.task.overtakes

    def _note(self, task: Task[..., Any]) -> None:
        """Stop what is overtaken, and note whether splits follow each other."""
        if not task.overtakes:
            return
        if self._running is not None and not self._running.task.overtakes:
            self._running.is_overtaken = True
            self._running.stop()
        before, self._solved = self._solved, time.monotonic()
        if self._solved - before < MOVING_SECONDS:
            self._quiet_until = self._solved + MOVING_SECONDS

    def _may_begin(self, task: Task[..., Any]) -> bool:
        is_quiet = self._overtaking > 0 or time.monotonic() < self._quiet_until
        return self._running is None and (task.overtakes or not is_quiet)


class _Link:
    """One process and the line to it."""

    def __init__(self, doings: Doings) -> None:
        self._line: Connection[Any, Any]
        self._line, theirs = Pipe()
        self._process = ChildProcess(
            target=serve, args=(theirs, doings), name="Relais engine", daemon=True
        )
        self._process.start()
        theirs.close()
        self._sender = Sender()
        self._sending = threading.Lock()
        self._number = 0

    def ask(self, turn: _Turn, arguments: tuple[Any, ...], watch: Watch) -> End:
        self._number += 1
        number = self._number
        for part in self._sender.parts(Request(number, turn.task.name, arguments)):
            self._send(part)
        watch.note_sent()
        turn.stop = partial(self._stop, number)
        if turn.is_overtaken:
            self._stop(number)
        return self._end_of(number, watch)

    def end(self, patience: float = 0.0) -> int | None:
        """End the process; return how it ended: an exit status, below zero a signal.

        Args:
            patience: how many seconds it may take to end by itself.
        """
        self._process.join(timeout=patience)
        self._process.kill()  # does nothing where it has ended
        self._process.join()
        return self._process.exitcode

    def _send(self, part: bytes) -> None:
        """Send from the thread that asks or from that which overtakes it."""
        with self._sending:
            self._line.send_bytes(part)

    def _stop(self, number: int) -> None:
        with suppress(OSError):  # whoever waits for the answer hears that the line broke
            self._send(plainly_packed(Stop(number)))

    def _end_of(self, number: int, watch: Watch) -> End:
        is_stopped, told = False, -STEPS_SECONDS
        step: Progressed | None = None  # the newest only: some come a thousand times a second
        while True:
            if watch.cancelled() and not is_stopped:
                self._stop(number)
                is_stopped = True
            if step is not None and time.monotonic() - told >= STEPS_SECONDS:
                watch.progress(step.stage, step.done, step.of)
                step, told = None, time.monotonic()
            if not self._line.poll(WATCH_SECONDS):
                if not self._process.is_alive():  # a line may outlive it where handles are copied
                    raise EOFError
                continue
            answer: Answer = self._sender.unpacked(self._line.recv_bytes())
            if isinstance(answer, Progressed):
                step = answer
            elif isinstance(answer, Delivered):
                watch.deliver(answer.part)
            else:
                return answer


def _not_started(error: Exception) -> RelaisError:
    why = getattr(error, "strerror", None) or str(error)
    return RelaisError(
        text("The computation could not be started ({why}).", why=why),
        mend=text("The case is as it was. Put that right, then retry."),
    )


def _ended_error(code: int) -> RelaisError:
    """Say how it ended, and of memory only where systems do that for want of it."""
    what = text("The computation ended before it was done ({how}).", how=how_ended(code))
    mend = (
        text(
            "The case is as it was. Retry; if it ends again, close other programs first, since it "
            "may have needed more memory than there is."
        )
        if may_lack_memory(code)
        else text("The case is as it was. Retry; if it ends again, report it with the case.")
    )
    return RelaisError(what, mend=mend)
