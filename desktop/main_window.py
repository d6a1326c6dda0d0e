"""The window: the rail, the pages, the menus, and what happens when it closes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLocale, QSize, Qt, QThreadPool, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from desktop import dialogs, menus
from desktop.background import Lane, drain
from desktop.context import Context
from desktop.dialogs import ProblemsDialog, UnsavedChoice
from desktop.document import Document
from desktop.files import Files
from desktop.pages.all_pages import make_pages
from desktop.pages.data_page import DataPage
from desktop.pages.empty_page import EmptyPage
from desktop.pages.page import Page
from desktop.pages.rules_page import RulesPage
from desktop.pages.split_page import SplitPage
from desktop.progress import ProgressStrip
from desktop.rail import Rail
from desktop.services import OpenedCase, Services
from desktop.solving import Solving
from desktop.theme import Theme
from models.problems import CaseRefusedError, Problem, RelaisError

_Kind = TypeVar("_Kind", bound=Page)
FIRST_SIZE = QSize(1440, 900)
"""Wide enough for the sample's split; less where the screen is smaller."""
REFUSAL_SHOWN_MILLISECONDS = 12_000
SAVED_SHOWN_MILLISECONDS = 5_000


class MainWindow(QMainWindow):
    """One window, one open case."""

    def __init__(self, services: Services, theme: Theme, locale: QLocale) -> None:
        super().__init__()
        self.theme = theme
        self.pool = QThreadPool(self)
        self.document = Document(self)
        self.lanes: list[Lane] = []
        self.strips: list[ProgressStrip] = []
        self.solving = Solving(self.document, self._new_lane(self.tr("Computing")), services)
        reading, writing = self._new_lane(self.tr("Opening")), self._new_lane(self.tr("Writing"))
        self.files = Files(self.document, reading, writing, services)
        self.context = Context(
            self.document,
            self.solving,
            self.files,
            services,
            theme,
            locale,
            self._new_lane,
            self._on_input_refused,
        )
        self.page_list = make_pages(self.context)
        self.data_page = self.page_of(DataPage)
        self.split_page = self.page_of(SplitPage)
        self.empty_page = EmptyPage(theme)
        self.pages = QStackedWidget()
        self.rail = Rail()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._lay_out()
        self.actions_of_menus = menus.build(self)
        self._connect()
        self._show_title()

    def open_path(self, path: Path) -> None:
        """Open a case; the one that is open stays until the new one is read."""
        if self.document.case is None:
            self.empty_page.say_opening(path.name)
        self.files.open(path)

    @Slot()
    def choose_and_open(self) -> None:
        """Ask for a workbook and open it."""
        if not self._may_let_go():
            return
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a case"), self._folder(), self.tr("Case workbooks (*.xlsx)")
        )
        if name:
            self.open_path(Path(name))

    @Slot()
    def choose_and_save(self) -> bool:
        """Ask for a place and write the case there; False: the user did not want to."""
        path = self._place_to_write(self.tr("Save the case as"), "")
        if path is not None:
            self.files.save_as(path)
        return path is not None

    @Slot()
    def choose_and_export(self) -> None:
        """Ask for a place and write the result there."""
        path = self._place_to_write(self.tr("Export the result"), self.tr(" result"))
        if path is not None:
            self.files.export_result(path)

    @Slot()
    def show_data_page(self) -> None:
        """Show the tables of the case."""
        self.show_page(self.data_page)

    @Slot()
    def show_warnings(self) -> None:
        """List the warnings of the split."""
        solved = self.document.solved
        if solved is not None:
            sentence = self.tr("The split was computed; this was noticed on the way.")
            self._list_problems(self.tr("Warnings"), sentence, solved.split.warnings)

    @Slot()
    def copy(self) -> None:
        """Copy what is selected on the page."""
        page = self.pages.currentWidget()
        if isinstance(page, Page):
            page.copy()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved edits, then stop what runs and wait until it has."""
        if not self._may_let_go():
            event.ignore()
            return
        self.hide()
        self.solving.stop()
        drain(self.pool, *self.lanes)
        self.document.undo_stack.disconnect(self)
        event.accept()

    def _lay_out(self) -> None:
        for page in (self.empty_page, *self.page_list):
            self.pages.addWidget(page)
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(body)
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize()))

    def _connect(self) -> None:
        self.document.path_changed.connect(self._show_title)
        self.document.undo_stack.cleanChanged.connect(self._on_clean_changed)
        self.data_page.refused.connect(self._on_input_refused)
        self.split_page.warnings_wanted.connect(self.show_warnings)
        self.split_page.state_line.problems_wanted.connect(self.show_data_page)
        self.page_of(RulesPage).state_line.problems_wanted.connect(self.show_data_page)
        self.empty_page.open_button.clicked.connect(self.choose_and_open)
        self.files.opened.connect(self._on_opened)
        self.files.refused.connect(self._on_refused)
        self.files.failed.connect(self._on_failed)
        self.files.saved.connect(self._on_written)
        self.files.exported.connect(self._on_written)
        self.files.edited_meanwhile.connect(self._on_edited_meanwhile)
        self.files.opening_ended.connect(self._on_opening_ended)

    def _new_lane(self, title: str) -> Lane:
        lane = Lane(self.pool, self)
        self.lanes.append(lane)
        self.strips.append(ProgressStrip(lane, title))
        self.statusBar().addPermanentWidget(self.strips[-1])
        return lane

    def page_of(self, kind: type[_Kind]) -> _Kind:
        """Return the page of a kind."""
        return next(page for page in self.page_list if isinstance(page, kind))

    def show_page(self, page: QWidget) -> None:
        """Show a page; without a case, what to do about that."""
        self.pages.setCurrentWidget(page if self.document.case is not None else self.empty_page)
        self.actions_of_menus.mark_page(page)

    def _may_let_go(self) -> bool:
        """Ask about unsaved edits; False: the case must stay open."""
        if not self.document.modified:
            return True
        choice = dialogs.ask_about_unsaved_edits(self, self._name())
        if choice is UnsavedChoice.SAVE:
            return self.choose_and_save() and self._saved_in_the_end()
        return choice is UnsavedChoice.DISCARD

    def _saved_in_the_end(self) -> bool:
        self.files.wait_for_writing()
        return not self.document.modified

    def _place_to_write(self, title: str, suffix: str) -> Path | None:
        path = self.document.path
        if path is None:
            return None
        proposal = str(path.with_name(f"{path.stem}{suffix}.xlsx"))
        name, _ = QFileDialog.getSaveFileName(
            self, title, proposal, self.tr("Excel workbooks (*.xlsx)")
        )
        return Path(name).with_suffix(".xlsx") if name else None

    def _folder(self) -> str:
        return str(self.document.path.parent) if self.document.path else ""

    def _name(self) -> str:
        return self.document.path.name if self.document.path else self.tr("No case")

    @Slot()
    def _show_title(self) -> None:
        self.setWindowTitle(self.tr("{name}[*] – Relais").format(name=self._name()))
        self.setWindowModified(self.document.modified)

    @Slot(bool)
    def _on_clean_changed(self, clean: bool) -> None:
        self.setWindowModified(not clean)

    @Slot(str)
    def _on_input_refused(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, REFUSAL_SHOWN_MILLISECONDS)

    @Slot(object)
    def _on_opened(self, _path: Path) -> None:
        self.statusBar().clearMessage()
        if self.pages.currentWidget() is self.empty_page:
            self.show_page(self.split_page)

    @Slot()
    def _on_opening_ended(self) -> None:
        if self.document.case is None:
            self.empty_page.say_empty()

    @Slot(object)
    def _on_edited_meanwhile(self, opened: OpenedCase) -> None:
        if self._may_let_go():
            self.files.take_over(opened)

    @Slot(object, object)
    def _on_refused(self, path: Path, error: CaseRefusedError) -> None:
        title = self.tr("{name} was not opened").format(name=path.name)
        self._list_problems(title, str(error), error.problems)

    @Slot(object)
    def _on_failed(self, error: RelaisError) -> None:
        dialogs.tell_error(self, error)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        text = self.tr("Written to {path}").format(path=path)
        self.statusBar().showMessage(text, SAVED_SHOWN_MILLISECONDS)

    def _list_problems(self, title: str, sentence: str, problems: Sequence[Problem]) -> None:
        dialog = ProblemsDialog(title, sentence, problems, self.theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
