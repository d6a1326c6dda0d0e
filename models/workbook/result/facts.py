"""Where a result comes from and how it is rounded: the facts at the foot of the first page."""

from __future__ import annotations

from models.declaration.tables import TABLE_BY_KEY
from models.words.text import Argument, Number, text
from models.workbook.result.context import Result
from models.workbook.result.looks import YEAR
from models.workbook.result.page import HAIRLINE, QUIET, Page
from models.workbook.result_names import (
    ADJUSTED,
    PAYERS,
    PROGRAMMES,
    SPLIT,
    WARNINGS,
)
from models.workbook.result_sheets import Shown, money_format


def write_facts(page: Page, result: Result, row: int, last_column: int) -> int:
    """Write the facts, a label and a value in each row, and the notes; return the next row.

    Base year and discount rate get names, by which formulas in other sheets refer to them.
    """
    for column in range(last_column + 1):
        page.put(row, column, None, top=1, top_color=HAIRLINE)
    top = {"top": 1, "top_color": HAIRLINE}
    for label, value, name in _facts(result):
        page.put(row, 0, label, font_color=QUIET, **top)
        page.put(row, 1, value, align="left", **top)
        if name:
            page.name_cell(name, row)
        row, top = row + 1, {}
    for note in _notes(result):
        said = page.say(note)
        page.spread(row, 0, last_column, said, 30 if len(said) > 110 else 16, font_color=QUIET)
        row += 1
    return row


def _facts(result: Result) -> list[tuple[Argument, object, str]]:
    """Return each fact, with the name of its cell where formulas refer to it."""
    split, rounding, none = result.split, result.split.rounding, text("none")
    mark = result.appendix.fingerprint
    base = none if split.base_year is None else Shown(split.base_year, YEAR)
    unit = Shown(rounding, "General" if rounding < 0.01 else money_format(rounding))
    scenario = TABLE_BY_KEY["Clauses"].column("scenario").labels
    return [
        (text("Case"), result.about.case_name or text("not saved under a name"), ""),
        (scenario, split.scenario, ""),
        (text("Date"), result.about.made_on.isoformat(), ""),
        (text("Version of Relais"), result.about.version, ""),
        (text("Fingerprint"), str(mark) if mark else none, ""),
        (text("Currency"), split.currency, ""),
        (text("Base year"), base, "base_year"),
        (text("Discount rate"), Shown(result.rules.discount_rate, "0.0##%"), "discount_rate"),
        (text("Rounding"), unit, ""),
    ]


def _notes(result: Result) -> list[Argument]:
    split = result.split
    notes: list[Argument] = []
    if split.status == "ok":
        notes.append(_how_to_follow(result))
    if len(result.adjustments):
        notes.append(
            text(
                "The data sheets hold the data as {scenario} uses them; the adjustments made "
                "stand in the sheet {sheet}. Solve other scenarios from the case, not from this "
                "file.",
                scenario=split.scenario,
                sheet=ADJUSTED,
            )
        )
    if split.warnings:
        notes.append(
            text(
                "What had to be assumed, and what to look at, stands in the sheet {sheet} "
                "({count}).",
                sheet=WARNINGS,
                count=Number(len(split.warnings)),
            )
        )
    return notes


def _how_to_follow(result: Result) -> Argument:
    payments = Number(len(result.split.payments))
    if not result.lists_payments:
        return text(
            "The {count} payments are more than a sheet holds; sums are given as values. The "
            "command solve with --json lists every payment.",
            count=payments,
        )
    if not result.is_live:
        return text(
            "Sums over the {count} payments are given as values, since so many formulas would "
            "make the file slow; add up the sheet {sheet} to check them.",
            count=payments,
            sheet=SPLIT,
        )
    return text(
        "To follow a figure: each total is a formula; it leads to {payers} or {programmes}, from "
        "there to {split}, where each payment stands in a row.",
        payers=PAYERS,
        programmes=PROGRAMMES,
        split=SPLIT,
    )
