"""Asks where a file is to be written; nothing is replaced that was not named in the question."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.app.dialogs import is_agreed
from desktop.look.language import say
from models.words.text import text


def ask_where_to_write(
    parent: QWidget, title: str, proposal: Path, kinds: Mapping[str, str]
) -> Path | None:
    """Ask for a place, under the proposed name or another.

    The ending of the kind is put behind a name without one ("split 1.2" has none). Where that
    names a file that the dialog did not ask about, a further question does.

    Args:
        kinds: for each kind of file as the dialog says it, its ending.

    Returns:
        where to write; None: nowhere.
    """
    while True:
        filters = ";;".join(kinds)
        name, kind = QFileDialog.getSaveFileName(parent, title, str(proposal), filters)
        if not name:
            return None
        path = _with_ending(Path(name), kinds.get(kind, next(iter(kinds.values()))), kinds)
        if path == Path(name) or not os.path.exists(path) or _may_replace(parent, path):
            return path
        proposal = path


def ask_for_workbook(parent: QWidget, title: str, proposal: Path) -> Path | None:
    """Ask where to write a workbook; as `ask_where_to_write`."""
    kind = QCoreApplication.translate("Dialogs", "Excel workbooks (*.xlsx)")
    return ask_where_to_write(parent, title, proposal, {kind: ".xlsx"})


def _with_ending(path: Path, ending: str, kinds: Mapping[str, str]) -> Path:
    known = path.suffix.casefold() in kinds.values()
    return path if known else path.with_name(path.name + ending)


def _may_replace(parent: QWidget, path: Path) -> bool:
    translate = QCoreApplication.translate
    return is_agreed(
        parent,
        say(text("{name} is there already.", name=path.name)),
        translate("Replacing", "What it holds would be lost."),
        yes=translate("Replacing", "Replace"),
        no=translate("Replacing", "Another name…"),
    )
