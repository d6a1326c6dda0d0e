"""From a changed rule to the new bars on the screen, beside HiGHS alone on the same programs.

Run by hand: python -m tests.benchmarks.slider   (on a screen, or under xvfb-run)

The rule is moved as by a slider in the running window, its engine in a process of its own. The
clock stops when the event loop, which waits for events as it does when a person uses the window,
comes back from painting the bars of the new split: the wait for further movements, the checks, the
way to the engine and back and the other pages are in it. Left out is the motion of the bars towards
their new ends, which begins with that first picture, and what follows once the slider rests:
ranges, and a solve from nothing for the very cents.

HiGHS alone: the very same programs, one after the other: those of the chain of goals, and that of
the rounding to whole cents. They are given as bounds and costs to a HiGHS object that starts where
ours did: from the same kept bases, where it stands, or from nothing (the rounding from the same
corner); of a run that led astray only the one after it counts. It is told only what differs,
nothing is built or checked, and nothing read out but the values. The matrices are handed over
before its clock runs. It runs right after each movement, so that both have the same machine.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

import highspy
import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings
from PySide6.QtWidgets import QApplication

from desktop.app.window import MainWindow
from desktop.engine.client import EngineProcess
from desktop.engine.responsive import stay_responsive
from desktop.engine.tasks import MEASURE
from desktop.engine.watch import Watch
from desktop.look import formats
from desktop.look.rule_editor import PercentEditor
from desktop.look.theme import Theme
from desktop.pages.page import SPLIT
from desktop.pages.rules.page import RulesPage
from desktop.project.places import SAMPLE, SafePlaces
from models.case import Case
from models.flows.places import Floats
from models.workbook.reading import read_case
from solver.engine.arrays import Bounds, Optimum
from solver.engine.engine import Engine
from solver.engine.highs import KnownModel, new_highs
from solver.engine.warm import Warm
from solver.solve import prepare
from solver.state.rounding import rounded
from tests.benchmarks.groups import in_groups
from tests.benchmarks.random_case import random_case

OWN_SHARE, ADDITIONALITY = "own_share_min", "additionality"
DUAL_SIMPLEX = 1
MOVES = 40
LEAST_PERCENT = 12
FIRST_MOVES = 5
"""Movements before the clock counts: libraries are loaded, pages and bases made."""
PATIENCE_SECONDS = 30.0


@dataclass
class Program:
    """One program of a chain as HiGHS got it."""

    bounds: Bounds
    costs: Floats
    name: str
    strategy: int = DUAL_SIMPLEX
    basis: highspy.HighsBasis | None = None
    """Where it starts; None: at the basis kept under its name, or where the one before ended."""
    is_kept: bool = False
    """Whether it starts at a basis that was kept."""


def main() -> None:
    """Print medians and ratios."""
    stay_responsive()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    engine = EngineProcess()
    engine.begin()
    window = MainWindow(Theme(app), formats.reading_locale())
    window.begin(engine, _places())
    window.resize(1366, 768)
    window.show()
    window.page_at(SPLIT)  # made when a case is opened, and there while rules are moved
    for name, case, rule in (
        ("12 × 12 × 4 × 10", random_case(7), OWN_SHARE),
        ("12 × 12 × 4 × 10, additionality", random_case(7), ADDITIONALITY),
        ("the Belgian sample", read_case(SAMPLE).case, OWN_SHARE),
        ("the Belgian sample, additionality", read_case(SAMPLE).case, ADDITIONALITY),
        ("12 × 12 × 4 × 10 in three groups", in_groups(random_case(7)), OWN_SHARE),
    ):
        moved = Moved(window, case, rule)
        alone = Alone(Warm(prepare(case, "base")), rule)
        _measure(name, moved, alone)
        with moved.comparing():
            _measure(f"{name}, while a comparison runs", moved, alone)
    window.document.undo_stack.blockSignals(True)
    sys.stdout.flush()
    window.keeper.end()
    engine.end()


def _places() -> SafePlaces:
    folder = Path(tempfile.mkdtemp())
    settings = QSettings(str(folder / "relais.ini"), QSettings.Format.IniFormat)
    return SafePlaces(folder, folder, settings)


def _measure(name: str, moved: Moved, alone: Alone) -> None:
    ours, theirs = [], []
    for percent in _percents():
        ours.append(moved.to(percent))
        theirs.append(alone.at(percent / 100))
    painted = np.array(ours[FIRST_MOVES:]) * 1e3
    goals, rounding = np.array(theirs[FIRST_MOVES:]).T * 1e3
    print(
        f"{name}: painted {np.median(painted):.1f} ms (nine in ten within "
        f"{np.quantile(painted, 0.9):.1f}), HiGHS alone {np.median(goals + rounding):.1f} ms "
        f"(goals {np.median(goals):.1f}, rounding {np.median(rounding):.1f}), "
        f"ratio {np.median(painted / (goals + rounding)):.2f} "
        f"(to the goals alone {np.median(painted / goals):.2f})",
        flush=True,
    )


def _percents() -> Iterator[int]:
    """Return where a slider comes by on its way down and up again."""
    for move in range(FIRST_MOVES + MOVES):
        yield LEAST_PERCENT + abs(MOVES // 2 - move)


class Moved(QObject):
    """A window on a case, whose slider is moved until the new bars are on the screen."""

    def __init__(self, window: MainWindow, case: Case, rule: str) -> None:
        super().__init__()
        self._window = window
        window.document.replace_case(case, Path("slider.xlsx"), ())
        self._page = window.page_of(RulesPage)
        window.show_page(self._page)
        editor = self._page.rules.rows[rule].editor
        assert isinstance(editor, PercentEditor)
        self._slider = editor.slider
        self._painted = False
        self._page.outcome.chart.installEventFilter(self)
        self.startTimer(round(PATIENCE_SECONDS * 1e3 / 10))  # so that no wait is for ever
        self._until(lambda: window.document.split_is_current and not window.solving.busy)
        self._slider.setSliderDown(True)

    def to(self, percent: int) -> float:
        """Move the slider; return the seconds until the bars of its split are painted."""
        document = self._window.document
        before, self._painted = document.solved, False
        start = perf_counter()
        self._slider.setValue(percent)
        assert not document.split_is_current, "the slider did not move"
        self._until(lambda: self._painted and document.solved is not before)
        assert document.split_is_current
        return perf_counter() - start

    def comparing(self) -> Comparing:
        """Compare again and again in the background while this is open."""
        return Comparing(self._window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the bars of the split there is now are painted."""
        document = self._window.document
        if event.type() is QEvent.Type.Paint and document.split_is_current:
            self._painted = True
        return super().eventFilter(watched, event)

    def _until(self, holds: Callable[[], bool]) -> None:
        end = perf_counter() + PATIENCE_SECONDS
        while not holds():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if perf_counter() > end:
                raise AssertionError("what was waited for did not come")


