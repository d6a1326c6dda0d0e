"""The command palette: everything that can be done now, found by typing a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMenuBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.document.document import Document
from desktop.look.language import say
from desktop.look.scenario_box import scenarios_offered
from desktop.look.theme import HEADING, STEP, Theme
from desktop.look.widgets import in_column, wrapped_label
from desktop.pages.page import Page
from models.names import folded
from models.words.text import Quoted, text

_WIDTH, _SHOWN = 160 * STEP, 10
_KEYS_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 9, Qt.Key.Key_PageUp: -9}


@dataclass(frozen=True)
class Command:
    """Something that can be done.

    Attributes:
        text: what it is called, with where it stands before it: "File: Open…".
        keys: its shortcut as people read it; "": none.
        act: does it.
    """

    text: str
    keys: str
    act: Callable[[], object]


def commands_now(page: QWidget | None, bar: QMenuBar, document: Document) -> list[Command]:
    """Return everything that can be done now: on the page, in the menus, with scenarios."""
    found: list[Command] = []
    if isinstance(page, Page):
        possible = filter(page.is_possible, page.actions())
        found = [command_of(action, f"{_plain(page.title)}: ") for action in possible]
    found += menu_commands(bar)
    for name, key in scenarios_offered(document.case):
        if key != document.scenario:
            called = say(text("Scenario: {name}", name=name))
            found.append(Command(called, "", partial(document.choose_scenario, key)))
    return found


def menu_commands(bar: QMenuBar) -> list[Command]:
    """Return what the menus of a window offer now."""
    return list(_below(bar, ""))


def _below(menu: QMenuBar | QMenu, path: str) -> Iterator[Command]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _below(below, f"{path}{_plain(action.text())}: ")
        elif action.isEnabled() and action.isVisible() and action.text():
            yield command_of(action, path)


def command_of(action: QAction, path: str) -> Command:
    """Return an action as a command, called by where it stands ("File: ") and its own name."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Command(path + _plain(action.text()), keys, action.trigger)


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def matching(commands: Iterable[Command], typed: str) -> list[Command]:
    """Return the commands that hold every word that was typed, the best first.

    Case and accents do not count. A command in which a typed word begins a word comes before one
    in which it stands in the middle of a word; else the order stays.
    """
    words = folded(typed).split()
    found = [(rank, command) for command in commands if (rank := _rank(command, words)) is not None]
    return [command for _, command in sorted(found, key=lambda pair: pair[0])]


def _rank(command: Command, words: Sequence[str]) -> int | None:
    text = folded(command.text)
    if not all(word in text for word in words):
        return None
    return sum(not (text.startswith(word) or f" {word}" in text) for word in words)


class _Line(QStyledItemDelegate):
    """A name at the left, its shortcut at the right in the second grey."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a command."""
        super().paint(painter, option, index)
        painter.setPen(self._theme.quiet_colour())
        place = option.rect.adjusted(0, 0, -2 * STEP, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(right), str(index.data(_KEYS_ROLE)))


_TYPING = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class Palette(QDialog):  # D122
    """Type, choose with the arrows, press Enter; a click elsewhere or Escape leaves it.

    It is a window of its own, since a popup has the keys of an X11 window manager only once it is
    clicked. Until the manager gives it the keys, those that reach the window behind come here.
    """

    def __init__(self, commands: Sequence[Command], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._window, self._all = parent, list(commands)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Commands"))
        self.line = QLineEdit()
        self.line.setFont(theme.font(HEADING))
        self.line.setPlaceholderText(self.tr("What do you want to do?"))
        self.line.setAccessibleName(self.tr("Part of a command's name"))
        self.line.textChanged.connect(self._on_typed)
        self.commands: list[Command] = []
        self.view = QListWidget()
        self.view.setItemDelegate(_Line(theme, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QListWidget.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.clicked.connect(self._act)
        self.nothing = wrapped_label(quiet=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.nothing.setContentsMargins(STEP, STEP, STEP, STEP)
        pieces = (self.line, self.view, self.nothing)
        self.setLayout(in_column(*pieces, margins=(2 * STEP,) * 4))
        self.setFixedWidth(min(_WIDTH, parent.width() - 8 * STEP))
        self._on_typed("")
        height = _SHOWN * max(self.view.sizeHintForRow(0), 6 * STEP) + STEP
        self.view.setFixedHeight(height)
        self.nothing.setFixedHeight(height)
        middle = (parent.width() - self.width()) // 2
        self.move(parent.mapToGlobal(QPoint(middle, 14 * STEP)))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys."""
        super().showEvent(event)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._window.window().windowHandle().installEventFilter(self)

    def event(self, event: QEvent) -> bool:
        """Leave when another window is gone to."""
        if event.type() == QEvent.Type.WindowDeactivate and self.isVisible():
            self.reject()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take over what is typed into the window behind, and leave when that is clicked."""
        if not self.isVisible():
            return super().eventFilter(watched, event)
        if event.type() in _TYPING and not self.isActiveWindow():
            return QApplication.sendEvent(self.line, event)
        if event.type() == QEvent.Type.MouseButtonPress:
            self.reject()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, act on Enter, leave on Escape."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._choose(self.view.currentIndex().row() + _STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act(self.view.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self.commands = matching(self._all, typed)
        self.view.clear()
        for command in self.commands:
            item = QListWidgetItem(command.text, self.view)
            item.setData(_KEYS_ROLE, command.keys)
            spoken = f"{command.text} {command.keys}".strip()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self._choose(0)
        found = bool(self.commands)
        nothing = text(
            "Nothing that can be done now is called {typed}. Try a part of a word.",
            typed=Quoted(typed.strip()),
        )
        self.nothing.setText("" if found else say(nothing))
        self.view.setVisible(found)
        self.nothing.setVisible(not found)

    def _choose(self, row: int) -> None:
        self.view.setCurrentRow(max(0, min(row, len(self.commands) - 1)))

    @Slot(QModelIndex)
    def _act(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        act = self.commands[index.row()].act
        self.accept()
        QTimer.singleShot(0, self._window, act)
