"""The window: one open case, its pages and menus, what lies over them, and how it closes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QLocale, QSize, Qt, QThreadPool, QTimer, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from desktop.app.first_pages import BlankPage, EmptyPage, FirstCasePanel, is_blank
from desktop.app.menus import Menus, Needs, Rail, add_languages
from desktop.app.window_place import keep_place
from desktop.look.context_menu import open_by_shift_f10
from desktop.look.formats import reading_locale
from desktop.look.language import keep_language, say, show_in
from desktop.look.theme import STEP, Theme
from desktop.look.widgets import in_column, in_row
from desktop.pages.page import DATA, KIND_OF, PAGES, RULES, SPLIT, Page
from desktop.project.notices import Notices
from models.words.text import Argument, text

if TYPE_CHECKING:
    from desktop.app.progress import ProgressStrip
    from desktop.app.tour import Tour
    from desktop.engine.question import Question
    from desktop.engine.tasks import TaskRunner
    from desktop.pages.data.page import DataPage
    from desktop.pages.meeting.meeting_view import MeetingView
    from desktop.pages.split.page import SplitPage
    from desktop.project.opened import OpenedCase
    from desktop.project.places import SafePlaces
    from models.problems import CaseRefusedError, Problem, RelaisError
    from models.words.paragraph import CaseRows

_Keys = QKeySequence.StandardKey
_Kind = TypeVar("_Kind", bound=Page)
FIRST_SIZE = QSize(1440, 900)
"""Wide enough for the sample's split; less where the screen is smaller."""
REFUSAL_SHOWN_MILLISECONDS = 12_000
SAVED_SHOWN_MILLISECONDS = 5_000
PAUSE_MILLISECONDS = 30
"""How long somebody has the window for himself before a page is made that nobody asked for."""
_MOST_AT_ONCE = 32
"""How many questions may wait for the engine's process, each in a thread, without one another."""
_STATUS_HEIGHT = 8 * STEP
"""Room for the buttons of what is in progress, so that the page above keeps its height."""
_NEXT_TURN = 1
_WAITING = 50
_TOUR_SEEN = "tour/seen"


