"""The columns of the program and the program itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pulp

from models.flows.places import NOBODY, Floats
from solver.inputs.setup import Setup
from solver.program.layout import SAME_AIM

Expression = list[tuple[pulp.LpVariable, float]]


@dataclass(eq=False)
class LinearProgram:
    """The program in PuLP with its columns by position. Names are neutral: positions, no keys.

    Attributes:
        problem: the rows, by name.
        contributions: x(h,k) for each pair, as the sum of its segments: a distance from an
            aim is a cost of -1 below it and +1 above, without further rows.
        segment_ends: for each segment of each pair where it ends (inf for no end).
        residuals: z(k), by programme; only where the host pays.
        gaps: u(k), by programme.
        totals: Σk δ^(t-t₀) x(h,k), by payer.
        level: the largest burden of the payers that are not yet settled.
        columns: all of them in canonical order.
        rows: the names of the rows in canonical order.
        clause_rows, burden_rows: the names of the rows of each clause and payer.
    """

    setup: Setup
    problem: pulp.LpProblem
    contributions: list[list[pulp.LpVariable]] = field(default_factory=list)
    segment_ends: list[list[float]] = field(default_factory=list)
    residuals: dict[int, pulp.LpVariable] = field(default_factory=dict)
    gaps: list[pulp.LpVariable] = field(default_factory=list)
    totals: list[pulp.LpVariable] = field(default_factory=list)
    level: pulp.LpVariable | None = None
    columns: list[pulp.LpVariable] = field(default_factory=list)
    clause_rows: list[str] = field(default_factory=list)
    burden_rows: dict[int, str] = field(default_factory=dict)

    def new(self, name: str, most: float = np.inf) -> pulp.LpVariable:
        """Add a column from 0 to `most`."""
        column = self.problem.add_variable(name, 0, None if np.isinf(most) else float(most))
        self.columns.append(column)
        return column

    def contribution(self, pair: int, weight: float = 1.0) -> Expression:
        """Return weight · x(h,k) of a pair."""
        return [(segment, weight) for segment in self.contributions[pair]]

    def contributions_of(self, pairs: list[int], weights: Floats) -> Expression:
        """Return Σ weight · x(h,k) over pairs."""
        terms = (self.contribution(p, float(weights[i])) for i, p in enumerate(pairs))
        return [term for expression in terms for term in expression]


def columns_of(setup: Setup, most: Floats) -> LinearProgram:
    """Start a program: its columns, and what each pair may pay at most.

    Args:
        setup: the index tables.
        most: for each pair the upper bound of x(h,k), inf for none.
    """
    program = LinearProgram(setup, pulp.LpProblem("relais", pulp.LpMinimize))
    for pair in range(len(setup.pair_payer)):
        _add_contribution(program, pair, float(most[pair]))
    for k, need in enumerate(setup.need.tolist()):
        if setup.host[k] != NOBODY:
            program.residuals[k] = program.new(f"z_{k}", need)
        program.gaps.append(program.new(f"u_{k}", need))
    program.totals = [program.new(f"total_{h}") for h in range(len(setup.payers))]
    program.level = program.new("level")
    return program


def _add_contribution(program: LinearProgram, pair: int, most: float) -> None:
    setup = program.setup
    name = f"x_{setup.pair_payer[pair]}_{setup.pair_programme[pair]}"
    aims = sorted({float(target[pair]) for target in setup.targets.values()})
    ends: list[float] = []
    for aim in aims:
        if (ends[-1] if ends else 0.0) + SAME_AIM < aim < most - SAME_AIM:
            ends.append(aim)
    ends.append(most)
    starts = [0.0, *ends[:-1]]
    names = [name] if len(ends) == 1 else [f"{name}_{i}" for i in range(len(ends))]
    widths = (end - start for start, end in zip(starts, ends, strict=True))
    segments = [program.new(n, width) for n, width in zip(names, widths, strict=True)]
    program.contributions.append(segments)
    program.segment_ends.append(ends)
