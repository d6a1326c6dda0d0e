"""The menus and the rail: every action of the window, with its shortcut and when it is possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from desktop.look.language import OWN_NAMES, shown_language
from desktop.look.theme import STEP
from desktop.look.widgets import in_column
from desktop.pages.page import DATA, Page, PageKind

if TYPE_CHECKING:
    from desktop.document.document import Document

_RAIL_WIDTH = 42 * STEP

Keys = str | QKeySequence.StandardKey


class Needs(Enum):
    """What has to be there before something can be done."""

    NOTHING = auto()
    CASE = auto()
    SPLIT = auto()


class Rail(QFrame):
    """The pages of the window by name; the chosen one is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setMinimumWidth(_RAIL_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.buttons: list[QPushButton] = []
        self._layout = in_column(1, spacing=STEP, margins=(2 * STEP, 4 * STEP, 2 * STEP, 4 * STEP))
        self.setLayout(self._layout)
        self.clear()

    def add_below(self, panel: QWidget) -> None:
        """Add what stands at the lower end."""
        self._layout.addWidget(panel)

    def clear(self) -> None:
        """Take all buttons away, before those of another language come."""
        self.setAccessibleName(self.tr("Pages"))
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self.buttons = []

    def add_page(self, action: QAction) -> None:
        """Add the button of a page; the action shows the page."""
        button = QPushButton(action.text().replace("&", ""))
        button.setCheckable(True)
        button.setToolTip(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        button.clicked.connect(action.trigger)
        action.toggled.connect(button.setChecked)
        action.enabledChanged.connect(button.setEnabled)
        self._layout.insertWidget(len(self.buttons), button)
        self.buttons.append(button)


class Menus(QObject):
    """The menu bar of a window, empty at first; each action is offered while it is possible.

    Attributes:
        edit_menu: where the commands that edit data are added.
        copy_action: copies what is selected on the page that is shown.
    """

    edit_menu: QMenu
    copy_action: QAction

    def __init__(
        self, window: QMainWindow, document: Document, pages: QStackedWidget, rail: Rail
    ) -> None:
        super().__init__(window)
        self._document, self._shown, self._rail = document, pages, rail
        self._bar = QMenuBar()
        window.setMenuBar(self._bar)
        rail.clear()
        self._pages: dict[int, QAction] = {}
        self._of_kind = QActionGroup(self)
        self._needing: list[tuple[QAction, Needs]] = []
        self._of_pages: list[tuple[Page, QAction]] = []
        document.split_changed.connect(self.refresh)
        pages.currentChanged.connect(self.refresh)

    def add_menu(self, name: str) -> QMenu:
        """Add a menu at the end of the bar."""
        return self._bar.addMenu(name)

    def add(
        self,
        menu: QMenu,
        name: str,
        act: Callable[[], object],
        keys: Keys | None = None,
        needs: Needs = Needs.NOTHING,
    ) -> QAction:
        """Add what can be done to a menu."""
        action = menu.addAction(name)
        action.triggered.connect(lambda _checked: act())
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        if needs is not Needs.NOTHING:
            self._needing.append((action, needs))
        return action

    def add_page(self, menu: QMenu, kind: PageKind, show: Callable[[int], object]) -> None:
        """Add a page to a menu and to the rail."""
        keys = f"Ctrl+{kind.number}"
        action = self.add(menu, kind.title, partial(show, kind.number), keys, Needs.CASE)
        action.setCheckable(True)
        self._of_kind.addAction(action)
        self._pages[kind.number] = action
        self._rail.add_page(action)

    def offer_on(self, page: Page, commands: Sequence[QAction]) -> None:
        """Offer what can be done on one page only while it is shown; Edit has what edits data."""
        if page.number == DATA:
            self.edit_menu.addSeparator()
            self.edit_menu.addActions(list(commands))
        page.copy_action = self.copy_action
        for command in commands:
            if command.isSeparator():
                continue
            page.addAction(command)
            command.setEnabled(self._shown.currentWidget() is page)
            self._of_pages.append((page, command))

    def mark_page(self, number: int) -> None:
        """Mark the page that is shown."""
        self._pages[number].setChecked(True)

    @Slot()
    def refresh(self) -> None:
        """Offer what is possible now."""
        document, shown = self._document, self._shown.currentWidget()
        is_there = {
            Needs.CASE: document.case is not None,
            Needs.SPLIT: document.split_is_current,
        }
        for action, needs in self._needing:
            action.setEnabled(is_there[needs])
        for page, command in self._of_pages:
            command.setEnabled(shown is page)


def add_languages(menu: QMenu, speak: Callable[[str], object]) -> None:
    """Offer the languages, each by its own name."""
    group = QActionGroup(menu)
    for code, name in OWN_NAMES.items():
        language = menu.addAction(name)
        language.setCheckable(True)
        language.setChecked(code == shown_language().code)
        language.triggered.connect(partial(speak, code))
        group.addAction(language)
