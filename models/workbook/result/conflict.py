"""A conflict: which clauses clash, and what each alone would have to be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.split import ConflictLine
from models.workbook.books import Book
from models.workbook.result import texts
from models.workbook.result.context import Result
from models.workbook.result.facts import write_facts
from models.workbook.result.figures import money_as_written
from models.workbook.result.page import Page
from models.workbook.result_names import GLANCE
from models.workbook.result_sheets import TEXT, Cells, Heading, Shown

CONFLICT_COLUMNS = (
    Heading("clause", TEXT),
    Heading("needs"),
    Heading("label", TEXT),
    Heading("measure", TEXT),
    Heading("sense", TEXT),
    Heading("value"),
    Heading("proposed_by", TEXT),
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
                *(line.clause, needs, clause.get("label"), clause.get("measure")),
                clause.get("sense"),
                None if value is None else Shown(float(value), _look(result, clause, float(value))),
                clause.get("proposed_by"),
            ]
        )
    return rows


def write_conflict_page(book: Book, result: Result) -> None:
    """Write the first page of a result that is a conflict."""
    page = Page(book, GLANCE, result)
    for column, width in enumerate(_WIDTHS):
        page.sheet.set_column(column, column, width)
    page.put(0, 0, texts.TITLE_CONFLICT, bold=True, font_size=24)
    page.sheet.set_row(0, 36)
    single = len(result.split.conflict) == 1
    sentence = texts.ONE_CLAUSE_SENTENCE if single else texts.CONFLICT_SENTENCE
    words = sentence.format(scenario=result.split.scenario)
    page.spread(1, 0, len(_WIDTHS) - 1, words, 44, font_size=16)
    page.put_row(3, 0, texts.CONFLICT_HEAD, bold=True, bottom=1, font_size=13)
    for row, line in enumerate(result.split.conflict, start=4):
        _write_clause(page, result, row, line)
    write_facts(page, result, 6 + len(result.split.conflict), len(_WIDTHS) - 1)


def _write_clause(page: Page, result: Result, row: int, line: ConflictLine) -> None:
    clause = _clauses(result).get(line.clause, {})
    style = {"text_wrap": True, "valign": "top", "font_size": 13}
    page.sheet.set_row(row, 40)
    texts_of_clause = (result.names.clause(line.clause), line.clause, clause.get("proposed_by"))
    page.put_row(row, 0, texts_of_clause, **style)
    value = clause.get("value")
    page.put(row, 3, None if value is None else _asks(result, clause, float(value)), **style)
    page.put(row, 4, _needs(result, clause, line), **style, bold=True)


def _needs(result: Result, clause: Mapping[str, Any], line: ConflictLine) -> str:
    if line.needs is None:
        return texts.NO_VALUE_HELPS
    asks = _asks(result, clause, line.needs)
    return asks if line.settles_all else texts.OTHERS_STILL_CLASH.format(asks=asks)


def _asks(result: Result, clause: Mapping[str, Any], value: float) -> str:
    measure = clause.get("measure")
    if measure in texts.OF_MEASURE:
        written = texts.OF_MEASURE[measure].format(share=f"{_percent(value)} %")
    else:
        written = f"{money_as_written(value, result.split.rounding)} {result.split.currency}"
    return texts.ASKS.format(sense=clause.get("sense") or "", value=written).strip()


def _percent(share: float) -> str:
    return f"{100 * share:.12g}"


def _look(result: Result, clause: Mapping[str, Any], value: float) -> str:
    """Return the number format in which a value reads as the first page writes it."""
    if clause.get("measure") in texts.OF_MEASURE:
        return f"{_zeros(_percent(value), '0')} %"
    return _zeros(money_as_written(value, result.split.rounding), "#,##0")


def _zeros(written: str, whole: str) -> str:
    """Return a number format with as many decimals as a number is written with."""
    decimals = written.partition(".")[2]
    return f"{whole}.{'0' * len(decimals)}" if decimals.isdigit() else whole


def _clauses(result: Result) -> dict[str, dict[str, Any]]:
    frame = result.case.table("Clauses")
    return {str(row["clause"]): _filled(row) for row in frame.to_dict("records")}


def _filled(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(k): v for k, v in row.items() if v is not None and v == v}  # noqa: PLR0124 (NaN)
