"""How the sheets of a result name a programme: by keys that formulas compare, and in words.

Group and responsible have columns only where the case tells programmes apart by them.
"""

from __future__ import annotations

from models.programme import Programme
from models.words.cell_figures import YEAR
from models.words.text import text
from models.workbook.layout import TEXT, Heading
from models.workbook.result.context import Result


def named_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of the keys that name a programme."""
    group = Heading(text("group", context="column"), TEXT)
    responsible = Heading(text("responsible", context="column"), TEXT)
    return (
        Heading(text("host", context="column"), TEXT),
        Heading(text("stage", context="column"), TEXT),
        *([group] if result.has_groups else []),
        Heading(text("year", context="column"), YEAR),
        *([responsible] if result.has_responsible else []),
    )


def named_cells(result: Result, programme: Programme) -> list[object]:
    """Return the keys that name a programme."""
    return [
        *(programme.host, programme.stage),
        *([programme.group] if result.has_groups else []),
        programme.year,
        *([result.split.government(programme)] if result.has_responsible else []),
    ]


def answers_column(result: Result) -> Heading:
    """Return the column of the payer that answers for a programme.

    It is the responsible government itself or the one that pays for it; where several governments
    answer for parts of one programme, these have the column `responsible`.
    """
    if result.has_responsible:
        return Heading(text("answered_by", context="column"), TEXT)
    return Heading(text("responsible", context="column"), TEXT)


def name_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of the names of a programme's parts, and of who answers for it."""
    group = Heading(text("group_name", context="column"), TEXT)
    return (
        Heading(text("host_name", context="column"), TEXT),
        Heading(text("stage_name", context="column"), TEXT),
        *([group] if result.has_groups else []),
        Heading(text("responsible_name", context="column"), TEXT),
    )


def name_cells(result: Result, programme: Programme) -> list[object]:
    """Return the names of a programme's parts, and of who answers for it."""
    answers = result.answered_by.get(programme)
    if result.has_responsible:
        answers = result.split.government(programme)
    return [
        *(result.names.territory(programme.host), result.names.stage(programme.stage)),
        *([result.names.group(programme.group)] if result.has_groups else []),
        result.territory(answers),
    ]
