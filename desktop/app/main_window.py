"""The window: the rail, the pages, the menus, and what happens when it closes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QLocale, QSettings, QSize, Qt, QThreadPool, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.app.all_pages import DATA, PAGES, RULES, SPLIT
from desktop.app.empty_page import EmptyPage
from desktop.app.rail import Rail
from desktop.look.language import say
from desktop.look.theme import Theme
from desktop.pages.page import Page
from desktop.project.blank_page import BlankPage, is_blank_case
from desktop.project.notices import Notices
from desktop.project.sample import SAMPLE
from models.words.text import text

if TYPE_CHECKING:
    from desktop.app.menus import Actions
    from desktop.app.overlays import Overlays
    from desktop.app.page_book import PageBook
    from desktop.app.prefetch import Ahead
    from desktop.app.progress import ProgressStrip
    from desktop.document.document import Document
    from desktop.document.solving import Solving
    from desktop.engine.background import Lane
    from desktop.engine.services import OpenedCase, Services
    from desktop.pages.context import Context
    from desktop.pages.data.page import DataPage
    from desktop.pages.split.page import SplitPage
    from desktop.project.case_actions import CaseActions
    from desktop.project.files import Files
    from desktop.project.keeper import Keeper
    from desktop.project.safe_places import SafePlaces
    from desktop.project.scenario_menu import ScenarioMenu
    from models.problems import CaseRefusedError, Problem, RelaisError

_Kind = TypeVar("_Kind", bound=Page)
FIRST_SIZE = QSize(1440, 900)
"""Wide enough for the sample's split; less where the screen is smaller."""
REFUSAL_SHOWN_MILLISECONDS = 12_000
SAVED_SHOWN_MILLISECONDS = 5_000
_ASKED_AGAIN = 50
_NEXT_TURN = 1
"""Milliseconds: with none, keys and the mouse would wait until the last turn was taken."""


