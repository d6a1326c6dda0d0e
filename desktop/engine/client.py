"""The window's end of the engine's process: starts it, asks it, and starts it anew if it ended."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, Pipe
from typing import TYPE_CHECKING, Any, cast

from desktop.engine.case_parts import CaseSender
from desktop.engine.messages import (
    Answer,
    Broken,
    Delivered,
    Done,
    End,
    Progressed,
    Refused,
    Request,
    Stop,
    Task,
)
from desktop.engine.services import Services, engine_services
from desktop.engine.watch import StoppedError, Watch
from desktop.engine.worker import Doings, of_engine, serve
from models.problems import Problem, RelaisError
from models.words.text import text
from solver.engine.child_process import ChildProcess, how_ended, may_lack_memory

if TYPE_CHECKING:
    from models.case import Case
    from models.results.explanation import ConflictReport
    from models.results.split import Split

WATCH_SECONDS = 0.02
"""How often it is looked whether an answer is still wanted."""
STEPS_SECONDS = 0.05
"""How often a step is told at most."""
PATIENCE_SECONDS = 1.0
"""How long a process whose line broke may take to end by itself, so that its code is known."""


class EngineFaultError(Exception):
    """The engine met a fault of the program; the text is its trace."""


class EngineProcess:
    """Checks, solves and settles in a process of its own; one request at a time.

    What is asked while another request is under way waits for its end. May be used from any
    thread but the window's, which must not wait.
    """

    def __init__(self, doings: Doings = of_engine) -> None:
        self._turn = threading.Lock()
        self._doings = doings
        self._link: _Link | None = None

    def begin(self) -> None:
        """Start the process, which loads the engine then, before anything is asked.

        Where that is not possible the first request says so.
        """
        with self._turn, suppress(OSError):
            self._link = self._link or _Link(self._doings)

    def end(self) -> None:
        """End the process, whatever it does; asking again would start another."""
        link, self._link = self._link, None
        if link is not None:
            link.end()

    def services(self) -> Services:
        """Return the engine's services, those that work for the split in this process."""
        return replace(
            engine_services(),
            recheck=self.check,
            solve=self.solve,
            rest=self.rest,
            whole=self.whole,
            settle=self.settle,
        )

    def check(self, case: Case, watch: Watch) -> tuple[Problem, ...]:
        """Return what is wrong with a case.

        Raises:
            StoppedError: the watch asked to stop; so do all that ask.
            RelaisError: the process ended; so do all that ask.
        """
        found: list[Problem] = []

        def add(part: object) -> None:
            found.extend(cast("tuple[Problem, ...]", part))

        self._ask("check", case, "", watch.delivering(add))
        return tuple(found)

    def solve(self, case: Case, scenario: str, watch: Watch) -> Split:
        """Find payments and statement of a scenario, as `WarmSolving.solve` does."""
        return cast("Split", self._ask("solve", case, scenario, watch))

    def rest(self, case: Case, scenario: str, watch: Watch) -> Split | None:
        """Find the ranges as well, as `WarmSolving.rest` does."""
        return cast("Split | None", self._ask("rest", case, scenario, watch))

    def whole(self, case: Case, scenario: str, watch: Watch) -> Split:
        """Find all layers of a split, as `WarmSolving.whole` does."""
        return cast("Split", self._ask("whole", case, scenario, watch))

    def settle(self, case: Case, scenario: str, watch: Watch) -> ConflictReport:
        """Find what would settle a conflict, as `WarmSolving.settle` does."""
        return cast("ConflictReport", self._ask("settle", case, scenario, watch))

    def _ask(self, task: Task, case: Case, scenario: str, watch: Watch) -> object:
        while not self._turn.acquire(timeout=WATCH_SECONDS):
            if watch.cancelled():
                raise StoppedError
        try:
            if watch.cancelled():
                raise StoppedError
            return _taken(self._answer(task, case, scenario, watch))
        finally:
            self._turn.release()

    def _answer(self, task: Task, case: Case, scenario: str, watch: Watch) -> End:
        """Ask; a process with which anything went wrong on the way is not asked again."""
        try:
            self._link = self._link or _Link(self._doings)
            return self._link.ask(task, case, scenario, watch)
        except BaseException as error:
            link, self._link = self._link, None
            code = None if link is None else link.end(PATIENCE_SECONDS)
            if isinstance(error, EOFError | OSError):
                raise (_not_started(error) if code is None else _ended_error(code)) from error
            raise


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
        self._sender = CaseSender()
        self._number = 0

    def ask(self, task: Task, case: Case, scenario: str, watch: Watch) -> End:
        for part in self._sender.parts(case):
            self._line.send(part)
        self._number += 1
        self._line.send(Request(self._number, task, scenario))
        return self._end_of(self._number, watch)

    def end(self, patience: float = 0.0) -> int | None:
        """End the process; return how it ended: an exit status, below zero a signal.

        Args:
            patience: how many seconds it may take to end by itself.
        """
        self._process.join(timeout=patience)
        self._process.kill()  # does nothing where it has ended
        self._process.join()
        return self._process.exitcode

    def _end_of(self, number: int, watch: Watch) -> End:
        is_told = False
        steps = _Steps(watch)
        while True:
            if watch.cancelled() and not is_told:
                self._line.send(Stop(number))
                is_told = True
            steps.tell_now_and_then()
            if not self._line.poll(WATCH_SECONDS):
                self._require_process()
                continue
            answer: Answer = self._line.recv()
            if isinstance(answer, Progressed):
                steps.newest = answer
            elif isinstance(answer, Delivered):
                watch.deliver(answer.part)
            else:
                return answer

    def _require_process(self) -> None:
        """See that somebody is there: where handles are copied a line may outlive its process."""
        if not self._process.is_alive():
            raise EOFError


class _Steps:
    """Tells how far a request is, the newest step only: some come a thousand times a second."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._told = -STEPS_SECONDS
        self.newest: Progressed | None = None

    def tell_now_and_then(self) -> None:
        """Tell the newest step, unless another was told a moment ago."""
        step, now = self.newest, time.monotonic()
        if step is not None and now - self._told >= STEPS_SECONDS:
            self._told, self.newest = now, None
            self._watch.progress(step.stage, step.done, step.of)


def _taken(answer: End) -> object:
    if isinstance(answer, Done):
        return answer.result
    if isinstance(answer, Refused):
        raise RelaisError(answer.what, answer.where, answer.mend)
    if isinstance(answer, Broken):
        raise EngineFaultError(answer.trace)
    raise StoppedError


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
