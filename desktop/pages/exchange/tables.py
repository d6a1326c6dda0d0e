"""The tables of the page: what changed, what is to be said about the files, the trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.look.language import say
from desktop.look.theme import Theme
from desktop.pages.exchange.review import Desk
from desktop.pages.exchange.services import FileProblem, Offered
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.problems_dialog import problem_texts
from models.problems import Severity
from models.words.answers import TrailRow, what_is_open, what_was_decided
from models.words.text import Argument

if TYPE_CHECKING:
    from models.exchange.remarks import Remark

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ROW, STATE, FROM, COMMENT = 1, 6, 7, 8
"""The columns of what a row is called, what was decided, where it is from, what is said of it."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TextTable(QAbstractTableModel):
    """Rows of texts under headers."""

    def __init__(self, headers: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers = tuple(headers)
        self._rows: list[tuple[str, ...]] = []

    def put(self, rows: Sequence[tuple[str, ...]], *, same: bool = True) -> None:
        """Show other rows; where only texts differ and they are about the same, all selected stay.

        Args:
            rows: the texts.
            same: whether each row is about what it was about, where there are as many as before.
        """
        new = list(rows)
        if same and len(new) == len(self._rows):
            self._rows = new
            if new:
                end = self.index(len(new) - 1, len(self._headers) - 1)
                self.dataChanged.emit(self.index(0, 0), end)
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell."""
        return self._rows[row][column]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, EXACT_ROLE):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column tells."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        return self._headers[section] if role == Qt.ItemDataRole.DisplayRole else None


class ChangeTable(TextTable):
    """What came back, a value a row; conflicts that nobody has decided stand out."""

    def __init__(self, desk: Desk, theme: Theme, parent: QObject | None = None) -> None:
        translate = QCoreApplication.translate
        headers = (
            translate("Exchange", "Sheet"),
            translate("Exchange", "Row"),
            translate("Exchange", "Column"),
            translate("Exchange", "Sent"),
            translate("Exchange", "Yours"),
            translate("Exchange", "Theirs"),
            translate("Exchange", "State"),
            translate("Exchange", "From"),
            translate("Exchange", "Comment"),
        )
        super().__init__(headers, parent)
        self._desk, self._theme = desk, theme
        self._offered: tuple[Offered, ...] = ()

    def refresh(self) -> None:
        """Show what is on the desk now."""
        before = [(row.where, row.offer) for row in self._offered]
        self._offered = self._desk.offered
        rows = [tuple(map(say, self._parts(row))) for row in self._offered]
        self.put(rows, same=before == [(row.where, row.offer) for row in self._offered])

    def _parts(self, one: Offered) -> tuple[Argument, ...]:
        what, values = (one.sheet, one.row, one.column), (one.sent, one.mine, one.theirs)
        return (*what, *values, self._state(one), one.origin, one.comment)

    def offered(self, row: int) -> Offered:
        """Return what a row offers."""
        return self._offered[row]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows; figures stand to the right."""
        if index.isValid() and role == Qt.ItemDataRole.TextAlignmentRole:
            is_value = index.column() in (3, 4, 5) and self._offered[index.row()].is_figure
            return _RIGHT if is_value else _LEFT
        if index.isValid() and role == Qt.ItemDataRole.BackgroundRole and index.column() == STATE:
            row = self._offered[index.row()]
            is_open = row.where not in self._desk.decisions and row.state != "change"
            return self._theme.problem_colour(Severity.WARNING) if is_open else None
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column tells."""
        is_value = orientation == Qt.Orientation.Horizontal and section in (3, 4, 5)
        if is_value and role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        return super().headerData(section, orientation, role)

    def _state(self, row: Offered) -> Argument:
        decisions = self._desk.decisions
        if row.where not in decisions:
            return what_is_open(row.state)
        taken = decisions[row.where]
        return what_was_decided(is_kept=taken is None, is_taken=taken == row.offer)


def problem_table(parent: QObject) -> TextTable:
    """Return the table of what is to be said about the files."""
    translate = QCoreApplication.translate
    headers = (
        translate("Exchange", "File"),
        translate("Exchange", "Severity"),
        translate("Exchange", "Place"),
        translate("Exchange", "What is there"),
        translate("Exchange", "How to mend it"),
    )
    return TextTable(headers, parent)


def problem_rows(
    problems: Sequence[FileProblem], remarks: Sequence[Remark]
) -> list[tuple[str, ...]]:
    """Return the rows of that table, the errors first, comments last."""
    errors_first = sorted(problems, key=lambda p: p.problem.severity is not Severity.ERROR)
    comment = QCoreApplication.translate("Exchange", "Comment")
    return [
        *((one.file, *problem_texts(one.problem)) for one in errors_first),
        *((r.source.file, comment, r.place, say(r.said), "") for r in remarks),
    ]


def trail_table(parent: QObject) -> TextTable:
    """Return the table of what came from whom and when."""
    translate = QCoreApplication.translate
    headers = (
        translate("Exchange", "When"),
        translate("Exchange", "What"),
        translate("Exchange", "Who"),
        translate("Exchange", "File"),
        translate("Exchange", "What came of it"),
        translate("Exchange", "SHA-256"),
    )
    return TextTable(headers, parent)


def trail_texts(trail: Sequence[TrailRow], locale: QLocale) -> list[tuple[str, ...]]:
    """Return the rows of that table; the moments by the clock of this place."""
    return [
        (
            _clock(one.when, locale),
            *map(say, (one.what, one.who, one.file, one.outcome)),
            one.digest,
        )
        for one in trail
    ]


def _clock(when: datetime, locale: QLocale) -> str:
    here = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return locale.toString(here, QLocale.FormatType.ShortFormat)
