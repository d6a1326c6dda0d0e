"""What gives way where a window is narrow: rows of controls, and parts beside each other."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSpacerItem, QSplitter, QWidget

from desktop.look.theme import STEP

_BETWEEN_LINES = 2 * STEP
_Line = list[QLayoutItem]


class WrappingRow(QLayout):
    """Pieces from the left on, each as wide as it wants to be; what does not fit goes below.

    Room that stretches (`add_room`) takes what a line has left over.
    """

    def __init__(self, *pieces: QWidget | QLayout, spacing: int = 2 * STEP) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)
        for piece in pieces:
            self.add(piece)

    def add(self, piece: QWidget | QLayout) -> None:
        """Add a piece behind those there are."""
        if isinstance(piece, QLayout):
            self.addChildLayout(piece)
            self.addItem(piece)
        else:
            self.addWidget(piece)

    def add_room(self) -> None:
        """Add room that stretches."""
        self.addItem(QSpacerItem(0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:
        """Return an item by its place."""
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(at) if 0 <= at < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Say that nothing of it wants more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high it is in a width."""
        lines = list(self._lines(width))
        return sum(map(_height, lines)) + _BETWEEN_LINES * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        """Return the size of it all in one line."""
        seen = [item for item in self._items if not item.isEmpty()]
        return QSize(self._width(seen), _height(seen))

    def minimumSize(self) -> QSize:
        """Return the size of its widest piece."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Put the pieces where they belong."""
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            self._put(line, QRect(rect.left(), top, rect.width(), _height(line)))
            top += _height(line) + _BETWEEN_LINES

    def _lines(self, width: int) -> Iterator[_Line]:
        """Yield the pieces that are seen, line by line."""
        line: _Line = []
        room: _Line = []  # before the next piece, also where that begins a line
        for item in self._items:
            if item.spacerItem() is not None:
                room.append(item)
            elif not item.isEmpty():
                if line and self._width([*line, item]) > width:
                    yield line
                    line = []
                line += [*room, item]
                room = []
        if line:
            yield line

    def _put(self, line: _Line, place: QRect) -> None:
        stretching = sum(item.spacerItem() is not None for item in line)
        room = max(0, place.width() - self._width(line))
        left = place.left()
        for item in line:
            if item.spacerItem() is not None:
                left += room // stretching
                continue
            width = min(_wanted(item).width(), place.width())
            item.setGeometry(QRect(left, place.top(), width, place.height()))
            left += width + self.spacing()

    def _width(self, line: _Line) -> int:
        pieces = [item for item in line if item.spacerItem() is None]
        return sum(_wanted(item).width() for item in pieces) + self.spacing() * max(
            0, len(pieces) - 1
        )


def _wanted(item: QLayoutItem) -> QSize:
    return item.sizeHint().expandedTo(item.minimumSize())


def _height(line: _Line) -> int:
    return max((_wanted(item).height() for item in line), default=0)


class FoldingSplitter(QSplitter):
    """Parts beside each other; below each other as long as that is too wide."""

    def __init__(self, *parts: QWidget, handle: int = 2 * STEP) -> None:
        super().__init__(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=handle)
        for part in parts:
            self.addWidget(part)

    def minimumSizeHint(self) -> QSize:
        """Return the least size in which everything is seen, the parts below each other."""
        least = self._least_sizes()
        handles = self.handleWidth() * (self.count() - 1)
        width, height = max(one.width() for one in least), sum(one.height() for one in least)
        return QSize(width, height + handles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold, or unfold again."""
        handles = self.handleWidth() * (self.count() - 1)
        wide = handles + sum(least.width() for least in self._least_sizes())
        fits = event.size().width() >= wide
        self.setOrientation(Qt.Orientation.Horizontal if fits else Qt.Orientation.Vertical)
        super().resizeEvent(event)

    def _least_sizes(self) -> list[QSize]:
        parts = [part for at in range(self.count()) if (part := self.widget(at)) is not None]
        return [part.minimumSizeHint().expandedTo(part.minimumSize()) for part in parts]
