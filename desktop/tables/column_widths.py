"""The widths of columns that somebody set by hand, kept for the next time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QHeaderView

_Keys = Callable[[], Sequence[str]]
_PRESSED, _RELEASED = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease


class ColumnWidths(QObject):
    """Watches the hand on one header; the last column, which fills what is left, has no width."""

    def __init__(self, header: QHeaderView, settings: QSettings, table: str, keys: _Keys) -> None:
        """Begin to watch.

        Args:
            header: of the columns; its widths are in pixels.
            settings: where widths are kept.
            table: under which name.
            keys: returns the keys of the columns as they stand now.
        """
        super().__init__(header)
        self._header, self._settings, self._keys = header, settings, keys
        self._folder = f"columns/{table}"
        self._before: list[int] = []
        header.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what changed between pressing and letting go."""
        if event.type() == _PRESSED:
            self._before = self._widths()
        elif event.type() == _RELEASED:
            self._keep_changed()
        return super().eventFilter(watched, event)

    def restore(self) -> None:
        """Give the columns the widths that are kept for them."""
        for at, key in enumerate(self._keys()[:-1]):
            width = self._kept(key)
            if width > 0:
                self._header.resizeSection(at, width)

    def _kept(self, key: str) -> int:
        """Return the width of a column, 0 where none is kept or what is kept makes no sense."""
        try:
            return int(str(self._settings.value(self._name(key), 0)))
        except ValueError:
            return 0

    def _keep_changed(self) -> None:
        now = self._widths()
        for key, before, width in zip(self._keys()[:-1], self._before, now, strict=False):
            if width != before:
                self._settings.setValue(self._name(key), width)

    def _widths(self) -> list[int]:
        return [self._header.sectionSize(at) for at in range(self._header.count())]

    def _name(self, key: str) -> str:
        return f"{self._folder}/{key.replace('/', '_')}"
