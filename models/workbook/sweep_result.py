"""The workbook of a sweep: what was varied, a line for each point, and the bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from models.declaration.choices import NO, YES
from models.problems import RelaisError
from models.results.split import Split
from models.results.sweep import QUANTILES, Spread, SweepPoint, SweepResult
from models.words.language import ENGLISH, Language, whole
from models.words.text import (
    Argument,
    Exactly,
    Number,
    Percent,
    listed,
    text,
)
from models.workbook.books import Book, holds_sheets, made
from models.workbook.layout import MONEY, TEXT, Cells, Heading, ResultSheet
from models.workbook.safe_writing import replace_safely

SWEEP = "sweep"
"""What the mark of a workbook says when it holds a sweep."""
_ABOUT, _SWEEP, _BANDS = (
    text("About", context="sheet"),
    text("Sweep", context="sheet"),
    text("Bands", context="sheet"),
)
_MOST_COLUMNS = 16_384
_SAID = {
    "ok": text("ok"),
    "conflict": text("conflict"),
    "failed": text("failed"),
    "total": text("total"),
    "burden": text("burden"),
    "unfunded": text("unfunded", context="column"),
    "host_residual": text("host_residual", context="column"),
}
"""What the states of points and the measures of bands are called."""
_ENDS: Mapping[float, Argument] = {0.0: text("min"), 0.5: text("median"), 1.0: text("max")}


def write_sweep(
    result: SweepResult, case_name: str, path: Path, *, spoken: Language = ENGLISH
) -> None:
    """Write a sweep, whole or stopped; the same sweep gives the same bytes.

    Args:
        result: the sweep.
        case_name: what the case is called, for people.
        path: the .xlsx file.
        spoken: the language of everything in it; rules and columns are called by their keys.

    Raises:
        RelaisError: the file cannot be written; the old one is as it was.
    """
    headings, rows = (
        _sweep_headings(result),
        [_sweep_row(p, len(result.payers)) for p in result.points],
    )
    if len(headings) > _MOST_COLUMNS:
        payers = Number(len(result.payers))
        what = text("A sweep of {payers} payers is too wide for a sheet.", payers=payers)
        raise RelaisError(what, path.name, text("Print it with --json instead."))

    def fill(book: Book) -> None:
        blank = Split("ok", result.plan.scenario, result.currency, result.rounding)
        about_headings = (
            Heading(text("what", context="column"), TEXT),
            Heading(text("value", context="column"), TEXT),
        )
        ResultSheet(book, _ABOUT, about_headings, blank).write(_about(result, case_name))
        ResultSheet(book, _SWEEP, headings, blank).write(rows)
        ResultSheet(book, _BANDS, _band_headings(result), blank).write(_band_rows(result))

    content = made(path.name, "Relais", SWEEP, fill, spoken)
    names = [spoken.say(name) for name in (_ABOUT, _SWEEP, _BANDS)]
    replace_safely(path, content, lambda written: _check(written, path.name, names, len(rows)))


def _about(result: SweepResult, case_name: str) -> Cells:
    plan = result.plan
    done = text("{done} of {all}", done=Number(len(result.points)), all=Number(plan.count))
    return [
        [text("case"), whole(case_name)],
        [text("scenario"), plan.scenario],
        *([text("rule"), _varied(rule.rule, rule.values)] for rule in plan.rules),
        *([text("spread"), _spread(one)] for one in plan.spreads),
        [text("samples"), plan.samples],
        [text("seed"), plan.seed],
        [text("currency"), result.currency],
        [text("complete"), YES if result.complete else NO],
        [text("points done"), done],
        [text("stopped"), result.stopped],
        [text("points in conflict"), result.count("conflict")],
        [text("points that failed"), result.count("failed")],
    ]


def _varied(rule: str, values: Sequence[float]) -> Argument:
    return text("{rule}: {values}", rule=rule, values=listed(map(Exactly, values), last=""))


def _spread(spread: Spread) -> Argument:
    """Return which column is uncertain and by how much, as it was asked for."""
    column = ".".join((spread.sheet, spread.column))
    return text("{column}: {share}", column=column, share=Percent(spread.share))


def _sweep_headings(result: SweepResult) -> tuple[Heading, ...]:
    return (
        *(Heading(rule.rule) for rule in result.plan.rules),
        Heading(text("sample", context="column")),
        Heading(text("status", context="column"), TEXT),
        Heading(text("unfunded", context="column"), MONEY),
        Heading(text("host_residual", context="column"), MONEY),
        *(Heading(text("total {payer}", payer=payer), MONEY) for payer in result.payers),
        *(Heading(text("burden {payer}", payer=payer)) for payer in result.payers),
        Heading(text("reason", context="column"), TEXT),
    )


def _sweep_row(point: SweepPoint, payers: int) -> list[object]:
    place = [*point.place.values, point.place.sample, _SAID[point.status]]
    figures = [point.unfunded, point.host_residual]
    blank = (None,) * payers
    return [*place, *figures, *(point.totals or blank), *(point.burdens or blank), point.reason]


def _band_headings(result: SweepResult) -> tuple[Heading, ...]:
    return (
        *(Heading(rule.rule) for rule in result.plan.rules),
        Heading(text("measure", context="column"), TEXT),
        Heading(text("payer", context="column"), TEXT),
        Heading(text("points", context="column")),
        *(Heading(_ENDS.get(part, Percent(part)), MONEY) for part in QUANTILES),
    )


def _band_rows(result: SweepResult) -> Cells:
    """Return a row for each band; one over every combination leaves the rules blank."""
    every = (None,) * len(result.plan.rules)
    return [
        [
            *(every if band.values is None else band.values),
            _SAID[band.measure],
            band.payer,
            band.points,
            *(band.quantiles or (None,) * len(QUANTILES)),
        ]
        for band in result.bands
    ]


def _check(written: Path, name: str, sheets: Sequence[str], points: int) -> None:
    if not holds_sheets(written, sheets, {sheets[1]: points + 1}):
        what = text("The sweep would not read back as it is.")
        raise RelaisError(what, name, text("Try again."))
