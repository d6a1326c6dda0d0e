"""What holds the split back, each step in figures and in words."""

from __future__ import annotations

from models.words.limits import step_binds
from models.words.names import terms_of
from models.words.text import Argument, text
from models.workbook.result.context import Result
from models.workbook.result_sheets import MONEY, TEXT, Cells, Heading

BINDING_COLUMNS = (
    Heading(text("limit", context="column"), TEXT),
    Heading(text("name", context="column"), TEXT, width=24),
    Heading(text("bound", context="column"), MONEY),
    Heading(text("step", context="column"), MONEY),
    Heading(text("gap_change", context="column"), MONEY),
    Heading(text("residual_change", context="column"), MONEY),
    Heading(text("payer", context="column"), TEXT),
    Heading(text("payer_change", context="column"), MONEY),
    Heading(text("payer_name", context="column"), TEXT),
    Heading(text("in_words", context="column"), TEXT, width=90),
)


def binding_cells(result: Result) -> Cells:
    """Return a row for each payer whose total changes, or one row where none does.

    The sentence stands in the first row of each step.
    """
    rows: Cells = []
    terms = terms_of(result.split, result.names)
    for line in result.split.binding:
        moved = (line.gap_change, line.residual_change)
        limit = [line.limit, line.name, line.bound, line.step, *moved]
        words: Argument | None = step_binds(line, terms)
        for payer, change in line.payer_changes or ((None, None),):
            rows.append([*limit, payer, change, result.territory(payer), words])
            words = None
    return rows
