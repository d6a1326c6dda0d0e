"""The split as a matrix: a row for each programme, a column for each payer, then the sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop import formats
from desktop.document import Solved
from desktop.formats import MoneyUnit
from desktop.naming import Names
from desktop.tables.copying import EXACT_ROLE
from desktop.theme import BODY, Theme
from models.split import PayerLine, ProgrammeLine, Split

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SUMS = 4
_CENTS = 2
_INDENT = "\u2003"


@dataclass(frozen=True)
class Row:
    """One row of the matrix or of its totals: its label, a figure or nothing in each column."""

    label: str
    figures: tuple[float | None, ...]
    notes: tuple[str, ...] = ()
    share: bool = False
    heavy: bool = False


class FigureTable(QAbstractTableModel):
    """Rows of figures under the payers and the sums; the unit is chosen for all of them."""

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._locale = theme, locale
        self._stale = False
        self._answers: dict[int, Callable[[Row, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, _column: _RIGHT,
            Qt.ItemDataRole.ForegroundRole: lambda _row, _column: self._ink(),
            Qt.ItemDataRole.FontRole: lambda row, _column: self._weight(row),
            EXACT_ROLE: self._copied,
            Qt.ItemDataRole.ToolTipRole: self._exact,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }
        self._unit = formats.ONE
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, columns: tuple[str, ...], rows: tuple[Row, ...], unit: MoneyUnit) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._columns, self._rows, self._unit = columns, rows, unit
        self.endResetModel()

    def mark_stale(self, stale: bool) -> None:
        """Say whether the figures are those of the case as it is."""
        if stale != self._stale:
            self._stale = stale
            self.layoutChanged.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of payers and sums."""
        return 0 if parent.isValid() else len(self._columns)

    def figure(self, row: int, column: int) -> float | None:
        """Return an exact figure; None where the row says nothing about the column."""
        return self._rows[row].figures[column]

    def label(self, column: int) -> str:
        """Return what a column is about."""
        return self._columns[column]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says in a role."""
        if not index.isValid():
            return None
        answer = self._answers.get(role)
        return answer(self._rows[index.row()], index.column()) if answer else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a payer's name, or what a row is about."""
        across = orientation == Qt.Orientation.Horizontal
        text = self._columns[section] if across else self._rows[section].label
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.strip()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT | Qt.TextFlag.TextWordWrap if across else _LEFT
        if role == Qt.ItemDataRole.FontRole and not across:
            return self._weight(self._rows[section])
        return None

    def _shown(self, row: Row, column: int) -> str:
        value = row.figures[column]
        if value is None:
            return ""
        if row.share:
            return formats.percent(value, self._locale, 1) if value else formats.ZERO
        return formats.money(value, self._locale, self._unit)

    def _ink(self) -> object:
        return self._theme.quiet_colour() if self._stale else None

    def _weight(self, row: Row) -> object:
        return self._theme.font(BODY, heavy=True) if row.heavy else None

    def _copied(self, row: Row, column: int) -> str:
        value = row.figures[column]
        if value is None:
            return ""
        return formats.plain(value if row.share else round(value, _CENTS), self._locale)

    def _full(self, row: Row, value: float | None) -> str:
        if value is None:
            return self.tr("not known")
        if row.share:
            return formats.exact_percent(value, self._locale)
        return formats.exact(value, self._locale, _CENTS)

    def _exact(self, row: Row, column: int) -> str | None:
        value = row.figures[column]
        note = row.notes[column] if row.notes else ""
        if value is None:
            return note or None
        return "\n".join(part for part in (self._full(row, value), note) if part)

    def _spoken(self, row: Row, column: int) -> str:
        text = self.tr("{column}, {row}: {figure}")
        figure = self._full(row, row.figures[column])
        return text.format(column=self._columns[column], row=row.label, figure=figure)


