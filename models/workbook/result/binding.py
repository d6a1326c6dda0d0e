"""What holds the split back, each step in a short sentence."""

from __future__ import annotations

from models.split import BindingLine
from models.workbook.result import texts
from models.workbook.result.context import Result
from models.workbook.result.figures import exact_money
from models.workbook.result_sheets import MONEY, TEXT, Cells, Heading

BINDING_COLUMNS = (
    Heading("limit", TEXT),
    Heading("name", TEXT, width=24),
    Heading("bound", MONEY),
    Heading("step", MONEY),
    Heading("gap_change", MONEY),
    Heading("residual_change", MONEY),
    Heading("payer", TEXT),
    Heading("payer_change", MONEY),
    Heading("payer_name", TEXT),
    Heading("in_words", TEXT, width=90),
)


def binding_cells(result: Result) -> Cells:
    """Return a row for each payer whose total changes, or one row where none does.

    The sentence stands in the first row of each step.
    """
    rows: Cells = []
    for line in result.split.binding:
        moved = (line.gap_change, line.residual_change)
        limit = [line.limit, line.name, line.bound, line.step, *moved]
        words: str | None = step_in_words(result, line)
        for payer, change in line.payer_changes or ((None, None),):
            rows.append([*limit, payer, change, result.names.territory(payer), words])
            words = None
    return rows


def step_in_words(result: Result, line: BindingLine) -> str:
    """Say what one step changes: "X's budget: 100,000 more would lower Y by 61,000."."""
    return texts.STEP.format(
        limit=_limit(result, line),
        amount=_money(result, line.step),
        way=texts.MORE if line.step > 0 else texts.LESS,
        effect=_effect(result, line),
    )


def _limit(result: Result, line: BindingLine) -> str:
    named = [
        texts.LIMITS[limit.kind].format(
            payer=result.names.territory(limit.payer),
            year=limit.year,
            clause=result.names.clause(limit.clause or ""),
        )
        for limit in line.limits
    ]
    text = texts.listed(named) or line.name
    return text[:1].upper() + text[1:]


def _effect(result: Result, line: BindingLine) -> str:
    ordered = sorted(line.payer_changes, key=lambda part: (-abs(part[1]), part[0]))
    changes = [(str(result.names.territory(p)), by) for p, by in ordered[: texts.NAMED]]
    sums = ((texts.LEFT_WITH_THEM, line.residual_change), (texts.THE_GAP, line.gap_change))
    changes += [(what, by) for what, by in sums if by]
    if not changes:
        return texts.NOTHING
    raised = [_by(result, what, by) for what, by in changes if by > 0]
    lowered = [_by(result, what, by) for what, by in changes if by < 0]
    verbs = ((texts.RAISE, raised), (texts.LOWER, lowered))
    parts = [f"{verb} {texts.listed(what)}" for verb, what in verbs if what]
    left = len(ordered) - texts.NAMED
    others = texts.OTHER_BY_LESS if left == 1 else texts.OTHERS_BY_LESS.format(count=left)
    rest = [others] if left > 0 else []
    return " ".join([f" {texts.AND} ".join(parts), *rest])


def _by(result: Result, what: str, by: float) -> str:
    return texts.BY.format(what=what, amount=_money(result, by))


def _money(result: Result, amount: float) -> str:
    return exact_money(abs(amount), result.split.rounding)
