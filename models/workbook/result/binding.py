"""What holds the split back, each step in a short sentence."""

from __future__ import annotations

from models.explanation import LimitName
from models.split import BindingLine
from models.words.text import Argument, Money, Quoted, counted, listed, text
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
_NAMED = 3
"""How many payers a sentence names, so that it stays short."""


def binding_cells(result: Result) -> Cells:
    """Return a row for each payer whose total changes, or one row where none does.

    The sentence stands in the first row of each step.
    """
    rows: Cells = []
    for line in result.split.binding:
        moved = (line.gap_change, line.residual_change)
        limit = [line.limit, line.name, line.bound, line.step, *moved]
        words: Argument | None = step_in_words(result, line)
        for payer, change in line.payer_changes or ((None, None),):
            rows.append([*limit, payer, change, result.territory(payer), words])
            words = None
    return rows


def step_in_words(result: Result, line: BindingLine) -> Argument:
    """Say what one step changes: "X: budget of 2027: 100,000 more would lower Y by 61,000."."""
    more = text("{limit!c}: {amount} more would {effect}.")
    less = text("{limit!c}: {amount} less would {effect}.")
    return (more if line.step > 0 else less).filled(
        limit=_limit(result, line), amount=_money(result, line.step), effect=_effect(result, line)
    )


def _limit(result: Result, line: BindingLine) -> Argument:
    named = [_limit_in_words(result, limit) for limit in line.limits]
    return listed(named) if named else line.name


def _limit_in_words(result: Result, limit: LimitName) -> Argument:
    said = {
        "budget": text("{payer}: budget of {year}"),
        "clause": text("the clause {clause}"),
        "benefit_total": text("{payer}: later benefit in all"),
        "benefit_cap": text("the benefit cap"),
        "own_share": text("the own share of hosts"),
        "benefit": text("{payer}: later benefit from the programme"),
        "own_share_here": text("{payer}: own share"),
    }[limit.kind]
    return said.filled(
        payer=result.territory(limit.payer) or "",
        year=limit.year or 0,
        clause=Quoted(result.names.clause(limit.clause or "")),
    )


def _effect(result: Result, line: BindingLine) -> Argument:
    ordered = sorted(line.payer_changes, key=lambda part: (-abs(part[1]), part[0]))
    changes: list[tuple[Argument, float]]
    changes = [(result.names.territory(payer), by) for payer, by in ordered[:_NAMED]]
    sums = (
        (text("what is left with hosts"), line.residual_change),
        (text("the gap"), line.gap_change),
    )
    changes += [(what, by) for what, by in sums if by]
    if not changes:
        return text("change nothing")
    said = _moves(result, changes)
    left = len(ordered) - _NAMED
    if left <= 0:
        return said
    return counted(
        "{effect} and change another by less",
        "{effect} and change {count} others by less",
        left,
        effect=said,
    )


def _moves(result: Result, changes: list[tuple[Argument, float]]) -> Argument:
    raised = listed(_by(result, what, by) for what, by in changes if by > 0)
    lowered = listed(_by(result, what, by) for what, by in changes if by < 0)
    if not lowered.parts:
        return text("raise {raised}", raised=raised)
    if not raised.parts:
        return text("lower {lowered}", lowered=lowered)
    return text("raise {raised} and lower {lowered}", raised=raised, lowered=lowered)


def _by(result: Result, what: Argument, by: float) -> Argument:
    return text("{what} by {amount}", what=what, amount=_money(result, by))


def _money(result: Result, amount: float) -> Money:
    return Money(abs(amount), rounding=result.split.rounding)
