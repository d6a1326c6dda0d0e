"""The files that were open lately, kept for the next start."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QMenu

from desktop.look.language import say
from models.readable import whole
from models.words.text import text

_KEY = "recent_files"
_BYTES = "bytes:"
"""Begins what is kept of a path that is no text in the system's encoding."""
MOST = 10


class RecentFiles:
    """The newest first; a file that is gone is shown, but cannot be chosen."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def paths(self) -> list[Path]:
        """Return the files."""
        kept = self._settings.value(_KEY, [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return [_path_of(str(name)) for name in names if name]

    def add(self, path: Path) -> None:
        """Put a file first."""
        path = path.absolute()
        others = [one for one in self.paths() if one != path]
        self._write([path, *others][:MOST])

    def forget_missing(self) -> None:
        """Take out the files that are gone."""
        self._write([path for path in self.paths() if os.path.isfile(path)])

    def fill(self, menu: QMenu, open_path: Callable[[Path], object]) -> None:
        """Fill a menu with them."""
        translate = QCoreApplication.translate
        menu.clear()
        for path in self.paths():
            there = os.path.isfile(path)
            name = path.name.replace("&", "&&")
            action = menu.addAction(name if there else say(text("{name} (not found)", name=name)))
            action.setToolTip(str(path))
            action.setStatusTip(str(path))
            action.setEnabled(there)
            action.triggered.connect(partial(_opened, open_path, path))
        if menu.isEmpty():
            menu.addAction(translate("Recent", "No recent files")).setEnabled(False)
            return
        menu.addSeparator()
        forget = menu.addAction(translate("Recent", "&Remove files that are not found"))
        forget.triggered.connect(self.forget_missing)
        forget.setEnabled(not all(os.path.isfile(path) for path in self.paths()))

    def _write(self, paths: list[Path]) -> None:
        self._settings.setValue(_KEY, [_kept(path) for path in paths])


def _kept(path: Path) -> str:
    """Return a path as settings can hold it, which hold text only."""
    name = str(path)
    return name if whole(name) == name else f"{_BYTES}{quote(os.fsencode(name))}"


def _path_of(kept: str) -> Path:
    if not kept.startswith(_BYTES):
        return Path(kept)
    return Path(os.fsdecode(unquote_to_bytes(kept.removeprefix(_BYTES))))


def _opened(open_path: Callable[[Path], object], path: Path, _checked: bool = False) -> None:
    open_path(path)
