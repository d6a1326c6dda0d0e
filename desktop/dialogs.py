"""The dialogs of the window: lists of problems, errors, unsaved edits, about."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.grid_view import GridView
from desktop.tables.problem_table import ProblemTable, problem_texts
from desktop.theme import STEP, Theme
from models.problems import Problem, RelaisError

MOST_WRAPPED = 300


class ProblemsDialog(QDialog):
    """One sentence and the list of problems under it, which can be copied whole."""

    def __init__(
        self,
        title: str,
        sentence: str,
        problems: Sequence[Problem],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(880, 420)
        self._problems = tuple(problems)
        self.sentence = QLabel(sentence)
        self.sentence.setWordWrap(True)
        self.table = ProblemTable(self)
        self.table.show_problems(problems)
        self.view = problem_view(self.table, theme, self.tr("Problems"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        self.copy_button = QPushButton(self.tr("Copy all"))
        self.copy_button.clicked.connect(self.copy_all)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        layout.setSpacing(3 * STEP)
        for widget in (self.sentence, self.view, buttons):
            layout.addWidget(widget)

    def copy_all(self) -> None:
        """Put every problem on the clipboard, one a line."""
        lines = ("\t".join(problem_texts(problem)) for problem in self._problems)
        QApplication.clipboard().setText("\n".join(lines))


def problem_view(table: ProblemTable, theme: Theme, name: str) -> GridView:
    """Return a view of a list of problems."""
    view = GridView(theme)
    view.setModel(table)
    view.setAccessibleName(name)
    view.setSelectionBehavior(GridView.SelectionBehavior.SelectRows)
    view.setShowGrid(False)
    view.setWordWrap(True)
    view.setObjectName("problems")

    def fit_rows() -> None:
        # Each row is measured, which a list that nobody reads to its end is not worth.
        if table.rowCount() <= MOST_WRAPPED:
            view.resizeRowsToContents()

    # Columns are resized one by one; only once all have their width do texts wrap as they will.
    fitting = QTimer(view)
    fitting.setSingleShot(True)
    fitting.timeout.connect(fit_rows)
    table.modelReset.connect(fitting.start)
    view.horizontalHeader().sectionResized.connect(lambda *_: fitting.start())
    view.verticalHeader().hide()
    view.horizontalHeader().setStretchLastSection(True)
    for column, width in enumerate((80, 220, 330)):
        view.setColumnWidth(column, width)
    return view


def tell_error(parent: QWidget, error: RelaisError) -> None:
    """Say what happened, where and what to do."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Relais", error.what, parent=parent)
    box.setInformativeText("\n".join(part for part in (error.where, error.mend) if part))
    box.setTextInteractionFlags(box.textInteractionFlags().TextSelectableByMouse)
    box.open()


class UnsavedChoice(Enum):
    """What to do with edits that no file has."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


def ask_about_unsaved_edits(parent: QWidget, name: str) -> UnsavedChoice:
    """Ask whether to save the edits of a case before it goes."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setWindowTitle("Relais")
    box.setText(translate("Unsaved", "{name} has edits that are not saved.").format(name=name))
    box.setInformativeText(translate("Unsaved", "Save them before going on?"))
    save = box.addButton(translate("Unsaved", "Save As…"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(translate("Unsaved", "Discard"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(translate("Unsaved", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.exec()
    if box.clickedButton() is save:
        return UnsavedChoice.SAVE
    return UnsavedChoice.DISCARD if box.clickedButton() is discard else UnsavedChoice.CANCEL


def ask_to_discard(parent: QWidget, name: str) -> bool:
    """Ask whether edits that were kept when the program was killed may go for good."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setWindowTitle("Relais")
    box.setText(translate("Discard", "Discard the recovered edits of {name}?").format(name=name))
    box.setInformativeText(translate("Discard", "They cannot be brought back afterwards."))
    discard = box.addButton(translate("Discard", "Discard"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(translate("Discard", "Keep"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.exec()
    return box.clickedButton() is discard


def show_about(parent: QWidget, version: str) -> None:
    """Say what the program is and under which licence it stands."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setWindowTitle(translate("About", "About Relais"))
    box.setText(translate("About", "Relais {version}").format(version=version))
    box.setInformativeText(
        translate(
            "About",
            "Shows governments who should co-fund what when people move through stages and "
            "territories.\n\nLicensed under the European Union Public Licence 1.2 (EUPL-1.2). "
            "It works without any network.",
        )
    )
    box.open()