class MainWindow(QMainWindow):
    """One window, one open case.

    It can be shown as soon as it is made; `begin` gives it what opens, solves and keeps a case,
    which takes as long again to load.
    """

    def __init__(self, theme: Theme, locale: QLocale) -> None:
        super().__init__()
        self.theme, self.locale_of_figures = theme, locale
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(_MOST_AT_ONCE)
        self.questions: list[Question] = []
        self.questions_of_pages: list[Question] = []
        self.strips: list[ProgressStrip] = []
        self.meeting: MeetingView | None = None
        self.tour: Tour | None = None
        self._has_begun = self._is_newcomer = False
        self._made: dict[int, Page] = {}
        self._came_from: int | None = None
        self._spare_time = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._spare_time.timeout.connect(self._make_another_page)
        self.notices, self.pages, self.rail = Notices(), QStackedWidget(), Rail()
        self.empty_page, self.blank_page = EmptyPage(theme), BlankPage(theme)
        self.first_case = FirstCasePanel()
        self.rail.add_below(self.first_case)
        self.setWindowTitle("Relais")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.setAcceptDrops(True)
        self._lay_out()

    def _lay_out(self) -> None:
        for page in (self.empty_page, self.blank_page):
            self.pages.addWidget(page)
        body = QWidget()
        column = in_column(self.notices, (self.pages, 1), spacing=0)
        body.setLayout(in_row(self.rail, (column, 1), spacing=0))
        self.setCentralWidget(body)
        self.statusBar().setMinimumHeight(_STATUS_HEIGHT)
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize()))

    def begin(self, engine: TaskRunner, places: SafePlaces) -> None:
        """Make what opens, solves and keeps a case, and the menus."""
        # Takes as long as a bare window to load, and the first window needs none of it.
        from desktop.document.document import Document  # noqa: PLC0415
        from desktop.document.solving import Solving  # noqa: PLC0415
        from desktop.document.taken_over import TakenOver  # noqa: PLC0415
        from desktop.pages.context import Context  # noqa: PLC0415
        from desktop.project.case_actions import CaseActions  # noqa: PLC0415
        from desktop.project.files import Files  # noqa: PLC0415
        from desktop.project.keeper import Keeper  # noqa: PLC0415

        self.settings, self.document = places.settings, Document(self)
        TakenOver(self.document).said.connect(self.say)
        self.theme.keep_in(self.settings)
        split, further = (self._new_question(text("Computing"), pause=0) for _ in range(2))
        self.solving = Solving(self.document, split, further, engine)
        reading, writing = self._new_question(text("Opening")), self._new_question(text("Writing"))
        self.keeper = Keeper(self.document, places.recovery)
        self.files = Files(self.document, reading, writing, engine, self.keeper)
        self.case_actions = CaseActions(self, self.document, self.files, self.notices, places)
        self.context = Context(
            self.document,
            self.solving,
            self.files,
            engine,
            self.settings,
            self.theme,
            self.locale_of_figures,
            self._new_page_question,
            self._new_question,
            self.say,
        )
        self._fill_menus()
        self._connect()
        self._has_begun = True
        self._show_title()

    def _connect(self) -> None:
        document, files, case = self.document, self.files, self.case_actions
        document.path_changed.connect(self._show_title)
        document.modified_changed.connect(self._show_title)
        document.refused.connect(self.say)
        open_by_shift_f10(self)
        document.split_changed.connect(self._on_first_split)
        for first in (self.empty_page, self.first_case):
            first.open_button.clicked.connect(case.choose_and_open)
            first.new_button.clicked.connect(case.new_case)
        self.empty_page.sample_button.clicked.connect(case.open_sample)
        self.blank_page.fill_button.clicked.connect(self.show_data_page)
        self.blank_page.open_button.clicked.connect(case.choose_and_open)
        files.opened.connect(self._on_opened)
        files.refused.connect(self._on_refused)
        files.failed.connect(self._on_failed)
        files.edited_meanwhile.connect(self._on_edited_meanwhile)
        files.opening_ended.connect(self._on_opening_ended)
        for written in (files.copied, files.saved, files.exported):
            written.connect(self._on_written)
        self.theme.resized.connect(self._on_text_resized)

    def _new_question(self, title: Argument, pause: int | None = None) -> Question:
        """Return a question for work in the background, with its progress in the status bar."""
        from desktop.app.progress import ProgressStrip  # noqa: PLC0415  # as above
        from desktop.engine.question import PAINTING_MILLISECONDS, Question  # noqa: PLC0415

        question = Question(self.pool, self, PAINTING_MILLISECONDS if pause is None else pause)
        self.questions.append(question)
        self.strips.append(ProgressStrip(question, title))
        self.statusBar().addPermanentWidget(self.strips[-1])
        return question

    def _new_page_question(self, title: Argument) -> Question:
        """Return a question that goes with the pages when they are made anew."""
        question = self._new_question(title)
        self.questions_of_pages.append(question)
        return question

    # The menus.

    def _fill_menus(self) -> None:
        from desktop.project.scenario_menu import ScenarioMenu  # noqa: PLC0415  # as above

        self.scenario_menu = ScenarioMenu(self.document, self.solving, self)
        from desktop.app import dialogs  # noqa: PLC0415  # the window shows

        self.menus = Menus(self, self.document, self.pages, self.rail)
        self.case_actions.fill_menu(self.menus, self.close)
        self._fill_edit()
        self._fill_view()
        self.menuBar().addMenu(self.scenario_menu.menu)
        menu, add = self.menus.add_menu(self.tr("&Help")), self.menus.add
        add(menu, self.tr("&Take the tour"), self.start_tour, needs=Needs.CASE)
        menu.addSeparator()
        add(menu, self.tr("&About Relais"), partial(dialogs.show_about, self))
        self.menus.refresh()

    def _fill_edit(self) -> None:
        menu, add = self.menus.add_menu(self.tr("&Edit")), self.menus.add
        self.menus.edit_menu = menu
        undo = self.document.undo_stack.createUndoAction(menu, self.tr("&Undo"))
        redo = self.document.undo_stack.createRedoAction(menu, self.tr("&Redo"))
        undo.setShortcut(_Keys.Undo)
        redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        menu.addActions([undo, redo])
        menu.addSeparator()
        self.menus.copy_action = add(menu, self.tr("&Copy"), self.copy, _Keys.Copy)

    def _fill_view(self) -> None:
        menu, add = self.menus.add_menu(self.tr("&View")), self.menus.add
        for kind in PAGES:
            self.menus.add_page(menu, kind, self.go_to)
        self.menus.mark_page(SPLIT)
        add(menu, self.tr("&Back"), self.go_back, "Alt+Left", Needs.CASE)
        menu.addSeparator()
        add(menu, self.tr("&Meeting view"), self.start_meeting, "F11", Needs.CASE)
        add(menu, self.tr("&History…"), self.show_history, "Ctrl+Shift+H", Needs.CASE)
        menu.addSeparator()
        add_languages(menu.addMenu(self.tr("&Language")), self.speak)
        add(menu, self.tr("&Find a command…"), self.show_palette, "Ctrl+K")
        menu.addSeparator()
        add(menu, self.tr("Se&ttings…"), self.show_settings, "Ctrl+,")

    # The pages.

    def page_at(self, number: int) -> Page:
        """Return the page with this number, made now if it was not."""
        if number not in self._made:
            page = KIND_OF[number].make(self.context)
            self._made[number] = page
            self.pages.addWidget(page)
            self.menus.offer_on(page, page.commands())
            page.refused.connect(self.say)
            page.warnings_wanted.connect(self.show_warnings)
            page.problems_wanted.connect(self.show_data_page)
            for wanted in (page.settling_wanted, page.rules_wanted):
                wanted.connect(partial(self.go_to, RULES))
            page.rows_wanted.connect(self._on_rows_wanted)
            page.back_wanted.connect(self.go_back)
        return self._made[number]

    def is_made(self, number: int) -> bool:
        """Say whether the page with this number was made."""
        return number in self._made

    def page_of(self, kind: type[_Kind]) -> _Kind:
        """Return the page of a kind."""
        at = next(one.number for one in PAGES if one.class_name == kind.__name__)
        return cast("_Kind", self.page_at(at))

    @property
    def page_list(self) -> list[Page]:
        """All pages in the order of the rail."""
        return [self.page_at(kind.number) for kind in PAGES]

    @property
    def data_page(self) -> DataPage:
        """The tables of the case."""
        return cast("DataPage", self.page_at(DATA))

    @property
    def split_page(self) -> SplitPage:
        """The split."""
        return cast("SplitPage", self.page_at(SPLIT))

    def show_number(self, number: int) -> None:
        """Show a page by its number in the rail."""
        self.show_page(self.page_at(number))

    def show_page(self, page: Page) -> None:
        """Show a page; without a case, or with nothing to split, what to do about that."""
        case, shown = self.document.case, cast("QWidget", page)
        if case is None:
            shown = self.empty_page
        elif page.number != DATA and is_blank(case):
            shown = self.blank_page
        self.pages.setCurrentWidget(shown)
        self.menus.mark_page(page.number)
        if page.number != DATA:
            self._remember_way(None)

    def go_to(self, number: int) -> None:
        """Show a page by its number in the rail, with the keys in what one uses first there."""
        self.show_number(number)
        shown = self.pages.currentWidget()
        first = shown.first_place() if isinstance(shown, Page) else shown
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def show_data_page(self) -> None:
        """Go to the tables of the case."""
        self.go_to(DATA)

    @Slot(object)
    def _on_rows_wanted(self, rows: CaseRows) -> None:
        from models.words.paragraph import rows_named  # noqa: PLC0415  # the window shows

        page = self.pages.currentWidget()
        self.show_data_page()
        self.data_page.show_rows(rows)
        if len(rows.rows) > 1:
            self.say(say(text("Chosen: {rows}.", rows=rows_named(rows))))
        if isinstance(page, Page):
            self._remember_way(page.number)

    def _remember_way(self, number: int | None) -> None:
        """Remember on which page a link to rows of the data was followed; None: no longer."""
        self._came_from = number
        if self.is_made(DATA):
            self.data_page.back_button.setVisible(number is not None)

    @Slot()
    def go_back(self) -> None:
        """Go back to where the last link was followed, with what was chosen there."""
        shown, before = self.pages.currentWidget(), self._came_from
        if isinstance(shown, Page) and shown.go_back():
            return
        if before is None:
            self.say(self.tr("No link was followed from which one could go back."))
            return
        had_keys = self.page_at(before).focusWidget()
        self.show_number(before)
        if had_keys is not None:
            had_keys.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_first_split(self) -> None:
        """Make the other pages, now that the first thing that counts is on the screen."""
        if self.document.split_is_current:
            self.document.split_changed.disconnect(self._on_first_split)
            self._spare_time.start()
            if self._is_newcomer:
                self.start_tour()

    @Slot()
    def _make_another_page(self) -> None:
        """Load or make a page that nobody asked for yet, unless something else is being done."""
        left = [kind for kind in PAGES if kind.number not in self._made]
        is_held = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if left and not is_held and not any(one.busy for one in self.questions):
            if left[0].module in sys.modules:
                self.page_at(left[0].number)
            else:
                import_module(left[0].module)
        if left:
            self._spare_time.start()

    @Slot()
    def copy(self) -> None:
        """Copy what is selected on the page."""
        page = self.pages.currentWidget()
        if isinstance(page, Page):
            page.copy()

    # The case.

    def open_path(self, path: Path) -> None:
        """Open a case; the one that is open stays until the new one is read."""
        if self.document.case is None:
            self.empty_page.say_opening(path.name)
        self.page_at(SPLIT)  # before it is read: both are Python, and the window would wait
        self.files.open(path)

    @Slot()
    def _on_opened(self) -> None:
        self.statusBar().clearMessage()
        is_page = isinstance(self.pages.currentWidget(), Page)
        if not is_page or is_blank(self.document.open_case):
            self.show_number(SPLIT)
        if self.document.has_errors and not is_blank(self.document.open_case):
            self.show_data_page()  # a draft: the list beside the cells says what is to be mended
        self.first_case.setVisible(self.case_actions.has_only_the_sample())

    @Slot()
    def _on_opening_ended(self) -> None:
        if self.document.case is None:
            self.empty_page.say_opening("")

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
        from desktop.app import dialogs  # noqa: PLC0415  # the first window needs none

        dialogs.tell_error(self, error)

    @Slot()
    def show_warnings(self) -> None:
        """List the warnings of the split."""
        solved = self.document.solved
        if solved is not None:
            sentence = self.tr("The split was computed; this was noticed on the way.")
            self._list_problems(self.tr("Warnings"), sentence, solved.split.warnings)

    def _list_problems(self, title: str, sentence: str, problems: Sequence[Problem]) -> None:
        from desktop.tables.problems_dialog import ProblemsDialog  # noqa: PLC0415  # when wanted

        dialog = ProblemsDialog(title, sentence, problems, self.theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def show_history(self) -> None:
        """List every edit, to go back or forward to any."""
        from desktop.document.history import HistoryDialog  # noqa: PLC0415  # loaded by now

        HistoryDialog(self.document.undo_stack, self.locale_of_figures, self).open()

    @Slot()
    def _show_title(self) -> None:
        self.setWindowTitle(say(text("{name}[*] – Relais", name=self.case_actions.name())))
        self.setWindowModified(self.document.modified)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        said = say(text("Written to {path}", path=str(path)))
        self.statusBar().showMessage(said, SAVED_SHOWN_MILLISECONDS)

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar for a while."""
        self.statusBar().showMessage(sentence, REFUSAL_SHOWN_MILLISECONDS)

    # What lies over the window for a while.

    @Slot()
    def start_meeting(self) -> None:
        """Fill the screen with the split and a few sliders; once more ends it."""
        if self.meeting is not None:
            self.meeting.close()
        elif self.document.case is not None:
            from desktop.pages.meeting.meeting_view import MeetingView  # noqa: PLC0415

            self.meeting = MeetingView(self.context, self.settings, self)
            self.meeting.left.connect(self._on_meeting_left)
            self.meeting.showFullScreen()

    @Slot()
    def _on_meeting_left(self) -> None:
        if self.meeting is not None:
            self.meeting.deleteLater()
            self.meeting = None
            self.activateWindow()

    @Slot()
    def show_palette(self) -> None:
        """Offer everything that can be done now."""
        from desktop.app.palette import Palette, commands_now  # noqa: PLC0415

        offered = commands_now(self.pages.currentWidget(), self.menuBar(), self.document)
        palette = Palette(offered, self.theme, self)
        palette.finished.connect(palette.deleteLater)
        palette.show()

    @Slot()
    def show_settings(self) -> None:
        """Offer what is kept for the user, whichever case is open."""
        from desktop.app.settings_dialog import SettingsDialog  # noqa: PLC0415  # when wanted

        dialog = SettingsDialog(self.theme, self.speak, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def start_tour(self) -> None:
        """Show a newcomer round."""
        if self.tour is None and self.document.case is not None:
            from desktop.app.tour import Tour, stops  # noqa: PLC0415

            self.tour = Tour(stops(self._shown_page, self.rail, self.menuBar()), self.theme, self)
            self.tour.ended.connect(self._on_tour_ended)

    def _shown_page(self, kind: type[_Kind]) -> _Kind:
        """Return the page of a kind, which is shown then."""
        page = self.page_of(kind)
        if self.pages.currentWidget() is not page:
            self.show_page(page)
        return page

    def tour_at_first_start(self) -> None:
        """Start the tour once the first split is there, unless it was ever seen or skipped."""
        self._is_newcomer = not self.settings.value(_TOUR_SEEN, False, type=bool)

    @Slot()
    def _on_tour_ended(self) -> None:
        self.tour = None
        self.settings.setValue(_TOUR_SEEN, True)

    # Files from elsewhere.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files be dropped here, unless a dialog waits for its answer."""
        is_free = self._has_begun and QApplication.activeModalWidget() is None
        if is_free and event.mimeData().urls():
            _accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file, once the program that it comes from does not wait any more."""
        _accept_copy(event)
        opening = partial(self.case_actions.open_dropped, event.mimeData().urls())
        QTimer.singleShot(_NEXT_TURN, self, opening)

    # Another language, another size of the text.

    def speak(self, code: str) -> None:
        """Show everything in a language of LANGUAGES, from now on and at the next start."""
        keep_language(self.settings, code)
        show_in(code)
        # In a turn of its own: the menu in which it was chosen is one of what is made anew.
        QTimer.singleShot(_NEXT_TURN, self, self._make_anew)

    @Slot()
    def _on_text_resized(self) -> None:
        if self.isVisible():
            QTimer.singleShot(_NEXT_TURN, self, self._make_anew)

    @Slot()
    def _make_anew(self) -> None:
        """Make what has words and fonts anew, once no page waits for work it began.

        The case stays open with its history, its split and what is computed of it, and each page
        stands as it did before.
        """
        if any(one.busy for one in self.questions_of_pages):
            QTimer.singleShot(_WAITING, self, self._make_anew)
            return
        if self.meeting is not None:
            self.meeting.close()
        if self.tour is not None:
            self.tour.end()
        self.locale_of_figures = reading_locale()
        self.context = replace(self.context, locale=self.locale_of_figures)
        for question in self.questions_of_pages:
            self._let_go(question)
        self.questions_of_pages.clear()
        for outdated in (self.scenario_menu, self.scenario_menu.menu, self.menus):
            outdated.deleteLater()
        self._fill_menus()
        self._make_pages_anew()
        self.statusBar().clearMessage()
        self._show_title()

    def _make_pages_anew(self) -> None:
        shown = self.pages.currentWidget()
        focus = self.focusWidget()
        had_keys = focus is not None and self.pages.isAncestorOf(focus)
        before, self._made = self._made, {}
        for number, old in before.items():
            page = self.page_at(number)
            page.resize(old.size())
            page.take_over(old)
        if isinstance(shown, Page) and had_keys:
            self.go_to(shown.number)
        elif isinstance(shown, Page):
            self.show_number(shown.number)
        for old in before.values():
            self.pages.removeWidget(old)
            old.deleteLater()

    def _let_go(self, question: Question) -> None:
        """Close a question that nobody needs any more, and take its strip away."""
        question.close()
        self.questions.remove(question)
        strip = next(one for one in self.strips if one.question is question)
        self.strips.remove(strip)
        self.statusBar().removeWidget(strip)
        strip.deleteLater()
        question.deleteLater()

    # The end.

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved edits, then stop what runs and wait until it has."""
        if not self._has_begun:
            return
        from desktop.engine.question import drain  # noqa: PLC0415  # loaded by now

        if not self.case_actions.may_let_go():
            event.ignore()
            return
        if self.meeting is not None:
            self.meeting.close()
        keep_place(self, self.settings)
        self.hide()
        self._spare_time.stop()
        drain(self.pool, *self.questions)
        self.case_actions.stop()
        self.keeper.end()
        self.document.undo_stack.blockSignals(True)
        event.accept()


def _accept_copy(event: QDropEvent) -> None:
    """Take what is dragged as a copy: where it is moved, its program would delete it."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
