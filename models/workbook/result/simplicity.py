"""The sheet that says what a same key costs each payer and each goal."""

from __future__ import annotations

from models.names import Names
from models.results.simplicity import GoalPrice, PayerPrice, SimplicityPrice
from models.results.split import Split
from models.words.cell_figures import burden_look, money_format
from models.words.goals import goal_name, goal_unit
from models.words.text import text
from models.workbook.layout import MONEY, TEXT, Cells, Heading, Shown
from models.workbook.result.context import Result


def price_columns(basis: str) -> tuple[Heading, ...]:
    """Return the columns of the sheet.

    Args:
        basis: what burdens are measured by.
    """
    look = burden_look(basis)
    return (
        Heading(text("payer", context="column"), TEXT),
        Heading(text("goal", context="column"), TEXT),
        Heading(text("name", context="column"), TEXT, width=30),
        Heading(text("with_key", context="column"), MONEY),
        Heading(text("without_key", context="column"), MONEY),
        Heading(text("change", context="column"), MONEY),
        Heading(text("burden_with_key", context="column"), look),
        Heading(text("burden_without_key", context="column"), look),
        Heading(text("unit", context="column"), TEXT, width=30),
    )


def price_cells(price: SimplicityPrice, split: Split, basis: str, names: Names) -> Cells:
    """Return a row for each payer, then one for each goal."""
    return [
        *(_payer_row(line, split, names) for line in price.payers),
        *(_goal_row(line, split, basis) for line in price.goals),
    ]


def result_price_cells(result: Result) -> Cells:
    """Return the rows of the result of a split; none without a same key."""
    price = result.appendix.simplicity
    if price is None:
        return []
    return price_cells(price, result.split, result.rules.burden_basis, result.names)


def _payer_row(line: PayerPrice, split: Split, names: Names) -> list[object]:
    amounts = (line.with_key, line.without_key, line.change)
    burdens = (line.burden_with, line.burden_without)
    return [line.payer, None, names.territory(line.payer), *amounts, *burdens, split.currency]


def _goal_row(line: GoalPrice, split: Split, basis: str) -> list[object]:
    look = burden_look(basis) if line.goal == "equal_burden" else money_format(0.01)
    values = (line.with_key, line.without_key, line.with_key - line.without_key)
    shown = (Shown(value, look) for value in values)
    unit = goal_unit(line.goal, split, basis)
    return [None, line.goal, goal_name(line.goal), *shown, None, None, unit]
