"""The model of a scenario: index tables, the place of every column and row, and the arrays."""

from __future__ import annotations

from dataclasses import dataclass

from solver.inputs.setup import Setup
from solver.program.arrays import Arrays
from solver.program.direct import direct_arrays, most_of_pairs
from solver.program.layout import Layout, layout_of


@dataclass(frozen=True, eq=False)
class Model:
    """All that a solve needs to know, none of which it changes."""

    setup: Setup
    layout: Layout
    arrays: Arrays


def model_of(setup: Setup) -> Model:
    """Lay out and build the program of a setup."""
    layout = layout_of(setup, most_of_pairs(setup))
    return Model(setup, layout, direct_arrays(setup, layout))
