"""Which input rows move whose bill, in plain text."""

from __future__ import annotations

from desktop.commands import figures
from desktop.commands.text_table import paragraph, table
from models.case import Case
from models.explanation import DataImpact
from models.split import Split
from solver.explain.sentences.of_data import rows_in_words
from solver.explain.sentences.words import Words, words_of

_MOST = 15
_NOTE = (
    "Each figure is raised by {percent:g} % and everything is solved again. The largest change of "
    "{payer} first. Names are keys; rows are numbered as in a sheet whose headers stand in row 1."
)


def impacts_as_text(case: Case, split: Split, payer: str, impacts: tuple[DataImpact, ...]) -> str:
    """Return the input rows that move a payer's bill most, and whose bill they move most."""
    words = words_of(case)
    moving = [impact for impact in impacts if not impact.solved or payer in dict(impact.payers)]
    moving.sort(key=lambda impact: (impact.solved, -abs(dict(impact.payers).get(payer, 0.0))))
    rows = [_row(impact, payer, split) for impact in moving[:_MOST]]
    headers = ["rows", "what is raised", payer, "moved most", "the gap"]
    if not any(impact.gap for impact in moving):
        headers, rows = headers[:-1], [row[:-1] for row in rows]
    percent = impacts[0].percent if impacts else 1.0
    note = paragraph(_NOTE.format(percent=percent, payer=words.territory(payer)))
    lines = table(headers, rows, left=2)
    rest = (
        f"{len(moving) - len(rows):,} more move it less, {len(impacts) - len(moving):,} not at all."
    )
    return "\n".join(["WHICH DATA MOVE THE BILL", "", note, "", *lines, "", rest, *_clash(moving)])


def _clash(moving: list[DataImpact]) -> list[str]:
    if all(impact.solved for impact in moving):
        return []
    return ["“clash”: with that change the clauses could no longer all hold."]


def _row(impact: DataImpact, payer: str, split: Split) -> list[str]:
    rows, changes = impact.rows, dict(impact.payers)
    where = f"{rows.table} {rows.rows[0] + 2}"
    if len(rows.rows) > 1:
        where = f"{rows.table}, {len(rows.rows)} rows"
    said = rows_in_words(rows, impact.percent, Words())
    if not impact.solved:
        return [where, said, "clash", "", ""]
    most = max(changes, key=lambda key: abs(changes[key]), default="")
    by = f"{most} {figures.signed(changes[most], split.rounding)}" if most else figures.NOTHING
    mine = figures.signed(changes.get(payer, 0.0), split.rounding)
    return [where, said, mine, by, figures.signed(impact.gap, split.rounding)]
