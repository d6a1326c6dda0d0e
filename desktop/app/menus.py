"""The menus: every action of the window, with its shortcut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.app.all_pages import DATA, PAGES, SPLIT
from desktop.app.dialogs import show_about
from desktop.look.language import OWN_NAMES, shown_language

if TYPE_CHECKING:
    from desktop.app.main_window import MainWindow
    from desktop.pages.page import Page

_Keys = QKeySequence.StandardKey
translate = QCoreApplication.translate
_STILL = "look/reduced_motion"


class Actions(QObject):
    """The actions that are not always possible, and those of the pages."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pages: dict[int, QAction] = {}
        self._group = QActionGroup(self)
        self.need_case: list[QAction] = []
        self.need_split: list[QAction] = []
        self.need_grid: list[QAction] = []
        self._of_pages: list[tuple[QWidget, QAction]] = []
        self.edit_menu: QMenu | None = None
        window.document.split_changed.connect(self.refresh)
        window.pages.currentChanged.connect(self.refresh)

    def add_page(self, number: int, action: QAction) -> None:
        """Note the action that shows a page; it gets its button in the rail."""
        action.setCheckable(True)
        self._group.addAction(action)
        self._pages[number] = action
        self._window.rail.add_page(action)

    def offer_on(self, page: Page, commands: Sequence[QAction]) -> None:
        """Offer what can be done on one page only while it is shown; Edit has what edits data."""
        if page.number == DATA and self.edit_menu is not None:
            self.edit_menu.addSeparator()
            self.edit_menu.addActions(list(commands))
        for command in commands:
            page.addAction(command)
            command.setEnabled(self._window.pages.currentWidget() is page)
            self._of_pages.append((page, command))

    def mark_page(self, number: int) -> None:
        """Mark the page that is shown."""
        self._pages[number].setChecked(True)

    @Slot()
    def refresh(self) -> None:
        """Offer what is possible now."""
        document = self._window.document
        page = self._window.book.made_at(DATA)
        on_data = page is not None and self._window.pages.currentWidget() is page
        for action in self.need_case:
            action.setEnabled(document.case is not None)
        for action in self.need_split:
            action.setEnabled(document.split_is_current)
        for of_page, command in self._of_pages:
            command.setEnabled(self._window.pages.currentWidget() is of_page)
        for action in self.need_grid:
            action.setEnabled(on_data)


def build(window: MainWindow) -> Actions:
    """Fill the menu bar of a window."""
    actions = Actions(window)
    window.rail.clear()
    bar = QMenuBar()
    window.setMenuBar(bar)
    _fill_file(window, bar.addMenu(translate("Menus", "&File")), actions)
    _fill_edit(window, bar.addMenu(translate("Menus", "&Edit")), actions)
    _fill_view(window, bar.addMenu(translate("Menus", "&View")), actions)
    bar.addMenu(window.scenario_menu.menu)
    _fill_help(window, bar.addMenu(translate("Menus", "&Help")), actions)
    actions.refresh()
    return actions


def _fill_file(window: MainWindow, menu: QMenu, actions: Actions) -> None:
    case = window.case_actions
    _add(menu, translate("Menus", "&New case"), case.new_case, _Keys.New)
    _add(menu, translate("Menus", "&Open…"), window.choose_and_open, _Keys.Open)
    recent = menu.addMenu(translate("Menus", "Open &recent"))
    recent.setToolTipsVisible(True)
    recent.aboutToShow.connect(lambda: case.recent.fill(recent, case.open_recent))
    _add(menu, translate("Menus", "Open the sa&mple"), window.open_sample)
    menu.addSeparator()
    save = _add(menu, translate("Menus", "&Save"), case.save, _Keys.Save)
    save_as = _add(menu, translate("Menus", "Save &As…"), window.choose_and_save, "Ctrl+Shift+S")
    duplicate = _add(menu, translate("Menus", "&Duplicate…"), case.choose_and_copy)
    menu.addSeparator()
    export = _add(menu, translate("Menus", "&Export result…"), window.choose_and_export)
    actions.need_case.extend([save, save_as, duplicate])
    actions.need_split.append(export)
    menu.addSeparator()
    _add(menu, translate("Menus", "&Quit"), window.close, "Ctrl+Q")


def _fill_edit(window: MainWindow, menu: QMenu, actions: Actions) -> None:
    stack = window.document.undo_stack
    actions.edit_menu = menu
    undo = stack.createUndoAction(menu, translate("Menus", "&Undo"))
    redo = stack.createRedoAction(menu, translate("Menus", "&Redo"))
    undo.setShortcut(_Keys.Undo)
    redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
    menu.addActions([undo, redo])
    menu.addSeparator()
    _add(menu, translate("Menus", "&Copy"), window.copy, _Keys.Copy)
    menu.addSeparator()
    add = _add(menu, translate("Menus", "&Add row"), window.add_row, "Ctrl++")
    delete = _add(menu, translate("Menus", "&Delete rows"), window.delete_rows, "Ctrl+-")
    actions.need_grid.extend([add, delete])


def _fill_view(window: MainWindow, menu: QMenu, actions: Actions) -> None:
    for kind in PAGES:
        show = _add(
            menu, kind.title, partial(window.show_number, kind.number), f"Ctrl+{kind.number}"
        )
        actions.add_page(kind.number, show)
        actions.need_case.append(show)
    actions.mark_page(SPLIT)
    menu.addSeparator()
    overlays = window.overlays
    meeting = _add(menu, translate("Menus", "&Meeting view"), overlays.start_meeting, "F11")
    history = _add(menu, translate("Menus", "&History…"), window.show_history, "Ctrl+Shift+H")
    actions.need_case.extend([meeting, history])
    menu.addSeparator()
    _add_languages(window, menu.addMenu(translate("Menus", "&Language")))
    _add_still(window, menu)
    _add(menu, translate("Menus", "&Find a command…"), overlays.show_palette, "Ctrl+K")


def _add_languages(window: MainWindow, menu: QMenu) -> None:
    """Offer the languages, each by its own name."""
    group = QActionGroup(menu)
    for code, name in OWN_NAMES.items():
        language = menu.addAction(name)
        language.setCheckable(True)
        language.setChecked(code == shown_language().code)
        language.triggered.connect(partial(window.speak, code))
        group.addAction(language)


def _add_still(window: MainWindow, menu: QMenu) -> None:
    """Offer that nothing moves; kept for the next start."""
    still = menu.addAction(translate("Menus", "&Reduce motion"))
    still.setCheckable(True)
    still.setChecked(bool(window.settings.value(_STILL, False, type=bool)))
    window.theme.reduce_motion(still.isChecked())
    still.toggled.connect(window.theme.reduce_motion)
    still.toggled.connect(partial(window.settings.setValue, _STILL))


def _fill_help(window: MainWindow, menu: QMenu, actions: Actions) -> None:
    tour = _add(menu, translate("Menus", "&Take the tour"), window.overlays.start_tour)
    actions.need_case.append(tour)
    menu.addSeparator()
    _add(menu, translate("Menus", "&About Relais"), lambda: show_about(window, _version()))


def _add(
    menu: QMenu,
    text: str,
    act: Callable[[], object],
    keys: str | QKeySequence.StandardKey | None = None,
) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _checked: act())
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
    return action


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # loads slowly

    try:
        return version("relais")
    except PackageNotFoundError:
        return "0.1.0"