class MainWindow(QMainWindow):
    """One window, one open case.

    It can be shown before it is furnished: what opens, solves and keeps a case is loaded then.
    """

    settings: QSettings
    document: Document
    solving: Solving
    keeper: Keeper
    files: Files
    case_actions: CaseActions
    scenario_menu: ScenarioMenu
    context: Context
    book: PageBook
    ahead: Ahead
    overlays: Overlays
    actions_of_menus: Actions

    def __init__(
        self,
        services: Services | None,
        theme: Theme,
        locale: QLocale,
        places: SafePlaces | None = None,
    ) -> None:
        """Make the window; without services it has to be furnished later."""
        super().__init__()
        self.theme, self.locale_of_figures = theme, locale
        self.pool = QThreadPool(self)
        self.lanes: list[Lane] = []
        self.lanes_of_pages: list[Lane] = []
        self.strips: list[ProgressStrip] = []
        self._is_furnished = False
        self._to_open: Path | None = None
        self.notices, self.pages, self.rail = Notices(), QStackedWidget(), Rail()
        self.empty_page, self.blank_page = EmptyPage(theme), BlankPage(theme)
        self.setWindowTitle("Relais")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._lay_out()
        if services is not None:
            self.furnish(services, places)

    def furnish(self, services: Services, places: SafePlaces | None = None) -> None:
        """Give the window all that opens, solves and keeps a case, and its menus."""
        from desktop.app.furniture import furnish  # noqa: PLC0415  # the first window needs none

        furnish(self, services, places)
        self._is_furnished = True
        self._connect()
        self._show_title()

    @property
    def page_list(self) -> list[Page]:
        """All pages in the order of the rail."""
        return self.book.every()

    @property
    def data_page(self) -> DataPage:
        """The tables of the case."""
        return cast("DataPage", self.book.at(DATA))

    @property
    def split_page(self) -> SplitPage:
        """The split."""
        return cast("SplitPage", self.book.at(SPLIT))

    def open_path(self, path: Path) -> None:
        """Open a case; the one that is open stays until the new one is read."""
        if self.document.case is None:
            self.empty_page.say_opening(path.name)
        if self.book.made_at(SPLIT) is None:
            # One after the other: both are Python, and the window would wait for its turn.
            self._to_open = path
            QTimer.singleShot(_NEXT_TURN, self, self._load_split_page)
        else:
            self.files.open(path)

    @Slot()
    def choose_and_open(self) -> None:
        """Ask for a case and open it."""
        self.case_actions.choose_and_open()

    @Slot()
    def open_sample(self) -> None:
        """Open the case that comes with the program."""
        if self.case_actions.may_let_go():
            self.open_path(SAMPLE)

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
        from desktop.project.target_file import ask_for_workbook  # noqa: PLC0415  # when wanted

        chosen = ask_for_workbook(self, self.tr("Export the result"), proposal)
        if chosen is not None and self.document.split_is_current:
            self.files.export_result(chosen)

    def speak(self, code: str) -> None:
        """Show everything in a language of LANGUAGES, from now on and at the next start."""
        from desktop.look.language import keep_language, show_in  # noqa: PLC0415  # when wanted

        keep_language(self.settings, code)
        show_in(code)
        # In a turn of its own: the menu in which it was chosen is one of what is made anew.
        QTimer.singleShot(_NEXT_TURN, self, self._speak_anew)

    @Slot()
    def _speak_anew(self) -> None:
        """Make what has words anew, once no page waits for work it began."""
        from desktop.app.furniture import refurnish  # noqa: PLC0415  # when wanted

        if any(lane.busy for lane in self.lanes_of_pages):
            QTimer.singleShot(_ASKED_AGAIN, self, self._speak_anew)
            return
        self.overlays.close_all()
        refurnish(self)
        self.statusBar().clearMessage()
        self._show_title()
        self._mark_frozen()

    @Slot()
    def show_history(self) -> None:
        """List every edit, to go back or forward to any."""
        from desktop.project.history_dialog import HistoryDialog  # noqa: PLC0415  # when wanted

        dialog = HistoryDialog(self.document.undo_stack, self.locale_of_figures, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def show_data_page(self) -> None:
        """Show the tables of the case."""
        self.show_number(DATA)

    @Slot()
    def show_rules_page(self) -> None:
        """Show the rules and clauses, where a conflict can be settled."""
        self.show_number(RULES)

    @Slot()
    def add_row(self) -> None:
        """Add a row to the table that is shown."""
        self.data_page.add_row()

    @Slot()
    def delete_rows(self) -> None:
        """Delete the chosen rows of the table that is shown."""
        self.data_page.delete_rows()

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
        if not self._is_furnished:
            return
        from desktop.engine.background import drain  # noqa: PLC0415  # loaded by now

        if not self.case_actions.may_let_go():
            event.ignore()
            return
        if self.overlays.meeting is not None:
            self.overlays.meeting.close()
        self.hide()
        self.ahead.stop()
        self.solving.stop()
        drain(self.pool, *self.lanes)
        self.case_actions.stop()
        self.keeper.end()
        self.document.undo_stack.blockSignals(True)
        event.accept()

    def _lay_out(self) -> None:
        for page in (self.empty_page, self.blank_page):
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
        self.document.refused.connect(self.say)
        for signal in (
            self.document.case_replaced,
            self.document.scenario_changed,
            self.document.frozen_changed,
            self.document.table_changed,
        ):
            signal.connect(self._mark_frozen)
        self.book.made.connect(self._on_page_made)
        self.document.split_changed.connect(self._on_first_split)
        self.empty_page.open_button.clicked.connect(self.choose_and_open)
        self.empty_page.new_button.clicked.connect(self.case_actions.new_case)
        self.empty_page.sample_button.clicked.connect(self.open_sample)
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

    def page_of(self, kind: type[_Kind]) -> _Kind:
        """Return the page of a kind."""
        at = next(one.number for one in PAGES if one.class_name == kind.__name__)
        return cast("_Kind", self.book.at(at))

    def show_number(self, number: int) -> None:
        """Show a page by its number in the rail."""
        self.show_page(self.book.at(number))

    def show_page(self, page: Page) -> None:
        """Show a page; without a case, or with nothing to split, what to do about that."""
        self.pages.setCurrentWidget(self._shown_for(page))
        self.actions_of_menus.mark_page(page.number)

    def _shown_for(self, page: Page) -> QWidget:
        if self.document.case is None:
            return self.empty_page
        is_blank = page.number != DATA and is_blank_case(self.document)
        return self.blank_page if is_blank else page

    @Slot()
    def _load_split_page(self) -> None:
        """Make the first page, a part in each turn of the event loop, and then open the case."""
        if self.book.go_on(SPLIT):
            QTimer.singleShot(_NEXT_TURN, self, self._load_split_page)
            return
        path, self._to_open = self._to_open, None
        if path is not None:
            self.files.open(path)

    @Slot()
    def _on_first_split(self) -> None:
        """Make the other pages ready, now that the first thing that counts is on the screen."""
        if self.document.split_is_current:
            self.document.split_changed.disconnect(self._on_first_split)
            self.ahead.begin()

    @Slot(object)
    def _on_page_made(self, page: Page) -> None:
        self.pages.addWidget(page)
        self.actions_of_menus.offer_on(page, page.commands())
        page.refused.connect(self.say)
        page.warnings_wanted.connect(self.show_warnings)
        page.problems_wanted.connect(self.show_data_page)
        page.settling_wanted.connect(self.show_rules_page)
        page.row_wanted.connect(self._on_row_wanted)

    @Slot()
    def _show_title(self) -> None:
        self.setWindowTitle(say(text("{name}[*] – Relais", name=self.case_actions.name())))
        self.setWindowModified(self.document.modified)

    @Slot()
    def _mark_frozen(self) -> None:
        if self.book.made_at(SPLIT) is not None:
            from desktop.document.freezing import mark_frozen  # noqa: PLC0415  # when there is one

            mark_frozen(self.split_page.scenario_box, self.document, self.locale_of_figures)

    @Slot(str, int)
    def _on_row_wanted(self, table: str, row: int) -> None:
        self.show_data_page()
        self.data_page.show_cell(table, row, None)

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar for a while."""
        self.statusBar().showMessage(sentence, REFUSAL_SHOWN_MILLISECONDS)

    @Slot(object)
    def _on_opened(self, _path: Path) -> None:
        self.statusBar().clearMessage()
        shown = self.pages.currentWidget()
        if shown in (self.empty_page, self.blank_page) or is_blank_case(self.document):
            self.show_number(SPLIT)

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
        title = say(text("{name} was not opened", name=path.name))
        self._list_problems(title, say(error.sentence), error.problems)

    @Slot(object)
    def _on_failed(self, error: RelaisError) -> None:
        from desktop.app import dialogs  # noqa: PLC0415  # when wanted

        dialogs.tell_error(self, error)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        said = say(text("Written to {path}", path=str(path)))
        self.statusBar().showMessage(said, SAVED_SHOWN_MILLISECONDS)

    def _list_problems(self, title: str, sentence: str, problems: Sequence[Problem]) -> None:
        from desktop.tables.problems_dialog import ProblemsDialog  # noqa: PLC0415  # when wanted

        dialog = ProblemsDialog(title, sentence, problems, self.theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
