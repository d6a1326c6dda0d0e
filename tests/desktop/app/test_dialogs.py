"""Where a file is written: the ending is put behind a name, and nothing is lost by that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.dialogs import ask_for_workbook


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


Typing = Callable[..., None]


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Return what makes a person type these names, one for each question."""

    def type_names(*names: object) -> None:
        answers = iter(names)
        monkeypatch.setattr(
            QFileDialog,
            "getSaveFileName",
            lambda *_: (str(next(answers)), "Excel workbooks (*.xlsx)"),
        )

    return type_names


def _answer(text: str, asked: list[str]) -> None:
    """Click the button with this text in the next box, and keep what the box said."""

    def click() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(b for b in box.findChildren(QPushButton) if b.text() == text).click()

    QTimer.singleShot(0, click)


def test_a_dot_in_a_name_is_no_ending(parent: QWidget, typing: Typing, tmp_path: Path) -> None:
    typing(tmp_path / "split 1.2")
    assert ask_for_workbook(parent, "", tmp_path / "x.xlsx") == tmp_path / "split 1.2.xlsx"


def test_an_ending_in_capitals_is_left_alone(
    parent: QWidget, typing: Typing, tmp_path: Path
) -> None:
    typing(tmp_path / "SPLIT.XLSX")
    assert ask_for_workbook(parent, "", tmp_path / "x.xlsx") == tmp_path / "SPLIT.XLSX"


def test_nothing_typed_is_nowhere(parent: QWidget, typing: Typing, tmp_path: Path) -> None:
    typing("")
    assert ask_for_workbook(parent, "", tmp_path / "x.xlsx") is None


def test_a_file_that_only_the_whole_name_means_is_asked_about(
    parent: QWidget, typing: Typing, tmp_path: Path
) -> None:
    (tmp_path / "split.xlsx").write_text("agreed")
    typing(tmp_path / "split")
    asked: list[str] = []
    _answer("Replace", asked)
    assert ask_for_workbook(parent, "", tmp_path / "x.xlsx") == tmp_path / "split.xlsx"
    assert asked == ["split.xlsx is there already."]


def test_another_name_can_be_typed_instead(parent: QWidget, typing: Typing, tmp_path: Path) -> None:
    (tmp_path / "split.xlsx").write_text("agreed")
    typing(tmp_path / "split", tmp_path / "other")
    _answer("Another name…", [])
    assert ask_for_workbook(parent, "", tmp_path / "x.xlsx") == tmp_path / "other.xlsx"
