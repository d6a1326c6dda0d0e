"""The window: the rail, the pages, the menus, and what happens when it closes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLocale, QSize, Qt, QThreadPool, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import dialogs, menus
from desktop.background import Lane, drain
from desktop.context import Context
from desktop.dialogs import ProblemsDialog
from desktop.document import Document
from desktop.files import Files
from desktop.overlays import Overlays
from desktop.pages.all_pages import make_pages
from desktop.pages.data_page import DataPage
from desktop.pages.empty_page import EmptyPage
from desktop.pages.page import Page
from desktop.pages.rules_page import RulesPage
from desktop.pages.split_page import SplitPage
from desktop.progress import ProgressStrip
from desktop.project.blank_page import BlankPage, is_blank_case
from desktop.project.case_actions import CaseActions
from desktop.project.history_dialog import HistoryDialog
from desktop.project.keeper import Keeper
from desktop.project.notices import Notices
from desktop.project.safe_places import SafePlaces, usual_places
from desktop.project.scenario_menu import ScenarioMenu, mark_frozen
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

    def __init__(
        self,
        services: Services,
        theme: Theme,
        locale: QLocale,
        places: SafePlaces | None = None,
    ) -> None:
        super().__init__()
        places = places or usual_places()
        self.theme, self.locale_of_figures = theme, locale
        self.pool = QThreadPool(self)
        self.document = Document(self)
        self.lanes: list[Lane] = []
        self.strips: list[ProgressStrip] = []
        self.solving = Solving(self.document, self._new_lane(self.tr("Computing")), services)
        reading, writing = self._new_lane(self.tr("Opening")), self._new_lane(self.tr("Writing"))
        self.keeper = Keeper(self.document, places.recovery)
        self.files = Files(self.document, reading, writing, services, self.keeper)
        self.notices = Notices()
        self.case_actions = CaseActions(
            self, self.document, self.files, self.notices, places, locale
        )
        self.scenario_menu = ScenarioMenu(self.document, locale, self)
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
        self.empty_page, self.blank_page = EmptyPage(theme), BlankPage(theme)
        self.pages = QStackedWidget()
        self.rail = Rail()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._lay_out()
        self.overlays = Overlays(self, places.settings)
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
        """Ask for a case and open it."""
        self.case_actions.choose_and_open()

    @Slot()
    def choose_and_save(self) -> bool:
        """Ask for a place and write the case there; False: the user did not want to."""
        return self.case_actions.choose_and_save()

    @Slot()
    def choose_and_export(self) -> None:
        """Ask for a place and write the result there."""
        path = self.document.path
        if path is None:
            return
        proposal = path.with_name(f"{path.stem}{self.tr(' result')}.xlsx")
        chosen = dialogs.ask_for_workbook(self, self.tr("Export the result"), proposal)
        if chosen is not None:
            self.files.export_result(chosen)

    @Slot()
    def show_history(self) -> None:
        """List every edit, to go back or forward to any."""
        dialog = HistoryDialog(self.document.undo_stack, self.locale_of_figures, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

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
        if not self.case_actions.may_let_go():
            event.ignore()
            return
        if self.overlays.meeting is not None:
            self.overlays.meeting.close()
        self.hide()
        self.solving.stop()
        drain(self.pool, *self.lanes)
        self.case_actions.stop()
        self.keeper.end()
        self.document.undo_stack.blockSignals(True)
        event.accept()

    def _lay_out(self) -> None:
        for page in (self.empty_page, self.blank_page, *self.page_list):
            self.pages.addWidget(page)
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.pages, 1)
        layout.addWidget(self.rail)
        layout.addLayout(column, 1)
        self.setCentralWidget(body)
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize()))

    def _connect(self) -> None:
        self.document.path_changed.connect(self._show_title)
        self.document.modified_changed.connect(self._show_title)
        self.document.refused.connect(self._on_input_refused)
        for signal in (
            self.document.case_replaced,
            self.document.scenario_changed,
            self.document.frozen_changed,
            self.document.table_changed,
        ):
            signal.connect(self._mark_frozen)
        self.data_page.refused.connect(self._on_input_refused)
        self.split_page.warnings_wanted.connect(self.show_warnings)
        self.split_page.state_line.problems_wanted.connect(self.show_data_page)
        self.split_page.row_wanted.connect(self._on_row_wanted)
        rules = self.page_of(RulesPage)
        rules.state_line.problems_wanted.connect(self.show_data_page)
        self.split_page.state_line.settle_wanted.connect(lambda: self.show_page(rules))
        self.empty_page.open_button.clicked.connect(self.choose_and_open)
        self.blank_page.fill_button.clicked.connect(self.show_data_page)
        self.blank_page.open_button.clicked.connect(self.choose_and_open)
        self.files.copied.connect(self._on_written)
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
        """Show a page; without a case, or with nothing to split, what to do about that."""
        self.pages.setCurrentWidget(self._shown_for(page))
        self.actions_of_menus.mark_page(page)

    def _shown_for(self, page: QWidget) -> QWidget:
        if self.document.case is None:
            return self.empty_page
        is_blank = page is not self.data_page and is_blank_case(self.document)
        return self.blank_page if is_blank else page

    @Slot()
    def _show_title(self) -> None:
        self.setWindowTitle(self.tr("{name}[*] – Relais").format(name=self.case_actions.name()))
        self.setWindowModified(self.document.modified)

    @Slot()
    def _mark_frozen(self) -> None:
        mark_frozen(self.split_page.scenario_box, self.document, self.locale_of_figures)

    @Slot(str, int)
    def _on_row_wanted(self, table: str, row: int) -> None:
        self.show_data_page()
        self.data_page.show_cell(table, row, None)

    @Slot(str)
    def _on_input_refused(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, REFUSAL_SHOWN_MILLISECONDS)

    @Slot(object)
    def _on_opened(self, _path: Path) -> None:
        self.statusBar().clearMessage()
        shown = self.pages.currentWidget()
        if shown in (self.empty_page, self.blank_page) or is_blank_case(self.document):
            self.show_page(self.split_page)

    @Slot()
    def _on_opening_ended(self) -> None:
        if self.document.case is None:
            self.empty_page.say_empty()

    @Slot(object)
    def _on_edited_meanwhile(self, opened: OpenedCase) -> None:
        if self.case_actions.may_let_go():
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
