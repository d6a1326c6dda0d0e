"""The workbook of a sweep: what was varied, a line for each point, and the bands."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from models.problems import RelaisError
from models.readable import whole
from models.split import Split
from models.sweep import QUANTILES, SweepPoint, SweepResult, quantile_name
from models.words.language import ENGLISH
from models.workbook.books import Book, made
from models.workbook.result_sheets import MONEY, TEXT, Cells, Heading, ResultSheet
from models.workbook.safely import replace_safely

SWEEP = "sweep"
"""What the mark of a workbook says when it holds a sweep."""
_SHEETS = ("About", "Sweep", "Bands")
_MOST_COLUMNS = 16_384


def write_sweep(result: SweepResult, case_name: str, path: Path) -> None:
    """Write a sweep, whole or stopped; the same sweep gives the same bytes.

    Args:
        result: the sweep.
        case_name: what the case is called, for people.
        path: the .xlsx file.

    Raises:
        RelaisError: the file cannot be written; the old one is as it was.
    """
    headings, rows = _sweep_headings(result), _sweep_rows(result)
    if len(headings) > _MOST_COLUMNS:
        what = f"A sweep of {len(result.payers):,} payers is too wide for a sheet."
        raise RelaisError(what, path.name, "Print it with --json instead.")

    def fill(book: Book) -> None:
        blank = Split("ok", result.plan.scenario, result.currency, result.rounding)
        about, sweep, bands = _SHEETS
        about_headings = (Heading("what", TEXT), Heading("value", TEXT))
        ResultSheet(book, about, about_headings, blank).write(_about(result, case_name))
        ResultSheet(book, sweep, headings, blank).write(rows)
        ResultSheet(book, bands, _band_headings(result), blank).write(_band_rows(result))

    content = made(path.name, "Relais", SWEEP, fill)
    replace_safely(path, content, lambda written: _check(written, path.name, len(rows)))


def _about(result: SweepResult, case_name: str) -> Cells:
    plan = result.plan
    done = f"{len(result.points)} of {plan.count}"
    return [
        ["case", whole(case_name)],
        ["scenario", plan.scenario],
        *(["rule", f"{rule.rule}: {', '.join(map(_short, rule.values))}"] for rule in plan.rules),
        *(["spread", f"{s.sheet}.{s.column}: {_short(s.share * 100)} %"] for s in plan.spreads),
        ["samples", plan.samples],
        ["seed", plan.seed],
        ["currency", result.currency],
        ["complete", "yes" if result.complete else "no"],
        ["points done", done],
        ["stopped", ENGLISH.say(result.stopped)],
        ["points in conflict", result.count("conflict")],
        ["points that failed", result.count("failed")],
    ]


def _short(number: float) -> str:
    return f"{number:.12g}"


def _sweep_headings(result: SweepResult) -> tuple[Heading, ...]:
    return (
        *(Heading(rule.rule) for rule in result.plan.rules),
        Heading("sample"),
        Heading("status", TEXT),
        Heading("unfunded", MONEY),
        Heading("host_residual", MONEY),
        *(Heading(f"total {payer}", MONEY) for payer in result.payers),
        *(Heading(f"burden {payer}") for payer in result.payers),
        Heading("reason", TEXT),
    )


def _sweep_rows(result: SweepResult) -> Cells:
    return [_sweep_row(point, len(result.payers)) for point in result.points]


def _sweep_row(point: SweepPoint, payers: int) -> list[object]:
    place = [*point.place.values, point.place.sample, point.status]
    figures = [point.unfunded, point.host_residual]
    blank = (None,) * payers
    reason = ENGLISH.say(point.reason)
    return [*place, *figures, *(point.totals or blank), *(point.burdens or blank), reason]


def _band_headings(result: SweepResult) -> tuple[Heading, ...]:
    return (
        *(Heading(rule.rule) for rule in result.plan.rules),
        Heading("measure", TEXT),
        Heading("payer", TEXT),
        Heading("points"),
        *(Heading(quantile_name(part), MONEY) for part in QUANTILES),
    )


def _band_rows(result: SweepResult) -> Cells:
    """Return a row for each band; one over every combination leaves the rules blank."""
    every = (None,) * len(result.plan.rules)
    return [
        [
            *(every if band.values is None else band.values),
            band.measure,
            band.payer,
            band.points,
            *(band.quantiles or (None,) * len(QUANTILES)),
        ]
        for band in result.bands
    ]


def _check(written: Path, name: str, points: int) -> None:
    """Read the new file back, before it takes the place of the old one."""
    with written.open("rb") as stream:
        book = openpyxl.load_workbook(stream, read_only=True)
        whole = tuple(book.sheetnames) == _SHEETS and book["Sweep"].max_row == points + 1
        book.close()
    if not whole:
        raise RelaisError("The sweep would not read back as it is.", name, "Try again.")
