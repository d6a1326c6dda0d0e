from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.start import CrashHandler


def test_what_nobody_foresaw_is_shown_once_and_can_be_copied(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = CrashHandler()
    for text in ("first", "second"):
        error = ZeroDivisionError(text)
        handler.handle(ZeroDivisionError, error, None)
    assert handler.dialog is not None
    qtbot.addWidget(handler.dialog)
    assert "ZeroDivisionError: first" in handler.dialog.text.toPlainText()
    handler.dialog.copy_text()
    assert QApplication.clipboard().text().endswith("ZeroDivisionError: first\n")
    assert "second" in capsys.readouterr().err
    handler.dialog.reject()


def test_ctrl_c_closes_the_window_with_a_word_and_no_trace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr("desktop.app.start.QApplication.exit", ended.append)
    handler = CrashHandler()
    handler.handle(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert (ended, handler.dialog) == ([130], None)
    assert capsys.readouterr().err == "Stopped.\n"
