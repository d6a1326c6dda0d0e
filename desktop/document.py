"""The open case with all that the window knows about it; pages listen to its signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from desktop.edits import AddRows, CellEdit, DeleteRows, SetCells, TableChange
from desktop.naming import Names
from models.problems import Problem, Severity
from models.split import Split

if TYPE_CHECKING:
    from models.case import Case

BASE_SCENARIO = "base"


@dataclass(frozen=True, eq=False)
class Solved:
    """A split with the case it was computed from and the names of that case."""

    case: Case
    split: Split
    names: Names


class Document(QObject):
    """One open case: its data, where it came from, its scenario, its split, its problems.

    Signals:
        case_replaced: another case was opened; everything about the old one is gone.
        table_changed: an edit, or its undoing; carries a TableChange.
        problems_changed: what is wrong with the data is known anew.
        scenario_changed: another scenario was chosen.
        split_changed: there is another split, or the one there became current or stale.
        path_changed: the case has another file.
    """

    case_replaced = Signal()
    table_changed = Signal(object)
    problems_changed = Signal()
    scenario_changed = Signal()
    split_changed = Signal()
    path_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._case: Case | None = None
        self._path: Path | None = None
        self._scenario = BASE_SCENARIO
        self._solved: Solved | None = None
        self._problems: tuple[Problem, ...] = ()

    @property
    def case(self) -> Case | None:
        """The case, None where none is open."""
        return self._case

    @property
    def open_case(self) -> Case:
        """The case; only for what can happen while one is open."""
        assert self._case is not None
        return self._case

    @property
    def path(self) -> Path | None:
        """The file of the case."""
        return self._path

    @property
    def scenario(self) -> str:
        """The scenario whose split is wanted."""
        return self._scenario

    @property
    def solved(self) -> Solved | None:
        """The newest split there is, current or not."""
        return self._solved

    @property
    def split_is_current(self) -> bool:
        """Whether the split is the final one of the case and the scenario as they are now."""
        solved = self._solved
        return (
            solved is not None
            and not solved.split.still_to_come
            and solved.case is self._case
            and solved.split.scenario == self._scenario
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the data, as last checked."""
        return self._problems

    @property
    def has_errors(self) -> bool:
        """Whether the data as they are would be refused."""
        return any(problem.severity is Severity.ERROR for problem in self._problems)

    @property
    def modified(self) -> bool:
        """Whether there are edits that no file has."""
        return not self.undo_stack.isClean()

    def replace_case(self, case: Case, path: Path, problems: Sequence[Problem]) -> None:
        """Open another case in place of this one."""
        self._case, self._path, self._problems = case, path, tuple(problems)
        self._scenario, self._solved = BASE_SCENARIO, None
        self.undo_stack.clear()
        self.case_replaced.emit()
        self.path_changed.emit()
        self.problems_changed.emit()
        self.split_changed.emit()

    def set_cells(self, table: str, cells: Sequence[CellEdit]) -> None:
        """Change the values of some cells; undoable."""
        if cells:
            self.undo_stack.push(SetCells(self, table, cells))

    def add_row(self, table: str, at: int) -> None:
        """Put a blank row in; undoable."""
        self.undo_stack.push(AddRows(self, table, at))

    def delete_rows(self, table: str, rows: Sequence[int]) -> None:
        """Take rows out; undoable."""
        if rows:
            self.undo_stack.push(DeleteRows(self, table, rows))

    def take_edit(self, case: Case, change: TableChange) -> None:
        """Take over the case that an undo command made; for undo commands only."""
        self._case = case
        self._forget_a_deleted_scenario()
        self.table_changed.emit(change)
        self.split_changed.emit()

    def choose_scenario(self, scenario: str) -> None:
        """Want the split of another scenario."""
        if scenario != self._scenario and scenario in self.open_case.scenarios():
            self._scenario = scenario
            self.scenario_changed.emit()
            self.split_changed.emit()

    def take_problems(self, problems: Sequence[Problem]) -> None:
        """Take over what the checks found."""
        self._problems = tuple(problems)
        self.problems_changed.emit()

    def take_split(self, solved: Solved) -> None:
        """Take over a split."""
        self._solved = solved
        self.split_changed.emit()

    def saved_as(self, path: Path, case: Case) -> None:
        """Note that a file now holds the case; edits made since then stay unsaved."""
        self._path = path
        if case is self._case:
            self.undo_stack.setClean()
        self.path_changed.emit()

    def _forget_a_deleted_scenario(self) -> None:
        if self._scenario not in self.open_case.scenarios():
            self._scenario = BASE_SCENARIO
            self.scenario_changed.emit()
