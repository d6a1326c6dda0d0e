"""What else is known of a split: goals, what holds it back, keys, warnings, adjustments made."""

from __future__ import annotations

import math

from models.clause import clauses_of
from models.declaration.choices import NO, YES
from models.declaration.keys import key_in_words, key_source
from models.declaration.tables import TABLE_BY_KEY
from models.editing import is_blank
from models.results.split import GoalLine
from models.used import is_filled
from models.words.cell_figures import burden_look, money_format
from models.words.comparison import key_name
from models.words.goals import goal_meaning, goal_name, goal_unit
from models.words.limits import step_binds
from models.words.names import terms_of
from models.words.text import Argument, listed, text
from models.workbook.labels import PROGRAMMES
from models.workbook.layout import MONEY, TEXT, Cells, Formula, Heading, Shown, place_of, span
from models.workbook.result.context import Result
from models.workbook.result.figures import in_payers, programme_columns
from models.workbook.result.inputs import header_of, value_in

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
        words = [
            goal_unit(line.goal, result.split, result.rules.burden_basis),
            goal_name(line.goal),
            goal_meaning(line.goal),
        ]
        after = _after_rounding(result, line)
        rows += [[order, line.goal, _shown(result, line, v), *words, after] for v in values]
    return rows


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
        span(sheet, place_of(programme_columns(result), key), len(programmes))
        for key in (line.goal, "discount_factor")
    )
    value = math.fsum(result.discounted(getattr(p, line.goal), p.year) for p in programmes)
    return Formula(f"SUMPRODUCT({amounts},{factors})", value)


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
    terms = terms_of(result.split, result.names, clauses_of(result.case))
    for line in result.split.binding:
        moved = (line.gap_change, line.residual_change)
        limit = [line.limit, line.name, line.bound, line.step, *moved]
        words: Argument | None = step_binds(line, terms)
        for payer, change in line.payer_changes or ((None, None),):
            rows.append([*limit, payer, change, result.territory(payer), words])
            words = None
    return rows


def key_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Keys."""
    look = burden_look(result.rules.burden_basis)
    return (
        Heading(text("key", context="column"), TEXT),
        Heading(text("payer", context="column"), TEXT),
        Heading(text("amount", context="column"), MONEY),
        Heading(text("change", context="column"), MONEY),
        Heading(text("burden", context="column"), look),
        Heading(text("load", context="column"), look),
        Heading(text("more_than_it_gains", context="column"), TEXT),
        Heading(text("unfunded", context="column"), MONEY),
        Heading(text("clauses_broken", context="column"), TEXT, width=44),
        Heading(text("payer_name", context="column"), TEXT),
        Heading(text("key_name", context="column"), TEXT),
        Heading(text("meaning", context="column"), TEXT, width=50),
        Heading(text("source", context="column"), TEXT, width=40),
    )


def key_cells(result: Result) -> Cells:
    """Return a row for each key and payer; the change is measured from the sheet Payers."""
    payers = {line.payer: (row, line.paid) for row, line in enumerate(result.split.payers, 2)}
    rows: Cells = []
    for number, line in enumerate(result.appendix.keys, start=2):
        change: Formula | float = line.change
        if line.payer in payers:
            row, paid = payers[line.payer]
            formula = f"C{number}-{in_payers(result, 'pays_in_all', row)}"
            change = Formula(formula, line.amount - paid)
        rows.append(
            [
                *(line.key, line.payer, line.amount, change),
                *(line.burden, line.load, YES if line.more_than_it_gains else NO, line.unfunded),
                listed(line.clauses_broken, last="") if line.clauses_broken else None,
                result.names.territory(line.payer),
                key_name(line.key),
                key_in_words(line.key),
                key_source(line.key) or None,
            ]
        )
    return rows


WARNING_COLUMNS = (
    Heading(text("place", context="column"), TEXT),
    Heading(text("found", context="column"), TEXT),
    Heading(text("mend", context="column"), TEXT),
)
_TABLE = TABLE_BY_KEY["Adjustments"]


def warning_cells(result: Result) -> Cells:
    """Return a row for each warning about the split and its data."""
    return [[problem.place, problem.found, problem.mend] for problem in result.split.warnings]


def adjustment_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Adjustments, as declared."""
    keys = _adjustment_keys(result)
    return tuple(Heading(header_of(result.case, _TABLE, key, result.spoken), TEXT) for key in keys)


def _adjustment_keys(result: Result) -> list[str]:
    frame = result.adjustments
    unused = {column.key for column in _TABLE.columns if not is_filled(frame, column)}
    return [str(key) for key in frame.columns if key not in unused]


def adjustment_cells(result: Result) -> Cells:
    """Return the adjustments that the data sheets already hold."""
    return [
        [
            _cell(value_in(result.spoken, _TABLE, str(key), value, row.get("sheet")))
            for key, value in row.items()
        ]
        for row in result.adjustments[_adjustment_keys(result)].to_dict("records")
    ]


def _cell(value: object) -> object:
    if isinstance(value, float):
        return None if is_blank(value) else Shown(value, "General")
    return value
