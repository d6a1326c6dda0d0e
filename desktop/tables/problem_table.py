"""The list of problems: how bad, where, what is there, how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.look.language import say
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.problem_listing import errors_first
from models.declaration.tables import TABLE_BY_KEY
from models.editing import row_number
from models.problems import Problem
from models.words.text import text

_Index = QModelIndex | QPersistentModelIndex


class ProblemTable(QAbstractTableModel):
    """Problems in the order in which they were found, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List other problems, the errors first."""
        self.show_listed(errors_first(problems))

    def show_listed(self, problems: tuple[Problem, ...]) -> None:
        """List other problems, which have the errors first already."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def problem(self, row: int) -> Problem:
        """Return the problem in a row."""
        return self._problems[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many problems there are."""
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many things are said about each."""
        return 0 if parent.isValid() else 4

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a problem says in a column."""
        if not index.isValid():
            return None
        text = problem_texts(self._problems[index.row()])[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, EXACT_ROLE):
            return text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column tells."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return (
            self.tr("Severity"),
            self.tr("Place"),
            self.tr("What is there"),
            self.tr("How to mend it"),
        )[section]


def problem_texts(problem: Problem) -> tuple[str, str, str, str]:
    """Return severity, place, what is there and how to mend it."""
    severity = say(text("{severity!c}", severity=problem.severity.label))
    return severity, place_of(problem), say(problem.found), say(problem.remedy)


def place_of(problem: Problem) -> str:
    """Return where a problem is: sheet and cell where a file has them, else table and row."""
    if problem.cell or problem.table not in TABLE_BY_KEY:
        return say(problem.place)
    table = say(TABLE_BY_KEY[problem.table].labels)
    if problem.row is None:
        return table
    row = say(text("{table}, row {row}", table=table, row=row_number(problem.row)))
    if problem.column is None:
        return row
    return say(
        text("{row}, {column}", row=row, column=_column_label(problem.table, problem.column))
    )


def _column_label(table: str, column: str) -> str:
    try:
        return say(TABLE_BY_KEY[table].column(column).labels)
    except KeyError:
        return column
