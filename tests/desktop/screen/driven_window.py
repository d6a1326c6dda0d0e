"""The window in a process of its own: tests click and type from outside, and ask what it shows.

Run as a module with the case and a folder of its own. Each line of standard input is a Python
expression over `window`; what it comes to is written as one line of JSON. Errors that nobody
caught go to standard error, as in the program.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QLocale, QPoint, QSettings, QSocketNotifier, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListWidget, QTextBrowser, QWidget

from desktop.app.window import MainWindow
from desktop.app.window_place import restore_place
from desktop.look.theme import Theme
from desktop.project.places import SafePlaces
from tests.desktop.builders import EngineHere


def place(widget: QWidget) -> list[int]:
    """Return the middle of a widget on the screen."""
    assert widget.isVisible(), widget
    return at(widget, widget.rect().center())


def place_of(view: QAbstractItemView, row: int, column: int = 0) -> list[int]:
    """Return the middle of a cell on the screen."""
    model: QAbstractItemModel = view.model()
    return at(view.viewport(), view.visualRect(model.index(row, column)).center())


def box_of(view: QListWidget, row: int) -> list[int]:
    """Return the place of the box that is ticked before a line."""
    rect = view.visualRect(view.model().index(row, 0))
    return at(view.viewport(), QPoint(rect.left() + 10, rect.center().y()))


def at(widget: QWidget, point: QPoint) -> list[int]:
    found = widget.mapToGlobal(point)
    return [found.x(), found.y()]


def link_in(text: QTextBrowser, words: str) -> list[int]:
    """Return the place of the first link with these words on the screen, scrolled into sight."""
    block = text.document().begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            one = fragments.fragment()
            if one.charFormat().isAnchor() and one.text().startswith(words):
                cursor = QTextCursor(text.document())
                cursor.setPosition(one.position() + 3)
                text.setTextCursor(cursor)
                return at(text.viewport(), text.cursorRect(cursor).center())
            fragments += 1
        block = block.next()
    raise LookupError(words)


def top(kind: str) -> QWidget:
    """Return the window, dialog or overlay of a class that is seen."""
    shown = (w for w in QApplication.topLevelWidgets() if w.isVisible())
    return next(w for w in shown if type(w).__name__ == kind)


def focused() -> str:
    """Return the class of what has the keys."""
    widget = QApplication.focusWidget()
    return type(widget).__name__ if widget is not None else ""


class Asked:
    """Answers expressions, one a line."""

    def __init__(self, known: dict[str, Any]) -> None:
        self._known, self._rest = known, b""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self.answer)

    def answer(self) -> None:
        read = os.read(sys.stdin.fileno(), 65536)
        if not read:
            QApplication.exit(0)
        *lines, self._rest = (self._rest + read).split(b"\n")
        for line in lines:
            print(json.dumps(self._found(line.decode("utf-8")), default=str), flush=True)

    def _found(self, expression: str) -> list[object]:
        # Whatever goes wrong is the test's to know.
        try:
            return [True, eval(expression, self._known)]
        except Exception as error:
            return [False, f"{type(error).__name__}: {error}"]


def main(case: Path, own: Path) -> int:
    app = QApplication(["relais"])
    settings = QSettings(str(own / "settings.ini"), QSettings.Format.IniFormat)
    places = SafePlaces(own / "recovery", own, settings)
    locale = QLocale(QLocale.Language.English, QLocale.Country.Europe)
    window = MainWindow(Theme(app), locale)
    restore_place(window, settings)
    window.begin(EngineHere(), places)
    window.show()
    window.open_path(case)
    helpers = (place, place_of, box_of, link_in, at, top, focused)
    known = {helper.__name__: helper for helper in helpers}
    asked = Asked(known | {"window": window, "app": app, "Qt": Qt, "Path": Path})
    status = app.exec()
    del asked
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
