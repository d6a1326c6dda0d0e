"""The last goal, and the last word between splits that are equally good for every goal."""

from __future__ import annotations

import numpy as np

from models.flows.places import Floats
from solver.engine.arrays import Optimum
from solver.engine.engine import Engine
from solver.goals.goal import Held, meet
from solver.goals.optimal_face import hold, solved
from solver.program.costs import by_figures, by_keys, goal_costs, last_word
from solver.program.model import Model

_A_LITTLE = 1e-3
"""How much the last word counts beside the last goal where both are sought at once."""
_SAME = 1e-6


def finish(engine: Engine, model: Model, goal: str, held: Held) -> tuple[Optimum, bool]:
    """Meet the last goal and break the ties that every goal has left.

    Returns:
        the answer, and whether weights taken from figures alone were enough.

    Raises:
        Infeasible: no split keeps all rules and clauses.
    """
    if goal != "equal_burden":
        optimum = _at_one_corner(engine, model, goal_costs(model.setup, model.layout, goal))
        if optimum is not None:
            return _decided(engine, model, optimum)
    meet(engine, model, goal, held)
    return decide(engine, model, held)


def together(goal: Floats, figures: Floats) -> Floats:
    """Return the costs of the last goal and, a little, of the last word."""
    return goal + _A_LITTLE * figures


def _at_one_corner(engine: Engine, model: Model, goal: Floats) -> Optimum | None:
    """Meet the goal and have the last word by one program instead of two.

    A corner that is best for the goal and, a little, for the last word is the answer to both if
    the prices of its basis prove it: those of the goal alone first, then those of the last word
    among the splits that they leave. Nothing is believed because "a little" is small.

    Returns:
        the answer to the last word, with the goal held; None where it is not proved and
        nothing has changed.
    """
    figures = last_word(model.layout, by_figures(model.setup))
    both = engine.minimise(together(goal, figures), "last") if goal.any() else None
    met = None if both is None else engine.other_costs(both, goal)
    if both is None or met is None:
        return None
    before = engine.bounds()
    hold(engine, met)
    optimum = engine.other_costs(both, figures)
    if optimum is None:
        engine.restore(before)
    return optimum


def decide(engine: Engine, model: Model, held: Held) -> tuple[Optimum, bool]:
    """Break the ties that every goal has left.

    Returns:
        the answer, and whether weights taken from figures alone were enough.
    """
    figures = last_word(model.layout, by_figures(model.setup))
    return _decided(engine, model, solved(engine, figures, "figures", sure=held.sure))


def _decided(engine: Engine, model: Model, optimum: Optimum) -> tuple[Optimum, bool]:
    """Let the keys decide where the figures, whose answer this is, leave a choice."""
    if engine.is_only_answer(optimum):
        return optimum, True
    hold(engine, optimum)
    keys = last_word(model.layout, by_keys(model.setup))
    other = solved(engine, -keys, "keys turned round", sure=True)
    chosen = solved(engine, keys, "keys", sure=True)
    return chosen, _same_payments(model, chosen, other)


def _same_payments(model: Model, one: Optimum, other: Optimum) -> bool:
    """Say whether the least and the most by the keys' weights are the same payments.

    Then nothing else is left: the basis was silent only because its corner is degenerate.
    """
    payments = slice(0, model.layout.total[0] if len(model.layout.total) else None)
    difference = np.abs(one.values[payments] - other.values[payments])
    return float(difference.max(initial=0.0)) <= _SAME
