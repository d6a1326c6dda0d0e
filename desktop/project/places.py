"""Where the program keeps what is its own: the sample, edits not yet in a file, its settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "belgium.xlsx"
"""The case that comes with the program."""


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
