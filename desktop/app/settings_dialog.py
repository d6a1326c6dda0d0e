"""The settings: language, light or dark, size of the text, motion; each is in force at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QWidget,
)

from desktop.look import formats
from desktop.look.language import OWN_NAMES, shown_language
from desktop.look.theme import AS_SYSTEM, STEP, TEXT_SIZES, Theme
from desktop.look.widgets import fill_box, in_column, label_for

_LEAST_WIDTH = 96 * STEP


class SettingsDialog(QDialog):
    """What is kept for its user, whichever case is open; the window behind follows each choice."""

    def __init__(self, theme: Theme, speak: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._speak = theme, speak
        self.language_box, self.scheme_box, self.size_box, self.motion_box = (
            QComboBox() for _ in range(4)
        )
        self._captions: list[QLabel] = []
        form = QGridLayout()
        form.setHorizontalSpacing(6 * STEP)
        form.setVerticalSpacing(3 * STEP)
        form.setColumnStretch(1, 1)
        boxes = (self.language_box, self.scheme_box, self.size_box, self.motion_box)
        for row, box in enumerate(boxes):
            self._captions.append(label_for("", box))
            form.addWidget(self._captions[-1], row, 0)
            form.addWidget(box, row, 1)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.rejected.connect(self.reject)
        self.setLayout(in_column(form, self._buttons, spacing=6 * STEP, margins=(5 * STEP,) * 4))
        self.setMinimumWidth(_LEAST_WIDTH)
        self.language_box.activated.connect(self._on_language_chosen)
        self.scheme_box.activated.connect(self._on_scheme_chosen)
        self.size_box.activated.connect(self._on_size_chosen)
        self.motion_box.activated.connect(self._on_motion_chosen)
        self.say_words()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language, that which was chosen here."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say_words()

    def say_words(self) -> None:
        """Say what can be chosen, and what is."""
        theme, as_system = self._theme, self.tr("As the system")
        locale = formats.reading_locale()
        self.setWindowTitle(self.tr("Settings"))
        captions = (
            self.tr("&Language"),
            self.tr("&Appearance"),
            self.tr("Size of the &text"),
            self.tr("&Motion"),
        )
        for label, caption in zip(self._captions, captions, strict=True):
            label.setText(caption)
        close = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(self.tr("Close"))
        close.setIcon(QIcon())
        languages = [(name, code) for code, name in OWN_NAMES.items()]
        fill_box(self.language_box, languages, shown_language().code)
        schemes = [
            (as_system, AS_SYSTEM),
            (self.tr("Light", "scheme"), "light"),
            (self.tr("Dark", "scheme"), "dark"),
        ]
        fill_box(self.scheme_box, schemes, theme.scheme)
        sizes = [
            (f"{formats.number(size, locale)}{formats.NO_BREAK}%", size) for size in TEXT_SIZES
        ]
        fill_box(self.size_box, sizes, theme.text_size)
        motions = [(as_system, False), (self.tr("Off", "motion"), True)]
        fill_box(self.motion_box, motions, theme.reduced_motion)

    @Slot()
    def _on_language_chosen(self) -> None:
        code = self.language_box.currentData()
        if code != shown_language().code:
            self._speak(code)

    @Slot()
    def _on_scheme_chosen(self) -> None:
        self._theme.choose_scheme(self.scheme_box.currentData())

    @Slot()
    def _on_size_chosen(self) -> None:
        self._theme.choose_text_size(self.size_box.currentData())

    @Slot()
    def _on_motion_chosen(self) -> None:
        self._theme.reduce_motion(self.motion_box.currentData())
