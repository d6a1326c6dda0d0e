"""How far the background is, with a Cancel; shown only when it takes more than a moment."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from desktop.engine.question import Question
from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import SpokenFrame, in_row
from models.words.goals import stage_name
from models.words.text import Argument, text

PATIENCE_MILLISECONDS = 600


class ProgressStrip(SpokenFrame):
    """Stage, count and Cancel for one question."""

    def __init__(self, question: Question, title: Argument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question, self._title = question, title
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(self.show)
        self.hide()
        question.started.connect(self._on_started)
        question.progressed.connect(self._on_progressed)
        question.cancelling.connect(self._on_cancelling)
        question.ended.connect(self._on_ended)

    def _lay_out(self) -> None:
        """Make what is in the strip, when its question works for the first time."""
        self.label = QLabel()
        self.bar = QProgressBar()
        # Both give way, so that several strips together never make the window wider.
        self.label.setMinimumWidth(10 * STEP)
        self.bar.setMinimumWidth(6 * STEP)
        self.bar.setMaximumWidth(40 * STEP)
        self.bar.setTextVisible(False)
        self.cancel_button = QPushButton()
        self.cancel_button.clicked.connect(self.question.cancel)
        self.cancel_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setLayout(in_row(self.label, self.bar, self.cancel_button))

    def say_words(self) -> None:
        """Say what is under way; how far it is follows with its next step."""
        if self.layout() is not None:
            self.bar.setAccessibleName(say(self._title))
            self.cancel_button.setText(self.tr("Cancel"))
            self.label.setText(say(self._title))

    @Slot()
    def _on_started(self) -> None:
        if self.layout() is None:
            self._lay_out()
        self.say_words()
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        if not self.isVisible():
            self._patience.start()

    @Slot(str, int, int)
    def _on_progressed(self, stage: str, done: int, of: int) -> None:
        pattern = text("{title}: {stage}, {done} of {of}") if of else text("{title}: {stage}")
        self.label.setText(
            say(pattern.filled(title=self._title, stage=stage_name(stage), done=done, of=of))
        )
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    @Slot()
    def _on_cancelling(self) -> None:
        self.label.setText(self.tr("Cancelling…"))
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(False)

    @Slot()
    def _on_ended(self) -> None:
        self._patience.stop()
        self.hide()
