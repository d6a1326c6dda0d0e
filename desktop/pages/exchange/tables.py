"""The tables of the page: what changed, what is to be said about the files, the trail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt

from desktop.look.formats import moment
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
_CHANGES = (
    text("Sheet"),
    text("Row"),
    text("Column"),
    text("Sent"),
    text("Yours"),
    text("Theirs"),
    text("State"),
    text("From"),
    text("Comment"),
)
_PROBLEMS = (
    text("File"),
    text("Severity"),
    text("Place"),
    text("What is there"),
    text("How to mend it"),
)
_TRAIL = (
    text("When"),
    text("What"),
    text("Who"),
    text("File"),
    text("What came of it"),
    text("SHA-256"),
)


class ChangeTable(TextTable):
    """What came back, a value a row; conflicts that nobody has decided stand out."""

    def __init__(self, review: Review, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(tuple(map(say, _CHANGES)), parent)
        self._review, self._theme = review, theme
        self._offered: tuple[Offered, ...] = ()

    def refresh(self) -> None:
        """Show what is under review now."""
        before = [(row.where, row.offer) for row in self._offered]
        self._offered = self._review.offered
        rows: list[tuple[str, ...]] = []
        for one in self._offered:
            values = one.sheet, one.row, one.column, one.sent, one.mine, one.theirs
            rows.append(tuple(map(say, (*values, self._state(one), one.origin, one.comment))))
        self.put(rows, same=before == [(row.where, row.offer) for row in self._offered])

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
        if row.where not in self._review.decisions:
            return what_is_open(row.state)
        taken = self._review.decisions[row.where]
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
    return TextTable(tuple(map(say, _PROBLEMS)), parent)


def problem_rows(
    problems: Sequence[FileProblem], remarks: Sequence[Remark]
) -> list[tuple[str, ...]]:
    """Return the rows of that table, the errors first, comments last."""
    errors_first = sorted(problems, key=lambda p: p.problem.severity is not Severity.ERROR)
    comment = say(text("Comment"))
    return [
        *((one.file, *problem_texts(one.problem)) for one in errors_first),
        *((r.source.file, comment, r.place, say(r.said), "") for r in remarks),
    ]


def trail_table(parent: QObject) -> TextTable:
    """Return the table of what came from whom and when."""
    return TextTable(tuple(map(say, _TRAIL)), parent)


def trail_texts(trail: Sequence[TrailRow], locale: QLocale) -> list[tuple[str, ...]]:
    """Return the rows of that table; the moments by the clock of this place."""
    return [
        (
            moment(one.when, locale),
            *map(say, (one.what, one.who, one.file, one.outcome)),
            one.digest,
        )
        for one in trail
    ]
