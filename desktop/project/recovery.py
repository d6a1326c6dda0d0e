"""Edits that no file has: what a killed program left behind, and how it is found again."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.project.case_lock import CaseLock, LockState
from models.problems import RelaisError
from models.words.text import text

if TYPE_CHECKING:
    from models.project.project import Project
    from models.project.working_copy import CopyState

_ORIGIN = "origin.json"
_COPY = "case.sqlite"


@dataclass(eq=False)
class LostEdits:
    """A working copy that nobody has open and that holds edits its file does not have.

    Attributes:
        folder: where it stands.
        path: the file of the case, or the one it would have had.
        moment: when the last edit was made (UTC).
        is_new: whether the case never had a file.
    """

    folder: Path
    path: Path
    moment: datetime
    is_new: bool = False
    _lock: CaseLock | None = field(default=None, repr=False)

    def take(self) -> None:
        """Make sure that no other window opens them.

        Raises:
            RelaisError: one has, or they are gone.
        """
        if self._lock is not None:
            return
        lock = CaseLock(self.folder / _COPY)
        if not self.folder.is_dir() or lock.take() is not LockState.OURS:
            what = text("Another window has opened these edits.")
            raise RelaisError(what, self.path.name)
        self._lock = lock

    def read(self) -> Project:
        """Return the case with all finished edits.

        Raises:
            RelaisError: it cannot be read.
        """
        from models.project.working_copy import read_working_copy  # noqa: PLC0415  # loads pandas

        return read_working_copy(self.folder)[0]

    def follows(self, stamp: str) -> bool:
        """Say whether they go on from a version of the file of their case."""
        return bool(stamp) and stamp in _state(self.folder).stamps

    def forget(self) -> None:
        """Remove them for good."""
        with contextlib.suppress(RelaisError):
            self.take()
            remove_folder(self.folder, self._lock)
            self._lock = None


def new_folder(recovery: Path) -> Path:
    """Return the folder of a new working copy, which is not made yet."""
    return recovery / os.urandom(6).hex()


def write_origin(folder: Path, path: Path, is_new: bool) -> None:
    """Note to which file a working copy belongs.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    origin = json.dumps({"path": str(path.absolute()), "new": is_new})
    draft = folder / f"{_ORIGIN}.new"
    draft.write_text(origin, encoding="utf-8")
    draft.replace(folder / _ORIGIN)


def lock_of(folder: Path) -> CaseLock:
    """Return the lock of a working copy."""
    return CaseLock(folder / _COPY)


def remove_folder(folder: Path, lock: CaseLock | None) -> None:
    """Remove a working copy and let it go."""
    if lock is not None:
        for path in set(folder.iterdir()) - {lock.path}:
            with contextlib.suppress(OSError):
                path.unlink()
        lock.release()
    shutil.rmtree(folder, ignore_errors=True)


def all_lost_edits(recovery: Path) -> list[LostEdits]:
    """Return all edits that no file has and no window holds, the newest first.

    What a file has too is removed on the way.
    """
    found = [_lost(folder) for folder in _folders(recovery)]
    return sorted((lost for lost in found if lost), key=lambda lost: lost.moment, reverse=True)


def lost_edits_of(recovery: Path, path: Path, stamp: str) -> LostEdits | None:
    """Return the edits that were made after this version of a file, taken; None: there are none."""
    for lost in all_lost_edits(recovery):
        if lost.path == path.absolute() and lost.follows(stamp):
            with contextlib.suppress(RelaisError):
                lost.take()
                return lost
    return None


def _folders(recovery: Path) -> list[Path]:
    try:
        return sorted(folder for folder in recovery.iterdir() if folder.is_dir())
    except OSError:
        return []


def _lost(folder: Path) -> LostEdits | None:
    lock = lock_of(folder)
    if lock.take() is not LockState.OURS:
        return None
    try:
        origin = json.loads((folder / _ORIGIN).read_text(encoding="utf-8"))
        state = _state(folder)
        moment = datetime.fromtimestamp(_newest(folder), UTC)
        if state.number > state.in_file:
            return LostEdits(folder, Path(origin["path"]), moment, bool(origin["new"]))
        remove_folder(folder, None)
    except FileNotFoundError:  # killed before its first edit was written
        remove_folder(folder, None)
    except (OSError, ValueError, KeyError, TypeError, RelaisError):
        return None  # damaged: left for whoever can help
    finally:
        lock.release()
    return None


def _newest(folder: Path) -> float:
    return max(path.stat().st_mtime for path in folder.glob(f"{_COPY}*"))


def _state(folder: Path) -> CopyState:
    from models.project.working_copy import state_of_copy  # noqa: PLC0415  # loads pandas

    return state_of_copy(folder)
