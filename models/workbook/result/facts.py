"""Where a result comes from and how it is rounded: the facts at the foot of the first page."""

from __future__ import annotations

from models.workbook.result import texts
from models.workbook.result.context import Result
from models.workbook.result.looks import YEAR
from models.workbook.result.page import HAIRLINE, QUIET, Page
from models.workbook.result_names import GLANCE
from models.workbook.result_sheets import Shown, money_format


def write_facts(page: Page, result: Result, row: int, last_column: int) -> int:
    """Write the facts, a label and a value in each row, and the notes; return the next row.

    Base year and discount rate get names, by which formulas in other sheets refer to them.
    """
    for column in range(last_column + 1):
        page.put(row, column, None, top=1, top_color=HAIRLINE)
    rows: dict[str, int] = {}
    for label, value in _facts(result):
        top = {"top": 1, "top_color": HAIRLINE} if not rows else {}
        page.put(row, 0, label, font_color=QUIET, **top)
        page.put(row, 1, value, align="left", **top)
        rows[label] = row
        row += 1
    page.name_cell("base_year", GLANCE, rows[texts.BASE_YEAR])
    page.name_cell("discount_rate", GLANCE, rows[texts.RATE])
    for words in _notes(result):
        page.spread(row, 0, last_column, words, 30 if len(words) > 110 else 16, font_color=QUIET)
        row += 1
    return row


def _facts(result: Result) -> list[tuple[str, object]]:
    split, rounding = result.split, result.split.rounding
    mark = result.appendix.fingerprint
    base = texts.NONE if split.base_year is None else Shown(split.base_year, YEAR)
    return [
        (texts.CASE, result.about.case_name or texts.NO_CASE_NAME),
        (texts.SCENARIO, split.scenario),
        (texts.DATE, result.about.made_on.isoformat()),
        (texts.VERSION, result.about.version),
        (texts.FINGERPRINT, str(mark) if mark else texts.NONE),
        (texts.CURRENCY, split.currency),
        (texts.BASE_YEAR, base),
        (texts.RATE, Shown(result.rules.discount_rate, "0.0##%")),
        (texts.ROUNDING, Shown(rounding, "General" if rounding < 0.01 else money_format(rounding))),
    ]


def _notes(result: Result) -> list[str]:
    split = result.split
    notes = []
    if split.status == "ok":
        if not result.lists_payments:
            notes.append(texts.NOT_LISTED.format(count=len(split.payments)))
        elif not result.is_live:
            notes.append(texts.NOT_LIVE.format(count=len(split.payments)))
        else:
            notes.append(texts.FOLLOW)
    if len(result.adjustments):
        notes.append(texts.ADJUSTED.format(scenario=split.scenario))
    if split.warnings:
        notes.append(texts.WARNED.format(count=len(split.warnings)))
    return notes
