"""Solving one program of a chain, and what it means where it has no answer."""

from __future__ import annotations

from models.flows.places import Floats
from solver.engine.certificate import Optimum
from solver.engine.engine import Engine


class Infeasible(Exception):  # noqa: N818
    """The rules and clauses cannot all hold."""


class HeldTooTightError(ArithmeticError):
    """What was held of earlier goals leaves, by rounding errors, nothing at all."""


def solved(engine: Engine, costs: Floats, name: str, *, sure: bool) -> Optimum:
    """Find the least Σ cost · column.

    Once a first goal was met there is a split that keeps everything held since. If the solver
    then finds none, only the rounding errors of what is held are in its way: it is asked again
    with a wider tolerance, and a second no asks for what is held to be held less tightly. It
    is never a conflict.

    Args:
        engine: the engine.
        costs: one for each column.
        name: what the objective is called.
        sure: whether it is known that there is an answer.

    Raises:
        Infeasible: there is none, and nobody said that there is.
        HeldTooTightError: there must be one, and none was found.
    """
    optimum = engine.minimise(costs, name)
    if optimum is None and sure:
        optimum = engine.minimise_loosely(costs)
        if optimum is None:
            raise HeldTooTightError("a goal that was met cannot be kept")
    if optimum is None:
        raise Infeasible
    return optimum
