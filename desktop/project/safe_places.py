"""Where the program keeps what is its own: edits not yet in a file, and the recent files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths


@dataclass(frozen=True, eq=False)
class SafePlaces:
    """The folder of the working copies, the user's own folder for new cases, the settings."""

    recovery: Path
    documents: Path
    settings: QSettings


def usual_places() -> SafePlaces:
    """Return the places that the system has for the program and its user."""
    kinds = QStandardPaths.StandardLocation
    own = QStandardPaths.writableLocation(kinds.AppLocalDataLocation)
    documents = QStandardPaths.writableLocation(kinds.DocumentsLocation)
    return SafePlaces(Path(own) / "recovery", Path(documents or Path.home()), QSettings())
