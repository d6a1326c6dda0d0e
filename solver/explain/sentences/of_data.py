"""What raising some input rows changes, in a sentence."""

from __future__ import annotations

from models.explanation import DataImpact, DataRows
from solver.explain.sentences.words import Words, listed

_HIGHER = {
    "Costs": "A cost per person",
    "Benefits": "A benefit per person",
    "Budgets": "A budget",
}


def impact_sentence(impact: DataImpact, words: Words) -> str:
    """Say whose bill moves by how much if some rows were a little higher."""
    subject = rows_in_words(impact.rows, impact.percent, words)
    if not impact.solved:
        return f"{subject} would make the clauses clash."
    largest = sorted(impact.payers, key=lambda part: -abs(part[1]))[:3]
    if not largest:
        return f"{subject} would change nobody’s total."
    changes = listed(
        f"{words.territory(payer)} pay {words.money(abs(by))} {'more' if by > 0 else 'less'}"
        for payer, by in largest
    )
    return f"{subject} would let {changes}."


def rows_in_words(rows: DataRows, percent: float, words: Words) -> str:
    """Say which input figures are a little higher."""
    stage = words.stage(rows.stage) if rows.stage else ""
    where = words.territory(rows.territory) if rows.territory else ""
    place = " in ".join(part for part in (stage, where) if part) or "all places"
    when = f" in {rows.year}" if rows.year is not None else ""
    if rows.table == "Flows":
        verb = "leave" if rows.leaving else "enter"
        return f"{percent:g} % more people who {verb} {place}{_origin(rows, words)}{when}"
    gains = f" to {words.territory(rows.beneficiary)}" if rows.beneficiary else ""
    return f"{_HIGHER[rows.table]}{gains} {percent:g} % higher for {place}{when}"


def _origin(rows: DataRows, words: Words) -> str:
    """Say where people come from, where all rows say the same."""
    stage = words.stage(rows.from_stage) if rows.from_stage else ""
    where = words.territory(rows.from_territory) if rows.from_territory else ""
    place = " in ".join(part for part in (stage, where) if part)
    return f" from {place}" if place else ""
