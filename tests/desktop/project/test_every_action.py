"""Whatever can be done in the window is tried on a frozen scenario; nothing of it changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QInputDialog, QMessageBox, QWidget

from desktop.app import dialogs
from desktop.app.dialogs import UnsavedChoice
from desktop.app.window import MainWindow
from desktop.look.rule_editor import RuleEditor
from desktop.pages.meeting.sliders import chosen_rules
from desktop.pages.page import DATA, PAGES, RULES
from desktop.pages.rules.page import RulesPage
from models.meeting import LEAST_RULES
from models.project.project import Project
from tests.desktop.every_action import Action, Walker
from tests.desktop.project.test_frozen import OWNED, SENTENCE, owned, window

__all__ = ["window"]


class Trial:
    """Tries actions on a window with a frozen scenario, and sees after each that it stands."""

    def __init__(self, window: MainWindow, chosen: str, *, forced: bool = False) -> None:
        self.window, self.chosen, self.document = window, chosen, window.document
        self.walker = Walker(self.settle, forced=forced)
        self.said: list[str] = []
        self.refused: list[Action] = []
        self.rules: set[str] = set()
        self._case, self._path = self.document.open_case, self.document.path
        self._frozen = self.document.frozen["offer"]
        self._owned = owned(self._case)
        self.document.refused.connect(self.said.append)
        self.document.choose_scenario(chosen)

    def settle(self, action: Action) -> None:
        """See that the frozen scenario is what it was, and put back what else was changed."""
        document = self.document
        assert document.path == self._path, f"{action.name} opened another case"
        assert owned(document.open_case) == self._owned, action.name
        assert document.frozen["offer"] is self._frozen, action.name
        assert document.frozen["offer"].case is self._case, action.name
        assert all(one.startswith(SENTENCE) for one in self.said), (action.name, self.said)
        if self.said:
            self.refused.append(action)
            self.rules |= _rules_of(action.of)
            self.said.clear()
        if document.case is not self._case or len(document.frozen) > 1:
            project = Project(self._case, self.chosen, frozen=(self._frozen,))
            assert self._path is not None
            document.replace_case(self._case, self._path, (), project, unsaved=True)
        document.choose_scenario(self.chosen)

    def page(self, number: int, tab: int = -1) -> Callable[[], QWidget]:
        """Return what shows a page."""

        def show() -> QWidget:
            self.window.show_number(number)
            if tab >= 0:
                self.window.data_page.tabs.setCurrentIndex(tab)
            page = self.window.pages.currentWidget()
            assert page is not None
            return page

        return show

    def meeting(self) -> QWidget:
        """Show the meeting view."""
        if self.window.meeting is None:
            self.window.start_meeting()
        assert self.window.meeting is not None
        return self.window.meeting

    def walk_meeting(self) -> None:
        """Try the meeting view and leave it."""
        self.walker.walk(self.meeting)
        self.meeting().close()

    def whole_window(self) -> QWidget:
        """Show the page of rules with all that is around it."""
        self.page(RULES)()
        return self.window


def _rules_of(of: object) -> set[str]:
    """Return the rule whose editor something is a part of."""
    while isinstance(of, QWidget) and not isinstance(of, RuleEditor):
        of = of.parentWidget()
    return {of.rule.key} if isinstance(of, RuleEditor) else set()


@pytest.fixture(autouse=True)
def answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer whatever asks: another name, no file, yes, do not leave the case."""

    def agree(box: QMessageBox) -> QAbstractButton | None:
        roles = [(box.buttonRole(button), button) for button in box.buttons()]
        wanted = QMessageBox.ButtonRole.DestructiveRole
        return next((button for role, button in roles if role == wanted), None)

    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", agree)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: 0)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("another", True))
    for ask, answer in (
        ("getOpenFileName", ("", "")),
        ("getOpenFileNames", ([], "")),
        ("getSaveFileName", ("", "")),
    ):
        monkeypatch.setattr(QFileDialog, ask, partial(lambda said, *_, **__: said, answer))
    cancel = UnsavedChoice.CANCEL
    monkeypatch.setattr(dialogs, "ask_about_unsaved_edits", lambda *_: cancel)


def test_no_action_of_the_window_changes_a_frozen_scenario(window: MainWindow) -> None:
    trial = Trial(window, "offer")
    trial.walker.walk(trial.whole_window)
    trial.walk_meeting()
    for kind in PAGES:
        if kind.number not in (DATA, RULES):
            trial.walker.walk(trial.page(kind.number))
    tried = {action.name for action in trial.walker.tried}
    assert len(tried) > 150, "so much there is to do at least"
    assert "Palette" in {name.split()[0] for name in trial.walker.opened}


def test_what_is_greyed_would_be_refused_too(window: MainWindow) -> None:
    trial = Trial(window, "offer", forced=True)
    page = window.page_of(RulesPage)
    page.rules.unfold(True)
    trial.walker.walk(trial.whole_window)
    assert trial.rules == set(page.rules.rows)
    clauses = page.clauses
    refused = {action.of for action in trial.refused}
    assert {clauses.add_button, clauses.edit_button, clauses.delete_button, clauses.list} <= refused
    menu = window.scenario_menu
    assert {menu.rename, menu.delete} <= refused
    trial.rules.clear()
    trial.walk_meeting()
    assert len(trial.rules) >= LEAST_RULES
    assert set(chosen_rules(window.context.settings)) <= trial.rules


@pytest.mark.parametrize("table", ["Scenarios", *OWNED])
def test_no_action_on_its_tables_changes_a_frozen_scenario(window: MainWindow, table: str) -> None:
    trial = Trial(window, "offer")
    tables = [grid.table.table.key for grid in window.data_page.grids]
    trial.walker.walk(trial.page(DATA, tables.index(table)))
    refused = {action.name.split(" · ")[1].split(" at ")[0] for action in trial.refused}
    assert {"type offer", "press Key_Delete", "press Key_X"} <= refused


def test_no_action_beside_another_scenario_changes_a_frozen_one(window: MainWindow) -> None:
    page = window.page_of(RulesPage)
    page.clauses.all_scenarios.setChecked(True)
    trial = Trial(window, "other")
    trial.walker.walk(trial.page(RULES))
    assert "ClauseEditor" in {name.split()[0] for name in trial.walker.opened}
