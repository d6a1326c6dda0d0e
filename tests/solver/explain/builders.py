"""Solution scenarios and changed cases for the tests of explanations."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from models.case import Case
from models.flows.places import Floats
from solver.explain.answer import Answer
from solver.goals.chain import met
from solver.goals.optimal_face import Infeasible
from solver.program.model import Model
from solver.solve import prepare
from solver.state.exact import ExactSplit
from tests.agreement.cases import tiny_case
from tests.cases import first_sample, with_rows
from tests.drawing import first_made


def solved(case: Case, scenario: str = "base") -> Answer:
    prepared = prepare(case, scenario)
    start, chain = prepared.engine.bounds(), met(prepared.engine, prepared.model)
    return Answer(prepared.engine, prepared.model, start, chain.split, chain.before_last)


def solved_or_none(case: Case, scenario: str = "base") -> Answer | None:
    try:
        return solved(case, scenario)
    except Infeasible:
        return None


def solvable(seed: int) -> Case:
    """Return the first random case from a seed on that has needs and a split."""

    def fitting(number: int) -> Case | None:
        case = tiny_case(number)
        answer = solved_or_none(case)
        return case if answer is not None and len(answer.setup.need) else None

    return first_made(fitting, seed)


def belgium() -> Case:
    """Return the Belgian sample as it was under the first edition of the method."""
    return first_sample("belgium")


def money_paid(answer: Answer) -> Floats:
    return answer.split.paid(answer.setup) * answer.setup.unit


def keeps_every_limit(model: Model, split: ExactSplit) -> bool:
    values = split.columns(model.setup, model.layout)
    rows = slice(0, model.layout.burden_row)
    activity = (model.arrays.matrix @ values)[rows]
    arrays = model.arrays
    slack = 1e-6
    return bool(
        (activity >= arrays.row_lower[rows] - slack).all()
        and (activity <= arrays.row_upper[rows] + slack).all()
        and (values <= arrays.upper + slack).all()
    )


def with_rule(case: Case, rule: str, value: Any) -> Case:
    frame = case.table("Scenarios").astype(object)
    if (frame["rule"] == rule).any():
        return case.with_table(
            "Scenarios", frame.assign(base=frame["base"].where(frame["rule"] != rule, value))
        )
    row = pd.DataFrame([{"rule": rule, "base": value}], dtype=object)
    return case.with_table("Scenarios", pd.concat([frame, row], ignore_index=True))


def with_clause_value(case: Case, clause: str, value: float) -> Case:
    frame = case.table("Clauses")
    moved = frame["value"].where(frame["clause"] != clause, value)
    return case.with_table("Clauses", frame.assign(value=moved))


def with_budget_moved(case: Case, answer: Answer, payer: str, year: int, step: float) -> Case:
    """Write every budget for its own year and move one."""
    setup = answer.setup
    rows = [
        (
            term.year,
            setup.payers[term.payer],
            term.most * setup.unit
            + (step if (setup.payers[term.payer], term.year) == (payer, year) else 0.0),
        )
        for term in setup.budgets
    ]
    return with_rows(case, "Budgets", rows)


def independent(
    answer: Answer, costs: Floats, further: list[tuple[Floats, float]] | None = None
) -> float:
    """Minimise over the program of an answer with another solver's interface, from nothing."""
    arrays, layout = answer.model.arrays, answer.model.layout
    matrix = arrays.matrix.toarray()[: layout.burden_row]
    lower, upper = arrays.row_lower[: layout.burden_row], arrays.row_upper[: layout.burden_row]
    same = lower == upper
    most = np.isfinite(upper) & ~same
    least = np.isfinite(lower) & ~same
    rows = [*matrix[most], *(-matrix[least]), *(row for row, _ in further or [])]
    ends = [*upper[most], *(-lower[least]), *(end for _, end in further or [])]
    found = linprog(
        costs,
        A_ub=np.array(rows) if rows else None,
        b_ub=np.array(ends) if rows else None,
        A_eq=matrix[same],
        b_eq=lower[same],
        bounds=list(zip(arrays.lower, arrays.upper, strict=True)),
    )
    assert found.status == 0
    assert found.fun is not None
    return float(found.fun)
