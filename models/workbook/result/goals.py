"""The goals of a split in plain words, and what each came to."""

from __future__ import annotations

import math

from models.split import GoalLine
from models.workbook.result import texts
from models.workbook.result.context import Result
from models.workbook.result.formulas import PROGRAMME_COLUMNS
from models.workbook.result.looks import burden_look
from models.workbook.result_names import PROGRAMMES
from models.workbook.result_sheets import (
    MONEY,
    TEXT,
    Cells,
    Formula,
    Heading,
    Shown,
    money_format,
    span,
)

GOAL_COLUMNS = (
    Heading("order"),
    Heading("goal", TEXT),
    Heading("value", width=20),
    Heading("unit", TEXT, width=30),
    Heading("name", TEXT, width=26),
    Heading("meaning", TEXT, width=60),
    Heading("after_rounding", MONEY),
)
_OF_PROGRAMMES = ("unfunded", "host_residual")


def goal_cells(result: Result) -> Cells:
    """Return a row for each goal, and for each burden of equal_burden one."""
    rows: Cells = []
    for order, line in enumerate(result.split.goals, start=1):
        values = line.value if isinstance(line.value, tuple) else (line.value,)
        words = [_unit(result, line.goal), *texts.GOALS[line.goal]]
        after = _after_rounding(result, line)
        rows += [[order, line.goal, _shown(result, line, v), *words, after] for v in values]
    return rows


def _unit(result: Result, goal: str) -> str:
    currency = result.split.currency
    if goal == "equal_burden":
        return texts.BURDEN_UNITS[result.rules.burden_basis].format(currency=currency)
    if goal in (*_OF_PROGRAMMES, "fewest_transfers"):
        discounted = texts.discounted_to(result.split.base_year)
        return texts.MONEY_DISCOUNTED.format(currency=currency, discounted=discounted)
    return texts.MONEY_AS_PAID.format(currency=currency)


def _shown(result: Result, line: GoalLine, value: float) -> Shown:
    burden = line.goal == "equal_burden"
    look = burden_look(result.rules.burden_basis) if burden else money_format(0.01)
    return Shown(value, look)


def _after_rounding(result: Result, line: GoalLine) -> Formula | None:
    """Return the same sum over the rounded programmes, for the goals that are one."""
    if line.goal not in _OF_PROGRAMMES:
        return None
    keys = [heading.key for heading in PROGRAMME_COLUMNS]
    programmes = result.split.programmes
    amounts, factors = (
        span(PROGRAMMES, keys.index(key), len(programmes)) for key in (line.goal, "discount_factor")
    )
    value = math.fsum(result.discounted(getattr(p, line.goal), p.year) for p in programmes)
    return Formula(f"SUMPRODUCT({amounts},{factors})", value)