class Comparing:
    """The comparison of the page Compare, again and again, where that page computes it."""

    def __init__(self, window: MainWindow) -> None:
        self._case, self._engine = window.document.open_case, window.context.engine
        self._question = window.context.new_question("Comparing")

    def __enter__(self) -> None:
        case, engine = self._case, self._engine

        def compare(watch: Watch) -> None:
            while not watch.cancelled():
                engine.ask(MEASURE, watch, case, "base")

        self._question.ask(compare)

    def __exit__(self, *_: object) -> None:
        self._question.cancel()
        while self._question.busy:
            QApplication.processEvents()
            time.sleep(0.001)


class Alone:
    """Records what HiGHS is given in a chain and gives it to another one, with its own bases."""

    def __init__(self, kept: Warm, rule: str) -> None:
        self._kept, self._rule = kept, rule
        self._rules = kept.prepared.setup.traced.rules
        kept.exact()
        self._bases: dict[str, highspy.HighsBasis] = dict(kept.prepared.engine._kept)
        self._highs = new_highs()

    def at(self, share: float) -> tuple[float, float]:
        """Return the seconds that HiGHS takes at this share for the goals and for the rounding."""
        self._kept.change(rules=replace(self._rules, **_of(self._rule, share)))
        chain, rounding = self._recorded()
        told = self._told = KnownModel(self._highs, self._kept.prepared.engine.arrays)
        start = perf_counter()
        for program in chain:
            self._solve(self._highs, told, program)
        goals = perf_counter() - start
        seconds = 0.0
        for engine, program in rounding:
            fresh = new_highs()
            told = KnownModel(fresh, engine.arrays)
            start = perf_counter()
            self._solve(fresh, told, program)
            seconds += perf_counter() - start
        return goals, seconds

    def _solve(self, highs: highspy.Highs, told: KnownModel, program: Program) -> None:
        told.tell_bounds(program.bounds)
        told.tell_costs(program.costs)
        basis = program.basis or (self._bases.get(program.name) if program.is_kept else None)
        if basis is not None:
            highs.setBasis(basis)
        perturbed = 0.0 if program.is_kept else 1.0
        highs.setOptionValue("dual_simplex_cost_perturbation_multiplier", perturbed)
        highs.setOptionValue("simplex_strategy", program.strategy)
        highs.run()
        np.array(highs.getSolution().col_value)
        if program.name and told is self._told:
            self._bases[program.name] = highs.getBasis()

    def _recorded(self) -> tuple[list[Program], list[tuple[Engine, Program]]]:
        """Return the programs of the goals as they are now, and those of the rounding."""
        chain: list[Program] = []
        rounding: list[tuple[Engine, Program]] = []
        kept, minimise, run = self._kept.prepared.engine, Engine.minimise, Engine._run
        here = threading.get_ident()  # a comparison may work in another thread meanwhile
        now: list[Program] = []

        def recorded(engine: Engine, costs: Floats, name: str = "", **how: bool) -> Optimum | None:
            if threading.get_ident() == here:
                now.append(Program(engine.bounds(), costs.copy(), name))
                if engine is kept:
                    chain.append(now[-1])
                else:
                    now[-1].basis = engine._kept.get(name)
                    rounding.append((engine, now[-1]))
            return minimise(engine, costs, name, **how)

        def ran(engine: Engine, strategy: int, **how: Any) -> highspy.HighsModelStatus:
            """Note how it starts; of a run that led astray only the one after it counts."""
            if threading.get_ident() == here:
                program = now[-1]
                program.strategy, program.is_kept = strategy, bool(how.get("is_near"))
                if engine is kept and strategy == DUAL_SIMPLEX and not program.is_kept:
                    program.basis = engine._of_rows_alone()
            return run(engine, strategy, **how)

        Engine.minimise = recorded  # type: ignore[method-assign,assignment]
        Engine._run = ran  # type: ignore[method-assign,assignment]
        try:
            unit = self._kept.prepared.setup.traced.rules.rounding
            rounded(self._kept.prepared.model, self._kept.exact().split, unit)
        finally:
            Engine.minimise, Engine._run = minimise, run  # type: ignore[method-assign]
        return chain, rounding


def _of(rule: str, value: float) -> dict[str, Any]:
    return {rule: value}


if __name__ == "__main__":
    main()
