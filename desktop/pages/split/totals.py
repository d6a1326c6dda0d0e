"""The rows under the matrix: what each payer pays in all, gains and could pay."""

from __future__ import annotations

from collections.abc import Callable
from math import fsum

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.document.document import Solved
from desktop.look import formats
from desktop.look.language import say
from desktop.pages.split.figures import (
    SUMS,
    Column,
    Sum,
    discounted_contributions,
    lines_of,
    sum_of,
    total_paid,
)
from desktop.pages.split.table import Row
from models.results.split import PayerLine, Split
from models.words.text import text


def total_rows(solved: Solved, locale: QLocale) -> tuple[Row, ...]:
    """Return the rows under the matrix: totals and each payer's statement."""
    split, translate = solved.split, QCoreApplication.translate
    contributed = discounted_contributions(split, discount_rate(solved))
    totals: dict[Sum, float] = {
        total: fsum(sum_of(line, total) for line in split.programmes) for total in SUMS
    }
    by_payer = {line.payer: line for line in split.payers}

    def added(of: Callable[[PayerLine], float]) -> Callable[[Column], float | None]:
        def figure(column: Column) -> float | None:
            return fsum(of(by_payer[p]) for p in column.payers) if column.payers else None

        return figure

    def alone(of: Callable[[PayerLine], float | None]) -> Callable[[Column], float | None]:
        return lambda column: of(by_payer[column.payers[0]]) if len(column.payers) == 1 else None

    def paid(column: Column) -> float | None:
        return totals[column.total] if column.total else added(total_paid)(column)

    def ranged(column: Column) -> str:
        lines = lines_of(split, column.payers)
        return _range_note(lines[0], locale) if len(lines) == 1 else ""

    def least(column: Column) -> str:
        return _only_alone(column) or _range_of_goals(split, alone(lambda line: line.low)(column))

    def burden_note(column: Column) -> str:
        lines = lines_of(split, column.payers)
        return _only_alone(column) or (_burden_note(lines[0], solved) if lines else "")

    return (
        Row(translate("Split", "Total paid"), paid, ranged, heavy=True),
        Row(translate("Split", "of which others’ programmes"), added(lambda line: line.others)),
        Row(
            _money_of(translate("Split", "Contributions"), split.base_year),
            added(lambda line: contributed[line.payer]),
            lambda column: _contributions_note() if column.payers else "",
        ),
        Row(
            _money_of(translate("Split", "Later benefit"), split.base_year),
            added(lambda line: line.later_benefit),
        ),
        Row(
            translate("Split", "Burden"),
            alone(lambda line: line.burden),
            burden_note,
            share=burden_basis(solved) != "population",
        ),
        Row(translate("Split", "Received from others"), added(lambda line: line.received)),
        Row(translate("Split", "Net transfer to others"), added(lambda line: line.net)),
        Row(translate("Split", "Could pay at least"), alone(lambda line: line.low), least),
        Row(translate("Split", "Could pay at most"), alone(lambda line: line.high), least),
    )


def burden_basis(solved: Solved) -> str:
    """Return what burdens are measured against in the scenario of a split."""
    return solved.rules.burden_basis


def discount_rate(solved: Solved) -> float:
    """Return the rate at which the scenario of a split discounts."""
    return solved.rules.discount_rate


def _money_of(what: str, year: int | None) -> str:
    """Say in the money of which year an amount is, once it is discounted."""
    if year is None:
        return what
    return say(text("{what} (money of {year})", what=what, year=year))


def _contributions_note() -> str:
    return QCoreApplication.translate("Split", "Without what is left with it as host.")


def _only_alone(column: Column) -> str:
    if len(column.payers) < 2:
        return ""
    return QCoreApplication.translate("Split", "Known for each payer alone; unfold the column.")


def _range_of_goals(split: Split, value: float | None) -> str:
    if value is not None:
        return QCoreApplication.translate("Split", "Without hurting a goal met before the last.")
    if split.are_ranges_left_out:
        return QCoreApplication.translate("Split", "Not measured in a case of this size.")
    return QCoreApplication.translate("Split", "Not measured yet.")


def _range_note(line: PayerLine, locale: QLocale) -> str:
    if line.low is None or line.high is None:
        return ""
    return say(
        text(
            "Could be from {low} to {high} without hurting a goal met before the last.",
            low=formats.exact(line.low, locale),
            high=formats.exact(line.high, locale),
        )
    )


def _burden_note(line: PayerLine, solved: Solved) -> str:
    if line.burden is None:
        return QCoreApplication.translate(
            "Split", "No burden: what it is measured against is zero."
        )
    if burden_basis(solved) == "fiscal_capacity":
        return QCoreApplication.translate("Split", "Contributions over fiscal capacity.")
    if burden_basis(solved) == "population":
        return QCoreApplication.translate("Split", "Contributions for each inhabitant.")
    return QCoreApplication.translate("Split", "Contributions over later benefit.")
