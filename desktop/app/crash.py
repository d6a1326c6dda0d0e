"""What nobody foresaw: a dialog with the whole text, instead of a window that dies silently."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from desktop.app import interrupt as stopping
from desktop.app.terminal import tell
from desktop.look.language import say
from desktop.look.theme import STEP
from models.words.text import text


class CrashHandler:
    """Takes over uncaught errors; shows one dialog at a time."""

    def __init__(self) -> None:
        self.dialog: CrashDialog | None = None

    def install(self) -> None:
        """Handle every uncaught error from now on."""
        sys.excepthook = self.handle

    def handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Print the error and show it; Ctrl+C is none, and closes the window."""
        if isinstance(error, KeyboardInterrupt):
            tell(say(text("Stopped.")))
            QCoreApplication.exit(stopping.status_of(error))
            return
        sys.__excepthook__(kind, error, trace)
        if self.dialog is None or not self.dialog.isVisible():
            self.dialog = CrashDialog("".join(traceback.format_exception(kind, error, trace)))
            self.dialog.open()


class CrashDialog(QDialog):
    """Says that something went wrong and shows the text of it, to be copied."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Relais met an error"))
        self.resize(720, 420)
        sentence = QLabel(
            self.tr(
                "Something went wrong that Relais did not foresee. Your case is still open: "
                "save it under another name, then send this text to those who maintain Relais."
            )
        )
        sentence.setWordWrap(True)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Text of the error"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(self.copy_text)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        layout.setSpacing(3 * STEP)
        for widget in (sentence, self.text, buttons):
            layout.addWidget(widget)

    def copy_text(self) -> None:
        """Put the text on the clipboard."""
        QApplication.clipboard().setText(self.text.toPlainText())
