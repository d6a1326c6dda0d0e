"""A solved scenario with all that is needed to solve it again a little differently."""

from __future__ import annotations

from dataclasses import dataclass

from solver.engine.cancelling import Progress, silent
from solver.engine.certificate import Bounds
from solver.engine.engine import Engine
from solver.goals.chain import met
from solver.inputs.setup import Setup
from solver.program.model import Model
from solver.state.exact import ExactSplit
from solver.state.statement import Money


@dataclass(frozen=True, eq=False)
class Answer:
    """What the goals came to, and the warm engine they were met on.

    Attributes:
        engine: the engine; every explanation leaves its bounds at `start`.
        start: the bounds before any goal was met.
        split: the payments before rounding.
        before_last: the bounds that hold every goal but the last.
    """

    engine: Engine
    model: Model
    start: Bounds
    split: ExactSplit
    before_last: Bounds

    @property
    def setup(self) -> Setup:
        """The index tables."""
        return self.model.setup

    @property
    def money(self) -> Money:
        """The unit of the payments."""
        return Money(self.setup.traced.rules.rounding)


def answer_of(engine: Engine, model: Model, progress: Progress = silent) -> Answer:
    """Meet the goals and put the bounds back.

    Raises:
        Infeasible: no split keeps all rules and clauses.
        SolveCancelledError: somebody asked to stop.
    """
    start = engine.bounds()
    chain = met(engine, model, progress)
    return Answer(engine, model, start, chain.split, chain.before_last)
