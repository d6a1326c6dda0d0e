"""Small splits and engines that tests can hold in their hand."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from desktop.app.window import MainWindow
from desktop.engine.services import Services, engine_services
from desktop.engine.watch import StoppedError, Watch
from models.case import Case
from models.editing import CellEdit
from models.results.explanation import ConflictReport
from models.results.split import ConflictLine, PayerLine, Payment, ProgrammeLine, Split

Solve = Callable[[Case, str, Watch], Split]


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


def solving_with(solve: Solve) -> Services:
    """Return the real services, but for the solver."""
    return replace(engine_services(), solve=solve, rest=nothing_more, settle=unsettled)


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
