"""What the window says of a case of the first edition, and keeps as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.project.edition_notice import EDITION
from models.project.files import read_project
from models.project.project import EDITION_SAID
from models.scenarios import rules_of
from tests.desktop.builders import quick, solving_with
from tests.desktop.conftest import OpenWindow, solved_on
from tests.desktop.project.test_project_window import opened

OLD = Path(__file__).parents[2] / "models" / "project" / "data" / "version-1.relais"
FROZEN = OLD.with_name("first-edition.relais")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "old.relais"))


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, project: Path) -> MainWindow:
    return solved_on(qtbot, open_window(solving_with(quick)), project)


def test_it_says_which_figures_change_until_somebody_closes_it(
    qtbot: QtBot, window: MainWindow, project: Path
) -> None:
    notice = window.notices.shown[EDITION]
    assert "“work” come evenly over its years" in notice.sentence.text()
    assert [button.text() for button in notice.buttons] == [
        "Keep benefits in the year of entry",
        "Close",
    ]
    with qtbot.waitSignal(window.keeper.in_file, timeout=10_000):
        window.notices.shown[EDITION].buttons[1].click()
    assert EDITION not in window.notices.shown
    assert read_project(project).settings[EDITION_SAID] is True
    opened(qtbot, window, project)
    assert EDITION not in window.notices.shown


def test_benefits_are_kept_in_the_year_of_entry_by_an_edit_that_can_be_undone(
    window: MainWindow,
) -> None:
    window.notices.shown[EDITION].buttons[0].click()
    assert EDITION not in window.notices.shown
    case = window.document.open_case
    assert {rules_of(case, name).benefit_timing for name in case.scenarios()} == {"entry"}
    window.document.undo_stack.undo()
    assert rules_of(window.document.open_case, "base").benefit_timing == "spread"


def test_it_stays_where_the_base_is_frozen_and_cannot_be_changed(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = Path(shutil.copy(FROZEN, tmp_path / "old.relais"))
    window = solved_on(qtbot, open_window(solving_with(quick)), path)
    window.notices.shown[EDITION].buttons[0].click()
    assert EDITION in window.notices.shown
    assert rules_of(window.document.open_case, "base").benefit_timing == "spread"
