"""Small splits and engines that tests can hold in their hand."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from desktop.app.window import MainWindow
from desktop.engine.tasks import CHECK, CHECK_AND_SOLVE, SOLVE, Task
from desktop.engine.watch import StoppedError, Watch
from models.case import Case
from models.editing import CellEdit
from models.results.explanation import ConflictReport
from models.results.lines import Payment, ProgrammeLine
from models.results.split import ConflictLine, PayerLine, Split

Solve = Callable[[Case, str, Watch], Split]
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class EngineHere:
    """Does the tasks of the engine in the thread that asks, one at a time.

    Attributes:
        doings: what does each task, in the place of the real ones.
    """

    def __init__(self, **doings: Callable[..., Any]) -> None:
        self.doings = doings
        self._real: dict[str, Callable[..., Any]] = {}
        self._turn = threading.Lock()

    def ask(
        self,
        task: Task[_Arguments, _Result],
        watch: Watch,
        *arguments: _Arguments.args,
        **_named: _Arguments.kwargs,
    ) -> _Result:
        """Do a task, as the process does."""
        with self._turn:
            if watch.cancelled():
                raise StoppedError
            return self._doing(task.name)(*arguments, watch)  # type: ignore[no-any-return]

    def _doing(self, name: str) -> Callable[..., Any]:
        """Return what does a task: in the place of the real one, or that."""
        if name == CHECK_AND_SOLVE.name:
            from desktop.engine.doings import checking_first  # noqa: PLC0415  # loads the solver

            return checking_first(self._doing(CHECK.name), self._doing(SOLVE.name))
        return self.doings.get(name) or self.real(name)

    def real(self, name: str) -> Callable[..., Any]:
        """Return what really does a task."""
        from desktop.engine.doings import Doing  # noqa: PLC0415  # loads the solver

        if not self._real:
            self._real.update(Doing().table())
        return self._real[name]


def split_of(scenario: str = "base", amount: float = 1000.0) -> Split:
    """Return a split of one programme that two payers fund, a quarter and three quarters."""
    programme = ProgrammeLine("City", "City", "welcome", 2023, 10.0, 0, 0, amount, amount, 0, 0)
    shares = {"City": amount / 4, "Port": amount * 3 / 4}
    return Split(
        "ok",
        scenario,
        "EUR",
        0.01,
        programmes=(programme,),
        payments=tuple(Payment(p, "City", "welcome", 2023, a, 0.0) for p, a in shares.items()),
        payers=(
            PayerLine("City", amount, amount / 4, 0, amount * 3 / 4, -amount * 3 / 4, 0.25, 0, 9),
            PayerLine("Port", amount, 0, amount * 3 / 4, 0, amount * 3 / 4, 0.75, 0, 9),
        ),
    )


def conflict_of(scenario: str, *lines: ConflictLine) -> Split:
    """Return a split in which clauses clash."""
    return Split("conflict", scenario, "EUR", 0.01, conflict=lines)


def unsettled(_case: Case, _scenario: str, _watch: Watch) -> ConflictReport:
    """Know nothing that would settle a conflict."""
    return ConflictReport((), True, (), (), ())


def engine_of(window: MainWindow) -> EngineHere:
    """Return the engine of a window that has none in a process of its own."""
    engine = window.context.engine
    assert isinstance(engine, EngineHere)
    return engine


def doings_of(window: MainWindow) -> dict[str, Callable[..., Any]]:
    """Return what does tasks for a window in the place of the real ones."""
    return engine_of(window).doings


def solving_with(solve: Solve, rest: Callable[..., Any] | None = None) -> EngineHere:
    """Return the real engine, but for the solver."""
    return EngineHere(solve=solve, rest=rest or nothing_more, settle=unsettled)


def nothing_more(_case: Case, _scenario: str, _watch: Watch) -> None:
    """Add nothing to a split."""


def quick(_case: Case, scenario: str, _watch: Watch) -> Split:
    """Solve at once."""
    return split_of(scenario)


def endless(_case: Case, _scenario: str, watch: Watch) -> Split:
    """Solve until stopped."""
    watch.progress("waiting", 0, 0)
    while not watch.cancelled():
        time.sleep(0.01)
    raise StoppedError


def edit_a_cost(window: MainWindow, cost: float) -> None:
    """Change the first cost of the open case, as one edit."""
    before = window.document.open_case.table("Costs")["cost_per_person"].iloc[0]
    window.document.set_cells("Costs", [CellEdit(0, "cost_per_person", before, cost)])