def column_labels(split: Split, names: Names) -> tuple[str, ...]:
    """Return the payers' names and the sums that follow them."""
    return (
        *(names.territory(line.payer) for line in split.payers),
        QCoreApplication.translate("Split", "Paid in all"),
        QCoreApplication.translate("Split", "Host residual"),
        QCoreApplication.translate("Split", "Unfunded"),
        QCoreApplication.translate("Split", "Need"),
    )


def programme_rows(solved: Solved) -> tuple[Row, ...]:
    """Return a row for each programme under a row for its stage: what each payer pays."""
    split, names = solved.split, solved.names
    amounts: defaultdict[tuple[str, str, int], dict[str, float]] = defaultdict(dict)
    for payment in split.payments:
        amounts[payment.host, payment.stage, payment.year][payment.payer] = payment.amount
    payers = [line.payer for line in split.payers]
    rows: list[Row] = []
    for stage, lines in groupby(split.programmes, key=lambda line: line.stage):
        members = tuple(
            Row(
                programme_label(line, names),
                (
                    *(amounts[line.host, line.stage, line.year].get(p, 0.0) for p in payers),
                    *_sums(line),
                ),
            )
            for line in lines
        )
        rows += [_stage_row(names.stage(stage), members), *members]
    return tuple(rows)


def _stage_row(name: str, members: tuple[Row, ...]) -> Row:
    """Return the row over the programmes of a stage, which adds them up."""
    columns = zip(*(member.figures for member in members), strict=True)
    return Row(name, tuple(sum(filter(None, column)) for column in columns), heavy=True)


def programme_label(line: ProgrammeLine, names: Names) -> str:
    """Return what names a programme under its stage."""
    text = QCoreApplication.translate("Split", "{host} · {year}")
    return _INDENT + text.format(host=names.territory(line.host), year=line.year)


def total_rows(solved: Solved, locale: QLocale) -> tuple[Row, ...]:
    """Return the rows under the matrix: totals and each payer's statement."""
    payers = solved.split.payers
    sums = [_sums(line) for line in solved.split.programmes]
    totals = tuple(sum(column) for column in zip(*sums, strict=True)) or (0.0,) * _SUMS
    blank: tuple[None, ...] = (None,) * _SUMS

    def row(label: str, figures: list[float | None], notes: tuple[str, ...] = ()) -> Row:
        return Row(label, (*figures, *blank), (*notes, *("",) * _SUMS) if notes else ())

    translate = QCoreApplication.translate
    ranges = tuple(_range_note(line, locale) for line in payers)
    return (
        Row(
            translate("Split", "Total paid"),
            (*(line.own + line.others for line in payers), *totals),
            (*ranges, *("",) * _SUMS),
            heavy=True,
        ),
        row(translate("Split", "of which others’ programmes"), [line.others for line in payers]),
        row(translate("Split", "Received from others"), [line.received for line in payers]),
        row(translate("Split", "Net transfer to others"), [line.net for line in payers]),
        row(translate("Split", "Later benefit"), [line.later_benefit for line in payers]),
        Row(
            translate("Split", "Burden (discounted, without residual)"),
            (*(line.burden for line in payers), *blank),
            (*(_burden_note(line) for line in payers), *("",) * _SUMS),
            share=True,
        ),
    )


def _sums(line: ProgrammeLine) -> tuple[float, float, float, float]:
    paid = line.contributions + line.host_residual
    return paid, line.host_residual, line.unfunded, line.need


def _range_note(line: PayerLine, locale: QLocale) -> str:
    if line.low is None or line.high is None:
        return ""
    text = QCoreApplication.translate(
        "Split", "Could be from {low} to {high} without hurting a goal met before the last."
    )
    return text.format(low=formats.exact(line.low, locale), high=formats.exact(line.high, locale))


def _burden_note(line: PayerLine) -> str:
    if line.burden is not None:
        return ""
    return QCoreApplication.translate("Split", "No burden: what it is measured against is zero.")
