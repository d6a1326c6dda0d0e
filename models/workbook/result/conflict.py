"""A conflict: which clauses clash, and what each alone would have to be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.clause import clauses_of
from models.editing import is_blank
from models.results.split import ConflictLine
from models.words.clauses import clause_named
from models.words.conflicts import asked_value, needed_value, what_clashes
from models.words.figures import FINEST, decimals_of, money_decimals
from models.words.names import terms_of
from models.words.text import text
from models.workbook.books import Book
from models.workbook.labels import GLANCE, KEY
from models.workbook.layout import TEXT, Cells, Heading, SheetPage, Shown
from models.workbook.result.context import Result, write_facts

CONFLICT_COLUMNS = (
    Heading(text("clause", context="column"), TEXT),
    Heading(text("needs", context="column")),
    Heading(text("label", context="column"), TEXT),
    Heading(text("measure", context="column"), TEXT),
    Heading(text("sense", context="column"), TEXT),
    Heading(text("value", context="column")),
    Heading(text("proposed_by", context="column"), TEXT),
)
_WIDTHS = (52, 26, 18, 32, 32)


def conflict_cells(result: Result) -> Cells:
    """Return a row for each clause of the conflict."""
    clauses = _clauses(result)
    rows: Cells = []
    for line in result.split.conflict:
        clause = clauses.get(line.clause, {})
        needs = None if line.needs is None else Shown(line.needs, _look(result, clause, line.needs))
        value = clause.get("value")
        rows.append(
            [
                *(line.clause, needs, clause.get("label")),
                *(result.choice(clause.get(key)) for key in ("measure", "sense")),
                None if value is None else Shown(float(value), _look(result, clause, float(value))),
                clause.get("proposed_by"),
            ]
        )
    return rows


def write_conflict_page(book: Book, result: Result) -> None:
    """Write the first page of a result that is a conflict."""
    split = result.split
    page = SheetPage(book, GLANCE, split, result.about.footer, _WIDTHS)
    page.title(text("No split: these positions cannot all hold"), 24, 36)
    page.spread(1, 0, len(_WIDTHS) - 1, what_clashes(result.split), 44, font_size=16)
    head = (
        text("Clause"),
        KEY,
        text("Proposed by"),
        text("Asks for"),
        text("Would have to be"),
    )
    page.put_row(3, 0, head, bold=True, bottom=1, font_size=13)
    clauses = _clauses(result)
    for row, line in enumerate(split.conflict, start=4):
        _write_clause(page, result, row, line, clauses.get(line.clause, {}))
    write_facts(page, result, 6 + len(split.conflict), len(_WIDTHS) - 1)


def _write_clause(
    page: SheetPage, result: Result, row: int, line: ConflictLine, clause: Mapping[str, Any]
) -> None:
    split = result.split
    style = {"text_wrap": True, "valign": "top", "font_size": 13}
    page.sheet.set_row(row, 40)
    terms = terms_of(split, result.names, clauses_of(result.case))
    of_clause = (clause_named(line.clause, terms), line.clause, clause.get("proposed_by"))
    page.put_row(row, 0, of_clause, **style)
    value = clause.get("value")
    page.put(row, 3, None if value is None else asked_value(clause, float(value), split), **style)
    page.put(row, 4, needed_value(clause, line, split), **style, bold=True)


def _look(result: Result, clause: Mapping[str, Any], value: float) -> str:
    """Return the number format in which a value reads as the first page writes it."""
    if clause.get("measure") in ("share_of_need", "share_of_benefit"):
        return f"{_zeros('0', decimals_of(100 * value, 6))} %"
    unit = money_decimals(value, result.split.rounding)
    return _zeros("#,##0", max(unit, decimals_of(value, FINEST)))


def _zeros(whole: str, decimals: int) -> str:
    return f"{whole}.{'0' * decimals}" if decimals else whole


def _clauses(result: Result) -> dict[str, dict[str, Any]]:
    frame = result.case.table("Clauses")
    return {
        str(row["clause"]): {str(k): v for k, v in row.items() if not is_blank(v)}
        for row in frame.to_dict("records")
    }
