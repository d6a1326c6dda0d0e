"""The goals of a split in plain words, and what each came to."""

from __future__ import annotations

import math

from models.results.split import GoalLine
from models.words.goals import goal_name
from models.words.text import Argument, text
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
    place_of,
    span,
)

GOAL_COLUMNS = (
    Heading(text("order", context="column")),
    Heading(text("goal", context="column"), TEXT),
    Heading(text("value", context="column"), width=20),
    Heading(text("unit", context="column"), TEXT, width=30),
    Heading(text("name", context="column"), TEXT, width=26),
    Heading(text("meaning", context="column"), TEXT, width=60),
    Heading(text("after_rounding", context="column"), MONEY),
)
_OF_PROGRAMMES = ("unfunded", "host_residual")


def goal_cells(result: Result) -> Cells:
    """Return a row for each goal, and for each burden of equal_burden one."""
    rows: Cells = []
    for order, line in enumerate(result.split.goals, start=1):
        values = line.value if isinstance(line.value, tuple) else (line.value,)
        words = [_unit(result, line.goal), goal_name(line.goal), _meaning(line.goal)]
        after = _after_rounding(result, line)
        rows += [[order, line.goal, _shown(result, line, v), *words, after] for v in values]
    return rows


def _meaning(goal: str) -> Argument:
    return {
        "unfunded": text("as little as possible of the needs stays unfunded"),
        "host_residual": text(
            "as little as possible falls back on hosts beyond their own contribution"
        ),
        "equal_burden": text(
            "the largest burden is as small as possible, then the next; each burden, largest first"
        ),
        "proportional": text(
            "each payment is as close as possible to the payer’s part of the programme’s later "
            "benefit; the sum of all distances"
        ),
        "least_change": text(
            "each payment is as close as possible to that of the reference; the sum of all "
            "distances"
        ),
        "fewest_transfers": text("as little as possible is paid for programmes of others"),
    }[goal]


def _unit(result: Result, goal: str) -> Argument:
    currency, year = result.split.currency, result.split.base_year
    if goal == "equal_burden":
        return {
            "benefit": text("share of later benefit"),
            "fiscal_capacity": text("share of fiscal capacity"),
            "population": text("{currency} for each inhabitant", currency=currency),
        }[result.rules.burden_basis]
    if goal not in (*_OF_PROGRAMMES, "fewest_transfers"):
        return text("{currency}, each of its own year", currency=currency)
    if year is None:
        return currency
    return text("{currency}, discounted to {year}", currency=currency, year=year)


def _shown(result: Result, line: GoalLine, value: float) -> Shown:
    burden = line.goal == "equal_burden"
    look = burden_look(result.rules.burden_basis) if burden else money_format(0.01)
    return Shown(value, look)


def _after_rounding(result: Result, line: GoalLine) -> Formula | None:
    """Return the same sum over the rounded programmes, for the goals that are one."""
    if line.goal not in _OF_PROGRAMMES:
        return None
    programmes, sheet = result.split.programmes, result.sheet(PROGRAMMES)
    amounts, factors = (
        span(sheet, place_of(PROGRAMME_COLUMNS, key), len(programmes))
        for key in (line.goal, "discount_factor")
    )
    value = math.fsum(result.discounted(getattr(p, line.goal), p.year) for p in programmes)
    return Formula(f"SUMPRODUCT({amounts},{factors})", value)
