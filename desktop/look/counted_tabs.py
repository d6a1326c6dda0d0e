"""Tabs that count something: each has room for its count from the start."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTabBar

from desktop.look.language import say
from models.words.text import Argument, Number, text

_ROOM_FOR = 99
"""The largest count that moves no tab; whoever has more of them than that looks at the list."""


class CountedTabBar(QTabBar):
    """Names of tabs, each with how many there are of something; nothing is not counted."""

    def __init__(self) -> None:
        super().__init__(expanding=False, drawBase=False)
        self.setObjectName("counted")
        self._names: list[Argument | None] = []

    def tabInserted(self, at: int) -> None:
        """Keep the names of the tabs behind a new one."""
        self._names.insert(at, None)
        super().tabInserted(at)

    def tabRemoved(self, at: int) -> None:
        """Forget the name of a tab."""
        del self._names[at]
        super().tabRemoved(at)

    def show_count(self, at: int, name: Argument, count: int) -> None:
        """Name a tab, with its count behind the name unless that is nothing."""
        self._names[at] = name
        self.setTabText(at, say(_with_count(name, count) if count else name))

    def tabSizeHint(self, at: int) -> QSize:
        """Return the size that a tab takes with a count of two digits, counted or not."""
        size = super().tabSizeHint(at)
        name = self._names[at] if at < len(self._names) else None
        if name is not None:
            widest = self._width(say(_with_count(name, _ROOM_FOR)))
            size.setWidth(size.width() + max(0, widest - self._width(self.tabText(at))))
        return size

    def _width(self, words: str) -> int:
        """Return the width of a name as Qt measures it for a tab."""
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, words).width()


def _with_count(name: Argument, count: int) -> Argument:
    return text("{name} ({count})", name=name, count=Number(count))
