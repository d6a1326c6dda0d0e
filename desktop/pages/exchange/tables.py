"""The tables of the page: what changed, what is to be said about the files, the trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QObject, Qt

from desktop.look.language import say
from desktop.look.theme import Theme
from desktop.pages.exchange.review import Review
from desktop.tables.problems_dialog import problem_texts
from desktop.tables.row_table import LEFT, RIGHT, TableIndex, TextTable
from models.exchange.answers import FileProblem, Offered
from models.problems import Severity
from models.words.answers import TrailRow, what_is_open, what_was_decided
from models.words.text import Argument, joined, text

if TYPE_CHECKING:
    from models.exchange.remarks import Remark

ROW, STATE, FROM, COMMENT = 1, 6, 7, 8
"""The columns of what a row is called, what was decided, where it is from, what is said of it."""
_VALUES = (3, 4, 5)


class ChangeTable(TextTable):
    """What came back, a value a row; conflicts that nobody has decided stand out."""

    def __init__(self, review: Review, theme: Theme, parent: QObject | None = None) -> None:
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
        self._review, self._theme = review, theme
        self._offered: tuple[Offered, ...] = ()

    def refresh(self) -> None:
        """Show what is under review now."""
        before = [(row.where, row.offer) for row in self._offered]
        self._offered = self._review.offered
        rows = [tuple(map(say, self._parts(row))) for row in self._offered]
        self.put(rows, same=before == [(row.where, row.offer) for row in self._offered])

    def _parts(self, one: Offered) -> tuple[Argument, ...]:
        what, values = (one.sheet, one.row, one.column), (one.sent, one.mine, one.theirs)
        return (*what, *values, self._state(one), one.origin, one.comment)

    def offered(self, row: int) -> Offered:
        """Return what a row offers."""
        return self._offered[row]

    def data(self, index: TableIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows; figures stand to the right."""
        if not index.isValid():
            return None
        row, column = self._offered[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column in _VALUES and row.is_figure else LEFT
        if role == Qt.ItemDataRole.BackgroundRole and column == STATE:
            is_open = row.where not in self._review.decisions and row.state != "change"
            return self._theme.problem_colour(Severity.WARNING) if is_open else None
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column tells."""
        is_value = orientation == Qt.Orientation.Horizontal and section in _VALUES
        if is_value and role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        return super().headerData(section, orientation, role)

    def _state(self, row: Offered) -> Argument:
        decisions = self._review.decisions
        if row.where not in decisions:
            return what_is_open(row.state)
        taken = decisions[row.where]
        return what_was_decided(is_kept=taken is None, is_taken=taken == row.offer)


def all_sides(row: Offered) -> Argument:
    """Return all sides of a row in one line."""
    sides = (
        text("{row}, {column}: sent {sent}; yours {mine}; theirs {theirs} ({origin}).")
        if row.mine
        else text("{row}, {column}: sent and yours {sent}; theirs {theirs} ({origin}).")
    ).filled(
        row=row.row or row.sheet,
        column=row.column,
        sent=row.sent,
        mine=row.mine,
        theirs=row.theirs,
        origin=row.origin,
    )
    comment = text("Comment: {comment}", comment=row.comment)
    return joined(sides, comment if row.comment else None)


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
