"""The open case with all that the window knows about it; pages listen to its signals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.project.history import History
from models.problems import Problem, RelaisError, Severity
from models.project.history import moment_now

if TYPE_CHECKING:
    from desktop.edits import CaseEdit
    from models.case import Case
    from models.editing import CellEdit, TableChange
    from models.names import Names
    from models.project.project import FrozenScenario, Project
    from models.rules import Rules
    from models.scenarios import Frames
    from models.split import Split

BASE_SCENARIO = "base"


@dataclass(frozen=True, eq=False)
class Solved:
    """A split with the case it was computed from and the names of that case."""

    case: Case
    split: Split
    names: Names

    @cached_property
    def rules(self) -> Rules:
        """The rules of the scenario that was solved."""
        from models.rules import rules_of  # noqa: PLC0415  # loads pandas

        return rules_of(self.case, self.split.scenario)


class DocumentSignals(QObject):
    """What a document tells.

    Signals:
        case_replaced: another case was opened; everything about the old one is gone.
        table_changed: an edit, or its undoing; carries a TableChange.
        problems_changed: what is wrong with the data is known anew.
        scenario_changed: another scenario was chosen.
        split_changed: there is another split, or the one there became current or stale.
        path_changed: the case has another file.
        modified_changed: there are edits that no file has, or there no longer are.
        frozen_changed: a scenario was frozen.
        setting_changed: a page remembers something else now; carries the name.
        refused: an edit may not be made; carries the sentence that says why.
    """

    case_replaced = Signal()
    table_changed = Signal(object)
    problems_changed = Signal()
    scenario_changed = Signal()
    split_changed = Signal()
    path_changed = Signal()
    modified_changed = Signal()
    frozen_changed = Signal()
    setting_changed = Signal(str)
    refused = Signal(str)


class Document(DocumentSignals):
    """One open case: its data, where it came from, its scenario, its split, its problems."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = History(self)
        self.undo_stack.cleanChanged.connect(self.modified_changed)
        self._case: Case | None = None
        self._path: Path | None = None
        self._scenario = BASE_SCENARIO
        self._solved: Solved | None = None
        self._problems: tuple[Problem, ...] = ()
        self._frozen: dict[str, FrozenScenario] = {}
        self._settings: dict[str, Any] = {}
        self._unsaved_otherwise = False

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
    def case_of_split(self) -> Case | None:
        """The case that the chosen scenario has: its own if it is frozen, else the open one."""
        frozen = self._frozen.get(self._scenario)
        return frozen.case if frozen else self._case

    @property
    def frozen(self) -> Mapping[str, FrozenScenario]:
        """The scenarios that can no longer change, by name."""
        return self._frozen

    @property
    def settings(self) -> Mapping[str, Any]:
        """What pages remember with the case: plain values by name."""
        return self._settings

    @property
    def split_is_current(self) -> bool:
        """Whether the split is the final one of the case and the scenario as they are now."""
        solved = self._solved
        return (
            solved is not None
            and not solved.split.still_to_come
            and solved.case is self.case_of_split
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
        return self._unsaved_otherwise or not self.undo_stack.isClean()

    def replace_case(
        self,
        case: Case,
        path: Path,
        problems: Sequence[Problem],
        project: Project | None = None,
        unsaved: bool = False,
        scenario: str = BASE_SCENARIO,
    ) -> None:
        """Open another case in place of this one.

        Args:
            case: its data.
            path: its file, or the one it would have.
            problems: what is wrong with it.
            project: what else its file holds.
            unsaved: whether it has edits that its file does not have.
            scenario: the one to show, where no project says it.
        """
        self._case, self._path, self._problems = case, path, tuple(problems)
        self._frozen = {one.scenario: one for one in project.frozen} if project else {}
        self._settings = dict(project.settings) if project else {}
        self._scenario = project.scenario if project else scenario
        if self._scenario not in case.scenarios():
            self._scenario = BASE_SCENARIO
        self._unsaved_otherwise = unsaved
        self._solved = self._solved_before()
        self.undo_stack.begin(project.history if project else ())
        self.case_replaced.emit()
        self.path_changed.emit()
        self.problems_changed.emit()
        self.frozen_changed.emit()
        self.split_changed.emit()
        self.modified_changed.emit()

    def edit(self, command: CaseEdit) -> None:
        """Make an edit of the case, which can be undone; every one enters here.

        One that would change what belongs to a frozen scenario is refused, and told so. Undoing
        and redoing change nothing of it either: freezing forgets how to undo what was before.
        """
        if not self._frozen or self._may(self.refusal_of(command.after())):
            self.undo_stack.push(command)

    def refusal_of(self, case: Case) -> str:
        """Return why a case may not take the place of the open one; "" if it may."""
        from desktop.project.frozen_guard import refusal_of_case  # noqa: PLC0415  # as below

        return refusal_of_case(self.open_case, case, self._frozen)

    def may_change(self, scenario: str) -> bool:
        """Say whether what belongs to a scenario may change; tells why where it may not."""
        from desktop.project.frozen_guard import refusal_of  # noqa: PLC0415  # as below

        return self._may(refusal_of(scenario) if scenario in self._frozen else "")

    def set_cells(
        self, table: str, cells: Sequence[CellEdit], text: str = "", added: int = 0
    ) -> None:
        """Change the values of some cells; undoable.

        Args:
            table: the key of the table.
            cells: the cells; those below the last row are in rows that are added.
            text: the entry in the history; "": said from the cells.
            added: how many rows the table gets at its end.
        """
        from desktop.edits import SetCells  # noqa: PLC0415  # the first window edits nothing

        if cells:
            self.edit(SetCells(self, table, cells, text, added))

    def add_row(self, table: str, at: int) -> None:
        """Put a blank row in; undoable."""
        from desktop.edits import AddRows  # noqa: PLC0415  # the first window edits nothing

        self.edit(AddRows(self, table, at))

    def delete_rows(self, table: str, rows: Sequence[int]) -> None:
        """Take rows out; undoable."""
        from desktop.edits import DeleteRows  # noqa: PLC0415  # the first window edits nothing

        if rows:
            self.edit(DeleteRows(self, table, rows))

    def new_scenario(self, name: str, like: str | None = None) -> None:
        """Make a scenario, as base or as another one, and choose it; undoable.

        Raises:
            RelaisError: no scenario can have that name, or the other one is gone.
        """
        from models.scenarios import new_scenario  # noqa: PLC0415  # the first window needs none

        self._refuse_gone(like or BASE_SCENARIO)
        text = self.tr("New scenario {name}") if like is None else self.tr("Duplicate {like}")
        self._put_tables(
            text.format(name=name, like=like), new_scenario(self.open_case, name, like), name
        )

    def rename_scenario(self, name: str, to: str) -> None:
        """Give a scenario another name, wherever it is named; undoable.

        Raises:
            RelaisError: it is base, frozen or gone, or cannot have that name.
        """
        from models.scenarios import referring_to, renamed_scenario  # noqa: PLC0415

        self._refuse_gone(name)
        for one in (name, *referring_to(self.open_case, name)):
            self._refuse_frozen(one)
        text = self.tr("Rename scenario {name} to {to}").format(name=name, to=to)
        chosen = to if self._scenario == name else self._scenario
        self._put_tables(text, renamed_scenario(self.open_case, name, to), chosen)

    def delete_scenario(self, name: str) -> None:
        """Take a scenario out with its clauses and adjustments; undoable.

        Raises:
            RelaisError: it is base, frozen, gone or the reference of another.
        """
        from models.scenarios import without_scenario  # noqa: PLC0415

        self._refuse_gone(name)
        self._refuse_frozen(name)
        text = self.tr("Delete scenario {name}").format(name=name)
        chosen = BASE_SCENARIO if self._scenario == name else self._scenario
        self._put_tables(text, without_scenario(self.open_case, name), chosen)

    def freeze_scenario(self) -> None:
        """Keep the chosen scenario as it is with its split for good; nothing undoes it.

        The edits made before stay in the history, but can no longer be undone, since that
        would change what was agreed.

        Raises:
            RelaisError: it is frozen already, or its split is not computed.
        """
        from models.project.project import FrozenScenario  # noqa: PLC0415
        from models.rules import rules_of  # noqa: PLC0415

        self._refuse_frozen(self._scenario)
        if self._solved is None or not self.split_is_current:
            what = self.tr("Only a scenario whose split is computed can be frozen.")
            raise RelaisError(what, "", self.tr("Wait for its split, or settle what prevents it."))
        case, split = self.open_case, self._solved.split
        rules = rules_of(case, self._scenario)
        self._frozen[self._scenario] = FrozenScenario(
            self._scenario, moment_now(), case, rules, split
        )
        self._unsaved_otherwise = True
        self.undo_stack.let_past_be_past()
        self.frozen_changed.emit()
        self.modified_changed.emit()
        self.split_changed.emit()

    def remember(self, name: str, value: Any) -> None:
        """Keep something for a page with the case: a plain value; None forgets it."""
        if self._settings.get(name) != value:
            self._settings[name] = value
            if value is None:
                del self._settings[name]
            self.setting_changed.emit(name)

    def take_tables(self, case: Case, changes: Sequence[TableChange], scenario: str) -> None:
        """Take over a case with other tables; for undo commands only."""
        chosen = self._scenario
        self._case, self._scenario = case, scenario
        for change in changes:
            self.table_changed.emit(change)
        if scenario != chosen:
            self._solved = self._solved_before() or self._solved
            self.scenario_changed.emit()
        self.split_changed.emit()

    def take_edit(self, case: Case, *changes: TableChange) -> None:
        """Take over the case that an undo command made; for undo commands only."""
        self._case = case
        self._forget_a_deleted_scenario()
        for change in changes:
            self.table_changed.emit(change)
        self.split_changed.emit()

    def choose_scenario(self, scenario: str) -> None:
        """Want the split of another scenario."""
        if scenario != self._scenario and scenario in self.open_case.scenarios():
            self._scenario = scenario
            self._solved = self._solved_before() or self._solved
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
        self.note_saved(case)
        self.path_changed.emit()

    def note_saved(self, case: Case, with_frozen: bool = False) -> None:
        """Note that the file of the case holds these data, and perhaps all that is frozen too."""
        if with_frozen or not self._frozen:
            self._unsaved_otherwise = False
        if case is self._case:
            self.undo_stack.setClean()
        self.modified_changed.emit()

    def _may(self, refusal: str) -> bool:
        if refusal:
            self.refused.emit(refusal)
        return not refusal

    def _refuse_frozen(self, name: str) -> None:
        if name in self._frozen:
            from desktop.project.frozen_guard import refusal_of  # noqa: PLC0415  # as above

            raise RelaisError(refusal_of(name))

    def _refuse_gone(self, name: str) -> None:
        if name not in self.open_case.scenarios():
            what = self.tr("There is no scenario “{name}” any more.").format(name=name)
            raise RelaisError(what, "", self.tr("Choose another one."))

    def _put_tables(self, text: str, tables: Frames, scenario: str) -> None:
        from desktop.project.scenario_edits import ReplaceTables  # noqa: PLC0415  # as above

        self.edit(ReplaceTables(self, text, tables, scenario))

    def _solved_before(self) -> Solved | None:
        """Return the split that the chosen scenario was frozen with."""
        frozen = self._frozen.get(self._scenario)
        if frozen is None:
            return None
        from models.names import names_of  # noqa: PLC0415  # the first window names nothing

        return Solved(frozen.case, frozen.split, names_of(frozen.case))

    def _forget_a_deleted_scenario(self) -> None:
        if self._scenario not in self.open_case.scenarios():
            self._scenario = BASE_SCENARIO
            self.scenario_changed.emit()
