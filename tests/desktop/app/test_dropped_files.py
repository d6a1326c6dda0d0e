"""A file that is dropped on the window opens; what cannot be opened is refused with a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.app import dialogs
from desktop.app.dialogs import UnsavedChoice
from desktop.app.window import MainWindow
from tests.desktop.builders import edit_a_cost, quick, solving_with
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on

_ACTIONS = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    return solved_on(qtbot, open_window(solving_with(quick)), SAMPLES / "worked.xlsx")


def drop(window: MainWindow, *urls: QUrl) -> bool:
    """Drag files over the window and drop them, if it takes them; say whether it does."""
    carried = QMimeData()
    carried.setUrls(list(urls))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(window.rect().center(), _ACTIONS, carried, buttons, keys)
    entered.setAccepted(False)
    QApplication.sendEvent(window, entered)
    if entered.isAccepted():
        place = QPointF(window.rect().center())
        dropped = QDropEvent(place, _ACTIONS, carried, buttons, keys)
        QApplication.sendEvent(window, dropped)
        assert dropped.dropAction() == Qt.DropAction.CopyAction, "a moved file would be deleted"
    return entered.isAccepted()


def local(path: Path) -> QUrl:
    return QUrl.fromLocalFile(str(path))


@pytest.mark.parametrize("name", ["dropped.xlsx", "DROPPED.XLSX"])
def test_a_workbook_opens(qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copy(SAMPLES / "worked.xlsx", path)
    with qtbot.waitSignal(window.files.opened, timeout=30_000):
        assert drop(window, local(path))
    assert window.windowTitle().startswith(name)


@pytest.mark.parametrize(
    ("urls", "said"),
    [
        ([QUrl.fromLocalFile("/tmp/notes.docx")], "notes.docx is no file of a case."),
        ([QUrl.fromLocalFile("/tmp")], "tmp is no file of a case."),
        ([QUrl("https://example.org/case.xlsx")], "case.xlsx is no file of a case."),
        (
            [local(SAMPLES / "worked.xlsx"), local(SAMPLES / "belgium.xlsx")],
            "Several files were dropped, and one case is open at a time.",
        ),
    ],
    ids=["another kind of file", "a folder", "a page of the web", "two files"],
)
def test_anything_else_is_refused_with_a_sentence(
    qtbot: QtBot, window: MainWindow, urls: list[QUrl], said: str
) -> None:
    case = window.document.case
    assert drop(window, *urls)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == said
    assert "Drop " in box.informativeText()
    box.reject()
    assert window.document.case is case


@pytest.mark.parametrize("choice", [UnsavedChoice.CANCEL, UnsavedChoice.DISCARD])
def test_unsaved_edits_are_asked_about_as_with_open(
    qtbot: QtBot,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    choice: UnsavedChoice,
) -> None:
    asked: list[str] = []

    def ask(_parent: object, name: str) -> UnsavedChoice:
        asked.append(name)
        return choice

    edit_a_cost(window, 6500)
    monkeypatch.setattr(dialogs, "ask_about_unsaved_edits", ask)
    drop(window, local(SAMPLES / "belgium.xlsx"))
    qtbot.waitUntil(lambda: bool(asked) and not window.files.reading.busy, timeout=30_000)
    assert asked == ["worked.xlsx"]
    is_kept = choice is UnsavedChoice.CANCEL
    qtbot.waitUntil(lambda: window.windowTitle().startswith("worked") is is_kept, timeout=30_000)


def test_while_a_dialog_waits_nothing_is_taken(qtbot: QtBot, window: MainWindow) -> None:
    window.show_settings()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert not drop(window, local(SAMPLES / "belgium.xlsx"))
    modal = QApplication.activeModalWidget()
    assert modal is not None
    modal.close()


def test_what_holds_no_file_is_not_taken(window: MainWindow) -> None:
    assert not drop(window)
