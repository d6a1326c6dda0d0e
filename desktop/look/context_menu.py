"""The menu that a right click, the menu key, or Shift and F10 opens on something."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget


def pop_up(
    owner: QWidget,
    groups: Sequence[Sequence[QAction]],
    at: QPoint,
    is_possible: Callable[[QAction], bool] = lambda _action: True,
) -> QMenu:
    """Open a menu of actions that stand elsewhere too; what cannot be done just now is greyed.

    It is greyed for as long as the menu is open: its keys stay alive, and do nothing by themselves.

    Args:
        owner: what the menu is about.
        groups: what it offers, with a line between each group and the next.
        at: its place on the screen.
        is_possible: says what can be done now.
    """
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(owner.accessibleName())
    for group in groups:
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addActions(list(group))
    every = [action for group in groups for action in group]
    greyed = [action for action in every if action.isEnabled() and not is_possible(action)]
    for action in greyed:
        action.setEnabled(False)
        menu.aboutToHide.connect(lambda action=action: action.setEnabled(True))
    menu.popup(at)
    return menu


def menu_place(view: QAbstractItemView, event: QContextMenuEvent) -> QPoint:
    """Return where the menu of a view opens: at the pointer, or under the cell with the keys."""
    current = view.currentIndex()
    if event.reason() == QContextMenuEvent.Reason.Mouse or not current.isValid():
        return event.globalPos()
    seen = view.viewport().rect()
    place = view.visualRect(current).bottomLeft()
    place = QPoint(
        min(max(place.x(), seen.left()), seen.right()),
        min(max(place.y(), seen.top()), seen.bottom()),
    )
    return view.viewport().mapToGlobal(place)


def open_by_shift_f10(window: QWidget) -> None:
    """Open the menu of what has the keys by Shift and F10, which Qt knows on Windows only."""
    keys = QShortcut(QKeySequence("Shift+F10"), window)
    keys.setContext(Qt.ShortcutContext.ApplicationShortcut)
    keys.activated.connect(_ask_for_menu)


def _ask_for_menu() -> None:
    widget = QApplication.focusWidget()
    if widget is not None:
        place = widget.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)
