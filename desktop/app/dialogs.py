"""The dialogs of the window: errors, foreseen or not, questions, where to write a file, about."""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping
from enum import Enum
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop.look.language import OWN_NAMES, say, shown_language
from desktop.look.theme import STEP
from desktop.look.widgets import in_column, wrapped_label
from models.problems import RelaisError
from models.version import version
from models.words.language import Language, language
from models.words.text import Argument, text

_WORKBOOK = ".xlsx"
_Role = QMessageBox.ButtonRole
_Answer = TypeVar("_Answer", bound=Hashable)


def tell_error(parent: QWidget, error: RelaisError) -> None:
    """Say what happened, where and what to do."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Relais", say(error.what), parent=parent)
    box.setInformativeText("\n".join(say(part) for part in (error.where, error.mend) if part))
    box.setTextInteractionFlags(box.textInteractionFlags().TextSelectableByMouse)
    box.open()


class UnsavedChoice(Enum):
    """What to do with edits that no file has."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


def ask_about_unsaved_edits(parent: QWidget, name: str) -> UnsavedChoice:
    """Ask whether to save the edits of a case before it goes."""
    return _answer(
        parent,
        (
            text("{name} has edits that are not saved.", name=name),
            text("Save them before going on?"),
        ),
        {
            UnsavedChoice.SAVE: (text("Save As…"), _Role.AcceptRole),
            UnsavedChoice.DISCARD: (text("Discard"), _Role.DestructiveRole),
            UnsavedChoice.CANCEL: (text("Cancel"), _Role.RejectRole),
        },
        UnsavedChoice.SAVE,
    )


def ask_to_discard(parent: QWidget, name: str) -> bool:
    """Ask whether edits that were kept when the program was killed may go for good."""
    return is_agreed(
        parent,
        text("Discard the recovered edits of {name}?", name=name),
        text("They cannot be brought back afterwards."),
        yes=text("Discard"),
        no=text("Keep"),
    )


def ask_about_missing_seal(parent: QWidget, name: str) -> bool:
    """Ask whether to open a project that another program may have altered."""
    return is_agreed(
        parent,
        text("The seal of {name} is missing.", name=name),
        text("Another program may have altered it. Open it all the same?"),
        yes=text("Open"),
        no=text("Cancel"),
    )


def is_agreed(
    parent: QWidget,
    question: Argument,
    consequence: Argument,
    *,
    yes: Argument,
    no: Argument,
    title: Argument = "Relais",
) -> bool:
    """Ask before something that cannot be undone; not doing it is what Enter and Escape mean."""
    answers = {True: (yes, _Role.DestructiveRole), False: (no, _Role.RejectRole)}
    return _answer(parent, (question, consequence), answers, False, title)


def _answer(
    parent: QWidget,
    asked: tuple[Argument, Argument],
    answers: Mapping[_Answer, tuple[Argument, QMessageBox.ButtonRole]],
    usual: _Answer,
    title: Argument = "Relais",
) -> _Answer:
    """Ask a question and say what follows; Enter means the usual answer, Escape the last."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, say(title), say(asked[0]), parent=parent)
    box.setInformativeText(say(asked[1]))
    buttons = {answer: box.addButton(say(said), role) for answer, (said, role) in answers.items()}
    box.setDefaultButton(buttons[usual])
    box.exec()
    pressed, given_up = box.clickedButton(), list(answers)[-1]
    return next((answer for answer in answers if buttons[answer] is pressed), given_up)


def ask_where_to_write(
    parent: QWidget, title: str, proposal: Path, kinds: Mapping[str, str]
) -> Path | None:
    """Ask for a place, under the proposed name or another.

    The ending of the kind is put behind a name without one ("split 1.2" has none). Where that
    names a file that the dialog did not ask about, a further question does.

    Args:
        kinds: for each kind of file as the dialog says it, its ending.

    Returns:
        where to write; None: nowhere.
    """
    chosen = _place_and_kind(parent, title, proposal, kinds)
    return None if chosen is None else chosen[0]


def ask_for_workbook(parent: QWidget, title: str, proposal: Path) -> Path | None:
    """Ask where to write a workbook; as `ask_where_to_write`."""
    kind = text("Excel workbooks (*.xlsx)")
    return ask_where_to_write(parent, title, proposal, {say(kind): _WORKBOOK})


def ask_for_spoken_workbook(
    parent: QWidget, title: str, proposal: Path
) -> tuple[Path, Language] | None:
    """Ask where to write a workbook and, as its kind, in which language; the window's is first."""
    codes = sorted(OWN_NAMES, key=lambda code: code != shown_language().code)
    kinds = {
        say(text("Excel workbook · {language} (*.xlsx)", language=OWN_NAMES[code])): code
        for code in codes
    }
    chosen = _place_and_kind(parent, title, proposal, dict.fromkeys(kinds, _WORKBOOK))
    return None if chosen is None else (chosen[0], language(kinds[chosen[1]]))


def _place_and_kind(
    parent: QWidget, title: str, proposal: Path, kinds: Mapping[str, str]
) -> tuple[Path, str] | None:
    while True:
        name, kind = QFileDialog.getSaveFileName(parent, title, str(proposal), ";;".join(kinds))
        if not name:
            return None
        kind = kind if kind in kinds else next(iter(kinds))
        path = _with_ending(Path(name), kinds[kind], kinds)
        if path == Path(name) or not os.path.exists(path) or _may_replace(parent, path):
            return path, kind
        proposal = path


def _with_ending(path: Path, ending: str, kinds: Mapping[str, str]) -> Path:
    known = path.suffix.casefold() in kinds.values()
    return path if known else path.with_name(path.name + ending)


def _may_replace(parent: QWidget, path: Path) -> bool:
    return is_agreed(
        parent,
        text("{name} is there already.", name=path.name),
        text("What it holds would be lost."),
        yes=text("Replace"),
        no=text("Another name…"),
    )


def show_about(parent: QWidget) -> None:
    """Say what the program is and under which licence it stands."""
    title, name = say(text("About Relais")), say(text("Relais {version}", version=version()))
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, name, parent=parent)
    box.setInformativeText(
        say(
            text(
                "Shows governments who should co-fund what when people move through stages and "
                "territories.\n\nLicensed under the European Union Public Licence 1.2 (EUPL-1.2). "
                "It works without any network."
            )
        )
    )
    box.open()


class CrashDialog(QDialog):
    """Says that something went wrong and shows the text of it, to be copied."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Relais met an error"))
        self.resize(720, 420)
        sentence = wrapped_label(
            self.tr(
                "Something went wrong that Relais did not foresee. Your case is still open: "
                "save it under another name, then send this text to those who maintain Relais."
            )
        )
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Text of the error"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(self.copy_text)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        pieces = (sentence, self.text, buttons)
        self.setLayout(in_column(*pieces, spacing=3 * STEP, margins=(4 * STEP,) * 4))

    def copy_text(self) -> None:
        """Put the text on the clipboard."""
        QApplication.clipboard().setText(self.text.toPlainText())
