"""Finds by itself whatever can be done in the window, and tries each of it.

Nothing here names a page's controls: what is added to the window later is found too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QScrollBar,
    QTabBar,
    QWidget,
)

from desktop.look.language import OWN_NAMES

TYPED = ("9", "2024", "offer")
ROWS = 2
"""How many rows of a list or a table are tried; the others are like them."""
_KEYS = (
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),
)


@dataclass(frozen=True)
class Action:
    """One thing that can be done: with what, under which name, and doing it."""

    of: QWidget | QAction | QShortcut
    name: str
    act: Callable[[], object]


class Walker:
    """Tries every action of a scene, and of whatever opens then.

    Attributes:
        forced: whether what is greyed is made available first.
        settle: is called after each action with it; brings everything back to where it was.
        tried: the actions, in order.
        opened: the windows and menus that opened, by class, title and entries.
    """

    def __init__(self, settle: Callable[[Action], None], *, forced: bool = False) -> None:
        self.forced, self._settle = forced, settle
        self.tried: list[Action] = []
        self.opened: set[str] = set()

    def walk(self, scene: Callable[[], QWidget | None]) -> None:
        """Try all that a scene offers.

        Args:
            scene: shows it and returns its window, or a part of that; None: it cannot be shown.
        """
        done: set[str] = set()
        while True:
            root = scene()
            found = actions_of(root, forced=self.forced) if root is not None else iter(())
            action = next((one for one in found if one.name not in done), None)
            if action is None:
                return
            done.add(action.name)
            self._try(action, scene)

    def _try(self, action: Action, scene: Callable[[], QWidget | None]) -> None:
        before = _shown()
        self.tried.append(action)
        action.act()
        QApplication.processEvents()
        for window in _shown() - before:
            kind = _kind(window)
            if kind not in self.opened:
                self.opened.add(kind)
                self.walk(self._again(window, action, scene))
            close(_shown() - before)
        self._settle(action)

    def _again(
        self, window: QWidget, action: Action, scene: Callable[[], QWidget | None]
    ) -> Callable[[], QWidget | None]:
        """Return what shows a window that an action opens, also after it was closed."""
        shown, kind = [window], _kind(window)

        def open_again() -> QWidget | None:
            if shown[0] in _shown():
                return shown[0]
            root, before = scene(), _shown()
            same = [one for one in actions_of(root) if one.name == action.name] if root else []
            for one in same:
                one.act()
                QApplication.processEvents()
            opened = [one for one in _shown() - before if _kind(one) == kind]
            shown[0] = opened[0] if opened else shown[0]
            return opened[0] if opened else None

        return open_again


def close(windows: set[QWidget]) -> None:
    """Close windows without taking over what they offer."""
    for window in windows & _shown():
        window.close()
    QApplication.processEvents()


def actions_of(root: QWidget, *, forced: bool = False) -> Iterator[Action]:
    """Find what can be done in a part of the window as it stands, each under its own name."""
    names: Counter[str] = Counter()
    for of, what, act in _found(root, forced=forced):
        name = f"{_named(of)} · {what}"
        names[name] += 1
        yield Action(of, f"{name} · {names[name]}", act)


_Found = Iterator[tuple[QWidget | QAction | QShortcut, str, Callable[[], object]]]


def _found(root: QWidget, *, forced: bool) -> _Found:
    """Find all: first the rows of lists and tables, which what follows may hide."""
    widgets = [one for one in (root, *root.findChildren(QWidget)) if _is_seen(one, root)]
    widgets = [one for one in widgets if one.isEnabled() or forced]
    views = [one for one in widgets if isinstance(one, QAbstractItemView)]
    for view in views:
        for what, act in _of_widget(view):
            yield view, what, partial(_do, view, act, forced)
    for action in {id(one): one for one in _qt_actions(root)}.values():
        if action.isEnabled() or forced:
            yield action, "trigger", partial(_do, action, action.trigger, forced)
    for shortcut in root.findChildren(QShortcut):
        if shortcut.isEnabled() or forced:
            yield shortcut, "activate", shortcut.activated.emit
    for widget in widgets:
        for what, act in _of_widget(widget) if widget not in views else ():
            yield widget, what, partial(_do, widget, act, forced)


def _is_seen(widget: QWidget, root: QWidget) -> bool:
    is_part = widget.window() is root.window() and widget.isVisible()
    return is_part and not isinstance(widget, QScrollBar | QMenu | QHeaderView)


def _qt_actions(root: QWidget) -> Iterator[QAction]:
    """Return the actions of a part of the window, those of its menus too."""
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget, QMenu) or widget.window() is root.window():
            for action in widget.actions():
                if action.menu() is None and not action.isSeparator() and _keeps(action):
                    yield action


def _keeps(action: QAction) -> bool:
    """Say whether an action leaves the widgets there are.

    A language makes all of them anew, and so does the size of the text, among the settings.
    """
    return action.text() not in (*OWN_NAMES.values(), "Se&ttings…")


def _do(one: QWidget | QAction, act: Callable[[], object], forced: bool) -> None:
    _let(one, forced)
    act()


def _let(one: QWidget | QAction, forced: bool) -> None:
    """Make available what is greyed, with all it stands in."""
    while forced and one is not None and not isinstance(one, QAction):
        one.setEnabled(True)
        one = None if one.isWindow() else one.parentWidget()  # type: ignore[assignment]
    if forced and isinstance(one, QAction):
        one.setEnabled(True)


def _of_widget(widget: QWidget) -> Iterator[tuple[str, Callable[[], object]]]:
    if isinstance(widget, QAbstractButton):
        yield "click", widget.click
    elif isinstance(widget, QComboBox):
        for at in range(min(widget.count(), 8)):
            yield f"choose {at}", partial(_choose, widget, at)
    elif isinstance(widget, QLineEdit) and not widget.isReadOnly():
        for text in TYPED:
            yield f"type {text}", partial(_type, widget, text)
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_view(widget)
    else:
        yield from _of_range(widget)
    if _has_menu(widget):
        yield "context menu", partial(_ask_for_menu, widget)


def _of_range(widget: QWidget) -> Iterator[tuple[str, Callable[[], object]]]:
    if isinstance(widget, QAbstractSlider):
        for value in (widget.minimum(), widget.maximum()):
            yield f"move to {value}", partial(widget.setValue, value)
    elif isinstance(widget, QAbstractSpinBox):
        for steps in (1, -1):
            yield f"step {steps}", partial(widget.stepBy, steps)
    elif isinstance(widget, QTabBar):
        for at in range(widget.count()):
            yield f"tab {at}", partial(widget.setCurrentIndex, at)


def _has_menu(widget: QWidget) -> bool:
    """Say whether a widget has a context menu of its own; those of Qt only edit their text."""
    own = (kind for kind in type(widget).__mro__ if kind.__module__.startswith("desktop."))
    given = (Qt.ContextMenuPolicy.CustomContextMenu, Qt.ContextMenuPolicy.ActionsContextMenu)
    return widget.contextMenuPolicy() in given or any("contextMenuEvent" in vars(k) for k in own)


def _choose(box: QComboBox, at: int) -> None:
    box.setCurrentIndex(at)
    box.activated.emit(at)


def _type(line: QLineEdit, text: str) -> None:
    line.setText(text)
    line.textEdited.emit(text)
    line.returnPressed.emit()
    line.editingFinished.emit()


def _ask_for_menu(widget: QWidget) -> None:
    place = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)


def _of_view(view: QAbstractItemView) -> Iterator[tuple[str, Callable[[], object]]]:
    model, root = view.model(), view.rootIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for row, column in product(range(min(model.rowCount(root), ROWS)), range(columns)):
        index = model.index(row, column, root)
        place = f"{row}, {column}"
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            for text in TYPED[1:]:
                yield (
                    f"type {text} at {place}",
                    partial(_set, index, text, Qt.ItemDataRole.EditRole),
                )
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        if checked is not None and index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            other = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
            yield f"tick {place}", partial(_set, index, other, Qt.ItemDataRole.CheckStateRole)
        yield f"activate {place}", partial(_activate, view, index)
    for key, modifier in _KEYS:
        yield f"press {key.name}", partial(_press, view, key, modifier)


def _set(index: QModelIndex, value: object, role: Qt.ItemDataRole) -> None:
    index.model().setData(index, value, role)


def _activate(view: QAbstractItemView, index: QModelIndex) -> None:
    view.setCurrentIndex(index)
    for signal in (view.clicked, view.doubleClicked, view.activated):
        if index.isValid():
            signal.emit(index)


def _press(view: QAbstractItemView, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    """Press a key on everything that is selected, a text waiting on the clipboard."""
    QApplication.clipboard().setText("offer\toffer\toffer\noffer\toffer\toffer")
    view.setCurrentIndex(view.model().index(0, 0))
    view.selectAll()
    QTest.keyClick(view, key, held)


def _shown() -> set[QWidget]:
    return {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()}


def _kind(window: QWidget) -> str:
    entries = "|".join(action.text() for action in window.actions())
    return f"{type(window).__name__} {window.windowTitle()} {entries}"


def _named(of: QWidget | QAction | QShortcut) -> str:
    if isinstance(of, QShortcut):
        return f"keys {of.key().toString()}"
    if isinstance(of, QAction):
        return f"action {of.text() or of.shortcut().toString()}"
    words = of.accessibleName() or (of.text() if isinstance(of, QAbstractButton) else "")
    return f"{type(of).__name__} {words or of.objectName()}"
