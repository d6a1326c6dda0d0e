"""Which input rows move whose bill, in plain text."""

from __future__ import annotations

from desktop.commands.text_table import TextPage
from models.case import Case
from models.declaration.tables import TABLE_BY_KEY
from models.editing import row_number
from models.names import Names, names_of
from models.results.explanation import DataImpact
from models.results.split import Split
from models.words.figures import NOTHING
from models.words.language import Language
from models.words.ranges import rows_raised
from models.words.text import Argument, Money, Number, Percent, counted, text

_MOST = 15


def impacts_as_text(
    case: Case,
    split: Split,
    payer: str,
    impacts: tuple[DataImpact, ...],
    spoken: Language,
) -> str:
    """Return the input rows that move a payer's bill most, and whose bill they move most."""
    names = names_of(case)
    moving = [impact for impact in impacts if not impact.solved or payer in dict(impact.payers)]
    moving.sort(key=lambda impact: (impact.solved, -abs(dict(impact.payers).get(payer, 0.0))))
    rows = [_row(impact, payer, split, names) for impact in moving[:_MOST]]
    headers: list[Argument] = [
        text("rows"), text("what is raised"), payer, text("moved most"), text("the gap")
    ]  # fmt: skip
    if not any(impact.gap for impact in moving):
        headers, rows = headers[:-1], [row[:-1] for row in rows]
    note = text(
        "Each figure is raised by {percent} and everything is solved again. The largest change of "
        "{payer} first. Rows are numbered as in a sheet whose headers stand in row 1.",
        percent=Percent(impacts[0].percent / 100 if impacts else 0.01),
        payer=names.territory(payer),
    )
    page, say = TextPage(spoken, split.rounding), spoken.say
    lines = page.table(headers, rows, left=2)
    rest = text(
        "{more} more move it less, {others} not at all.",
        more=Number(len(moving) - len(rows)),
        others=Number(len(impacts) - len(moving)),
    )
    parts = [page.paragraph(note), "", *lines, "", say(rest), *map(say, _clash(moving))]
    return page.section(text("Which data move the bill"), parts)


def _clash(moving: list[DataImpact]) -> list[Argument]:
    if all(impact.solved for impact in moving):
        return []
    return [text("“clash”: with that change the clauses could no longer all hold.")]


def _row(impact: DataImpact, payer: str, split: Split, names: Names) -> list[Argument]:
    rows, changes = impact.rows, dict(impact.payers)
    said: list[Argument] = [_where(impact), rows_raised(rows, impact.percent, names)]
    if not impact.solved:
        return [*said, text("clash"), "", ""]
    most = max(changes, key=lambda key: abs(changes[key]), default="")
    by: Argument = NOTHING
    if most:
        change = _signed(changes[most], split)
        by = text("{payer} {change}", payer=names.territory(most), change=change)
    return [*said, _signed(changes.get(payer, 0.0), split), by, _signed(impact.gap, split)]


def _where(impact: DataImpact) -> Argument:
    rows, label = impact.rows.rows, TABLE_BY_KEY[impact.rows.table].labels
    if len(rows) == 1:
        return text("{table} {row}", table=label, row=row_number(rows[0]))
    return counted("{table}, 1 row", "{table}, {count} rows", len(rows), table=label)


def _signed(amount: float, split: Split) -> Money:
    return Money(amount, rounding=split.rounding, signed=True)
