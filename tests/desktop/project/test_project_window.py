"""What a person does with projects, scenarios and the history in the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.app import dialogs
from desktop.app.dialogs import UnsavedChoice
from desktop.app.window import MainWindow
from desktop.document import freezing
from desktop.document.history import HistoryDialog
from desktop.project.places import SafePlaces
from models.editing import CellEdit
from models.problems import RelaisError
from models.project.files import backup_of, read_project, write_project
from models.project.project import Project
from models.results.split import appendix_of
from tests.cases import sample_case
from tests.desktop.builders import quick, solving_with
from tests.desktop.conftest import SAMPLES, OpenWindow, freeze, solved_on, wait_for_split


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "worked.relais"
    write_project(Project(sample_case("worked")), path)
    return path


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, project: Path) -> MainWindow:
    """A window on a project, solved at once."""
    return solved_on(qtbot, open_window(solving_with(quick)), project)


def opened(qtbot: QtBot, window: MainWindow, path: Path) -> MainWindow:
    """Open another case in a window that has one."""
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        window.open_path(path)
    wait_for_split(qtbot, window)
    return window


def note(window: MainWindow, row: int, text: str) -> None:
    before = window.document.open_case.table("Costs")["note"].iloc[row]
    window.document.set_cells("Costs", [CellEdit(row, "note", before, text)])


def noted(path: Path, row: int = 0) -> object:
    return read_project(path).case.table("Costs")["note"].iloc[row]


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_every_edit_goes_into_the_project_by_itself(
    qtbot: QtBot, window: MainWindow, project: Path
) -> None:
    first = project.read_bytes()
    with qtbot.waitSignal(window.keeper.in_file, timeout=10_000):
        note(window, 0, "one")
    assert not window.isWindowModified()
    assert noted(project) == "one"
    with qtbot.waitSignal(window.keeper.in_file, timeout=10_000):
        window.document.undo_stack.undo()
    assert noted(project) != "one"
    assert not window.isWindowModified()
    assert backup_of(project).read_bytes() == first
    assert [line.text for line in read_project(project).history] == []


def test_closing_a_project_asks_nothing_and_leaves_nothing_behind(
    window: MainWindow, project: Path, places: SafePlaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_about_unsaved_edits", pytest.fail)
    note(window, 0, "last words")
    assert window.close()
    assert noted(project) == "last words"
    assert list(places.recovery.iterdir()) == []
    assert not list(project.parent.glob(".*.lock"))


def test_a_small_edit_is_on_the_disk_before_anything_else_happens(
    window: MainWindow, places: SafePlaces, tmp_path: Path
) -> None:
    from models.project.working_copy import read_working_copy  # noqa: PLC0415

    note(window, 0, "now")
    note(window, 1, "again")
    (folder,) = places.recovery.iterdir()
    shutil.copytree(folder, tmp_path / "seen")
    kept = read_working_copy(tmp_path / "seen")[0].case.table("Costs")["note"]
    assert kept.iloc[:2].tolist() == ["now", "again"]


def test_a_project_open_elsewhere_is_opened_read_only_and_says_where(
    qtbot: QtBot, window: MainWindow, open_window: OpenWindow, project: Path
) -> None:
    other = solved_on(qtbot, open_window(solving_with(quick)), project)
    assert other.windowTitle().startswith("worked.relais (read-only)")
    words = other.notices.shown["read-only"].sentence.text()
    assert "open in another window (" in words
    assert "process" in words
    note(other, 0, "theirs")
    note(window, 0, "ours")
    window.keeper.wait_for_file()
    other.keeper.wait_for_file()
    assert noted(project) == "ours"
    assert other.isWindowModified()


def test_the_lock_of_a_window_that_closed_is_free_again(
    qtbot: QtBot, window: MainWindow, open_window: OpenWindow, project: Path
) -> None:
    window.close()
    other = solved_on(qtbot, open_window(solving_with(quick)), project)
    assert other.windowTitle().startswith("worked.relais – ") or "[*]" in other.windowTitle()
    assert "read-only" not in other.notices.shown


def test_a_file_that_another_program_changed_is_not_overwritten(
    qtbot: QtBot, window: MainWindow, project: Path
) -> None:
    write_project(Project(sample_case("belgium")), project)
    theirs = project.read_bytes()
    with qtbot.waitSignal(window.keeper.failed, timeout=10_000):
        note(window, 0, "ours")
    assert "Another program changed the file" in window.notices.shown["keeping"].sentence.text()
    assert project.read_bytes() == theirs
    assert window.isWindowModified()


def test_saving_as_a_project_goes_on_with_it(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = solved_on(qtbot, open_window(solving_with(quick)), SAMPLES / "worked.xlsx")
    note(window, 0, "one")
    assert window.isWindowModified()
    path = tmp_path / "new.relais"
    choose(monkeypatch, path)
    with qtbot.waitSignal(window.files.saved, timeout=10_000):
        qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("new.relais")
    with qtbot.waitSignal(window.keeper.in_file, timeout=10_000):
        note(window, 0, "two")
    assert noted(path) == "two"
    assert [line.text for line in read_project(path).history] == ["Change Note in Costs, row 2"] * 2


def test_a_duplicate_is_another_file_and_the_window_keeps_its_own(
    qtbot: QtBot, window: MainWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = project.with_name("copy.relais")
    choose(monkeypatch, copy)
    with qtbot.waitSignal(window.files.copied, timeout=10_000):
        window.case_actions.choose_and_copy()
    note(window, 0, "after")
    window.keeper.wait_for_file()
    assert window.windowTitle().startswith("worked.relais")
    assert noted(project) == "after"
    assert noted(copy) != "after"


def test_a_new_case_says_what_to_do_and_can_be_filled_in(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=10_000):
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.windowTitle().startswith("New case.relais")
    assert window.blank_page.isVisible()
    assert window.document.open_case.scenarios() == ("base",)
    qtbot.mouseClick(window.blank_page.fill_button, Qt.MouseButton.LeftButton)
    assert window.data_page.isVisible()
    window.document.add_row("Flows", 0)
    assert window.isWindowModified()
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.split_page.isVisible()


def test_a_damaged_project_is_told_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    case = window.document.case
    broken = tmp_path / "broken.relais"
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 3000)
    with qtbot.waitSignal(window.files.failed, timeout=10_000):
        window.open_path(broken)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "damaged" in box.text()
    box.reject()
    assert window.document.case is case


@pytest.mark.parametrize("agreed", [True, False])
def test_a_project_without_its_seal_is_opened_only_after_a_yes(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    agreed: bool,
) -> None:
    altered, before = tmp_path / "altered.relais", window.document.path
    altered.write_bytes(project.read_bytes()[:-1])
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        roles = QMessageBox.ButtonRole
        role = roles.DestructiveRole if agreed else roles.RejectRole
        (button,) = [one for one in box.buttons() if box.buttonRole(one) is role]
        button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    window.open_path(altered)
    qtbot.waitUntil(lambda: bool(asked) and not window.files.reading.busy, timeout=20_000)
    assert asked == ["The seal of altered.relais is missing."]
    assert window.document.path == (altered if agreed else before)


def test_recent_files_list_what_was_open_and_grey_what_is_gone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.xlsx"
    shutil.copy(SAMPLES / "worked.xlsx", gone)
    opened(qtbot, window, gone)
    gone.unlink()
    menu = QMenu()
    window.case_actions.recent.fill(menu, window.case_actions.open_known)
    first, second = menu.actions()[:2]
    assert (first.text(), first.isEnabled()) == ("gone.xlsx (not found)", False)
    with qtbot.waitSignal(window.files.opened, timeout=10_000):
        second.trigger()
    assert window.windowTitle().startswith("worked.relais")
    window.case_actions.recent.forget_missing()
    assert [path.name for path in window.case_actions.recent.paths()] == ["worked.relais"]


def test_the_history_lists_every_edit_and_goes_to_any(
    qtbot: QtBot, window: MainWindow, project: Path
) -> None:
    note(window, 0, "one")
    note(window, 1, "two")
    window.keeper.wait_for_file()
    opened(qtbot, window, project)
    note(window, 0, "three")
    window.document.add_row("Policies", 0)
    window.show_history()
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    texts = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert [text.split("  ")[-1] for text in texts] == [
        "Change Note in Costs, row 2",
        "Change Note in Costs, row 3",
        "The case as it was opened",
        "Change Note in Costs, row 2",
        "Add 1 row to Policies",
    ]
    dialog.go_to(dialog.list.item(2))
    assert window.document.open_case.table("Costs")["note"].iloc[0] == "one"
    assert dialog.list.item(4).text().endswith("(undone)")
    dialog.go_to(dialog.list.item(4))
    assert window.document.undo_stack.index() == 2
    dialog.go_to(dialog.list.item(0))
    assert window.document.undo_stack.index() == 2
    dialog.reject()


def scenarios(window: MainWindow) -> list[str]:
    box = window.split_page.scenario_box
    return [box.itemData(at) for at in range(box.count())]


def test_scenarios_are_made_renamed_and_deleted_and_all_of_it_is_undone(
    window: MainWindow, project: Path
) -> None:
    document = window.document
    document.new_scenario("draft")
    assert (scenarios(window), document.scenario) == (["base", "draft"], "draft")
    document.rename_scenario("draft", "offer")
    document.new_scenario("second", "offer")
    assert scenarios(window) == ["base", "offer", "second"]
    document.delete_scenario("second")
    assert (scenarios(window), document.scenario) == (["base", "offer"], "base")
    window.keeper.wait_for_file()
    kept = read_project(project)
    assert kept.case.scenarios() == ("base", "offer")
    assert [line.text for line in kept.history] == [
        "New scenario draft",
        "Rename scenario draft to offer",
        "Duplicate offer",
        "Delete scenario second",
    ]
    document.undo_stack.setIndex(1)
    assert (scenarios(window), document.scenario) == (["base", "draft"], "draft")
    document.undo_stack.undo()
    assert (scenarios(window), document.scenario) == (["base"], "base")
    window.keeper.wait_for_file()
    assert read_project(project).case.scenarios() == ("base",)


def frozen_offer(qtbot: QtBot, window: MainWindow) -> None:
    """Make a scenario with a clause and an adjustment of its own and freeze it."""
    document = window.document
    document.new_scenario("offer")
    document.add_row("Clauses", 0)
    clause: dict[str, str | float] = {
        "clause": "c", "measure": "amount", "sense": "at most", "value": 9e9,
    }  # fmt: skip
    cells = [CellEdit(0, key, None, value) for key, value in clause.items()]
    document.set_cells("Clauses", [*cells, CellEdit(0, "scenario", None, "offer")])
    document.choose_scenario("offer")
    qtbot.waitUntil(lambda: document.split_is_current, timeout=20_000)
    freeze(qtbot, window)


def test_a_frozen_scenario_cannot_be_edited_and_says_so(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_about_unsaved_edits", lambda *_: UnsavedChoice.DISCARD)
    frozen_offer(qtbot, window)
    document, case = window.document, window.document.case
    document.set_cells("Scenarios", [CellEdit(0, "offer", None, 0.5)])
    assert window.statusBar().currentMessage().startswith("The scenario “offer” is frozen")
    document.set_cells("Clauses", [CellEdit(0, "value", None, 3.0)])
    document.set_cells("Clauses", [CellEdit(1, "scenario", None, "offer")])
    document.delete_rows("Clauses", [0])
    acts: tuple[Callable[[], object], ...] = (
        lambda: document.rename_scenario("offer", "other"),
        lambda: document.delete_scenario("offer"),
        document.freeze_scenario,
    )
    for act in acts:
        with pytest.raises(RelaisError, match="frozen"):
            act()
    document.undo_stack.undo()
    assert document.case is case
    document.new_scenario("third", "offer")
    assert document.case is not case


def test_a_frozen_scenario_is_read_back_with_its_split_and_shown_with_a_sign(
    qtbot: QtBot, window: MainWindow, project: Path
) -> None:
    frozen_offer(qtbot, window)
    box = window.split_page.scenario_box
    assert not box.itemIcon(box.findText("offer")).isNull()
    assert "offer, frozen on" in box.toolTip()
    window.document.choose_scenario("base")
    window.document.delete_rows("Flows", [0])
    window.keeper.wait_for_file()
    (kept,) = read_project(project).frozen
    assert len(kept.case.table("Flows")) == len(window.document.open_case.table("Flows")) + 1
    opened(qtbot, window, SAMPLES / "worked.xlsx")
    assert box.itemIcon(0).isNull()
    opened(qtbot, window, project)
    window.document.choose_scenario("offer")
    assert window.document.split_is_current
    solved = window.document.solved
    assert solved is not None
    assert solved.split == kept.split
    assert window.document.frozen["offer"].moment == kept.moment


def test_only_a_scenario_with_a_split_is_frozen(window: MainWindow) -> None:
    note(window, 0, "changed")
    with pytest.raises(RelaisError, match="whose split is computed"):
        window.document.freeze_scenario()
    assert not window.scenario_menu.freeze.isEnabled()


def test_freezing_is_asked_first(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: window.document.split_is_current, timeout=20_000)
    monkeypatch.setattr(freezing, "ask_to_freeze", lambda *_: False)
    window.scenario_menu.freeze.trigger()
    assert not window.document.frozen
    monkeypatch.setattr(freezing, "ask_to_freeze", lambda *_: True)
    window.scenario_menu.freeze.trigger()
    qtbot.waitUntil(lambda: list(window.document.frozen) == ["base"], timeout=20_000)
    (frozen,) = window.document.frozen.values()
    assert appendix_of(frozen.split).fingerprint is not None
    assert not frozen.split.lacks_ranges


def test_what_pages_remember_is_kept_with_the_project(
    qtbot: QtBot, window: MainWindow, project: Path
) -> None:
    window.document.remember("compare/pinned", ["base"])
    window.document.remember("gone", 1)
    window.document.remember("gone", None)
    window.keeper.wait_for_file()
    assert read_project(project).settings == {"compare/pinned": ["base"]}
    opened(qtbot, window, project)
    assert window.document.settings == {"compare/pinned": ["base"]}


def test_edits_that_cannot_be_kept_are_told_and_kept_once_they_can_be(
    qtbot: QtBot, window: MainWindow, places: SafePlaces, project: Path
) -> None:
    places.recovery.parent.mkdir(parents=True, exist_ok=True)
    places.recovery.write_text("in the way", encoding="utf-8")
    with qtbot.waitSignal(window.keeper.failed, timeout=10_000):
        note(window, 0, "one")
    qtbot.waitUntil(lambda: "keeping" in window.notices.shown)
    places.recovery.unlink()
    with qtbot.waitSignal(window.keeper.in_file, timeout=10_000):
        note(window, 1, "two")
    assert (noted(project, 0), noted(project, 1)) == ("one", "two")
    assert "keeping" not in window.notices.shown
