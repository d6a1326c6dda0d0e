"""The open case with all that the window knows about it; pages listen to its signals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.document.history import Entry, History
from desktop.look.language import say
from models.declaration.tables import BASE_SCENARIO
from models.editing import Edit, add_rows, between, delete_rows, set_cells
from models.problems import Problem, RelaisError, Severity
from models.project.project import UNSETTLED, moment_now
from models.scenarios import Rules, rules_of
from models.words.edits import (
    cells_set,
    row_added,
    rows_deleted,
    scenario_deleted,
    scenario_made,
    scenario_renamed,
)
from models.words.text import Quoted, text

if TYPE_CHECKING:
    from models.case import Case
    from models.editing import CellEdit, CellEdits
    from models.names import Names
    from models.project.project import FrozenScenario, Project
    from models.results.split import Split


@dataclass(frozen=True, eq=False)
class Solved:
    """A split with the case it was computed from and the names of that case."""

    case: Case
    split: Split
    names: Names

    @cached_property
    def rules(self) -> Rules:
        """The rules of the scenario that was solved."""
        return rules_of(self.case, self.split.scenario)


class Document(QObject):
    """One open case: its data, where it came from, its scenario, its split, its problems.

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
        settings: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        """Open another case in place of this one.

        Args:
            case: its data.
            path: its file, or the one it would have.
            problems: what is wrong with it.
            project: what else its file holds.
            unsaved: whether it has edits that its file does not have.
            scenario: the one to show, where no project says it.
            settings: what is remembered with it, where no project says it.
        """
        self._case, self._path, self._problems = case, path, tuple(problems)
        self._frozen = {one.scenario: one for one in project.frozen} if project else {}
        self._settings = dict(project.settings if project else settings)
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

    def edit(self, edit: Edit) -> str:
        """Make an edit of the case, which can be undone; every one enters here.

        One that would change what belongs to a frozen scenario is refused, and told so. Undoing
        and redoing change nothing of it either: freezing forgets how to undo what was before.

        Returns:
            why it was refused; "" where it was made.
        """
        refusal = self.refusal_of(edit)
        if refusal:
            self.refused.emit(refusal)
        else:
            self.undo_stack.push(Entry(edit, self._make))
        return refusal

    def refusal_of(self, edit: Edit) -> str:
        """Return why an edit may not be made; "" if it may."""
        if not self._frozen:
            return ""
        from models.scenarios import touched  # noqa: PLC0415  # the first window needs none

        name = touched(self.open_case, edit.forward(self.open_case), self._frozen)
        return "" if name is None else self._frozen_words(name)

    def may_change(self, scenario: str) -> bool:
        """Say whether what belongs to a scenario may change; tells why where it may not."""
        if refusal := self.why_kept(scenario):
            self.refused.emit(refusal)
        return not refusal

    def why_kept(self, scenario: str) -> str:
        """Return why what belongs to a scenario may not change; "" where it may."""
        return self._frozen_words(scenario) if scenario in self._frozen else ""

    def set_cells(
        self, table: str, cells: CellEdits | Sequence[CellEdit], entry: str = "", added: int = 0
    ) -> None:
        """Change the values of some cells; undoable.

        Args:
            table: the key of the table.
            cells: the cells; those below the last row are in rows that are added.
            entry: the entry in the history; "": said from the cells.
            added: how many rows the table gets at its end.
        """
        if cells:
            entry = entry or say(cells_set(table, cells))
            self.edit(set_cells(self.open_case, table, cells, entry, added))

    def add_row(self, table: str, at: int) -> None:
        """Put a blank row in; undoable."""
        self.edit(add_rows(self.open_case, table, at, say(row_added(table))))

    def delete_rows(self, table: str, rows: Sequence[int]) -> None:
        """Take rows out; undoable."""
        if rows:
            entry = say(rows_deleted(table, len(rows)))
            self.edit(delete_rows(self.open_case, table, rows, entry))

    def new_scenario(self, name: str, like: str | None = None) -> None:
        """Make a scenario, as base or as another one, and choose it; undoable.

        Raises:
            RelaisError: no scenario can have that name, or the other one is gone.
        """
        from models.scenarios import new_scenario  # noqa: PLC0415  # the first window needs none

        self._refuse_gone(like or BASE_SCENARIO)
        entry = say(scenario_made(name, like))
        self._make_of_it(new_scenario(self.open_case, name, like), entry, name)

    def rename_scenario(self, name: str, to: str) -> None:
        """Give a scenario another name, wherever it is named; undoable.

        Raises:
            RelaisError: it is base, frozen or gone, or cannot have that name.
        """
        from models.scenarios import renamed_scenario  # noqa: PLC0415  # as above

        self._refuse_gone(name)
        entry = say(scenario_renamed(name, to))
        chosen = to if self._scenario == name else self._scenario
        self._make_of_it(renamed_scenario(self.open_case, name, to), entry, chosen)

    def delete_scenario(self, name: str) -> None:
        """Take a scenario out with its clauses and adjustments; undoable.

        Raises:
            RelaisError: it is base, frozen, gone or the reference of another.
        """
        from models.scenarios import without_scenario  # noqa: PLC0415  # as above

        self._refuse_gone(name)
        entry = say(scenario_deleted(name))
        chosen = BASE_SCENARIO if self._scenario == name else self._scenario
        self._make_of_it(without_scenario(self.open_case, name), entry, chosen)

    def freeze_scenario(self) -> None:
        """Keep the chosen scenario as it is with its split for good; nothing undoes it.

        The edits made before stay in the history, but can no longer be undone, since that
        would change what was agreed.

        Raises:
            RelaisError: it is frozen already, or its split is not computed with all layers.
        """
        from models.project.project import FrozenScenario  # noqa: PLC0415

        if self._scenario in self._frozen:
            raise RelaisError(self._frozen_words(self._scenario))
        solved = self._solved
        if solved is None or not self.split_is_current or solved.split.appendix is None:
            what = text("Only a scenario whose split is computed can be frozen.")
            raise RelaisError(what, "", text("Wait for its split, or settle what prevents it."))
        case, split = self.open_case, solved.split
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

    def choose_scenario(self, scenario: str) -> None:
        """Want the split of another scenario."""
        if scenario != self._scenario and scenario in self.open_case.scenarios():
            before, self._scenario = self._scenario, scenario
            self._follow_choice(before)

    @property
    def unsettled(self) -> tuple[Problem, ...]:
        """What is wrong with sheets and columns of the workbook of a draft, until it is settled."""
        if self._case is None or UNSETTLED not in self._settings:
            return ()
        from models.project.draft import still_unsettled  # noqa: PLC0415  # loads pandas

        return still_unsettled(self._settings, self._case)

    def settle(self, problem: Problem) -> None:
        """Note that what the workbook of a draft said wrong is right now."""
        from models.project.draft import as_setting  # noqa: PLC0415  # loads pandas

        left = [one for one in self.unsettled if one != problem]
        self.take_problems([one for one in self._problems if one != problem])
        self.remember(UNSETTLED, as_setting(left))

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

    def _make(self, edit: Edit) -> None:
        """Take over the case that an edit makes; for entries of the history only."""
        before = self._scenario
        wanted = edit.scenarios[1] if edit.scenarios else before
        self._case = edit.forward(self.open_case)
        self._scenario = wanted if wanted in self._case.scenarios() else BASE_SCENARIO
        for change in edit.changes():
            self.table_changed.emit(change)
        self._follow_choice(before)

    def _follow_choice(self, before: str) -> None:
        """Tell that another scenario may be chosen, and that another split is wanted."""
        if self._scenario != before:
            self._solved = self._solved_before() or self._solved
            self.scenario_changed.emit()
        self.split_changed.emit()

    def _make_of_it(self, case: Case, entry: str, scenario: str) -> None:
        """Let the edit in that makes the open case another one and chooses a scenario.

        Raises:
            RelaisError: it is refused.
        """
        chosen = (self._scenario, scenario)
        if refusal := self.edit(between(self.open_case, case, entry, chosen)):
            raise RelaisError(refusal)

    def _frozen_words(self, scenario: str) -> str:
        from models.names import scenario_labels  # noqa: PLC0415  # the first window names nothing
        from models.words.names import scenario_name  # noqa: PLC0415

        frozen = text(
            "The scenario {scenario} is frozen: its rules, clauses and adjustments stay as they "
            "were agreed. Duplicate it to go on from it.",
            scenario=Quoted(scenario_name(scenario, scenario_labels(self.open_case))),
        )
        return say(frozen)

    def _refuse_gone(self, name: str) -> None:
        if name not in self.open_case.scenarios():
            what = text("There is no scenario {name} any more.", name=Quoted(name))
            raise RelaisError(what, "", text("Choose another one."))

    def _solved_before(self) -> Solved | None:
        """Return the split that the chosen scenario was frozen with."""
        frozen = self._frozen.get(self._scenario)
        if frozen is None:
            return None
        from models.names import names_of  # noqa: PLC0415  # the first window names nothing

        return Solved(frozen.case, frozen.split, names_of(frozen.case))
