"""The words that a cell can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.look.language import say
from desktop.tables.cell_texts import yes_or_no
from models.declaration.choices import CHOICE_LABELS
from models.declaration.kinds import Column, Kind
from models.declaration.rules import RULE_BY_KEY
from models.editing import is_blank

if TYPE_CHECKING:
    from models.case import Case

_KEPT_IN = {Kind.TERRITORY: ("Territories", "territory"), Kind.STAGE: ("Stages", "stage")}


def offered_words(column: Column, case: Case) -> list[str]:
    """Return the words that a cell of a column can hold; none where it takes any text."""
    if column.kind is Kind.SCENARIO:
        return list(case.scenarios())
    if column.kind is Kind.YES_NO:
        return [yes_or_no(True), yes_or_no(False)]
    if column.kind is Kind.RULE:
        return sorted(RULE_BY_KEY)
    if column.kind in _KEPT_IN:
        table, key = _KEPT_IN[column.kind]
        return [str(word) for word in case.table(table)[key] if not is_blank(word)]
    return [say(CHOICE_LABELS[key]) for key in column.choices]
