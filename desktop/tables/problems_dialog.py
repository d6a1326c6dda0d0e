"""Lists of problems: as a table, as a dialog, and as a view for a page."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import QModelIndex, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPushButton, QWidget

from desktop.look.language import say
from desktop.look.theme import STEP, Theme
from desktop.look.widgets import in_column, wrapped_label
from desktop.tables.grid_view import GridView, list_view
from desktop.tables.row_table import RowTable
from models.problem_listing import errors_first, place_in_case
from models.problems import Problem
from models.words.text import text

MOST_WRAPPED = 300
_MOST_COMPARED = 2_000
"""How many problems are compared one by one when a list changes at both ends."""


class ProblemTable(RowTable[Problem]):
    """Problems one a row: how bad, where, what is there, how to mend it."""

    def __init__(self, parent: QObject | None = None, *, in_case: bool = False) -> None:
        super().__init__(parent=parent)
        self._headers = (
            self.tr("Severity"),
            self.tr("Place"),
            self.tr("What is there"),
            self.tr("How to mend it"),
        )
        self._say(lambda problem, column: problem_texts(problem, in_case=in_case)[column])

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List other problems, in this order; those that stay keep their place and selection."""
        before, new = list(self._rows), list(problems)
        head = _shared(before, new)
        tail = _shared(before[head:][::-1], new[head:][::-1])
        old, come = before[head : len(before) - tail], new[head : len(new) - tail]
        # From the end, so that places before it stay what they are.
        for _, start, end, first, last in reversed(_changes(old, come)):
            if end > start:
                self.beginRemoveRows(QModelIndex(), head + start, head + end - 1)
                self._rows = [*self._rows[: head + start], *self._rows[head + end :]]
                self.endRemoveRows()
            if last > first:
                self.beginInsertRows(QModelIndex(), head + start, head + start + last - first - 1)
                at = head + start
                self._rows = [*self._rows[:at], *come[first:last], *self._rows[at:]]
                self.endInsertRows()

    def problem(self, row: int) -> Problem:
        """Return the problem in a row."""
        return self._rows[row]


def _changes(
    old: Sequence[Problem], new: Sequence[Problem]
) -> list[tuple[str, int, int, int, int]]:
    """Return which runs of problems give way to which, as `SequenceMatcher` says it."""
    if len(old) + len(new) > _MOST_COMPARED:
        return [("replace", 0, len(old), 0, len(new))]
    matched = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [change for change in matched if change[0] != "equal"]


def _shared(first: Sequence[Problem], second: Sequence[Problem]) -> int:
    """Return how many problems two lists begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


def problem_texts(problem: Problem, *, in_case: bool = False) -> tuple[str, str, str, str]:
    """Return severity, place, what is there and how to mend it.

    The place is the cell in the file where there is one, or (`in_case`) always the row and column
    in the tables of the window.
    """
    place = place_in_case(problem) if in_case or not problem.cell else problem.place
    severity = say(text("{severity!c}", severity=problem.severity.label))
    return severity, say(place), say(problem.found), say(problem.remedy)


class ProblemsDialog(QDialog):
    """One sentence and the list of problems under it, which can be copied whole."""

    def __init__(
        self,
        title: str,
        sentence: str,
        problems: Sequence[Problem],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(880, 420)
        self._problems = tuple(problems)
        self.sentence = wrapped_label(sentence)
        self.table = ProblemTable(self)
        self.table.show_problems(errors_first(problems))
        self.view = problem_view(self.table, theme, self.tr("Problems"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        self.copy_button = QPushButton(self.tr("Copy all"))
        self.copy_button.clicked.connect(self.copy_all)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setAutoDefault(False)
        pieces = (self.sentence, self.view, buttons)
        self.setLayout(in_column(*pieces, spacing=3 * STEP, margins=(4 * STEP,) * 4))

    def copy_all(self) -> None:
        """Put every problem on the clipboard, one a line."""
        lines = ("\t".join(problem_texts(problem)) for problem in self._problems)
        QApplication.clipboard().setText("\n".join(lines))


def problem_view(table: ProblemTable, theme: Theme, name: str) -> GridView:
    """Return a view of a list of problems."""
    view = list_view(table, theme, name)
    view.setWordWrap(True)
    view.setObjectName("problems")

    def fit_rows() -> None:
        # Each row is measured, which a list that nobody reads to its end is not worth.
        if table.rowCount() <= MOST_WRAPPED:
            view.resizeRowsToContents()

    # Columns are resized one by one; only once all have their width do texts wrap as they will.
    fitting = QTimer(view)
    fitting.setSingleShot(True)
    fitting.timeout.connect(fit_rows)
    table.rowsInserted.connect(fitting.start)
    view.horizontalHeader().sectionResized.connect(lambda *_: fitting.start())
    for column, width in enumerate((80, 220, 330)):
        view.setColumnWidth(column, width)
    return view
